"""Someone else was faster."""

from django.utils.timezone import localtime

from articles.publishing.errors.base import Refused, moment_label, people_of
from articles.publishing.labels import page_labels


class EditConflict(Refused):
    """Others saved the page meanwhile, and changed the same places in another way."""

    def __init__(self, merge, *, base, latest, saves, mine, by=None, details=({}, {})):
        """``saves``: what others saved after ``base``, oldest first; ``mine``: what should be.

        ``details``: those the form began with, and those that stand now.
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
            f"{self._met()}, and changed what would have been changed here: {places}. Nothing was"
            " overwritten. Look at the page as it is now, then do this again if it is still right."
        )

    def _met(self):
        return f"{self.who} saved this page, last on {localtime(self.when):%-d %B %Y, %H:%M}"

    def before_a_choice(self):
        """The sentence where both texts follow, to choose from."""
        return (
            f"{self._met()}, after your form was opened, and changed the same places as you do"
            " now. Nothing was overwritten: choose what shall stand."
        )


def _saved_at(save):
    return save.made_at if hasattr(save, "made_at") else save.at


class NewerRevision(Refused):
    """Another text than the one that someone chose is the newest by now."""

    def __init__(self, saves):
        super().__init__(
            f"{people_of(saves)} saved this page, last on"
            f" {localtime(saves[-1].made_at):%-d %B %Y, %H:%M}, after your list was opened. Nothing"
            " was done with it: look at the text as it is now, then do this again."
        )
        self.saves = saves


class PublishedSince(Refused):
    """Readers have another text by now than the one that someone chose to replace."""

    def __init__(self, home):
        now = "Readers have nothing at the page's address now"
        if home is not None:
            who = home.event.by.get_full_name() or home.event.by if home.event.by else "the site"
            now = (
                f"Revision {home.revision.number} has been live since"
                f" {moment_label(home.starts_at)}, published by {who}"
            )
        super().__init__(
            f"What readers have changed after your screen was opened. {now}. Nothing was done: look"
            " at what changes for them now, then publish if it is still right."
        )
        self.home = home


class EndChanged(Refused):
    """Someone else changed a page's end, or what it ends, meanwhile."""

    def __init__(self, article):
        super().__init__(
            f"Someone changed until when “{article}” stays, or published it again, after your"
            " screen was opened. Nothing was done: above stands what holds now. Send this again if"
            " it is still right."
        )
        self.article = article


class LiveTextChanged(Refused):
    """Another text was published while someone mended the live one."""

    def __init__(self, revision):
        super().__init__(
            f"Meanwhile revision {revision.number} was published, so what you mended is not what"
            " readers have now. Your words are below: open this screen again in another window,"
            " and put them into the new text."
        )
        self.revision = revision


class ScheduledTextOverlaps(Refused):
    """A scheduled text changed the same place as a mending of the live one."""

    def __init__(self, row):
        super().__init__(
            f"The text that is scheduled for {moment_label(row.starts_at)} (revision"
            f" {row.revision.number}) changed the same place as you. Nothing was done: leave it as"
            " it is below, then write a new text for that moment; or cancel that schedule first."
        )
        self.row = row


class ChangedWhileReviewed(Refused):
    """Another text went live while someone read the one they confirm."""

    def __init__(self, article):
        super().__init__(
            f"“{article}” was published again while you were reading. Nothing was recorded: read"
            " the text that is live now, then confirm it."
        )
        self.article = article
