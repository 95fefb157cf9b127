"""The worker, for tests: does what acts have queued and what is due, and stops."""

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


def run_worker():
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="a test",
        excluded_queue_names=[],
    )
    # Not ``run``: it would close the connection that holds the test's transaction.
    while (task := DBTaskResult.objects.ready().first()) is not None:
        task.claim("a test")
        worker.run_task(task)
