"""The bulk acts: what each asks, who may do it, the act itself, and what to expect.

Each act is the one that the page's own screen uses.
"""

import re
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles import permissions, publishing
from articles.desk.forms.bulk import (
    BulkPublishForm,
    BulkReviewDateForm,
    BulkSubmitForm,
    OwnerForm,
    SectionForm,
)
from articles.publishing.approval.acts import shown_name
from articles.publishing.approval.reviewer_mail import possible_readers
from articles.publishing.approval.state import is_approved, refuse_half_a_page
from articles.publishing.errors import NewerRevision, NotApproved, ReaderCannotApprove

STAYS_A_DRAFT = ("draft", "ended")


@dataclass(frozen=True)
class Seen:
    """What the list knew of a page when someone chose it: its newest revision, and its owner."""

    number: int | None = None
    details: dict = field(default_factory=dict)

    @classmethod
    def read(cls, typed):
        found = SEEN.fullmatch(typed)
        if found is None:
            return cls()
        return cls(int(found[1]), {"owner_id": int(found[2]) if found[2] else None})

    def newest(self, article):
        """The newest revision, if it is the one that was shown. Raises NewerRevision."""
        since = article.revisions.filter(number__gt=self.number or 0).select_related("made_by")
        if self.number is not None and (saves := list(since.order_by("number"))):
            raise NewerRevision(saves)
        return article.latest_revision()


SEEN = re.compile(r"([0-9]{1,9}):([0-9]{0,9})")


def _submit(article, user, seen, *, reviewer, changed):
    revision = seen.newest(article)
    for reader in possible_readers(revision, people=[reviewer]):
        if reader.refusal:
            raise ReaderCannotApprove(reader)
    publishing.submit(revision=revision, by=user, changed=changed, reviewer=reviewer)
    return f"Revision {revision.number} submitted."


def _publish(article, user, seen, *, reason):
    revision = seen.newest(article)
    if not permissions.may_publish_text(user, revision):
        raise PermissionDenied
    urgent = bool(reason.strip()) and not is_approved(revision)
    live = publishing.publish(revision=revision, by=user, reason=reason, urgent=urgent)
    return f"Published revision {revision.number} at {live.path}."


def _set_owner(article, user, seen, *, owner):
    article.owner = owner
    publishing.save_draft(article=article, by=user, seen=seen.details)
    return f"Owner set to {shown_name(owner)}."


def _set_review_date(article, user, seen, *, due_on, reason):
    publishing.set_review_date(article=article, due_on=due_on, by=user, reason=reason)
    return f"Next review set to {due_on:%B %-d, %Y}."


def _put_into_section(article, user, seen, *, section):
    if article.state(at=timezone.now()) in STAYS_A_DRAFT:
        article.section = section
        note = f"Moved to the section {section}"
        publishing.save_draft(article=article, by=user, note=note, base=seen.number)
        return f"Moved to the section {section}."
    if not permissions.may_publish(user, article):
        raise PermissionDenied
    publishing.move(article=article, section=section, slug=article.slug, by=user, base=seen.number)
    return f"Moved to {article.path}."


# --- What can be said beforehand: the acts themselves are tried and taken back ----------------


def _tried(act, article, user, **answers):
    with transaction.atomic():
        act(article, user, Seen(), **answers)
        transaction.set_rollback(True)


def _foresee_nothing(article, user):
    return ""


def _foresee_submit(article, user):
    refuse_half_a_page(article.latest_revision())
    return ""


def _foresee_publish(article, user):
    """Refuses what no reason can excuse; says where approval is missing."""
    try:
        _tried(_publish, article, user, reason="")
    except NotApproved as refusal:
        _tried(_publish, article, user, reason="Tried, and taken back")
        return f"Needs a reason, below. {refusal.why}"
    return ""


def _foresee_review_date(article, user):
    """A page whose review is overdue takes no other day; of the others the latest is told."""
    at = timezone.now()
    today = timezone.localdate(at, timezone.get_default_timezone())
    _tried(_set_review_date, article, user, due_on=today, reason="")
    due_on = article.review_due_on(at=at)
    return f"Now due on {due_on:%B %-d, %Y}, and cannot be later." if due_on else ""


def _foresee_section(article, user):
    if article.state(at=timezone.now()) in STAYS_A_DRAFT:
        return ""
    if not permissions.may_publish(user, article):
        raise PermissionDenied
    return "The live page moves at once."


@dataclass(frozen=True)
class Kind:
    """One thing that can be done: its name, its question, who may, and the act.

    ``foresee`` raises what the act would raise whatever is answered, or says what will matter.
    """

    title: str
    button: str
    form: type
    may: object
    act: object
    foresee: object = _foresee_nothing


KINDS = {
    "submit": Kind(
        "Submit pages",
        "Submit for approval",
        BulkSubmitForm,
        permissions.may_submit,
        _submit,
        _foresee_submit,
    ),
    "publish": Kind(
        "Publish pages",
        "Publish",
        BulkPublishForm,
        permissions.may_publish,
        _publish,
        _foresee_publish,
    ),
    "owner": Kind(
        "Set owner",
        "Set owner",
        OwnerForm,
        permissions.may_invite,
        _set_owner,
    ),
    "review-date": Kind(
        "Set next review",
        "Set next review",
        BulkReviewDateForm,
        permissions.may_set_review_date,
        _set_review_date,
        _foresee_review_date,
    ),
    "section": Kind(
        "Move pages to a section",
        "Move",
        SectionForm,
        permissions.may_write,
        _put_into_section,
        _foresee_section,
    ),
}
