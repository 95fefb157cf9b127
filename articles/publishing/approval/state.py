"""The approval state of a revision, derived from revisions, submissions and approvals."""

from datetime import datetime

from articles import markup
from articles.models import Approval, Article, Revision, approval_states
from articles.publishing.errors import NotReadyToPublish


def missing_for_publishing(revision: Revision) -> list[tuple[str, str]]:
    """What the revision lacks: a list of (field name, sentence)."""
    needed = {
        "title": "Give the page a title.",
        "section": "Choose a section.",
        "slug": "Give the page an address part.",
        "summary": "Write a summary of one or two sentences for lists and search engines.",
        "body": "Write the text of the page.",
    }
    missing = [(name, said) for name, said in needed.items() if not getattr(revision, name)]
    if count := len(undescribed_pictures(revision)):
        which = "the picture shows" if count == 1 else f"{count} pictures show"
        missing.append(
            ("pictures", f"Say what {which}, or mark as decorative what adds nothing to the text.")
        )
    return missing


def refuse_half_a_page(revision: Revision) -> None:
    """Raises NotReadyToPublish: no one is asked to review, or gets to read, half a page."""
    if problems := missing_for_publishing(revision):
        raise NotReadyToPublish(problems)


def undescribed_pictures(revision: Revision) -> list[str]:
    """Addresses of pictures without alternative text that are not marked as decorative."""
    return markup.undescribed(revision.renderings.latest("pk").rendered.html)


def is_approved(revision: Revision) -> bool:
    """Whether someone has approved exactly this text of this page."""
    return Approval.objects.of_text(revision).exists()


def approval_of(revision: Revision) -> Approval | None:
    """The approval that holds for exactly this text of this page, or None."""
    return Approval.objects.of_text(revision).select_related("decision__submission").first()


def last_approved(article: Article, *, before: Revision | None = None) -> Revision | None:
    """The newest revision of the page that was approved; ``before``: earlier than that one."""
    approved = article.revisions.filter(approvals__isnull=False)
    if before is not None:
        approved = approved.filter(number__lt=before.number)
    return approved.order_by("-number").first()


def writers_since_review(revision: Revision) -> dict[int, int]:
    """Who saved the page since someone last reviewed it, with their last revision up to this one.

    An approval that was carried on does not count here: what was written before it may still wait
    for its first reader.
    """
    saved = revision.article.revisions.filter(number__lte=revision.number, made_by__isnull=False)
    reviewed = revision.article.revisions.filter(
        approvals__grounds=Approval.Grounds.REVIEW, number__lt=revision.number
    )
    if (last := reviewed.order_by("-number").first()) is not None:
        saved = saved.filter(number__gt=last.number)
    return dict(saved.order_by("number").values_list("made_by", "number"))


def approval_state(revision: Revision, *, at: datetime) -> str:
    """The state of a text at the moment: one of ``workflow.APPROVAL_STATES``."""
    return approval_states(Revision.objects.filter(pk=revision.pk), at=at)[revision.article_id]
