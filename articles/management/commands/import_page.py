from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.importers import import_pages
from articles.importers.import_pages import CREATED, FAILED, UPDATED, Wishes
from articles.management.people import first_superuser, user_called
from articles.management.progress import with_progress
from articles.models import Section, SiteSettings

LONGEST_SHOWN = 100
TOLD_IN_FULL = (CREATED, UPDATED)


class Command(BaseCommand):
    help = (
        "Import saved pages of another site (HTML, Markdown with front matter, plain text) and"
        " Word documents (.docx) as drafts. Pages imported before are updated, unless someone"
        " edited them here."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or folder")
        parser.add_argument(
            "--section", help="the section for the pages, by its part of the address"
        )
        parser.add_argument(
            "--base-url", default="", help="the address of the old site, to resolve relative links"
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish the pages immediately, without review"
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="show what would happen, without importing anything",
        )
        parser.add_argument(
            "--by", metavar="USER", help="the user to record as the author of the changes"
        )

    def handle(self, *, paths, **options):
        wishes = Wishes(
            section=section_called(options["section"]),
            by=user_called(options["by"]) or first_superuser(),
            publish=options["publish"],
            dry_run=options["dry_run"],
        )
        files = import_pages.files_in(paths)
        outcomes = import_pages.import_files(
            files,
            wishes=wishes,
            base_url=options["base_url"],
            site_names=(SiteSettings.current().site_name, settings.SITE_NAME),
        )
        statuses = [self.report(each) for each in with_progress(outcomes, len(files), self.stderr)]
        self.stdout.write(summary_line(statuses, dry_run=wishes.dry_run))
        has_written = not wishes.dry_run and set(statuses) & {*TOLD_IN_FULL, "published"}
        if wishes.publish and has_written and not options["by"]:
            self.stdout.write(recorded_line(wishes.by))
        if not files or FAILED in statuses:
            raise CommandError(failure_sentence(files, statuses))

    def report(self, outcome):
        """A line about the page, and below it what an editor should know."""
        words = [f"{outcome.status:9}", outcome.name, outcome.path, outcome.sentence]
        self.stdout.write("  ".join(word for word in words if word))
        if outcome.status not in TOLD_IN_FULL:
            return outcome.status
        for remark in outcome.remarks:
            self.stdout.write(f"           {remark}")
        for kind, texts in outcome.left_out.items():
            shown = texts[0] if len(texts[0]) <= LONGEST_SHOWN else f"{texts[0][:LONGEST_SHOWN]}…"
            more = f" and {len(texts) - 1} more" if len(texts) > 1 else ""
            self.stdout.write(f"           left out: {kind}: “{shown}”{more}")
        return outcome.status


def section_called(slug):
    if not slug:
        return None
    section = Section.objects.filter(slug=slug).first()
    if section is None:
        known = ", ".join(Section.objects.in_order().values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no section “{slug}”. Available sections: {known}.")
    return section


def summary_line(statuses, *, dry_run):
    counted = ", ".join(f"{statuses.count(each)} {each}" for each in dict.fromkeys(statuses))
    end = " Nothing was written: this was a dry run." if dry_run else ""
    return f"{counted or 'No pages'}.{end}"


def recorded_line(by):
    if by is None:
        return "Recorded without a user, because there is no superuser. Use --by USER to name one."
    return f"Recorded as the work of {by}, the first superuser. Use --by USER to name someone else."


def failure_sentence(files, statuses):
    if not files:
        return (
            "No pages were found there: HTML, Markdown, plain text and Word documents can be "
            "imported."
        )
    return f"{statuses.count(FAILED)} of {len(files)} pages could not be imported. See above."
