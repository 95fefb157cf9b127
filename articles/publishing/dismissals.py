"""Decisions about findings: what blocks publishing, and what was dismissed and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from accessibility.audit.findings import Finding
from articles.models import Article, Dismissal, Event, PageFinding, Publication, Revision, SiteAudit
from articles.publishing.act import start_act
from articles.publishing.drafts.rendering import render, render_text
from articles.publishing.drafts.saving import lock
from articles.publishing.errors import Refused, day
from articles.publishing.findings import audited, keep_findings, kept_findings, rules_now

MOST_SAID = 3


class HasErrors(Refused):
    """The audit found errors that shut some readers out."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        said = " ".join(finding.message for finding in findings[:MOST_SAID])
        more = len(findings) - MOST_SAID
        said += f" And {more} more." if more > 0 else ""
        number = "One error" if len(findings) == 1 else f"{len(findings)} errors"
        super().__init__(
            f"{number} would shut some readers out, so the page cannot be published yet."
            f" {said} Fix or dismiss them first."
        )
        self.findings = findings


class ReasonToDismissMissing(Refused):
    """A dismissal needs a reason."""

    def __init__(self) -> None:
        super().__init__("Say in a sentence why it is OK as it is. Others will read it.")


class NotFoundAnyMore(Refused):
    """A finding that the saved text does not have."""

    def __init__(self) -> None:
        super().__init__(
            "The saved draft does not have this issue. Save the draft, then check again."
        )


class AlreadyDismissed(Refused):
    """Someone has already dismissed the finding."""

    def __init__(self, dismissal: Dismissal) -> None:
        who = dismissal.made_by and (dismissal.made_by.get_full_name() or dismissal.made_by)
        by = f"by {who} " if who else ""
        super().__init__(f"It was dismissed {by}on {day(dismissal.made_at)}: {dismissal.reason}")
        self.dismissal = dismissal


@dataclass(frozen=True)
class Judged:
    """A finding with its dismissal, or None while it is open."""

    finding: Finding
    dismissal: Dismissal | None = None

    @property
    def is_open(self) -> bool:
        return self.dismissal is None

    @property
    def blocks(self) -> bool:
        return self.is_open and self.finding.is_error


def findings_in(revision: Revision) -> list[Finding]:
    """What the audit finds in a revision, in reading order, without dismissals."""
    kept = kept_findings(revision)
    if kept is not None:
        return kept
    return audited(render(revision, source_lines=True), language=revision.language)


def findings_in_text(source: str, *, language: str = "en") -> list[Finding]:
    """The same for an unsaved text. Raises TextTooMuch."""
    return audited(render_text(source, language=language), language=language)


def keep_audit(revision: Revision, *, at: datetime | None = None) -> list[Finding]:
    """Audit a revision again, and keep what is found."""
    return keep_findings(revision, render(revision, source_lines=True), at=at)


def judged(revision: Revision) -> list[Judged]:
    """The findings of a revision with what was decided about each; asks no rule twice."""
    return judge(findings_in(revision), article=revision.article)


def judge(findings: Iterable[Finding], *, article: Article | None) -> list[Judged]:
    """Findings in a text of ``article`` (None for a page never saved) with their dismissals."""
    if article is None or article.pk is None:
        return [Judged(finding) for finding in findings]
    in_force = article.dismissals.in_force().select_related("made_by")
    dismissed = {(one.rule, one.element_hash): one for one in in_force}
    return [
        Judged(finding, dismissed.get((finding.rule, finding.element_hash))) for finding in findings
    ]


def errors_that_block(revision: Revision) -> list[Finding]:
    """Findings that block publishing this text: errors that no one dismissed."""
    return [one.finding for one in judged(revision) if one.blocks]


def dismiss(
    *, revision: Revision, rule: str, element_hash: str, reason: str, by: User | None
) -> Dismissal:
    """Dismiss a finding with a reason, for this element of the page as it is.

    Raises ReasonToDismissMissing, NotFoundAnyMore or AlreadyDismissed.
    """
    if not reason.strip():
        raise ReasonToDismissMissing
    article = revision.article
    data = {"rule": rule, "revision": revision.number}
    with start_act(
        Event.Verb.FINDING_DISMISSED, by=by, article=article, reason=reason, data=data
    ) as at:
        lock(article)
        finding = _finding(judged(revision), rule, element_hash)
        return Dismissal.objects.create(
            article=article,
            revision=revision,
            rule=rule,
            element_hash=element_hash,
            message=finding.message,
            excerpt=finding.excerpt,
            reason=reason.strip(),
            made_at=at.at,
            made_by=by,
        )


def _finding(found: Iterable[Judged], rule: str, element_hash: str) -> Finding:
    for one in found:
        if (one.finding.rule, one.finding.element_hash) == (rule, element_hash):
            if one.dismissal is not None:
                raise AlreadyDismissed(one.dismissal)
            return one.finding
    raise NotFoundAnyMore


def take_back_dismissal(*, dismissal: Dismissal, by: User | None) -> None:
    """Reopen a dismissed finding. Reopening it twice changes nothing."""
    article = dismissal.article
    data = {"rule": dismissal.rule}
    with start_act(Event.Verb.DISMISSAL_TAKEN_BACK, by=by, article=article, data=data) as act:
        lock(article)
        dismissal.refresh_from_db()
        if dismissal.taken_back_at is None:
            dismissal.taken_back_at, dismissal.taken_back_by = act.at, by
            dismissal.save(update_fields=["taken_back_at", "taken_back_by"])


def pages_to_audit(*, at: datetime, again: bool = False) -> list[Revision]:
    """Live texts that today's rules have not seen; ``again``: all live texts."""
    live = Publication.objects.live(at=at).pages()
    if not again:
        live = live.exclude(revision__audit__rules=rules_now())
    rows = live.select_related("revision__article", "revision__section")
    return [row.revision for row in rows.order_by("path")]


def sum_up_site(*, at: datetime) -> SiteAudit:
    """Keep today's sum of the live pages' findings; returns it."""
    live = Publication.objects.live(at=at).pages()
    findings = PageFinding.objects.filter(audit__revision__in=live.values("revision")).still_open()
    by_rule: dict[str, dict[str, int]] = {}
    pages: set[int] = set()
    rows = findings.values_list("rule", "severity", "audit__revision_id")
    for rule, severity, revision in rows:
        counts = by_rule.setdefault(rule, {"error": 0, "warning": 0})
        counts[severity] += 1
        if severity == "error":
            pages.add(revision)
    return SiteAudit.objects.create(
        at=at, pages=live.count(), pages_with_errors=len(pages), by_rule=by_rule
    )
