from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.background import heartbeat


class Command(BaseCommand):
    help = "Say whether a process of this machine was at work within the last minute; else fail."

    def add_arguments(self, parser):
        parser.add_argument(
            "name", choices=[heartbeat.FOLLOWER, heartbeat.SCHEDULES, heartbeat.WORKER]
        )

    def handle(self, *, name, **options):
        at = timezone.now()
        seen = heartbeat.last_seen(name, at=at).get(settings.NODE_NAME)
        if seen is None or at - seen > heartbeat.MISSING_AFTER:
            raise CommandError(f"The {name} of this machine was not heard of for a minute.")
        self.stdout.write(f"The {name} of this machine is at work.")
