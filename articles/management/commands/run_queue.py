from django.db import connection
from django_tasks_db.management.commands import db_worker

from accessibility.changes.database_wait import IN_THE_BACKGROUND, limit_waits
from accessibility.changes.query_timeout import limit_queries
from articles.background.task_queue import QueueHeartbeat, WorkerLock


class Command(db_worker.Command):
    help = "Send mail and run other queued tasks, and report regularly that this process is alive."

    def handle(self, *, worker_id, **options):
        limit_waits(seconds=IN_THE_BACKGROUND)
        limit_queries(lock_seconds=IN_THE_BACKGROUND // 2, seconds=IN_THE_BACKGROUND - 5)
        lock = WorkerLock(worker_id)
        with connection.execute_wrapper(QueueHeartbeat(lock).around_queries):
            try:
                super().handle(worker_id=worker_id, **options)
            finally:
                lock.release()
