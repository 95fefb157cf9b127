"""Mail to publishers: a page was approved and is ready to publish."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from articles import permissions, workflow
from articles.mail import sending
from articles.models import Approval
from articles.publishing.approval.author_mail import recipients
from articles.publishing.approval.state import approval_state


def queue_ready_mail(approval: Approval) -> None:
    """Queue a mail to each publisher of the page, in the transaction of the act that approves.

    None where a newer text waits, or readers have this one. Who approved it knows, and who gets the
    decision by mail learns it from there.
    """
    article = approval.revision.article
    if approval_state(article.latest_revision(), at=approval.made_at) != workflow.APPROVED:
        return
    asker = approval.decision.submission.made_by
    knowing = {*recipients(article, asker, but=approval.made_by), approval.made_by_id}
    for person in _publishers():
        if person.pk not in knowing and permissions.may_publish(person, article):
            mail_ready.enqueue(approval=approval.pk, account=person.pk, attempt=0)


def _publishers() -> QuerySet[User]:
    """Everyone who may publish pages, in any section, and has not turned these mails off."""
    backend = f"{ModelBackend.__module__}.{ModelBackend.__qualname__}"
    people = get_user_model().objects.with_perm(permissions.PUBLISH, backend=backend)
    wanted = people.filter(is_staff=True).exclude(email="")
    return wanted.exclude(desk_preferences__mails_approved=False).order_by("pk")


@task()
def mail_ready(approval: int, account: int, attempt: int) -> None:
    """Mail one publisher about an approved page; one that is no longer ready is left alone."""
    with sending.trying_again(mail_ready, attempt=attempt, approval=approval, account=account):
        found = Approval.objects.select_related("revision__article").get(pk=approval)
        person = _publishers().filter(pk=account).first()
        if person is not None and _is_ready(found, person):
            _send(found, person)


def _is_ready(approval: Approval, person: User) -> bool:
    article = approval.revision.article
    latest = article.latest_revision()
    is_newest = latest.sha == approval.sha
    state = approval_state(latest, at=timezone.now())
    return is_newest and state == workflow.APPROVED and permissions.may_publish(person, article)


def _send(approval: Approval, person: User) -> None:
    article = approval.revision.article
    sending.send(
        to=person.email,
        subject=f"Ready to publish: {approval.revision.title}",
        template="ready",
        context={
            "reader": person.get_full_name() or person.get_username(),
            "approval": approval,
            "revision": approval.revision,
            "link": sending.absolute(reverse("admin:articles_article_publish", args=[article.pk])),
            "preferences": sending.absolute(reverse("admin:preferences")),
        },
    )
