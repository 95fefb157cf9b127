"""A page's history: every save, act and change of what readers get, a sentence each."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import CharField, F, Prefetch, Value
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk.views.publishing.page_acts import desk, for_page, newest_shown
from articles.models import Approval, Decision, Event, Publication, Revision
from articles.publishing.approval.acts import shown_name

ENTRIES_ON_A_PAGE = 40
Verb = Event.Verb
# What someone did, after their name; {…} is kept with the event.
SENTENCES = {
    Verb.PUBLISHED: "published revision {revision}",
    Verb.MOVED: "moved the page to {to}",
    Verb.WITHDRAWN: "withdrew the page",
    Verb.SUBMITTED: "submitted revision {revision} for approval",
    Verb.APPROVED: "approved revision {revision}",
    Verb.CHANGES_REQUESTED: "requested changes to revision {revision}",
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
    Verb.LINK_REPLACED: "replaced a link",
    Verb.IMAGE_REPLACED: "replaced a picture",
    Verb.IMPORTED: "created the page from “{source}”",
    Verb.REVIEWER_CONFIRMED: "confirmed {name} ({email}) as an outside reviewer",
    Verb.REVIEWER_REVOKED: "revoked the confirmation of {name} ({email}) as an outside reviewer",
}
WITHOUT_FACTS = {
    Verb.SCHEDULED: "changed the end date",
    Verb.IMPORTED: "imported the page",
    Verb.REVIEW_DATE_SET: "set the date of the next review",
    Verb.PUBLISHED: "published the page",
}

DECISIONS = Prefetch("decisions", Decision.objects.select_related("submission"))


@dataclass
class Entry:
    """One line of the history."""

    at: datetime
    sentence: str
    note: str = ""
    revision: Revision | None = None
    event: Event | None = None


@require_safe
@for_page(permissions.may_read)
def history(request, article):
    """Every save and act, and what changed for readers, newest first."""
    page = Paginator(_rows(article, now := timezone.now()), ENTRIES_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    live = Publication.objects.live(at=now).filter(article=article).select_related("revision")
    live_revision = next((row.revision for row in live), None)
    return desk(
        request,
        article,
        "history",
        title="History",
        page=page,
        entries=_entries(article, page.object_list),
        live_number=live_revision.number if live_revision else None,
        latest_number=newest_shown(article),
        may_restore=permissions.may_write(request.user, article),
    )


def _rows(article, now):
    """(when, of what kind, key): as many columns as are needed to sort and to cut a page."""
    revisions = article.revisions.values_list("made_at", _kind("revision"), "pk")
    events = article.events.values_list("at", _kind("event"), "pk")
    shown = Publication.objects.happened().filter(article=article)
    # What an act did at once is said by the act itself.
    begun = shown.filter(starts_at__lte=now, starts_at__gt=F("event__at"))
    begins = begun.values_list("starts_at", _kind("begins"), "pk")
    rows = revisions.order_by().union(events.order_by(), begins.order_by(), all=True)
    return rows.order_by("-made_at", "-pk")


def _kind(name):
    return Value(name, output_field=CharField())


def _entries(article, rows):
    keys = {"revision": [], "event": [], "begins": []}
    for _at, kind, key in rows:
        keys[kind].append(key)
    found = {
        "revision": _revisions(keys["revision"]),
        "event": _events(article, keys["event"]),
        "begins": _beginnings(keys["begins"]),
    }
    return [found[kind][key] for _at, kind, key in rows]


def _revisions(keys):
    rows = Revision.objects.filter(pk__in=keys).select_related("made_by")
    rows = rows.defer("body", "summary", "byline", "resources", "images")
    return {
        row.pk: Entry(
            row.made_at,
            f"{shown_name(row.made_by)} saved revision {row.number}",
            row.note,
            revision=row,
        )
        for row in rows
    }


def _events(article, keys):
    rows = Event.objects.filter(pk__in=keys).select_related("by").order_by()
    rows = rows.prefetch_related(
        "submissions__reviewer", "submissions__group", DECISIONS, "approvals"
    )
    return {
        row.pk: Entry(row.at, f"{_who(row)} {_did(row)}", row.reason, event=row) for row in rows
    }


def _who(event):
    """Who did it; an expert without an account by the name they gave."""
    decisions = event.decisions.all()
    return decisions[0].decided_by_label if decisions else shown_name(event.by)


def _did(event):
    verb = Verb(event.verb)
    facts = {name: _readable(value) for name, value in event.data.items()}
    try:
        did = SENTENCES.get(verb, f"acted on the page: {verb.label}").format(**facts)
    except KeyError:
        did = WITHOUT_FACTS.get(verb, f"acted on the page: {verb.label}")
    return did + _more(event)


def _more(event):
    if event.data.get("urgent"):
        return " without review"
    for submission in event.submissions.all():
        return f", to be reviewed by {submission.reader_name}"
    for approval in event.approvals.all():
        if approval.grounds != Approval.Grounds.REVIEW:
            return f": {approval.get_grounds_display()}"
    return ""


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


BEGAN = {
    Publication.Kind.PAGE: "Revision {number} went live at {path}, as scheduled",
    Publication.Kind.NOTICE: "The notice at {path} began, as scheduled",
    Publication.Kind.GONE: "The page at {path} was removed, as scheduled",
    Publication.Kind.REDIRECT: "{path} began to redirect, as scheduled",
}


def _beginnings(keys):
    rows = Publication.objects.filter(pk__in=keys).select_related("revision")
    return {
        row.pk: Entry(
            row.starts_at,
            BEGAN[row.kind].format(
                number=row.revision.number if row.revision else "", path=row.path
            ),
        )
        for row in rows
    }
