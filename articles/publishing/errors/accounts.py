"""Accounts that cannot be invited."""

from django.contrib.auth.models import User

from articles.publishing.errors.base import Refused


class CannotInvite(Refused):
    """The person has a password already, or the account is closed."""

    def __init__(self, account: User) -> None:
        name = account.get_full_name() or account.get_username()
        why = "has a password already" if account.is_active else "has a closed account"
        super().__init__(f"No invitation was sent: {name} {why}.")
