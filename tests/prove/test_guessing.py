"""Guessing a password against four workers of gunicorn, from many connections at once."""

import http.client
import json
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import pytest

from mscoe import sign_in_throttle
from tests.prove.own_site import PASSWORD, own_site

pytestmark = pytest.mark.prove
WORKERS, CONNECTIONS, GUESSES = 4, 16, 200
MAKE_ROSA = f"""
from django.contrib.auth import get_user_model
account = get_user_model().objects.create_superuser("rosa", password={PASSWORD!r})
answer = account.pk
"""


@pytest.fixture(scope="module")
def site():
    """The site behind a proxy of this machine, which the guesses play: each names a client."""
    with own_site() as site:
        site.more |= {"WEB_WORKERS": str(WORKERS), "BEHIND_PROXY": "1"}
        site.python(MAKE_ROSA)
        site.start_web()
        yield site


def ask(site, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    said = (response.status, response.read().decode(), response.headers.get_all("Set-Cookie", []))
    connection.close()
    return said


def sign_in(site, password, *, client, cookies=()):
    """(status, the cookies afterwards) of a post to the sign-in of an open form."""
    headers = {"X-Client-Address": client}
    _, said, set_cookies = ask(site, "GET", "/admin/sign-in/", **headers)
    csrf = [cookie.partition(";")[0] for cookie in set_cookies]
    headers |= {
        "Cookie": "; ".join([*csrf, *cookies]),
        "X-CSRFToken": json.loads(said)["token"],
        "Content-Type": "application/json",
    }
    body = json.dumps({"username": "rosa", "password": password})
    status, _, now = ask(site, "POST", "/admin/sign-in/", body, **headers)
    return status, [cookie.partition(";")[0] for cookie in now]


def test_at_most_twenty_guesses_are_checked_and_the_owner_gets_in(site):
    status, cookies = sign_in(site, PASSWORD, client="203.0.113.7")
    assert status == 200
    known = [cookie for cookie in cookies if cookie.startswith(sign_in_throttle.COOKIE)]

    def guess(number):
        return sign_in(site, f"guess {number}", client=f"198.51.100.{number}")[0]

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        statuses = list(pool.map(guess, range(GUESSES)))

    checked, refused = statuses.count(422), statuses.count(429)
    print(f"\n{GUESSES} guesses from as many addresses: {checked} checked, {refused} refused")
    assert (checked, refused) == (sign_in_throttle.MOST_FOR_ACCOUNT, GUESSES - checked)
    assert sign_in(site, PASSWORD, client="203.0.113.99")[0] == 429
    assert sign_in(site, PASSWORD, client="203.0.113.7", cookies=known)[0] == 200


def test_one_reporter_of_barriers_behind_the_proxy_closes_the_form_for_nobody_else(site):
    def tell(client):
        body = urllib.parse.urlencode({"text": "The menu is small."})
        headers = {"X-Client-Address": client, "Content-Type": "application/x-www-form-urlencoded"}
        return ask(site, "POST", "/tell-us/", body, **headers)[0]

    statuses = [tell("203.0.113.50") for _ in range(30)]

    assert statuses == [302] * 20 + [200] * 10
    assert tell("203.0.113.51") == 302
