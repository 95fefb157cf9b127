"""Signs of life of processes beside the web server, so that the desk can tell who is missing."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction
from django.utils import timezone

from articles.models import ProcessSeen

FOLLOWER, SCHEDULES, WORKER = "follower", "schedules", "worker"
SECONDS_BETWEEN = 15
MISSING_AFTER = timedelta(seconds=60)
FORGOTTEN_AFTER = timedelta(days=7)  # a machine that was taken away

Result = TypeVar("Result")


class Heartbeat:
    """Of one process: ``beat()`` as often as it likes, a row now and then."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.next_at = 0.0

    def beat(self) -> None:
        if time.monotonic() >= self.next_at:
            self.next_at = time.monotonic() + SECONDS_BETWEEN
            self._say()

    def _say(self) -> None:
        """No work fails for want of a sign of life: what is wrong then shows by its absence."""
        with suppress(DatabaseError, InterfaceError), transaction.atomic():
            note(self.name, at=timezone.now())

    def around_queries(self, execute: Callable[..., Result], *arguments: object) -> Result:
        """For ``connection.execute_wrapper``: a process that asks the database is at work."""
        self.beat()
        return execute(*arguments)


def note(name: str, *, at: datetime) -> None:
    """Say that this machine's process of that name was at work at the moment."""
    ProcessSeen.objects.bulk_create(
        [ProcessSeen(name=name, node=settings.NODE_NAME, seen_at=at)],
        update_conflicts=True,
        unique_fields=["name", "node"],
        update_fields=["seen_at"],
    )


def last_seen(name: str, *, at: datetime) -> dict[str, datetime]:
    """When processes of that name were seen last, by machine; machines long gone are left out."""
    rows = ProcessSeen.objects.filter(name=name, seen_at__gt=at - FORGOTTEN_AFTER)
    return dict(rows.values_list("node", "seen_at"))
