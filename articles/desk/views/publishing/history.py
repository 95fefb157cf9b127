"""A page's history: every save, act and change of what readers get, a sentence each."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import CharField, F, Prefetch, Value
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk.event_sentences import did, shown_name, who
from articles.desk.views.publishing.page_acts import desk, for_page, newest_shown
from articles.models import Decision, Event, Publication, Revision

ENTRIES_ON_A_PAGE = 40
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
    return {row.pk: Entry(row.at, f"{who(row)} {did(row)}", row.reason, event=row) for row in rows}


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
