"""Events of what is done outside this package: menus, terms and messages; signing in and out.

Of a sign-in that failed nothing is kept that was typed, nor from where: people type a password
into the wrong field. The account is named where there is one.
"""

from django.contrib.auth.models import User
from django.db.models import Model
from django.db.models.functions import Now

from accessibility.rate_limits import attempts
from accessibility.rate_limits.attempts import Limit, LimitReached
from accessibility.rate_limits.client_address import digest
from articles.models import Event

Verb = Event.Verb
MOST_WITHOUT_ACCOUNT = 100  # an hour: an event is kept forever, and guessing names costs nothing


def record_beside(*, verb: str, by: User | None, thing: Model, words: str) -> None:
    """Record an act on a row of ``accessibility``."""
    data = {str(thing._meta.model_name): thing.pk, "name": str(thing)}
    data |= {"words": words} if words else {}
    Event.objects.create(verb=verb, at=Now(), by=by, data=data)


def record_sign_in(account: User) -> None:
    Event.objects.create(verb=Verb.SIGNED_IN, at=Now(), by=account, account=account)


def record_sign_out(account: User) -> None:
    Event.objects.create(verb=Verb.SIGNED_OUT, at=Now(), by=account, account=account)


def record_failed_sign_in(name: str) -> None:
    """Record that someone did not get in by ``name``, which itself is not kept."""
    account = User.objects.filter(username=name).first()
    if account is None and not _is_within_limit():
        return
    Event.objects.create(verb=Verb.SIGN_IN_FAILED, at=Now(), account=account)


def _is_within_limit() -> bool:
    try:
        attempts.count(Limit(digest("failed sign-in without account"), MOST_WITHOUT_ACCOUNT))
    except LimitReached:
        return False
    return True
