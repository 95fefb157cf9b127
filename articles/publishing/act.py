"""What every act has in common: one transaction, one moment, one event, one change."""

import re
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, connection
from django.utils import timezone

from accessibility.changes import act_lock
from articles.models import Event, Publication
from articles.publishing.errors import Conflict


@dataclass
class Act:
    """An act under way: its event, its moment and what it tells followers."""

    event: Event
    announcement: act_lock.Announcement

    @property
    def at(self):
        return self.announcement.at

    @property
    def today(self):
        return timezone.localdate(self.at)

    def invalidate(self, *, articles=(), paths=()):
        self.announcement.invalidate(articles=articles, paths=paths)


@contextmanager
def start_act(verb, *, by, article=None, reason="", data=None):
    """Run the block as one act of ``by``; joins an act that is already under way."""
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
            yield Act(event, announcement)
    except IntegrityError as problem:
        raise Conflict(_holder_in_the_way(problem)) from problem


EXISTING = re.compile(r"existing key \((path|article_id), .*\)=\(([^,]+), [\[(]\"([^\"]+)\"")


def _holder_in_the_way(problem):
    """The publication that the database named; None where it named none, or cannot be asked now."""
    diagnosis = getattr(problem.__cause__, "diag", None)
    found = EXISTING.search((diagnosis and diagnosis.message_detail) or "")
    if found is None or connection.needs_rollback:
        return None
    name, value, since = found.groups()
    rows = Publication.objects.happened().filter(**{name: value, "starts_at": since})
    return rows.select_related("revision", "article", "target").first()
