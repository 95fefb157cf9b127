"""Whether everything is all right: one function a condition, in words that help.

``/readyz``, the desk's page and the metrics all tell these. What needs the database is not asked
while it is away. A new condition is one more function in ``OF_THIS_MACHINE`` or ``BY_DATABASE``.
"""

from dataclasses import replace

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accessibility.changes.query_timeout import is_busy
from articles.baking.release import Trees
from articles.baking.status import current_progress
from articles.models import Publication
from mscoe.monitoring.health.condition import Condition
from mscoe.monitoring.health.database import copy_of_database, database_condition, migrations
from mscoe.monitoring.health.files import cdn, disks, failed_pages, failures, public_copies
from mscoe.monitoring.health.processes import (
    mail_queue,
    other_nodes,
    queue_worker,
    schedules,
)

__all__ = ["conditions", "failures", "figures", "is_ready"]
OF_THIS_MACHINE = [public_copies, failed_pages, cdn, disks]
LOCKED = "Something has held a database lock for a long time, so not everything could be checked."
END_IT = "Find it in pg_stat_activity, and end it if necessary."
BY_DATABASE = [migrations, copy_of_database, other_nodes, queue_worker, schedules, mail_queue]


def conditions():
    """All of them; those that ask the database only if it answers."""
    at = timezone.now()
    database = database_condition()
    others = [find(at=at) for find in OF_THIS_MACHINE]
    if database.is_ok:
        others += _by_database(at=at)
    return [_with_moment(condition, at=at) for condition in (database, *others)]


def _by_database(*, at):
    """What can be asked: something may hold a lock on a table, which is no reason to fail."""
    known = []
    try:
        known += (find(at=at) for find in BY_DATABASE)
    except OperationalError as problem:
        if not is_busy(problem):
            raise
        known.append(Condition("locks", "Locks in the database", LOCKED, END_IT))
    return known


_noticed = {}  # when this process first found wrong what cannot tell since when it is


def _with_moment(condition, *, at):
    if condition.is_ok:
        _noticed.pop(condition.name, None)
        return condition
    return replace(condition, since=condition.since or _noticed.setdefault(condition.name, at))


def is_ready(known):
    """Whether readers should be sent here: it can answer them, and fits the database.

    A database that is away is every node's trouble, so a node that has files goes on serving.
    """
    wrong = {condition.name for condition in known if not condition.is_ok}
    has_files = Trees(settings.BAKED_ROOT).current() is not None
    return "migrations" not in wrong and (has_files or "database" not in wrong)


def figures():
    """(name, words, value) for the metrics; those of the database only if it answers."""
    at, progress = timezone.now(), current_progress()
    if progress and progress.at:
        lag = max((at - progress.at).total_seconds(), 0)
        yield "follower_lag_seconds", "Since when changes may be missing from the files.", lag
        yield "failed_pages", "Pages that keep an older file.", len(progress.failed)
    if not database_condition().is_ok:
        return
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    yield "live_pages", "Pages that readers have.", Publication.objects.live(at=at).count()
    yield "publications", "All that was ever published.", Publication.objects.count()
    yield "queue_length", "Tasks that could be done now.", DBTaskResult.objects.ready().count()
    yield "failed_tasks", "Failed attempts to send mail.", failed.count()
