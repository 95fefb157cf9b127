"""Limits on attempts an hour, counted in the database so that all processes share one count.

An attempt is counted before it is carried out, and checked and counted under a lock: attempts at
the same moment cannot all slip below a limit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models.functions import Now

from accessibility.models import CountedAttempt

HOUR = timedelta(hours=1)
LOCKS = 0x52415445  # the first number of these advisory locks; nobody else uses it


@dataclass(frozen=True)
class Limit:
    """At most so many attempts of one key an hour; without ``most`` they are only counted."""

    key: str
    most: int | None = None


class LimitReached(Exception):
    """No further attempt for now; ``free_at`` is when the oldest one no longer counts."""

    def __init__(self, free_at: datetime, *, at: datetime):
        self.minutes = max(1, -(-(free_at - at) // timedelta(minutes=1)))
        super().__init__(f"Try again in {self.minutes} minute(s).")


def count(*limits):
    """Count one attempt against all limits, or against none. Returns it; see ``give_back``.

    Raises LimitReached.
    """
    with transaction.atomic():
        at = _lock({limit.key for limit in limits})
        free_at = [moment for limit in limits if (moment := _free_at(limit, at))]
        if free_at:
            raise LimitReached(max(free_at), at=at)
        rows = [CountedAttempt(key=limit.key, at=at) for limit in limits]
        return CountedAttempt.objects.bulk_create(rows)


def give_back(attempt):
    """Count an attempt no longer: it was none, such as a password that was right."""
    CountedAttempt.objects.filter(pk__in=[row.pk for row in attempt]).delete()


def delete_old_attempts():
    """Forget what no longer counts; returns how many rows there were."""
    return CountedAttempt.objects.filter(at__lte=Now() - HOUR).delete()[0]


def _lock(keys):
    """Hold the keys until the transaction ends; returns the database's time after that."""
    numbers = sorted({int(key[:8], 16) - 2**31 for key in keys})
    with connection.cursor() as cursor:
        for number in numbers:  # always in one order, so that nobody waits in a circle
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKS, number])
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _free_at(limit, at):
    """When another attempt is possible; None if it is now."""
    if limit.most is None:
        return None
    counted = CountedAttempt.objects.filter(key=limit.key, at__gt=at - HOUR).order_by("-at")
    moments = list(counted.values_list("at", flat=True)[: limit.most])
    return moments[-1] + HOUR if len(moments) >= limit.most else None
