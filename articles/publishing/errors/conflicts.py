"""Someone else was faster."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User

from articles.models import Article, Event, Publication, Revision
from articles.publishing.errors.base import Refused, date_and_time, moment_label, people_of
from articles.publishing.labels import Details, page_labels
from articles.text.snapshot_fields import PageValues
from articles.text.three_way_merge import Merge


class EditConflict(Refused):
    """Others saved the page in the meantime and changed the same passages differently."""

    def __init__(
        self,
        merge: Merge,
        *,
        base: Revision,
        latest: Revision,
        saves: Sequence[Revision | Event],
        mine: PageValues,
        by: User | None = None,
        details: tuple[Details, Details] = ({}, {}),
    ) -> None:
        """``saves``: what others saved after ``base``, oldest first; ``mine``: what should be.

        ``details``: those the form began with, and the current ones.
        """
        self.merge = merge
        self.base = base
        self.latest = latest
        self.saves = saves
        self.mine = mine
        self.details = details
        self.who = people_of(saves, reader=by)
        self.when = max(map(_saved_at, saves), default=latest.made_at)
        labels = page_labels()
        places = ", ".join(dict.fromkeys(labels[one.name] for one in merge.overlaps))
        super().__init__(
            f"{self._met()}, and changed the same parts: {places}. Nothing was overwritten. Check"
            " the page as it is now, then try again if you still want to."
        )

    def _met(self) -> str:
        return f"{self.who} saved this page on {date_and_time(self.when)}"

    def before_a_choice(self) -> str:
        """The sentence above both versions, to choose from."""
        return (
            f"{self._met()}, after you opened the form, and changed the same passages as you."
            " Nothing was overwritten. Choose which version to keep."
        )


def _saved_at(save: Revision | Event) -> datetime:
    return save.made_at if hasattr(save, "made_at") else save.at


class NewerRevision(Refused):
    """The revision that someone chose is no longer the latest."""

    def __init__(self, saves: Sequence[Revision]) -> None:
        super().__init__(
            f"{people_of(saves)} saved this page on {date_and_time(saves[-1].made_at)}, after you"
            " opened the list. Nothing was done. Check the page as it is now, then try again."
        )
        self.saves = saves


class PublishedSince(Refused):
    """The live revision is no longer the one that someone chose to replace."""

    def __init__(self, home: Publication | None) -> None:
        now = "Nothing is published at the page's address now"
        if home is not None:
            who = home.event.by.get_full_name() or home.event.by if home.event.by else "the site"
            now = (
                f"Revision {home.revision.number} has been live since"
                f" {moment_label(home.starts_at)}, published by {who}"
            )
        super().__init__(
            f"The live page changed after you opened this screen. {now}. Nothing was published."
            " Check what would change for readers now, then publish if you still want to."
        )
        self.home = home


class EndChanged(Refused):
    """Someone else changed a page's end date, or published the page again."""

    def __init__(self, article: Article) -> None:
        super().__init__(
            f"Someone changed the end date of “{article}”, or published it again, after you opened"
            " this screen. Nothing was saved. The current end date is above. Save again if you"
            " still want to change it."
        )
        self.article = article


class LiveTextChanged(Refused):
    """Another revision was published while someone was fixing the live page."""

    def __init__(self, revision: Revision) -> None:
        super().__init__(
            f"Revision {revision.number} was published while you were working, so your fix is"
            " for an"
            " older revision. Your text is below. Open this screen again in another window and"
            " make the fix there."
        )
        self.revision = revision


class ScheduledTextOverlaps(Refused):
    """A scheduled revision changes the same passage as a fix of the live page."""

    def __init__(self, row: Publication) -> None:
        super().__init__(
            f"Revision {row.revision.number}, scheduled for {moment_label(row.starts_at)},"
            " changes the same passage as your fix. Nothing was saved."
            " Choose below to leave it as it is and schedule a new revision later, or cancel that"
            " schedule first."
        )
        self.row = row


class ChangedWhileReviewed(Refused):
    """Another revision went live while someone was reviewing the page."""

    def __init__(self, article: Article) -> None:
        super().__init__(
            f"“{article}” was published again while you were reading, so your review was not"
            " recorded. Read the page as it is now, then confirm."
        )
        self.article = article
