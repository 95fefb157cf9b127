"""The newest fact that a page shows: its Last-Modified, the same on every node.

Taken from the database alone, never from when a file was written.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Max, Q
from django.urls import reverse

from accessibility.announcing import EVERY_PAGE
from accessibility.models import Change
from articles.models import SITEMAP_RANGE, Publication, review_due
from articles.models.initials import Initial

SITEMAP_PART = re.compile(r"^/sitemap-pages-([0-9]+)\.xml$")
INDEX_PART = re.compile(r"^/site-index/([^/]+)/([^/]+)/$")
BEFORE_ANYTHING = datetime(2000, 1, 1, tzinfo=UTC)
NEWEST_NAMING = """
SELECT path, max(at) FROM accessibility_change, unnest(paths) AS path
WHERE paths && %(paths)s::text[] AND path = ANY(%(paths)s) GROUP BY path
"""


def newest_facts(addresses, *, at):
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


def _page_behind(address):
    """A short view shows what its page does."""
    return address.removesuffix("short/") if address.count("/") == 4 else address


def _newest_everywhere():
    found = Change.objects.filter(paths__contains=[EVERY_PAGE])
    return found.aggregate(newest=Max("at"))["newest"]


def _newest_naming(addresses):
    with connection.cursor() as cursor:
        cursor.execute(NEWEST_NAMING, {"paths": list(addresses)})
        return dict(cursor.fetchall())


def _own_facts(addresses, *, at):
    """Starts and ends at the addresses themselves, and days on which a review fell due."""
    rows = Publication.objects.happened().filter(path__in=addresses, starts_at__lte=at)
    days = rows.annotate(due_on=review_due.day_for_readers(of="article"))
    known = {}
    for row in days.values("path", "starts_at", "ends_at", "due_on"):
        moments = [row["starts_at"], row["ends_at"], row["due_on"] and overdue_from(row["due_on"])]
        facts = known.setdefault(row["path"], [])
        facts += [moment for moment in moments if moment and moment <= at]
    return known


def _newest_listed(address, *, at):
    """The last start or end of a page that the list at ``address`` may show."""
    rows = Publication.objects.happened().annotate(initial=Initial("revision__title"))
    rows = rows.filter(_shown_at(address))
    return max(
        (
            moment
            for name in ("starts_at", "ends_at")
            if (moment := rows.filter(**{f"{name}__lte": at}).aggregate(at=Max(name))["at"])
        ),
        default=None,
    )


def _shown_at(address):
    """Which pages the list at the address may show."""
    if match := SITEMAP_PART.match(address):
        first = int(match[1]) * SITEMAP_RANGE
        return Q(article__gte=first, article__lt=first + SITEMAP_RANGE)
    if match := INDEX_PART.match(address):
        return Q(section__slug=match[1], initial=match[2])
    people = reverse("articles:person", args=["x"]).removesuffix("x/")
    if address.startswith(people):
        return Q(revision__byline__contains=[{"slug": address.removeprefix(people).strip("/")}])
    if address.count("/") == 2 and address != "/":
        slug = address.strip("/")
        return Q(section__slug=slug) if _is_section(slug) else Q()
    return Q()


def _is_section(slug):
    return Publication.objects.filter(section__slug=slug).exists()


def overdue_from(day):
    """The midnight, of the site's time zone, from which a review due on ``day`` is overdue."""
    after = day + timedelta(days=1)
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime(after.year, after.month, after.day, tzinfo=zone)
