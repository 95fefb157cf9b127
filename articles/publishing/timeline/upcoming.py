"""What is to happen with pages, derived from what is scheduled."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from articles.models import Article, Publication

BEGINS, CHANGES, MOVES, TRADES = "begins", "changes", "moves", "trades"
WITHDRAWN, RETURNS, ENDS = "withdrawn", "returns", "ends"


@dataclass(frozen=True)
class Upcoming:
    """Something that will happen at ``at``: ``what`` it is, to which row, after which other."""

    at: datetime
    what: str
    publication: Publication
    before: Publication | None = None
    other: Publication | None = None

    @property
    def is_end(self) -> bool:
        return self.what == ENDS

    @property
    def is_of_older_text(self) -> bool:
        """Whether it publishes an older revision than the one it replaces, without its fixes."""
        row, before = self.publication, self.before
        if before is None or not row.kind == before.kind == Publication.Kind.PAGE:
            return False
        known = max(row.revision.number, row.event.data.get("holds", 0))
        return row.revision.sha != before.revision.sha and known < before.revision.number


def upcoming(*, at: datetime, articles: Collection[Article] | None = None) -> list[Upcoming]:
    """Starts and ends that lie ahead, the next first; ``articles``: of these only."""
    rows = Publication.objects.ahead(at=at).filter(Q(starts_at__gt=at) | Q(ends_at__isnull=False))
    rows = rows.exclude(article=None).order_by("starts_at", "pk")
    rows = list(rows.select_related("article", "revision", "section", "event__by", "target"))
    ending = {(row.article_id, row.ends_at): row for row in rows if row.ends_at is not None}
    starting = {(row.path, row.starts_at): row for row in rows if row.starts_at > at}
    starts = {(row.article_id, row.starts_at) for row in rows}
    found = [
        _start(row, ending.get((row.article_id, row.starts_at)), starting, ending)
        for row in starting.values()
    ]
    found += [
        Upcoming(row.ends_at, ENDS, row)
        for row in ending.values()
        if row.kind == Publication.Kind.PAGE and (row.article_id, row.ends_at) not in starts
    ]
    if articles is not None:
        found = [one for one in found if one.publication.article in articles]
    return sorted(found, key=lambda one: (one.at, one.publication.pk))


def _start(
    row: Publication,
    before: Publication | None,
    starting: Mapping[tuple[str, datetime], Publication],
    ending: Mapping[tuple[int, datetime], Publication],
) -> Upcoming:
    def found(what: str, other: Publication | None = None) -> Upcoming:
        return Upcoming(row.starts_at, what, row, before, other)

    if row.kind != Publication.Kind.PAGE:
        return found(WITHDRAWN)
    if before is None:
        return found(BEGINS)
    if before.kind != Publication.Kind.PAGE:
        return found(RETURNS)
    if before.path == row.path:
        return found(CHANGES)
    there = starting.get((before.path, row.starts_at))
    left = there and ending.get((there.article_id, row.starts_at))
    return found(TRADES, there) if left and left.path == row.path else found(MOVES)
