from django.core.management.base import BaseCommand
from django.utils import timezone

from articles import publishing
from articles.desk import weekly_digest


class Command(BaseCommand):
    help = (
        "Queue the week's mail for those who want it, and reminders of texts that wait for an "
        "answer. Started twice in a week, it sends once."
    )

    def handle(self, **options):
        now = timezone.now()
        count, texts = weekly_digest.queue(at=now), publishing.remind(at=now)
        self.stdout.write(f"Queued {count} {'mail' if count == 1 else 'mails'}.")
        self.stdout.write(f"Reminded of {texts} {'text' if texts == 1 else 'texts'}.")
