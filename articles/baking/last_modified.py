"""The newest fact that a page shows: its Last-Modified, the same on every node.

Taken from the database alone, never from when a file was written.
"""

import re
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Max, QuerySet
from django.urls import Resolver404, resolve

from accessibility.changes.act_lock import EVERY_PAGE
from accessibility.models import Change
from articles.baking.list_parts import PERSON, SECTION
from articles.models import (
    SITEMAP_RANGE,
    Link,
    ListEntry,
    Person,
    Publication,
    Section,
    review_due,
)
from articles.models.initials import prefix_of
from articles.models.list_entry import under

PEOPLE = "people"  # the part of the index of the site that lists them
OF_NO_PAGE = {
    *("comfort", "glossary", "keyboard-help", "statement", "tell-thanks", "sitemap-site", "robots"),
}
PART = re.compile(r"^(/people/[^/]+/)[^/]+/$")
BEFORE_ANYTHING = datetime(2000, 1, 1, tzinfo=UTC)
NEWEST_NAMING = """
SELECT path, max(at) FROM accessibility_change, unnest(paths) AS path
WHERE paths && %(paths)s::text[] AND path = ANY(%(paths)s) GROUP BY path
"""
NEWEST_USING = """
SELECT max(greatest(began.at, ended.at)) FROM unnest(%(links)s::bigint[]) AS link (pk)
LEFT JOIN LATERAL (
    SELECT starts_at AS at FROM articles_listentry
    WHERE subject = 'link' AND number = link.pk AND starts_at <= %(at)s
      AND (ends_at IS NULL OR ends_at > starts_at) ORDER BY starts_at DESC LIMIT 1
) AS began ON true
LEFT JOIN LATERAL (
    SELECT ends_at AS at FROM articles_listentry
    WHERE subject = 'link' AND number = link.pk AND ends_at <= %(at)s AND ends_at > starts_at
    ORDER BY ends_at DESC LIMIT 1
) AS ended ON true
"""


class Captured(TypedDict, total=False):
    """What an address of a list says of what it shows, as the URL patterns name it."""

    slug: str
    part: str
    number: int


def newest_facts(addresses: Iterable[str], *, at: datetime) -> dict[str, datetime]:
    """The moment of the newest fact on each page, by address."""
    everywhere = [_newest_everywhere()]
    behind = {address: _page_behind(address) for address in addresses}
    pages = list(set(behind.values()))
    named, own = _newest_naming(pages), _own_facts(pages, at=at)
    known = {}
    for address, page in behind.items():
        facts = [*everywhere, named.get(page), *own.get(page, ())]
        if page not in own:
            facts.append(_newest_listed(address, at=at))
        known[address] = max((fact for fact in facts if fact), default=BEFORE_ANYTHING)
    return known


def _page_behind(address: str) -> str:
    """A short view shows what its page does, and part of a list says whose it is."""
    if match := PART.match(address):
        return match[1]
    return address.removesuffix("short/") if address.count("/") == 4 else address


def _newest_everywhere() -> datetime | None:
    found = Change.objects.filter(paths__contains=[EVERY_PAGE])
    return found.aggregate(newest=Max("at"))["newest"]


def _newest_naming(addresses: Iterable[str]) -> dict[str, datetime]:
    with connection.cursor() as cursor:
        cursor.execute(NEWEST_NAMING, {"paths": list(addresses)})
        return dict(cursor.fetchall())


def _own_facts(addresses: Collection[str], *, at: datetime) -> dict[str, list[datetime]]:
    """Starts and ends at the addresses themselves, and days on which a review fell due."""
    rows = Publication.objects.happened().filter(path__in=addresses, starts_at__lte=at)
    days = rows.annotate(due_on=review_due.day_for_readers(of="article"))
    known: dict[str, list[datetime]] = {}
    for row in days.values("path", "starts_at", "ends_at", "due_on"):
        moments = [row["starts_at"], row["ends_at"], row["due_on"] and overdue_from(row["due_on"])]
        facts = known.setdefault(row["path"], [])
        facts += [moment for moment in moments if moment and moment <= at]
    return known


def _newest_listed(address: str, *, at: datetime) -> datetime | None:
    """The last start or end of a page that the list at ``address`` may show."""
    view, found = _view_at(address)
    if _lists_no_page(view, found):
        return None
    if view == "sitemap-pages":
        return _newest_in_range(found["number"], at=at)
    if view in ("resources", "resources-part"):
        return _newest_using(_links(found.get("part")), at=at)
    if (rows := _rows_of(view, found)) is not None:
        prefix = prefix_of(found["part"]) if "part" in found else ""
        return under(rows, prefix or "").newest(at=at)
    return _newest_at_all(at=at)


def _lists_no_page(view: str, found: Captured) -> bool:
    """No rule of dependencies.RULES names it after a publication."""
    return view in OF_NO_PAGE or (view == "index-part" and found["slug"] == PEOPLE)


def _view_at(address: str) -> tuple[str, Captured]:
    """The name of what is at the address, and what the address says."""
    try:
        match = resolve(address)  # by the same table as readers
    except Resolver404:
        return "", {}
    return match.url_name, match.kwargs


def _rows_of(view: str, found: Captured) -> QuerySet[ListEntry] | None:
    """The list that is shown, whole or in part; None for a view that shows none or all of them."""
    models: dict[str, tuple[type[Section] | type[Person], str]] = {
        "section": (Section, SECTION),
        "index-part": (Section, SECTION),
        "person": (Person, PERSON),
        "person-part": (Person, PERSON),
    }
    if view not in models:
        return None
    model, subject = models[view]
    key = model.objects.filter(slug=found["slug"]).values_list("pk", flat=True).first()
    return ListEntry.objects.of(subject, key) if key else None


def _newest_at_all(*, at: datetime) -> datetime | None:
    happened = Publication.objects.happened().order_by()
    names = ("starts_at", "ends_at")
    found = [
        happened.filter(**{f"{name}__lte": at}).aggregate(at=Max(name))["at"] for name in names
    ]
    return max((moment for moment in found if moment), default=None)


def _newest_in_range(number: int, *, at: datetime) -> datetime | None:
    """Counted here: asked for the greatest, PostgreSQL would walk back through all of them."""
    first = number * SITEMAP_RANGE
    rows = Publication.objects.happened().filter(
        article__gte=first, article__lt=first + SITEMAP_RANGE
    )
    moments = [moment for row in rows.values_list("starts_at", "ends_at") for moment in row]
    return max((moment for moment in moments if moment and moment <= at), default=None)


def _links(part: str | None) -> QuerySet[Link]:
    return under(Link.objects.all(), prefix_of(part) if part else "")


def _newest_using(links: QuerySet[Link], *, at: datetime) -> datetime | None:
    """The last start or end of a page that uses one of the links: two looks for each of them."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST_USING, {"links": list(links.values_list("pk", flat=True)), "at": at})
        return cursor.fetchone()[0]


def overdue_from(day: date) -> datetime:
    """The midnight, of the site's time zone, from which a review due on ``day`` is overdue."""
    after = day + timedelta(days=1)
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime(after.year, after.month, after.day, tzinfo=zone)
