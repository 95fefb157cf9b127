"""What someone did, in words: for a page's own history and for that of the whole site."""

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format

from articles.models import Approval, Event
from articles.publishing.account_history import changes_of
from articles.publishing.approval.acts import shown_name

Verb = Event.Verb
# After the name of the person; {…} is kept with the event.
SENTENCES = {
    Verb.PUBLISHED: "published revision {revision}",
    Verb.MOVED: "moved the page to {to}",
    Verb.WITHDRAWN: "withdrew the page",
    Verb.REDIRECTED: "redirected {from}",
    Verb.SUBMITTED: "submitted revision {revision} for approval",
    Verb.APPROVED: "approved revision {revision}",
    Verb.CHANGES_REQUESTED: "requested changes to revision {revision}",
    Verb.REQUEST_DISMISSED: "dismissed the request for changes to revision {revision}",
    Verb.COMMENTED: "commented on revision {revision}",
    Verb.DETAILS_CHANGED: "changed {said}",
    Verb.SHARED: "shared revision {revision} with a link that works until {until}",
    Verb.APPROVAL_CARRIED: "kept the approval of revision {from} for revision {revision}",
    Verb.SCHEDULED: "scheduled revision {revision}",
    Verb.SCHEDULE_CANCELLED: "canceled a schedule",
    Verb.SWAPPED: "swapped addresses with another page",
    Verb.EXPIRED: "ended the page at {path}, as scheduled",
    Verb.ARCHIVED: "moved the page to the trash",
    Verb.BROUGHT_BACK: "restored the page from the trash",
    Verb.REVIEWED: "confirmed the review",
    Verb.REVIEW_DATE_SET: "set the next review to {due_on}",
    Verb.FINDING_DISMISSED: "dismissed an issue in revision {revision}",
    Verb.DISMISSAL_TAKEN_BACK: "reopened a dismissed issue",
    Verb.LINK_REPLACED: "replaced {from} with {to}",
    Verb.IMAGE_REPLACED: "replaced a picture",
    Verb.RENDERED: "rendered pages again",
    Verb.IMPORTED: "created the page from “{source}”",
    Verb.SECTION_SAVED: "saved a section",
    Verb.PERSON_SAVED: "saved a person",
    Verb.LINK_SAVED: "saved a link",
    Verb.IMAGE_SAVED: "saved a picture",
    Verb.SETTINGS_SAVED: "saved the site settings",
    Verb.HOME_SAVED: "changed the home page",
    Verb.REVIEWER_CONFIRMED: "confirmed {name} ({email}) as an outside reviewer",
    Verb.REVIEWER_REVOKED: "revoked the confirmation of {name} ({email}) as an outside reviewer",
    Verb.ACCOUNT_SAVED: "changed an account",
    Verb.PASSWORD_CHANGED: "changed a password",
    Verb.GROUP_SAVED: "changed a group",
    Verb.PASSWORD_LINK_SENT: "mailed a link to set a new password",
    Verb.INVITED: "sent an invitation",
    Verb.INVITATION_WITHDRAWN: "withdrew an invitation",
    Verb.MENU_ADDED: "added a menu",
    Verb.MENU_CHANGED: "changed a menu",
    Verb.MENU_PUBLISHED: "published a menu",
    Verb.MENU_FOLLOWED: "updated a live menu",
    Verb.TERM_SAVED: "saved a glossary term",
    Verb.MESSAGE_SAVED: "worked on a reader’s message",
    Verb.SIGNED_IN: "signed in",
    Verb.SIGNED_OUT: "signed out",
    Verb.SIGN_IN_FAILED: "could not sign in",
}
# Where the event does not hold what the sentence names, or not everyone may see it.
WITHOUT_FACTS = {
    Verb.MOVED: "moved the page",
    Verb.DETAILS_CHANGED: "changed details of the page",
    Verb.SHARED: "shared the page with a link",
    Verb.SCHEDULED: "changed the end date",
    Verb.EXPIRED: "ended the page, as scheduled",
    Verb.IMPORTED: "imported the page",
    Verb.REVIEW_DATE_SET: "set the date of the next review",
    Verb.PUBLISHED: "published the page",
    Verb.LINK_REPLACED: "replaced a link",
    Verb.REVIEWER_CONFIRMED: "confirmed an outside reviewer",
    Verb.REVIEWER_REVOKED: "revoked the confirmation of an outside reviewer",
}
WITHOUT_PAGE = {
    Verb.MOVED: "moved pages, as scheduled",
    Verb.IMPORTED: "imported a site",
    Verb.ARCHIVED: "moved something to the trash",
    Verb.BROUGHT_BACK: "restored something from the trash",
}
# Where the old value of one that each has is none: it was not there before.
ADDED = {
    Verb.ACCOUNT_SAVED: "added an account",
    Verb.GROUP_SAVED: "added a group",
    Verb.PASSWORD_CHANGED: "set a first password",
}
ADDED_WITH = {
    Verb.ACCOUNT_SAVED: "username",
    Verb.GROUP_SAVED: "name",
    Verb.PASSWORD_CHANGED: "password",
}


def who(event):
    """Who did it; an expert without an account by the name they gave."""
    if event.verb == Verb.SIGN_IN_FAILED:
        return "Someone"
    decisions = event.decisions.all()
    return decisions[0].decided_by_label if decisions else shown_name(event.by)


def did(event, *, names_all=True):
    """What they did; without ``names_all`` nothing of it that only readers of the page may know."""
    if event.article_id is None and event.verb in WITHOUT_PAGE:
        return WITHOUT_PAGE[event.verb]
    if _is_new(event):
        return ADDED[event.verb]
    verb = Verb(event.verb)
    facts = {name: _readable(value) for name, value in event.data.items()}
    if not names_all:
        facts = {name: value for name, value in facts.items() if isinstance(value, int)}
    try:
        said = SENTENCES.get(verb, f"acted on the page: {verb.label}").format(**facts)
    except KeyError:
        said = WITHOUT_FACTS.get(verb, f"acted on the page: {verb.label}")
    return said + (_more(event) if names_all else "")


def _more(event):
    if event.data.get("urgent"):
        return " without review"
    for submission in event.submissions.all():
        return f", to be reviewed by {submission.reader_name}"
    for approval in event.approvals.all():
        if approval.grounds != Approval.Grounds.REVIEW:
            return f": {approval.get_grounds_display()}"
    return ""


def changed(event):
    """Old and new values of an account or a group: "Roles: from none to Author"."""
    values = changes_of(event)
    if _is_new(event):
        return "; ".join(f"{label}: {new}" for label, _, new in values)
    return "; ".join(f"{label}: from {old} to {new}" for label, old, new in values)


def _is_new(event):
    """Whether an account, a group or a password was not there before."""
    values = event.data.get("changed", {})
    return event.verb in ADDED and values.get(ADDED_WITH[event.verb], [""])[0] is None


def _readable(value):
    """What an event keeps as text: days and moments as people write them."""
    if not isinstance(value, str):
        return value
    try:
        if day := parse_date(value):
            return date_format(day, "F j, Y")
        if moment := parse_datetime(value):
            return date_format(timezone.localtime(moment), "F j, Y, P")
    except (ValueError, OverflowError):
        pass
    return value
