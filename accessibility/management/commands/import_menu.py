from django.core.management import BaseCommand, CommandError

from accessibility.menus.files import UnreadableMenu
from accessibility.menus.importer import import_menu, read_file


class Command(BaseCommand):
    help = (
        "Read menus from a JSON or YAML file into the desk; nothing is published. What could not"
        " be taken as it stands is said, one line each."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--menu", default="", metavar="SLUG", help="Put all into this menu.")
        parser.add_argument(
            "--old-site",
            default="",
            metavar="URL",
            help="The site the file comes from: its addresses become paths of this one.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be done.")

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
            self.stdout.write(f"{'Would fill' if dry_run else 'Filled'} the menu “{each.slug}”.")
        self.stdout.write(
            f"{reading.found} entries found: {reading.taken} taken, {reading.left_out} not taken."
        )
