"""Acts on outside reviewers: confirm an identity, or revoke the confirmation."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User

from articles.models import Event, ReviewerConfirmation, Submission
from articles.publishing.act import Act, start_act
from articles.publishing.approval.acts import approve_by
from articles.publishing.approval.author_mail import queue_decision_mail
from articles.publishing.approval.outside_reviewers import (
    authors_of,
    confirmation_of,
    held_decision,
    refuse_address_of_account,
)
from articles.publishing.drafts.saving import lock
from articles.publishing.errors import (
    ConfirmedByAuthor,
    NoOutsideReviewer,
    NotConfirmed,
    ReviewCounted,
    Superseded,
)

Verb = Event.Verb


def confirm_reviewer(*, submission: Submission, by: User) -> ReviewerConfirmation:
    """Confirm a submission's outside reviewer. An approval of theirs that is held now counts.

    Returns the ReviewerConfirmation. Raises NoOutsideReviewer, ConfirmedByAuthor, AddressOfAccount,
    Superseded or Archived.
    """
    with _act(Verb.REVIEWER_CONFIRMED, submission, by=by) as act:
        if by.pk in authors_of(submission):
            raise ConfirmedByAuthor
        refuse_address_of_account(submission.outside_email)
        confirmed = confirmation_of(submission) or _say(act, submission, is_confirmed=True)
        if (held := held_decision(submission)) is not None:
            approve_by(act, held)
            queue_decision_mail(held)
        return confirmed


def revoke_reviewer(*, submission: Submission, by: User | None) -> ReviewerConfirmation:
    """Revoke an outside reviewer's confirmation: what they send from now on is held again.

    Raises NoOutsideReviewer, NotConfirmed, Superseded or Archived; and ReviewCounted where their
    approval counts already.
    """
    with _act(Verb.REVIEWER_REVOKED, submission, by=by) as act:
        if confirmation_of(submission) is None:
            raise NotConfirmed
        decided = submission.decided()
        if decided is not None and hasattr(decided, "approval"):
            raise ReviewCounted(decided)
        return _say(act, submission, is_confirmed=False)


@contextmanager
def _act(verb: str, submission: Submission, *, by: User | None) -> Iterator[Act]:
    """An act on the newest submission of a page, with the page locked."""
    if not submission.outside_email:
        raise NoOutsideReviewer
    data = {
        "submission": submission.pk,
        "name": submission.outside_name,
        "email": submission.outside_email,
    }
    with start_act(verb, by=by, article=submission.article, data=data) as act:
        lock(submission.article)
        if submission.is_superseded():
            raise Superseded(submission)
        yield act


def _say(act: Act, submission: Submission, *, is_confirmed: bool) -> ReviewerConfirmation:
    return ReviewerConfirmation.objects.create(
        article=submission.article,
        name=submission.outside_name,
        email=submission.outside_email,
        is_confirmed=is_confirmed,
        at=act.at,
        by=act.event.by,
        event=act.event,
    )
