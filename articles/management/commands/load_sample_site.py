from pathlib import Path

from django.core.management.base import BaseCommand

import articles
from articles.importers.site_folder import read_site_folder
from articles.importers.site_writing import write_site

SAMPLE_SITE = Path(articles.__file__).parent / "sample_site"


class Command(BaseCommand):
    help = "Load the sample site. Whatever is there already, edited or not, stays as it is."

    def handle(self, **options):
        created = write_site(read_site_folder(SAMPLE_SITE), by=None, source="sample")
        said = ", ".join(f"{count} {kind}" for kind, count in created.items() if count)
        self.stdout.write(f"Created {said}." if said else "The sample site is there already.")
