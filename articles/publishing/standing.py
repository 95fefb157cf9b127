"""Where a text stands on its way to readers, derived from revisions, submissions and approvals."""

from articles import workflow
from articles.models import Approval, Decision, Publication


def missing_for_publishing(revision):
    """What readers would miss: a list of (field name, sentence)."""
    needed = {
        "title": "Give the page a title.",
        "section": "Choose the section the page belongs to.",
        "slug": "Give the page an address part.",
        "summary": "Write a summary: a sentence or two for lists and search engines.",
        "body": "Write the text of the page.",
    }
    return [(name, sentence) for name, sentence in needed.items() if not getattr(revision, name)]


def is_approved(revision):
    """Whether somebody has approved exactly this text of this page."""
    return Approval.objects.of_text(revision).exists()


def last_approved(article, *, before=None):
    """The newest revision of the page that was approved; ``before``: earlier than that one."""
    approved = article.revisions.filter(approvals__isnull=False)
    if before is not None:
        approved = approved.filter(number__lt=before.number)
    return approved.order_by("-number").first()


def standing(revision, *, at):
    """One of ``workflow.STANDINGS``, for the newest revision of a page."""
    article = revision.article
    home = Publication.objects.live(at=at).pages().filter(article=article).first()
    return workflow.standing_of(
        is_live=home is not None and home.revision.sha == revision.sha,
        is_approved=is_approved(revision),
        last_verdict=_last_verdict(revision),
        was_approved=last_approved(article, before=revision) is not None,
    )


def _last_verdict(revision):
    """What became of the page's newest submission, if it was of this text."""
    submission = revision.article.submissions.select_related("revision").first()
    if submission is None or submission.revision.sha != revision.sha:
        return ""
    decided = submission.decisions.exclude(verdict=Decision.Verdict.COMMENT).first()
    return decided.verdict if decided is not None else "waiting"
