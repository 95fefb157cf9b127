"""How many passwords may be tried: for each account, for each client, in every process.

Every password is counted before it is checked and no longer counted if it was right. A name without
an account is counted like any other. A browser in which someone signed in before has a signed
cookie, sent to the desk alone: it may go on trying, with a limit of its own, while others guess.
"""

import secrets
import unicodedata
from contextlib import contextmanager

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.urls import reverse

from accessibility.rate_limits import attempts
from accessibility.rate_limits.attempts import Limit, LimitReached
from accessibility.rate_limits.client_address import client_network, digest

# Failures in an hour.
MOST_FOR_ACCOUNT = 20
MOST_FOR_ACCOUNT_AND_CLIENT = 10  # one client alone does not use up what an account has
MOST_FOR_CLIENT = 40  # over all names; a clinic's people may share an address
MOST_FOR_KNOWN_BROWSER = 10
COOKIE = "known-browser"
COOKIE_AGE = 180 * 24 * 3600
MOST_ACCOUNTS_OF_A_BROWSER = 10
TOO_MANY = (
    "There were too many attempts to sign in. Please try again in %(minutes)d minutes, or use a"
    " browser in which you have signed in before."
)


@contextmanager
def counted(request, name):
    """Check a password in the block; whatever it raises counts as a failure.

    Raises ValidationError, without entering the block, where too many failed before.
    """
    try:
        attempt = _count(request, _account(name))
    except LimitReached as reached:
        raise ValidationError(
            TOO_MANY, code="too_many_attempts", params={"minutes": reached.minutes}
        ) from reached
    yield
    attempts.give_back(attempt)


def _count(request, account):
    browser, accounts = _known_browser(request)
    if account in accounts:
        known = Limit(digest("sign-in", account, browser), MOST_FOR_KNOWN_BROWSER)
        try:
            return attempts.count(known, Limit(account))
        except LimitReached:
            pass  # then it is a browser like any other
    client = client_network(request.META)
    return attempts.count(
        Limit(account, MOST_FOR_ACCOUNT),
        Limit(digest("sign-in", account, client), MOST_FOR_ACCOUNT_AND_CLIENT),
        Limit(digest("sign-in client", client), MOST_FOR_CLIENT),
    )


def _account(name):
    """One key for all spellings that could lead to one account, and for names of none."""
    spelled = unicodedata.normalize("NFKC", name).strip().casefold()
    return digest("sign-in", unicodedata.normalize("NFKC", spelled))


# --- Browsers in which someone signed in before ---------------------------------------------


def remember_browser(request, response):
    """Note in the browser that the account of the request signed in there."""
    browser, accounts = _known_browser(request)
    account = _account(request.user.get_username())
    accounts = [account, *(one for one in accounts if one != account)][:MOST_ACCOUNTS_OF_A_BROWSER]
    response.set_cookie(
        COOKIE,
        _signer().sign_object([browser or secrets.token_urlsafe(16), accounts]),
        max_age=COOKIE_AGE,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _known_browser(request):
    """(its random name, keys of accounts that signed in there); ("", []) for any other."""
    try:
        return _signer().unsign_object(request.COOKIES.get(COOKIE, ""), max_age=COOKIE_AGE)
    except signing.BadSignature:
        return "", []


def _signer():
    return signing.TimestampSigner(salt="mscoe.known_browser")
