from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

import articles
from articles.importers.site.folder import read_site_folder
from articles.importers.site.values import UnreadableFolder
from articles.importers.site.writing import write_site

SAMPLE_SITE = Path(articles.__file__).parent / "sample_site"


class Command(BaseCommand):
    help = "Load the sample site. Anything that already exists, edited or not, stays as it is."

    def handle(self, **options):
        try:
            written = write_site(read_site_folder(SAMPLE_SITE), by=None, source="sample")
        except UnreadableFolder as refusal:
            raise CommandError(f"Nothing was loaded. {refusal}") from refusal
        said = ", ".join(f"{count} {kind}" for kind, count in written.created.items() if count)
        self.stdout.write(f"Created {said}." if said else "The sample site is already loaded.")
        for remark in written.remarks:
            self.stdout.write(remark)
