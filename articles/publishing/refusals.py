"""Why an act was refused, in words for the person who asked for it."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles.publishing.labels import ALL_LABELS


class Refused(Exception):
    """An act that left everything as it was. ``str()`` says why and what to do."""


class NotReadyToPublish(Refused):
    """The revision still lacks something that readers need."""

    def __init__(self, problems):
        """``problems``: a list of (field name, sentence)."""
        sentences = " ".join(sentence for _, sentence in problems)
        super().__init__(f"The page cannot be published yet. {sentences}")
        self.problems = problems


class NotApproved(Refused):
    """Nobody has approved exactly this text."""

    def __init__(self, revision, approved=None):
        """``approved``: the newest revision of the page whose text was approved, if any."""
        why = (
            f"It was changed since revision {approved.number} was approved."
            if approved is not None
            else "Nobody has approved it yet."
        )
        self.why = why
        super().__init__(
            f"Revision {revision.number} cannot be published. {why} Submit it for approval, or"
            " publish it as urgent and say why."
        )
        self.revision = revision
        self.approved = approved


class UrgentWithoutReason(Refused):
    """Publishing without approval is explained."""

    def __init__(self):
        super().__init__("Say in a sentence why the page cannot wait for approval.")


class OwnWork(Refused):
    """Whoever wrote a text cannot approve it."""

    def __init__(self, revision):
        super().__init__(
            f"You saved this page yourself (revision {revision.number}) since it was last"
            " approved. Somebody else has to approve it."
        )
        self.revision = revision


class Superseded(Refused):
    """A newer text was submitted; the older one cannot be decided about any more."""

    def __init__(self, submission):
        super().__init__(
            "This text was superseded: a newer one has been submitted since. Nothing was recorded."
        )
        self.submission = submission


class AlreadyDecided(Refused):
    """Somebody has approved this text, or asked for changes, already."""

    def __init__(self, decision):
        super().__init__(
            f"{decision.name_as_shown} {DECIDED[decision.verdict]} on"
            f" {decision.made_at:%-d %B %Y}, so there is nothing left to decide."
        )
        self.decision = decision


DECIDED = {"approved": "approved this text", "changes": "asked for changes to this text"}


class ReasonForChangesMissing(Refused):
    """Authors are told what should change."""

    def __init__(self):
        super().__init__("Say what should be changed and why: the author will read it.")


class CommentEmpty(Refused):
    """A comment has words."""

    def __init__(self):
        super().__init__("Write your comment first.")


class ReaderWroteIt(Refused):
    """Whoever wrote a text is not asked to approve it."""

    def __init__(self, name, number):
        super().__init__(
            f"{name} saved this page (revision {number}) since it was last approved, so they"
            " cannot approve it. Choose somebody else."
        )


class ReaderCannotApprove(Refused):
    """Whoever was chosen to read a text cannot approve it; ``reader`` says why."""

    def __init__(self, reader):
        super().__init__(f"{reader} {reader.refusal}. Choose somebody else.")
        self.reader = reader


class NobodyInGroup(Refused):
    """A group in which nobody could approve the page."""

    def __init__(self, group):
        super().__init__(
            f"Nobody in the group {group} could approve this page: they wrote it themselves or"
            " work in other sections. Choose somebody else."
        )


class NothingToApprove(Refused):
    """There is no live page whose text could be approved."""

    def __init__(self, article):
        super().__init__(f"“{article}” is not live, so there is nothing to approve.")


class ApprovedAlready(Refused):
    """What readers have is approved."""

    def __init__(self, title):
        super().__init__(f"The live text of “{title}” is approved already.")


class NothingToCarry(Refused):
    """No text of the page was ever approved."""

    def __init__(self):
        super().__init__(
            "No earlier text of this page was approved, so there is no approval to carry on."
            " Submit the page for approval."
        )


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


class NotOnlySpelling(Refused):
    """More than spelling differs from the approved text."""

    def __init__(self, differences):
        """``differences``: (what was approved, what stands there now) as words."""
        shown = "; ".join(in_words(old, new) for old, new in differences[:5]) or "no word changed"
        super().__init__(f"This is more than spelling: {shown}. Submit the page for approval.")
        self.differences = differences


def in_words(old, new):
    """One change, as a person would say it; nothing stands for no word at all."""
    if not old:
        return f"“{new}” was added"
    return f"“{old}” became “{new}”" if new else f"“{old}” was removed"


class AddressTaken(Refused):
    """Another page, or a redirect, answers at the address, or will."""

    def __init__(self, holder, *, is_waiting=False):
        """``is_waiting``: the holder comes later than what was asked for begins."""
        if holder.article_id is None:
            who = f"leads to {holder.target_url or holder.target}"
            since = "That redirect stands"
        else:
            who = f"belongs to “{holder.revision.title if holder.revision else holder.article}”"
            since = "It has been there"
        when = f"{since} since {localtime(holder.starts_at):%-d %B %Y}."
        if is_waiting:
            who = f"is promised to “{holder.revision.title}”"
            when = f"It will be there from {moment_in_words(holder.starts_at)}."
        todo = "Let this page end before then, or cancel that schedule." if is_waiting else OTHER
        super().__init__(f"The address {holder.path} {who}. {when} {todo}")
        self.holder = holder


OTHER = "Choose another address part for this page."


class MomentPassed(Refused):
    """A schedule lies ahead."""

    def __init__(self, moment):
        super().__init__(
            f"The moment you chose, {moment_in_words(moment)}, has passed. Choose a later one, or"
            " do it now."
        )


class EndsBeforeStart(Refused):
    """A page ends after it begins."""

    def __init__(self, until):
        super().__init__(
            f"The page would end at {moment_in_words(until)}, before it begins."
            " Choose a later end, or none."
        )


class EndChanged(Refused):
    """Somebody else changed a page's end, or what it ends, meanwhile."""

    def __init__(self, article):
        super().__init__(
            f"Somebody changed until when “{article}” stays, or published it anew, after your"
            " screen was opened. Nothing was done: above stands what holds now. Send this again if"
            " it is still right."
        )
        self.article = article


