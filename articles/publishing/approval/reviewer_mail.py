"""A submission's reviewers: who they are, and the mail to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from articles import permissions
from articles.mail import sending
from articles.mail.sending import Delivery
from articles.models import Publication, Revision, Submission
from articles.publishing.approval import review_links
from articles.publishing.approval.state import last_approved, writers_since_review
from articles.text import revision_diff
from articles.text.revision_diff import Changes

REMIND_AFTER = timedelta(days=7)
A_LITTLE = timedelta(hours=12)  # a timer does not start at the same second each week

Letter = dict[str, Any]  # what the templates of a mail are given, by name


@dataclass(frozen=True)
class Reader:
    """A possible reviewer; ``refusal``: why they cannot approve the revision, or ""."""

    account: User
    refusal: str = ""

    def __str__(self) -> str:
        return self.account.get_full_name() or self.account.get_username()


def people_who_approve() -> QuerySet[User]:
    """Everyone who may approve pages, in any section."""
    people = get_user_model().objects.with_perm(
        permissions.APPROVE, backend="django.contrib.auth.backends.ModelBackend"
    )
    return people.filter(is_staff=True).order_by("last_name", "first_name", "username")


def possible_readers(revision: Revision, *, people: Iterable[User] | None = None) -> list[Reader]:
    """Everyone who may approve pages; those who cannot approve this one with the reason.

    ``people``: the same accounts, for callers that ask about many pages.
    """
    writers = writers_since_review(revision)
    people = people_who_approve() if people is None else people
    return [Reader(person, _refusal(person, revision, writers)) for person in people]


def _refusal(person: User, revision: Revision, writers: Mapping[int, int]) -> str:
    if person.pk in writers:
        return f"saved this page (revision {writers[person.pk]}) since it was last approved"
    if not permissions.may_approve(person, revision.article):
        return "approves pages of other sections only"
    return ""


def reviewing_groups(readers: Iterable[Reader]) -> QuerySet[Group]:
    """Groups in which someone could approve the text, each with the right to approve."""
    may_approve = Q(permissions__codename=permissions.APPROVE.partition(".")[2])
    members = [reader.account for reader in readers]
    return Group.objects.filter(may_approve, user__in=members).distinct().order_by("name")


def members_who_may_approve(group: Group, revision: Revision) -> list[User]:
    """The people that a submission to a group reaches."""
    able = {reader.account for reader in possible_readers(revision) if not reader.refusal}
    return [person for person in group.user_set.all() if person in able]


def queue_mail(submission: Submission) -> None:
    """Queue a mail to each reader, in the transaction of the act that submits."""
    for key in addressees(submission):
        mail_submission.enqueue(submission=submission.pk, account=key, attempt=0)


def addressees(submission: Submission) -> list[int | None]:
    """Recipients of mail about a submission: keys of accounts; None for an outside expert."""
    if submission.outside_email:
        return [None]
    people = (
        [submission.reviewer]
        if submission.reviewer
        else members_who_may_approve(submission.group, submission.revision)
    )
    return [person.pk for person in people if person.email]


def remind(*, at: datetime) -> int:
    """Queue the mail once more for every text that has waited a week; returns how many texts.

    Started twice in a week, it reminds once.
    """
    pending = Submission.objects.pending().filter(made_at__lte=at - REMIND_AFTER + A_LITTLE)
    open_now = pending.exclude(link_expires_at__lte=at).filter(article__archived_at=None)
    return sum(_remind_of(pk, at=at) for pk in open_now.values_list("pk", flat=True))


def _remind_of(pk: int, *, at: datetime) -> bool:
    """Under a lock on the submission, so that two commands cannot both find no mail of the week."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).get(pk=pk)
        mails = DBTaskResult.objects.filter(task_path=mail_submission.module_path)
        mails = mails.filter(args_kwargs__kwargs__submission=pk)
        if mails.filter(enqueued_at__gt=at - REMIND_AFTER + A_LITTLE).exists():
            return False
        queue_mail(submission)
        return True


@task()
def mail_submission(submission: int, account: int | None, attempt: int) -> None:
    """Mail one reader of a submission; what is decided or superseded by now is left alone."""
    again = {"submission": submission, "account": account}
    with sending.trying_again(mail_submission, attempt=attempt, **again):
        asked = Submission.objects.pending().filter(article__archived_at=None)
        found = asked.select_related("revision__section", "article").filter(pk=submission).first()
        person = get_user_model().objects.get(pk=account) if account else None
        if found is not None and (not person or permissions.may_read(person, found.article)):
            _send(found, person)


def _send(submission: Submission, person: User | None) -> None:
    is_reminder = submission.made_at <= timezone.now() - REMIND_AFTER + A_LITTLE
    subject = "Still waiting for you" if is_reminder else "Please review"
    sending.send(
        to=person.email if person else submission.outside_email,
        subject=f"{subject}: {submission.revision.title}",
        template="submission",
        context=_letter(submission, person) | {"is_reminder": is_reminder},
    )


def _letter(submission: Submission, person: User | None) -> Letter:
    changed = changes_to_read(submission.revision, at=submission.made_at)
    path = (
        reverse("admin:articles_article_review", args=[submission.article_id])
        if person
        else reverse("articles:review", args=[review_links.token_for(submission)])
    )
    return {
        "submission": submission,
        "revision": submission.revision,
        "name": (person.get_full_name() or person.username) if person else submission.outside_name,
        "is_outside": person is None,
        "link": sending.absolute(path),
        "is_new": changed is None,
        "changes": changed,
        "changes_as_text": revision_diff.as_text(changed or []),
    }


def text_to_compare_with(revision: Revision, *, at: datetime) -> Revision | None:
    """What someone approved last, or what readers have, whichever is the newer; or None."""
    live = Publication.objects.live(at=at).pages().filter(article=revision.article)
    home = live.select_related("revision__section").first()
    known = [home.revision] if home else []
    if (approved := last_approved(revision.article, before=revision)) is not None:
        known.append(approved)
    known = [text for text in known if text.number < revision.number]
    return max(known, key=lambda text: text.number, default=None)


def changes_to_read(revision: Revision, *, at: datetime) -> Changes | None:
    """What a reviewer has to look at; None where the whole text is new."""
    before = text_to_compare_with(revision, at=at)
    return None if before is None else revision_diff.changes(before, revision)


def deliveries(submission: Submission, *, at: datetime) -> list[tuple[str, Delivery]]:
    """What became of the mails: (name, delivery) for each reader."""
    found = sending.deliveries(mail_submission, at=at, submission=submission.pk)
    keys = {dict(arguments)["account"]: delivery for arguments, delivery in found.items()}
    people = get_user_model().objects.in_bulk([key for key in keys if key])
    return [
        (people[key].get_full_name() or people[key].username if key else submission.outside_name, d)
        for key, d in keys.items()
    ]
