from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.importers.site.export import FolderInUse, PictureMissing, export_site


class Command(BaseCommand):
    help = "Export the whole site to a new folder: Markdown, YAML and pictures."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="A folder that does not exist yet, or is empty.")

    def handle(self, *, folder, **options):
        try:
            counts = export_site(folder, at=timezone.now())
        except (FolderInUse, PictureMissing) as refusal:
            raise CommandError(refusal) from refusal
        except OSError as problem:
            raise CommandError(f"{folder} cannot be written: {problem.strerror}.") from problem
        said = ", ".join(f"{count} {kind}" for kind, count in counts.items())
        self.stdout.write(f"Exported {said} to {folder}.")
