"""What every act has in common: one transaction, one moment, one event, one change."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, connection
from django.utils import timezone

from accessibility.changes import act_lock
from articles.models import Article, Event, Publication
from articles.publishing.errors import Conflict

EventData = dict[str, Any]  # the JSON that an Event keeps; its keys depend on the verb
Choice = Any  # a member of Django's TextChoices, which mypy takes for the pair it is made from

# What no two publications share at one moment, by the constraint that says so.
UNSHARED = {"one_answer_per_address": "path", "one_home_per_article": "article_id"}


@dataclass
class Act:
    """An act under way: its event, its moment, what it changes for readers and what it inserts."""

    event: Event
    announcement: act_lock.Announcement
    inserted: list[Publication] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        return self.announcement.at

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    def invalidate(self, *, articles: Iterable[int] = (), paths: Iterable[str] = ()) -> None:
        self.announcement.invalidate(articles=articles, paths=paths)

    def insert(self, publications: Iterable[Publication]) -> None:
        """Save new publications; where the database refuses them, the act ends as a Conflict."""
        self.inserted += publications
        Publication.objects.bulk_create(publications)


@contextmanager
def start_act(
    verb: str,
    *,
    by: User | None,
    article: Article | None = None,
    reason: str = "",
    data: EventData | None = None,
) -> Iterator[Act]:
    """Run the block as one act of ``by``; joins an act that is already under way.

    Raises Conflict where the database refuses what the block writes.
    """
    inserted: list[Publication] = []
    try:
        with act_lock.act(verb) as announcement:
            event = Event.objects.create(
                verb=verb,
                at=announcement.at,
                by=by,
                article=article,
                reason=reason,
                data=data or {},
            )
            yield Act(event, announcement, inserted)
    except IntegrityError as problem:
        raise Conflict(_holder_in_the_way(problem, inserted)) from problem


def _holder_in_the_way(
    problem: IntegrityError, inserted: Sequence[Publication]
) -> Publication | None:
    """The publication that overlaps an inserted one in what the violated constraint keeps apart.

    None where another constraint was violated, or the database cannot be asked now.
    """
    diagnosis = getattr(problem.__cause__, "diag", None)
    name = UNSHARED.get(diagnosis.constraint_name) if diagnosis else None
    if name is None or not inserted or connection.needs_rollback:
        return None
    first = min(row.starts_at for row in inserted)
    holders = Publication.objects.ahead(at=first).order_by("starts_at")
    holders = holders.filter(**{f"{name}__in": {getattr(row, name) for row in inserted}})
    for holder in holders.select_related("revision", "article", "target"):
        for row in inserted:
            if getattr(holder, name) == getattr(row, name) and holder.overlaps(row):
                return holder
    return None
