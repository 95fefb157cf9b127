"""Inviting people: they set their own password, so that nobody else ever knows it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Now

from articles.mail import sending
from articles.models import Event
from articles.publishing.account_links import LASTS, newest_invitation
from articles.publishing.account_mail import mail_invitation
from articles.publishing.errors import CannotInvite

Verb = Event.Verb
INVITED = "Invited, not signed in yet"
EXPIRED = "Invitation expired"
WITHDRAWN = "Invitation withdrawn"


@transaction.atomic
def invite(*, account: User, by: User | None) -> Event:
    """Send a link to set a first password; earlier links end. Raises CannotInvite.

    Where the site sends no mail, or the account has no address, the inviting person hands it over.
    """
    account = User.objects.select_for_update().get(pk=account.pk)
    if account.has_usable_password() or not account.is_active:
        raise CannotInvite(account)
    invitation = _record(Verb.INVITED, account, "sent", by=by)
    if is_mailed(account):
        mail_invitation.enqueue(account=account.pk, invitation=invitation.pk, attempt=0)
    return invitation


@transaction.atomic
def withdraw_invitation(*, account: User, by: User | None) -> None:
    """End the link. The account stays as it is, without a password."""
    account = User.objects.select_for_update().get(pk=account.pk)
    newest = newest_invitation(account)
    if newest is not None and newest.verb == Verb.INVITED:
        _record(Verb.INVITATION_WITHDRAWN, account, "withdrawn", by=by)


def _record(verb: str, account: User, state: str, *, by: User | None) -> Event:
    newest = newest_invitation(account)
    old = newest.data["changed"]["invitation"][1] if newest else None
    data = {"changed": {"invitation": [old, state]}}
    return Event.objects.create(verb=verb, at=Now(), by=by, account=account, data=data)


def is_mailed(account: User) -> bool:
    """Whether an invitation reaches the person by mail."""
    return bool(account.email) and sending.reaches_people()


def with_invitations(accounts: QuerySet[User]) -> QuerySet[User]:
    """Accounts that know the verb and the moment of their newest invitation."""
    about = Event.objects.filter(
        account=OuterRef("pk"), verb__in=(Verb.INVITED, Verb.INVITATION_WITHDRAWN)
    ).order_by("-pk")
    return accounts.annotate(
        invitation_verb=Subquery(about.values("verb")[:1]),
        invitation_at=Subquery(about.values("at")[:1]),
    )


def invitation_state(account: User, *, at: datetime) -> str:
    """In words; empty for someone who signed in, or was never invited.

    ``account`` comes from ``with_invitations``.
    """
    if account.invitation_verb is None or account.last_login is not None:
        return ""
    if account.has_usable_password():
        return INVITED
    if account.invitation_verb == Verb.INVITATION_WITHDRAWN:
        return WITHDRAWN
    return INVITED if account.invitation_at > at - LASTS else EXPIRED