class NotWaiting(Refused):
    """Only what has not begun can be cancelled."""

    def __init__(self, publication):
        super().__init__(
            f"There is nothing to cancel: what was scheduled at {publication.path} for"
            f" {moment_in_words(publication.starts_at)} has begun, or was cancelled or changed by"
            " somebody. Look at the list of what is scheduled."
        )
        self.publication = publication


class NotLiveThen(Refused):
    """The page is not live at the moment that was asked for."""

    def __init__(self, article):
        super().__init__(
            f"“{article}” is not live at that moment. Publish it first, or choose another page."
        )
        self.article = article


class SamePage(Refused):
    """Two different pages are needed."""

    def __init__(self):
        super().__init__("That is this page itself. Choose another page.")


class AddressReserved(Refused):
    """The first part of the address is one the site itself uses."""

    def __init__(self, part):
        super().__init__(
            f"“{part}” is used by the site itself, so no section can have it as its address. "
            "Choose another address part."
        )
        self.part = part


class NothingLive(Refused):
    """There is no live page to act on."""

    def __init__(self, article):
        super().__init__(f"“{article}” is not live, so there is nothing to withdraw.")
        self.article = article


class ReasonMissing(Refused):
    """Readers are told why a page was withdrawn."""

    def __init__(self):
        super().__init__("Say in a sentence why the page is withdrawn: readers will see it.")


class Conflict(Refused):
    """The database found two answers for one address, or two homes for one page."""

    def __init__(self, holder=None):
        """``holder``: the publication in the way, where it is known."""
        what = "Something else was published at the same address or moment."
        if holder is not None:
            title = holder.revision.title if holder.revision else "A redirect"
            since = moment_in_words(holder.starts_at)
            what = f"“{title}” is at {holder.path} from {since} on."
        super().__init__(f"{what} Nothing was changed; look at the page's state and try again.")
        self.holder = holder


