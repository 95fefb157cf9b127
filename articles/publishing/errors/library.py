"""Links, images and texts that cannot be used, and what is, or cannot go, in the trash."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localtime

from articles.models import Article, Image, Link, Person, Publication
from articles.publishing.errors.base import Refused, date_and_time


class LinkUnchanged(Refused):
    """The new address is the link's own."""

    def __init__(self, address: str) -> None:
        super().__init__(f"The link already has the address {address}.")


class LinkNotReplaced(Refused):
    """Some pages write the address in a way that cannot be replaced automatically."""

    def __init__(self, pages: Sequence[Article]) -> None:
        named = ", ".join(f"“{page}”" for page in pages[:5]) + (" and others" * (len(pages) > 5))
        super().__init__(
            f"Nothing was changed. In {named} the address is written in a way that cannot be"
            " replaced automatically. Change it there by hand, then try again."
        )
        self.pages = pages


class HomePageChanged(Refused):
    """Someone else saved the home page while a form of it was open."""

    def __init__(self) -> None:
        super().__init__(
            "Someone else changed the home page or the order of sections after you opened this"
            " form. Nothing was overwritten. Compare with the home page as it is now. If you save"
            " again, your version replaces it."
        )


class SameImage(Refused):
    """An image cannot replace itself."""

    def __init__(self) -> None:
        super().__init__("This is the same picture. Choose a different file.")


class ImageWordsChanged(Refused):
    """Someone changed an image's alternative text while a form to replace it was open.

    ``now``: the words as they are saved, by name.
    """

    def __init__(self, now: Mapping[str, str | bool]) -> None:
        words = {
            "alternative text": f"“{now['alternative_text']}”"
            if now["alternative_text"]
            else "none",
            "decorative": "yes" if now["is_decorative"] else "no",
            "caption": f"“{now['caption']}”" if now["caption"] else "none",
            "credit": f"“{now['credit']}”" if now["credit"] else "none",
        }
        listed = ", ".join(f"{name}: {value}" for name, value in words.items())
        super().__init__(
            f"Someone changed this image's text after you opened the form. It is now: {listed}."
            " Nothing was replaced. Check your text below, then choose the file again to use it."
        )
        self.now = now


class TextTooMuch(Refused):
    """The text is past what the site can render; ``str()`` says which limit."""


class Archived(Refused):
    """The page is in the trash, where it is read-only."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"“{article}” is in the trash. Restore it before you change it.")
        self.article = article


class StillLive(Refused):
    """The page is live, or scheduled to be."""

    def __init__(self, publication: Publication, *, at: datetime) -> None:
        title, path = publication.revision.title, publication.path
        starts = localtime(publication.starts_at)
        super().__init__(
            f"“{title}” has been live at {path} since {starts:%B %-d, %Y}. Withdraw it first."
            if publication.is_live(at=at)
            else f"“{title}” is scheduled to go live at {path} on"
            f" {date_and_time(publication.starts_at)}: cancel that schedule first."
        )
        self.publication = publication


class InUse(Refused):
    """It is in use; ``places`` says where."""

    def __init__(self, thing: Image | Link | Person, places: Sequence[str]) -> None:
        super().__init__(
            f"“{thing}” is in use, so it cannot be moved to the trash. First remove it from:"
            f" {'; '.join(places)}."
        )
        self.thing = thing
        self.places = places
