"""Tasks that a killed worker left are done after all; those of long ago are forgotten."""

import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles import publishing
from articles.background import task_queue
from articles.background.task_queue import WorkerLock
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HOLD = """
import sys, time, psycopg2
own = psycopg2.connect(sys.argv[1])
own.cursor().execute("SELECT pg_advisory_lock(%s, %s)", [int(word) for word in sys.argv[2:]])
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def left():
    """``left(…)``: a task as a worker leaves it that is killed in the middle."""

    factories.site_settings()

    def leave(*workers, began=timedelta(minutes=1)):
        publishing.submit(
            revision=factories.draft(title="Rest and MS"),
            by=None,
            changed="All of it.",
            outside_name="Ida",
            outside_email="ida@example.net",
        )
        task = DBTaskResult.objects.latest("enqueued_at")
        task.status, task.worker_ids = TaskResultStatus.RUNNING, list(workers)
        task.started_at = timezone.now() - began
        task.save()
        return task

    return leave


def run_worker():
    call_command("run_queue", batch=True, startup_delay=False, reload=False, verbosity=0)


def status_of(task):
    task.refresh_from_db()
    return task.status


def test_a_task_whose_worker_is_gone_is_done_by_the_next_one(left):
    task = left("gone")

    run_worker()

    assert status_of(task) == TaskResultStatus.SUCCESSFUL
    assert [sent.to for sent in mail.outbox] == [["ida@example.net"]]
    assert len(task.worker_ids) == 2


def test_a_task_whose_worker_was_killed_is_told_from_one_that_is_at_work(left):
    task = left("another worker")
    settings = connection.settings_dict
    address = f"host={settings['HOST']} dbname={settings['NAME']} user={settings['USER']}"
    lock = map(str, task_queue._lock_of("another worker"))
    worker = subprocess.Popen([sys.executable, "-c", HOLD, address, *lock], stdout=subprocess.PIPE)
    assert worker.stdout.readline() == b"held\n"

    run_worker()
    while_it_lives = status_of(task)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    until(lambda: task_queue.is_gone("another worker"))
    run_worker()

    assert while_it_lives == TaskResultStatus.RUNNING
    assert status_of(task) == TaskResultStatus.SUCCESSFUL
    assert len(mail.outbox) == 1


def until(is_so):
    for _ in range(1000):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError("It never came to that.")


@pytest.mark.parametrize(
    ("workers", "status"),
    [
        (["a", "b", "c"], TaskResultStatus.SUCCESSFUL),
        (["a", "b", "c", "d"], TaskResultStatus.FAILED),
        (["a", "b", "c", "d", "e"], TaskResultStatus.FAILED),
    ],
)
def test_a_task_is_queued_again_three_times_and_then_shown_as_failed(left, workers, status):
    task = left(*workers)

    run_worker()

    assert status_of(task) == status
    if status == TaskResultStatus.FAILED:
        assert mail.outbox == []
        assert "was stopped while sending" in task.traceback
        assert task.finished_at is not None


@pytest.mark.parametrize(
    ("began", "status"),
    [
        (timedelta(minutes=1), TaskResultStatus.RUNNING),
        (timedelta(hours=1), TaskResultStatus.READY),
    ],
)
def test_where_locks_tell_nothing_a_task_is_left_once_none_takes_so_long(left, began, status):
    task = left("someone", began=began)
    kept, connection.settings_dict["CONN_MAX_AGE"] = connection.settings_dict["CONN_MAX_AGE"], 0
    try:
        task_queue.requeue_abandoned(at=timezone.now())
    finally:
        connection.settings_dict["CONN_MAX_AGE"] = kept

    assert status_of(task) == status


def test_a_task_that_has_just_begun_is_left_alone(left):
    task = left("gone", began=timedelta(seconds=5))

    run_worker()

    assert status_of(task) == TaskResultStatus.RUNNING


def test_what_was_done_long_ago_is_forgotten_and_nothing_else(left):
    def done(status, days):
        task = left("done")
        task.status, task.finished_at = status, timezone.now() - timedelta(days=days)
        task.save()
        return task

    old = [done(TaskResultStatus.SUCCESSFUL, 31), done(TaskResultStatus.FAILED, 31)]
    kept = [done(TaskResultStatus.SUCCESSFUL, 29), done(TaskResultStatus.FAILED, 29)]

    run_worker()

    assert DBTaskResult.objects.filter(pk__in=[task.pk for task in old]).count() == 0
    assert DBTaskResult.objects.filter(pk__in=[task.pk for task in kept]).count() == 2


def test_a_worker_that_lost_its_connection_holds_its_lock_again():
    lock = WorkerLock("worker")
    lock.hold()
    with lock.own.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
    until(lambda: task_queue.is_gone("worker"))

    lock.hold()

    assert not task_queue.is_gone("worker")
    lock.release()
    until(lambda: task_queue.is_gone("worker"))
