import sys

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from articles.importers.site_folder import UnreadableFolder, read_site_folder
from articles.importers.site_writing import SiteNotEmpty, refuse_unless_empty, write_site


class Command(BaseCommand):
    help = "Bring a whole site, as export_site wrote it, into an empty one. All or nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder")
        parser.add_argument("--by", help="The user who is named in the history.")

    def handle(self, *, folder, by, **options):
        user = get_user_model().objects.filter(username=by).first() if by else None
        if by and user is None:
            raise CommandError(f"There is no user “{by}”.")
        try:
            refuse_unless_empty()
            created = write_site(read_site_folder(folder), by=user, progress=self.progress)
        except (SiteNotEmpty, UnreadableFolder) as refusal:
            raise CommandError(f"Nothing was imported. {refusal}") from refusal
        said = ", ".join(f"{count} {kind}" for kind, count in created.items())
        self.stdout.write(f"Created {said}.")

    def progress(self, done, total):
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done} of {total} pages", ending="\n" if done == total else "")
