"""What the audit finds in texts, kept as rows so that lists can count them.

Kept for texts that may still be published or are read; what is kept can be made again from the text
at any time.
"""

import hashlib
import json
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accessibility import glossary
from accessibility.audit.audit import RULES, RULES_VERSION, Page, audit, source_lines
from accessibility.audit.findings import Finding
from articles import markup
from articles.models import Article, PageAudit, PageFinding, Publication, Revision


def audited(rendered: markup.Rendered, *, language: str) -> list[Finding]:
    """What the audit finds in a body rendered with its lines; first what its Markdown may lose."""
    page = Page(language=language, own_hosts=frozenset(settings.ALLOWED_HOSTS))
    terms = glossary.facts(language=language)
    found = audit(rendered.html, page=page, terms=terms, at_lines=source_lines)
    return [*rendered.findings, *found]


def rules_now() -> str:
    """A hash of what decides the findings beside the text itself."""
    names = sorted([*(rule.name for rule in RULES), *markup.DOUBTS])
    terms = [[term.name, term.abbreviation, term.plain_words] for term in glossary.facts()]
    return hashlib.sha256(json.dumps([names, RULES_VERSION, terms]).encode()).hexdigest()


def keep_findings(
    revision: Revision, rendered: markup.Rendered, *, at: datetime | None = None
) -> list[Finding]:
    """Keep what today's rules find in a revision; what was kept of it before is replaced."""
    found = audited(rendered, language=revision.language)
    with transaction.atomic():
        PageAudit.objects.filter(revision=revision).delete()
        kept = PageAudit.objects.create(
            revision=revision, rules=rules_now(), at=at or timezone.now()
        )
        PageFinding.objects.bulk_create(
            PageFinding.of(finding, audit=kept, position=position)
            for position, finding in enumerate(found)
        )
    return found


def kept_findings(revision: Revision) -> list[Finding] | None:
    """What today's rules found in a revision, or None where they have not seen it."""
    kept = PageAudit.objects.filter(revision=revision, rules=rules_now()).first()
    return None if kept is None else [row.as_finding() for row in kept.findings.all()]


def forget_old_findings(article: Article, *, newest: Revision) -> None:
    """Findings of texts that are neither the newest nor read, nor will be, are kept no longer."""
    read = Publication.objects.happened().filter(article=article, ends_at=None)
    PageAudit.objects.filter(revision__article=article).exclude(revision=newest).exclude(
        revision__in=read.values("revision")
    ).delete()
