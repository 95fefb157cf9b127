from django.core.management.base import BaseCommand

from articles.management.stale_data import delete_stale_data


class Command(BaseCommand):
    help = (
        "Delete sessions that have expired, unsaved work that nobody came back to, and windows that"
        " were closed without a word. follow_schedules --keep does it once an hour."
    )

    def handle(self, **options):
        for name, count in delete_stale_data().items():
            self.stdout.write(f"Deleted {count} {name}.")
