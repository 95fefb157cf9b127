"""Keeping the queue in order: tasks that a killed worker left, and those that are done with.

A worker holds a PostgreSQL lock of its own as long as it lives, on a connection of its own, so that
the others can tell whether one is gone. Where that cannot be told, as through a pool, a task that
has run longer than any can is taken for left.
"""

import time
import zlib
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.background.heartbeat import WORKER, Heartbeat
from articles.mail.sending import LONGEST_SENDING, STOPPED

MOST_TIMES_AGAIN = 3
SURELY_BEGUN = timedelta(seconds=30)
KEPT_FOR = timedelta(days=30)
SECONDS_BETWEEN_PRUNINGS = 3600
LOCKS = 0x51554555  # the first number of these advisory locks; nobody else uses it


class WorkerLock:
    """Held for one worker until its process ends; see ``is_gone``."""

    def __init__(self, worker_id: str) -> None:
        self.worker_id = worker_id
        self.own = connection.copy()

    def hold(self) -> None:
        """Again, if the connection was lost in between."""
        if not are_locks_ours():
            return
        if self.own.connection is None or not self.own.is_usable():
            self.own.close()
            with self.own.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", _lock_of(self.worker_id))

    def release(self) -> None:
        self.own.close()


class QueueHeartbeat(Heartbeat):
    """A worker's signs of life; with each it looks after the queue."""

    def __init__(self, lock: WorkerLock) -> None:
        super().__init__(WORKER)
        self.lock = lock
        self.prune_at = 0.0

    def _say(self) -> None:
        super()._say()
        with suppress(DatabaseError, InterfaceError), transaction.atomic():
            self._look_after_queue(at=timezone.now())

    def _look_after_queue(self, *, at: datetime) -> None:
        self.lock.hold()
        requeue_abandoned(at=at)
        if time.monotonic() >= self.prune_at:
            self.prune_at = time.monotonic() + SECONDS_BETWEEN_PRUNINGS
            prune_finished(at=at)


@transaction.atomic
def requeue_abandoned(*, at: datetime) -> None:
    """Queue tasks again whose worker is gone, up to ``MOST_TIMES_AGAIN``; then they have failed."""
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    for task in rows.select_for_update(skip_locked=True):
        if not is_abandoned(task, at=at):
            continue
        if len(task.worker_ids) > MOST_TIMES_AGAIN:
            task.set_failed(RuntimeError(STOPPED))
        else:
            task.status = TaskResultStatus.READY
            task.save(update_fields=["status"])


def is_abandoned(task: DBTaskResult, *, at: datetime) -> bool:
    """Not just begun: a worker may lack its lock for a moment, as after PostgreSQL restarts."""
    if task.started_at > at - SURELY_BEGUN:
        return False
    return task.started_at < at - LONGEST_SENDING or is_gone(task.worker_ids[-1])


def is_gone(worker_id: str) -> bool:
    """Whether nobody holds the worker's lock. A free one is ours until the transaction ends."""
    if not are_locks_ours():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", _lock_of(worker_id))
        return cursor.fetchone()[0]


def are_locks_ours() -> bool:
    """Through a pool, which is told by CONN_MAX_AGE=0, a lock may be anybody's."""
    return connection.settings_dict["CONN_MAX_AGE"] != 0


def prune_finished(*, at: datetime) -> int:
    """Forget what was done, or given up, long ago; returns how many."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=at - KEPT_FOR).delete()[0]


def _lock_of(worker_id: str) -> list[int]:
    """Two numbers of 32 bits, with a sign."""
    return [LOCKS, zlib.crc32(worker_id.encode()) - 2**31]
