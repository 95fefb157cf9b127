"""Links, images and texts that cannot be used so, and what lies in the bin or must not go there."""

from django.utils.timezone import localtime

from articles.publishing.errors.base import Refused


class LinkUnchanged(Refused):
    """The address that was to take the link's place is the link's own."""

    def __init__(self, address):
        super().__init__(f"The link has the address {address} already.")


class LinkNotReplaced(Refused):
    """Some pages write the address in a way that cannot be changed without looking."""

    def __init__(self, pages):
        named = ", ".join(f"“{page}”" for page in pages[:5]) + (" and others" * (len(pages) > 5))
        super().__init__(
            f"Nothing was changed. In {named} the address is written in a way that cannot be"
            " replaced by itself: change it there by hand, then try again."
        )
        self.pages = pages


class SameImage(Refused):
    """An image cannot take its own place."""

    def __init__(self):
        super().__init__("This is the same picture. Choose the file that shall take its place.")


class ImageWordsChanged(Refused):
    """Someone saved other words for an image while a form to replace it was open.

    ``now``: the words as they are saved, by name.
    """

    def __init__(self, now):
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
            "Someone changed the words of this image after your form was opened. They are now:"
            f" {listed}. Nothing was replaced. Check your words below and choose the file again;"
            " what stands below is then used."
        )
        self.now = now


class TextTooMuch(Refused):
    """The text is past what the site can render; ``str()`` says which limit."""


class Archived(Refused):
    """The page lies in the bin, where it is only read."""

    def __init__(self, article):
        super().__init__(f"“{article}” is in the bin. Bring it back before you change it.")
        self.article = article


class StillLive(Refused):
    """Readers have the page, or will have it."""

    def __init__(self, publication, *, at):
        title, path = publication.revision.title, publication.path
        starts = localtime(publication.starts_at)
        super().__init__(
            f"“{title}” has been live at {path} since {starts:%-d %B %Y}. Withdraw it first."
            if publication.is_live(at=at)
            else f"“{title}” is to be live at {path} from {starts:%-d %B %Y, %H:%M} on. Cancel that"
            " schedule first."
        )
        self.publication = publication


class InUse(Refused):
    """Something is made with it; ``places`` says in words where it is used."""

    def __init__(self, thing, places):
        super().__init__(
            f"“{thing}” is in use, so it cannot go into the bin: {'; '.join(places)}. Take it out"
            " there first."
        )
        self.thing = thing
        self.places = places
