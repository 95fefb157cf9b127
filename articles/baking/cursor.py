"""Reading the change log so that nothing is missed: by transaction window, not by the last id.

Ids are given out of order, so a reader that asks for greater ones misses changes. Read instead:
everything of transactions that may have been running at the last look, less what was seen.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Min, Q

from articles.baking.dependencies import Invalidation
from articles.baking.files import replace
from articles.baking.last_modified import overdue_from
from articles.models import Publication, review_due

READ = """
SELECT pg_snapshot_xmin(pg_current_snapshot())::text, clock_timestamp(), (
    SELECT coalesce(json_agg(json_build_array(id, articles, paths) ORDER BY id), '[]')
    FROM accessibility_change WHERE xid >= %(xmin)s::text::xid8
), (SELECT max(at) FROM accessibility_change WHERE xid >= %(xmin)s::text::xid8)
"""
IDENTITY = """
SELECT (SELECT system_identifier FROM pg_control_system())::text,
       (SELECT timeline_id FROM pg_control_checkpoint()),
       current_database(), pg_relation_filenode('accessibility_change')
"""


Identity = list[str | int]  # what IDENTITY asks for


@dataclass(frozen=True)
class Cursor:
    """How far the log was followed: up to which transaction and moment, in which database."""

    xmin: int
    at: datetime
    identity: Identity
    seen: list[int] = field(default_factory=list)  # keys of changes
    owes_everything: bool = False

    def save(self, path: str | Path) -> None:
        content = {**vars(self), "at": self.at.isoformat()}
        replace(os.fsencode(path), json.dumps(content).encode())

    @classmethod
    def load(cls, path: str | Path) -> Self | None:
        """The cursor that was saved; None where none is, or where it cannot be read."""
        try:
            with open(path) as file:
                content = json.load(file)
            return cls(**content | {"at": datetime.fromisoformat(content["at"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None


def identity() -> Identity:
    """Which database this is: transaction ids mean nothing after a restore or a failover."""
    with connection.cursor() as cursor:
        cursor.execute(IDENTITY)
        return list(cursor.fetchone())


def begin() -> Cursor:
    """A cursor at the end of the log: a follower that begins here bakes everything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text, clock_timestamp()")
        xmin, at = cursor.fetchone()
    return Cursor(int(xmin), at, identity(), owes_everything=True)


def read(cursor: Cursor) -> tuple[Cursor, Invalidation]:
    """(the cursor after it, what was touched) since ``cursor``."""
    with connection.cursor() as asked:
        asked.execute(READ, {"xmin": str(cursor.xmin)})
        xmin, at, changes, newest = asked.fetchone()
    at = max(at, newest or at)  # acts keep their order though a clock be set back a little
    changed = affected_by_time(cursor.at, at)
    for pk, articles, paths in changes:
        if pk not in cursor.seen:
            changed.add(articles=articles, paths=paths)
    seen = [pk for pk, *_ in changes]
    return Cursor(int(xmin), at, cursor.identity, seen, cursor.owes_everything), changed


def affected_by_time(after: datetime, until: datetime) -> Invalidation:
    """Starts and ends in (after, until], and pages whose review fell due at a midnight in it."""
    rows = Publication.objects.happened().filter(
        Q(starts_at__gt=after, starts_at__lte=until) | Q(ends_at__gt=after, ends_at__lte=until)
    )
    changed = Invalidation(at=until)
    for article, path in [*rows.values_list("article", "path"), *_fell_due(after, until)]:
        changed.add(articles=[article] if article else (), paths=[path])
    return changed


def _fell_due(after: datetime, until: datetime) -> Iterable[tuple[int, str]]:
    first, last = local_day(after), local_day(until)
    if first == last:
        return []
    promised = review_due.promised_between(first, last)
    live = Publication.objects.live(at=until).pages().filter(article__in=promised)
    due = live.annotate(due_on=review_due.day_for_readers(of="article"))
    return due.filter(due_on__gte=first, due_on__lt=last).values_list("article", "path")


def next_boundary(after: datetime) -> datetime:
    """The next start, end or midnight after the moment."""
    rows = Publication.objects.happened()
    found = [
        rows.filter(**{f"{name}__gt": after}).aggregate(at=Min(name))["at"]
        for name in ("starts_at", "ends_at")
    ]
    return min(moment for moment in [*found, next_midnight(after)] if moment)


def next_midnight(after: datetime) -> datetime:
    return overdue_from(local_day(after))


def local_day(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
