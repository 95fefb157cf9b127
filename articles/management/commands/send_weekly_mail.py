from django.core.management.base import BaseCommand
from django.utils import timezone

from articles import weekly_mail


class Command(BaseCommand):
    help = "Queue the week's mail for those who want it. Started twice in a week, it sends once."

    def handle(self, **options):
        count = weekly_mail.queue(at=timezone.now())
        self.stdout.write(f"Queued {count} {'mail' if count == 1 else 'mails'}.")
