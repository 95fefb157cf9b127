import logging
import time

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection

from accessibility.changes.database_wait import IN_THE_BACKGROUND, limit_waits
from accessibility.changes.query_timeout import is_busy, limit_queries
from accessibility.rate_limits.attempts import delete_old_attempts
from articles.background.heartbeat import SCHEDULES, Heartbeat
from articles.management.stale_data import delete_stale_data
from articles.publishing import follow_schedules

logger = logging.getLogger(__name__)
SECONDS = 15
SECONDS_BETWEEN_DELETIONS = 3600


class Command(BaseCommand):
    help = "Update menus and drafts for scheduled moves and ends that are due."
    deletes_at = 0  # on the monotonic clock

    def add_arguments(self, parser):
        parser.add_argument(
            "--keep",
            action="store_true",
            help=f"Keep running and check again every {SECONDS} seconds.",
        )

    def handle(self, *, keep, **options):
        if keep:
            limit_waits(seconds=IN_THE_BACKGROUND)
            limit_queries(lock_seconds=IN_THE_BACKGROUND // 2, seconds=IN_THE_BACKGROUND - 5)
        heartbeat = Heartbeat(SCHEDULES)
        while True:
            self.follow(heartbeat, keep=keep)
            if not keep:
                return
            time.sleep(SECONDS)

    def follow(self, heartbeat, *, keep):
        """While the database is away there is nothing to follow; once it is back there may be."""
        try:
            if followed := follow_schedules():
                say = logger.info if keep else self.stdout.write
                say(f"{followed} scheduled change(s) applied.")
            delete_old_attempts()
            self.delete_stale_data_now_and_then()
            heartbeat.beat()
        except (OperationalError, InterfaceError) as problem:
            if not keep:
                raise
            if is_busy(problem):  # it is at work, and takes its turn later
                heartbeat.beat()
            connection.close()

    def delete_stale_data_now_and_then(self):
        if time.monotonic() >= self.deletes_at:
            self.deletes_at = time.monotonic() + SECONDS_BETWEEN_DELETIONS
            delete_stale_data()
