from django.core.management.base import BaseCommand
from django.utils import timezone

from articles import publishing
from articles.desk import weekly_digest


class Command(BaseCommand):
    help = (
        "Queue the weekly mail for everyone who wants it, and reminders of reviews that have no"
        " answer yet. If run twice in a week, it sends the mail once."
    )

    def handle(self, **options):
        now = timezone.now()
        count, texts = weekly_digest.queue(at=now), publishing.remind(at=now)
        self.stdout.write(f"Queued {count} {'mail' if count == 1 else 'mails'}.")
        self.stdout.write(f"Reminded of {texts} {'text' if texts == 1 else 'texts'}.")
