from django.core.management import BaseCommand, CommandError

from accessibility.menus.files import UnreadableMenu
from accessibility.menus.importer import import_menu, read_file


class Command(BaseCommand):
    help = (
        "Import menus from a JSON, YAML or TOML file as drafts; nothing is published. Prints one"
        " line for each entry that was changed or skipped."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument(
            "--menu", default="", metavar="SLUG", help="Import all entries into this menu."
        )
        parser.add_argument(
            "--old-site",
            default="",
            metavar="URL",
            help="The site the file comes from. Links to it become paths on this site.",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Show what would be imported, without importing it.",
        )

    def handle(self, file, menu, old_site, dry_run, **options):
        try:
            if dry_run:
                reading = read_file(file, slug=menu, old_site=old_site)
            else:
                reading = import_menu(file, slug=menu, old_site=old_site).reading
        except UnreadableMenu as refusal:
            raise CommandError(str(refusal)) from refusal
        for remark in reading.remarks:
            self.stdout.write(str(remark))
        for each in reading.menus:
            self.stdout.write(
                f"{'Would import' if dry_run else 'Imported'} the menu “{each.slug}”."
            )
        self.stdout.write(
            f"{reading.found} entries found: {reading.taken} imported, {reading.left_out} skipped."
        )
