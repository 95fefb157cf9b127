"""Mail about someone's own account."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks import task

from articles.mail import sending
from articles.models import Event
from articles.publishing.account_links import (
    LASTS,
    invitation_path,
    open_invitation,
    password_path,
)


@task()
def mail_invitation(account: int, invitation: int, attempt: int) -> None:
    """Mail the link of an invitation; one that was withdrawn or sent again since is not sent."""
    again = {"account": account, "invitation": invitation}
    with sending.trying_again(mail_invitation, attempt=attempt, **again):
        invited = User.objects.get(pk=account)
        now_open = open_invitation(invited, at=timezone.now())
        if now_open is None or now_open.pk != invitation or not invited.email:
            return
        sending.send(
            to=invited.email,
            subject="Your account",
            template="invitation",
            context={
                "account": invited,
                "inviter": now_open.by and (now_open.by.get_full_name() or str(now_open.by)),
                "address": sending.absolute(invitation_path(invited)),
                "days": LASTS.days,
            },
        )


def queue_password_links(accounts: Sequence[User]) -> None:
    """Queue a mail to each of them; without one a task that does nothing, which takes as long."""
    for key in [account.pk for account in accounts] or [None]:
        mail_password_link.enqueue(account=key, attempt=0)


@task()
def mail_password_link(account: int | None, attempt: int) -> None:
    """Mail a link to set a new password, to someone who may sign in."""
    if account is None:
        return
    with sending.trying_again(mail_password_link, attempt=attempt, account=account):
        asked = User.objects.get(pk=account)
        if not (asked.is_active and asked.is_staff and asked.has_usable_password() and asked.email):
            return
        sending.send(
            to=asked.email,
            subject="Your new password",
            template="password_link",
            context={"account": asked, "address": sending.absolute(password_path(asked))},
        )
        Event.objects.create(verb=Event.Verb.PASSWORD_LINK_SENT, at=Now(), account=asked)
