"""Links by which people set their first password, or a new one; nothing about one is stored.

The link of an invitation is signed with the key of the invitation's Event, so a newer invitation,
or a withdrawal, ends it; so do a first password and a change of the address that it was sent to.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from articles.models import Event

Verb = Event.Verb
LASTS = timedelta(days=7)
SALT = "articles.publishing.account_links"


def newest_invitation(account: User) -> Event | None:
    """The last event about an invitation of the account: a withdrawal, too."""
    about = Event.objects.filter(
        account=account, verb__in=(Verb.INVITED, Verb.INVITATION_WITHDRAWN)
    )
    return about.order_by("-pk").first()


def open_invitation(account: User, *, at: datetime) -> Event | None:
    """The invitation by which someone can set a password now; None without one."""
    newest = newest_invitation(account)
    if newest is None or not account.is_active or account.has_usable_password():
        return None
    is_open = newest.verb == Verb.INVITED and newest.at > at - LASTS
    return newest if is_open else None


class InvitationTokens:
    """As Django's own view of setting a password asks for them."""

    def make_token(self, account: User) -> str:
        """For the newest invitation."""
        invitation = newest_invitation(account)
        return _signer(account).sign(invitation.pk if invitation else 0)

    def check_token(self, account: User | None, token: str) -> bool:
        if account is None:
            return False
        invitation = open_invitation(account, at=timezone.now())
        try:
            signed = _signer(account).unsign(token)
        except signing.BadSignature:
            return False
        return invitation is not None and signed == str(invitation.pk)


def invitation_path(account: User) -> str:
    """Where the invited person sets their password."""
    key = urlsafe_base64_encode(force_bytes(account.pk))
    return reverse("admin:invitation", args=[key, InvitationTokens().make_token(account)])


def password_path(account: User) -> str:
    """Where someone who forgot their password sets a new one."""
    key = urlsafe_base64_encode(force_bytes(account.pk))
    return reverse("admin:password-link", args=[key, default_token_generator.make_token(account)])


def _signer(account: User) -> signing.Signer:
    return signing.Signer(salt=f"{SALT}:{account.pk}:{account.email}", sep=".")
