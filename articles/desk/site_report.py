"""What the audit finds in the pages readers have: by rule, by page, and over time."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from accessibility.audit.audit import RULES
from articles import markup, permissions
from articles.models import PageFinding, Publication, SiteAudit

SUMS_SHOWN = 30


@dataclass(frozen=True)
class OfRule:
    """One rule's open findings on live pages."""

    name: str
    summary: str
    criterion: str
    level: str
    errors: int
    warnings: int
    pages: int


@dataclass(frozen=True)
class OfPage:
    """One live page's open findings."""

    publication: Publication
    errors: int
    warnings: int


def open_findings(user, *, at):
    """Findings of live pages that ``user`` may read and no one dismissed."""
    live = Publication.objects.live(at=at).pages()
    live = live.filter(article__in=permissions.readable(user).values("pk"))
    return PageFinding.objects.filter(audit__revision__in=live.values("revision")).still_open()


def by_rule(user, *, at):
    """Rules that found something, errors first."""
    summaries = {rule.name: rule.summary for rule in RULES} | markup.DOUBTS
    rows = (
        open_findings(user, at=at)
        .values("rule", "criterion", "level")
        .annotate(
            errors=Count("pk", filter=Q(severity="error")),
            warnings=Count("pk", filter=Q(severity="warning")),
            pages=Count("audit__revision", distinct=True),
        )
    )
    found = [
        OfRule(
            name=row["rule"],
            summary=summaries.get(row["rule"], ""),
            **{name: row[name] for name in ("criterion", "level", "errors", "warnings", "pages")},
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.errors, -one.warnings, one.name))


def by_page(user, *, at):
    """Live pages with open findings, errors first: two queries however many there are."""
    counts = {}
    rows = open_findings(user, at=at).values_list("audit__revision", "severity")
    for revision, severity in rows:
        counts.setdefault(revision, Counter())[severity] += 1
    live = Publication.objects.live(at=at).pages().filter(revision__in=counts)
    found = [
        OfPage(row, counts[row.revision_id]["error"], counts[row.revision_id]["warning"])
        for row in live.select_related("revision", "article")
    ]
    return sorted(found, key=lambda one: (-one.errors, -one.warnings, one.publication.path))


def over_time():
    """The latest sums of the whole site, newest first."""
    return list(SiteAudit.objects.all()[:SUMS_SHOWN])
