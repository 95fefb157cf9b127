from django.db import connection
from django_tasks_db.management.commands import db_worker

from articles.heartbeat import WORKER, Heartbeat


class Command(db_worker.Command):
    help = "Send mail, and do whatever else was queued; say now and then that it is done."

    def handle(self, **options):
        with connection.execute_wrapper(Heartbeat(WORKER).around_queries):
            super().handle(**options)
