from django.core.management.base import BaseCommand
from django.utils import timezone

from articles import publishing
from articles.management.progress import with_progress
from articles.publishing.dismissals import pages_to_audit


class Command(BaseCommand):
    help = (
        "Audit live pages that the current rules have not checked, and record the totals for the"
        " site. Run it once a night."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="audit every live page again")

    def handle(self, **options):
        at = timezone.now()
        pages = pages_to_audit(at=at, again=options["all"])
        audits = (publishing.keep_audit(revision) for revision in pages)
        for _ in with_progress(audits, len(pages), self.stderr):
            pass
        summed = publishing.sum_up_site(at=at)
        self.stdout.write(f"{len(pages)} live page(s) were audited.")
        for rule, counts in sorted(summed.by_rule.items()):
            self.stdout.write(f"{rule}: {counts['error']} error(s), {counts['warning']} warning(s)")
        self.stdout.write(
            f"{summed.pages} live page(s), {summed.pages_with_errors} with errors:"
            f" {summed.errors} error(s), {summed.warnings} warning(s)."
        )
