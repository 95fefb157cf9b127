from django.contrib.auth import get_user_model
from django.contrib.auth.management.commands import createsuperuser
from django.db import transaction

from articles import publishing


class Command(createsuperuser.Command):
    """Django's command; the account's history then begins with it."""

    def handle(self, *args, **options):
        with transaction.atomic():
            accounts = get_user_model().objects
            known = set(accounts.values_list("pk", flat=True))
            super().handle(*args, **options)
            for account in accounts.exclude(pk__in=known).filter(account_events=None):
                publishing.record_new_account(account, by=None)
