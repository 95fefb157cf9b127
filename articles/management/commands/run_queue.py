from django.db import connection
from django_tasks_db.management.commands import db_worker

from accessibility.changes.query_limits import limit_queries
from articles.heartbeat import WORKER, Heartbeat
from articles.patience import IN_THE_BACKGROUND, have_patience


class Command(db_worker.Command):
    help = "Send mail, and do whatever else was queued; say now and then that it is done."

    def handle(self, **options):
        have_patience(seconds=IN_THE_BACKGROUND)
        limit_queries(lock_seconds=IN_THE_BACKGROUND // 2, seconds=IN_THE_BACKGROUND - 5)
        with connection.execute_wrapper(Heartbeat(WORKER).around_queries):
            super().handle(**options)
