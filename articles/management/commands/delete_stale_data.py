from django.core.management.base import BaseCommand

from articles.management.stale_data import delete_stale_data


class Command(BaseCommand):
    help = (
        "Delete expired sessions, abandoned unsaved work, and the records of closed windows."
        " follow_schedules --keep does this once an hour."
    )

    def handle(self, **options):
        for name, count in delete_stale_data().items():
            self.stdout.write(f"Deleted {count} {name}.")
