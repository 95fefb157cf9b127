"""Mail about someone's own account."""

from django.contrib.auth.models import User
from django.utils import timezone
from django_tasks import task

from articles.mail import sending
from articles.publishing.account_links import LASTS, invitation_path, open_invitation


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