class PublishedMeanwhile(Refused):
    """Readers have another text by now than the one that somebody chose to replace."""

    def __init__(self, home):
        now = "Readers have nothing at the page's address now"
        if home is not None:
            who = home.event.by.get_full_name() or home.event.by if home.event.by else "the site"
            now = (
                f"Revision {home.revision.number} has been live since"
                f" {moment_in_words(home.starts_at)}, published by {who}"
            )
        super().__init__(
            f"What readers have changed after your screen was opened. {now}. Nothing was done: look"
            " at what changes for them now, then publish if it is still right."
        )
        self.home = home


class LiveTextChanged(Refused):
    """Another text was published while somebody mended the live one."""

    def __init__(self, revision):
        super().__init__(
            f"Meanwhile revision {revision.number} was published, so what you mended is not what"
            " readers have now. Your words are below: open this screen anew in another window,"
            " and put them into the new text."
        )
        self.revision = revision


class ScheduledTextOverlaps(Refused):
    """A scheduled text changed the same place as a mending of the live one."""

    def __init__(self, row):
        super().__init__(
            f"The text that is scheduled for {moment_in_words(row.starts_at)} (revision"
            f" {row.revision.number}) changed the same place as you. Nothing was done: leave it as"
            " it is below, then write a new text for that moment; or cancel that schedule first."
        )
        self.row = row


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
        places = ", ".join(dict.fromkeys(ALL_LABELS[one.name] for one in merge.overlaps))
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


class SavedMeanwhile(Refused):
    """Another text than the one that somebody chose is the newest by now."""

    def __init__(self, saves):
        super().__init__(
            f"{people_of(saves)} saved this page, last on"
            f" {localtime(saves[-1].made_at):%-d %B %Y, %H:%M}, after your list was opened. Nothing"
            " was done with it: look at the text as it is now, then do this again."
        )
        self.saves = saves


def _saved_at(save):
    return save.made_at if hasattr(save, "made_at") else save.at


def people_of(saves, *, reader=None):
    """Who saved them, in words; ``reader`` is "You"."""
    makers = (save.made_by if hasattr(save, "made_by") else save.by for save in saves)
    return " and ".join(dict.fromkeys(_name(maker, reader) for maker in makers)) or "Somebody"


def _name(maker, reader):
    if maker is None:
        return "The site"
    return "You" if maker == reader else maker.get_full_name() or maker.get_username()


class SameImage(Refused):
    """An image cannot take its own place."""

    def __init__(self):
        super().__init__("This is the same picture. Choose the file that shall take its place.")


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


class TextTooMuch(Refused):
    """The text is past what the site can render; ``str()`` says which limit."""


class NothingToReview(Refused):
    """Only what readers have can be confirmed."""

    def __init__(self, article):
        super().__init__(f"“{article}” is not live, so there is nothing to confirm.")
        self.article = article


class ChangedWhileReviewed(Refused):
    """Another text went live while somebody read the one they confirm."""

    def __init__(self, article):
        super().__init__(
            f"“{article}” was published anew while you were reading. Nothing was recorded: read"
            " the text that is live now, then confirm it."
        )
        self.article = article


class NobodyToName(Refused):
    """Readers are told who reviewed a page, and an account alone has no name for them."""

    def __init__(self, user):
        super().__init__(
            "Your account is not linked to a person, so readers could not be told who reviewed"
            " the page. Ask a publisher to open your entry under People and choose your account"
            f" “{user.get_username()}” there."
        )
        self.user = user


class OnlyReviewPutsOff(Refused):
    """A later day than the one that holds."""

    def __init__(self, holds, asked):
        super().__init__(
            f"The next review is due on {day(holds)}. It can be set to an earlier day, not to"
            f" {day(asked)}: only a review puts it off."
        )
        self.holds = holds


class ReviewDayOutOfReach(Refused):
    """A day that is over, or years away."""

    def __init__(self, asked, first, last):
        super().__init__(
            f"{day(asked)} cannot be the day of the next review. Choose a day from {day(first)}"
            f" to {day(last)}."
        )
        self.asked = asked


def day(value):
    """A day as sentences of the desk write it."""
    return f"{value:%-d %B %Y}"


def moment_in_words(moment):
    """Day and time in the time zone of whoever asked, which is named."""
    local = localtime(moment)
    return date_format(local, "j F Y, H:i") + f" ({local.tzname()})"
