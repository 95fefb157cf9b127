from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.background import heartbeat


class Command(BaseCommand):
    help = (
        "Check that a process on this machine was running within the last minute. Fails if it"
        " was not."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "name", choices=[heartbeat.FOLLOWER, heartbeat.SCHEDULES, heartbeat.WORKER]
        )

    def handle(self, *, name, **options):
        at = timezone.now()
        seen = heartbeat.last_seen(name, at=at).get(settings.NODE_NAME)
        if seen is None or at - seen > heartbeat.MISSING_AFTER:
            raise CommandError(f"The {name} on this machine has not reported for a minute.")
        self.stdout.write(f"The {name} on this machine is running.")
