import sys

from django.core.management.base import BaseCommand, CommandError

from articles.importers.site.folder import read_site_folder
from articles.importers.site.values import UnreadableFolder
from articles.importers.site.writing import SiteNotEmpty, refuse_unless_empty, write_site
from articles.management.people import user_called


class Command(BaseCommand):
    help = (
        "Import a whole site, as written by export_site, into an empty one. It imports"
        " everything or nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder")
        parser.add_argument("--by", help="The user to name in the history.")

    def handle(self, *, folder, by, **options):
        user = user_called(by)
        try:
            refuse_unless_empty()
            written = write_site(read_site_folder(folder), by=user, progress=self.progress)
        except (SiteNotEmpty, UnreadableFolder) as refusal:
            raise CommandError(f"Nothing was imported. {refusal}") from refusal
        said = ", ".join(f"{count} {kind}" for kind, count in written.created.items() if count)
        self.stdout.write(f"Created {said or 'nothing'}.")
        for remark in written.remarks:
            self.stdout.write(remark)

    def progress(self, done, total):
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done} of {total} pages", ending="\n" if done == total else "")
