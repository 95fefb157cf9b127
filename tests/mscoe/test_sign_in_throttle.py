"""Guessing passwords is limited at every door, and the owner of an account still gets in."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth.signals import user_login_failed
from django.db.models import F
from django.test import Client
from django.urls import reverse

from accessibility.models import CountedAttempt
from mscoe import sign_in_throttle
from tests import factories
from tests.articles.publishing.test_concurrent_acts import in_threads

pytestmark = pytest.mark.django_db
PASSWORD = "a long test password"
ADD = "/admin/articles/article/add/"
LOW = {
    "MOST_FOR_ACCOUNT": 4,
    "MOST_FOR_ACCOUNT_AND_CLIENT": 2,
    "MOST_FOR_CLIENT": 6,
    "MOST_FOR_KNOWN_BROWSER": 2,
}
SOMEWHERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def rosa():
    return factories.administrator(username="rosa")


@pytest.fixture(autouse=True)
def low_limits(request, monkeypatch):
    """So that tests need few requests; the limits themselves are compared below."""
    if "real_limits" not in request.fixturenames:
        for name, most in LOW.items():
            monkeypatch.setattr(sign_in_throttle, name, most)


@pytest.fixture
def real_limits():
    pass


@contextmanager
def checked_passwords():
    """Collects the wrong passwords that were compared with one that is stored."""
    found = []

    def note(credentials, **_):
        found.append(credentials["username"])

    user_login_failed.connect(note)
    try:
        yield found
    finally:
        user_login_failed.disconnect(note)


def on_its_page(client, name, password, **request):
    sent = {"username": name, "password": password}
    return client.post(reverse("admin:login"), sent, **request)


def in_place(client, name, password, **request):
    sent = {"sign-in-username": name, "sign-in-password": password, "body": "My words"}
    return client.post(ADD, sent, **request)


def from_open_form(client, name, password, **request):
    sent = {"username": name, "password": password}
    return client.post(reverse("admin:sign-in"), sent, content_type="application/json", **request)


DOORS = [on_its_page, in_place, from_open_form]


def is_signed_in(client):
    return client.get("/admin/").status_code == 200


def guess(times, *, door=from_open_form, name="rosa", address=None, client=None):
    """From one address, or from a new one each time."""
    for number in range(times):
        one = address or f"192.0.2.{number}"
        door(client or Client(), name, f"guess {number}", REMOTE_ADDR=one)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("blank", ["", "\0", "a\0b"])
def test_a_blank_password_neither_signs_in_nor_makes_up_for_failures(rosa, door, blank):
    with checked_passwords() as checked:
        for number in range(3):
            door(Client(), "rosa", f"guess {number}")
            door(Client(), "rosa", blank)
            door(Client(), "", "guess")

    assert len(checked) == sign_in_throttle.MOST_FOR_ACCOUNT_AND_CLIENT


@pytest.mark.parametrize("door", DOORS)
def test_so_many_passwords_are_checked_in_an_hour_wherever_they_come_from(rosa, door):
    with checked_passwords() as checked:
        guess(8, door=door)

    assert len(checked) == sign_in_throttle.MOST_FOR_ACCOUNT
    client = Client()
    assert "too many attempts to sign in" in door(client, "rosa", PASSWORD).text
    assert not is_signed_in(client)


def test_all_doors_share_one_count(rosa):
    with checked_passwords() as checked:
        for number in range(8):
            DOORS[number % 3](Client(), "rosa", "guess", REMOTE_ADDR=f"192.0.2.{number}")

    assert len(checked) == sign_in_throttle.MOST_FOR_ACCOUNT
    answers = [door(Client(), "rosa", PASSWORD).status_code for door in DOORS]
    assert answers == [200, 401, 429]


def test_after_an_hour_passwords_are_checked_again(rosa):
    guess(6)
    CountedAttempt.objects.update(at=F("at") - timedelta(hours=1))
    client = Client()

    on_its_page(client, "rosa", PASSWORD)

    assert is_signed_in(client)


@pytest.mark.parametrize(
    "name",
    ["ROSA", "Rosa", " rosa ", "\u00a0rosa", "ｒｏｓａ", "ＲＯＳＡ", "roſa"],
)
def test_another_spelling_of_a_name_is_no_other_account(rosa, name):
    guess(6)

    with checked_passwords() as checked:
        answer = on_its_page(Client(), name, PASSWORD)

    assert "too many attempts to sign in" in answer.text
    assert checked == []


@pytest.mark.parametrize("name", ["rosa", "no-such-person", "tom"])
def test_the_same_words_are_said_of_every_name(rosa, name):
    factories.user(username="tom", is_active=False)
    wrong = on_its_page(Client(), name, "guess")
    guess(6, name=name)
    over = on_its_page(Client(), name, "guess")

    def errors(answer):
        return [str(error) for error in answer.context["form"].non_field_errors()]

    assert errors(wrong)[0].startswith("Please enter the correct username and password")
    assert errors(over) == [sign_in_throttle.TOO_MANY % {"minutes": 60}]


def test_one_client_alone_does_not_close_an_account(rosa):
    guess(8, address=SOMEWHERE)
    client = Client()

    on_its_page(client, "rosa", PASSWORD, REMOTE_ADDR=ELSEWHERE)

    assert is_signed_in(client)


def test_a_client_that_tries_one_password_on_many_names_is_stopped(rosa):
    with checked_passwords() as checked:
        for number in range(8):
            from_open_form(Client(), f"name-{number}", "Spring2026", REMOTE_ADDR=SOMEWHERE)

    assert len(checked) == sign_in_throttle.MOST_FOR_CLIENT


def test_addresses_of_one_ipv6_network_are_one_client(rosa):
    with checked_passwords() as checked:
        for number in range(8):
            on_its_page(Client(), "rosa", "guess", REMOTE_ADDR=f"2001:db8:1:2::{number:x}")

    assert len(checked) == sign_in_throttle.MOST_FOR_ACCOUNT_AND_CLIENT


# --- Who owns the account -----------------------------------------------------------------------


@pytest.mark.parametrize(("first", "door"), zip(DOORS, DOORS[1:] + DOORS[:1], strict=True))
def test_the_owner_gets_in_where_they_signed_in_before_while_someone_guesses(rosa, first, door):
    home = Client()
    first(home, "rosa", PASSWORD, REMOTE_ADDR=SOMEWHERE)
    assert is_signed_in(home)
    home.post(reverse("admin:logout"))
    guess(8)

    door(home, "rosa", PASSWORD, REMOTE_ADDR=SOMEWHERE)

    assert is_signed_in(home)


def test_a_known_browser_may_not_guess_for_long_either(rosa):
    home = Client()
    on_its_page(home, "rosa", PASSWORD)
    home.post(reverse("admin:logout"))

    with checked_passwords() as checked:
        guess(8, client=home)

    # Its own, and then what is left to any browser.
    assert len(checked) == sign_in_throttle.MOST_FOR_ACCOUNT
    assert "too many attempts" in on_its_page(home, "rosa", PASSWORD).text


def test_a_browser_is_known_to_the_accounts_alone_that_signed_in_there(rosa):
    factories.administrator(username="ida")
    shared = Client()
    on_its_page(shared, "ida", PASSWORD)
    shared.post(reverse("admin:logout"))
    guess(8)

    assert "too many attempts" in on_its_page(shared, "rosa", PASSWORD).text


def test_two_people_at_one_browser_are_both_known(rosa):
    factories.administrator(username="ida")
    shared = Client()
    for name in ("rosa", "ida"):
        on_its_page(shared, name, PASSWORD)
        shared.post(reverse("admin:logout"))
    guess(8)

    on_its_page(shared, "rosa", PASSWORD)

    assert is_signed_in(shared)


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: "", lambda text: "x:y:z"])
def test_a_cookie_that_the_site_did_not_sign_makes_no_browser_known(rosa, change):
    home = Client()
    on_its_page(home, "rosa", PASSWORD)
    forged = change(home.cookies[sign_in_throttle.COOKIE].value)
    guess(8)
    client = Client()
    client.cookies[sign_in_throttle.COOKIE] = forged

    assert "too many attempts" in on_its_page(client, "rosa", PASSWORD).text


def test_the_cookie_goes_to_the_desk_alone_and_to_no_script(rosa, settings):
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    on_its_page(client, "rosa", PASSWORD)

    cookie = client.cookies[sign_in_throttle.COOKIE]

    assert (cookie["path"], cookie["samesite"]) == ("/admin/", "Strict")
    assert (cookie["httponly"], cookie["secure"]) == (True, True)
    assert "rosa" not in cookie.value
    assert not client.get("/").cookies


def test_signing_in_leaves_the_failures_of_others_counted(rosa):
    home = Client()
    on_its_page(home, "rosa", PASSWORD)
    with checked_passwords() as checked:
        for number in range(8):
            on_its_page(Client(), "rosa", "guess", REMOTE_ADDR=f"192.0.2.{number}")
            on_its_page(home, "rosa", PASSWORD)

    assert len(checked) == sign_in_throttle.MOST_FOR_ACCOUNT


# --- One's own password -------------------------------------------------------------------------


def test_an_old_password_is_not_guessed_at_a_desk_left_open(rosa):
    client = Client()
    client.force_login(rosa)
    new = {"new_password1": "quite another phrase", "new_password2": "quite another phrase"}
    for number in range(6):
        client.post(reverse("admin:password_change"), new | {"old_password": f"guess {number}"})

    answer = client.post(reverse("admin:password_change"), new | {"old_password": PASSWORD})

    assert "too many attempts to sign in" in answer.text
    rosa.refresh_from_db()
    assert rosa.check_password(PASSWORD)


def test_changing_ones_own_password_counts_for_nothing(rosa):
    client = Client()
    client.force_login(rosa)
    new = {"new_password1": "quite another phrase", "new_password2": "quite another phrase"}

    client.post(reverse("admin:password_change"), new | {"old_password": PASSWORD})

    rosa.refresh_from_db()
    assert rosa.check_password("quite another phrase")
    assert CountedAttempt.objects.count() == 0


# --- What comes in other shapes -----------------------------------------------------------------

SHAPES = [
    '["rosa", "guess"]',
    "null",
    '"rosa"',
    "{",
    "",
    '{"username": ["rosa"], "password": "guess"}',
    '{"username": "rosa", "password": {"$ne": ""}}',
    '{"username": "rosa", "password": 7}',
    '{"username": null, "password": null}',
    '{"username": "rosa"}',
    '{"username": "ro\\u0000sa", "password": "guess"}',
    '{"username": "rosa", "password": "\\ud800"}',
]


@pytest.mark.parametrize("body", SHAPES)
def test_what_no_form_of_ours_sends_is_asked_for_again(rosa, body):
    with checked_passwords() as checked:
        answer = Client().post(reverse("admin:sign-in"), body, content_type="application/json")

    assert (answer.status_code, checked) == (422, [])
    assert CountedAttempt.objects.count() == 0


def test_a_name_longer_than_any_is_a_name_without_an_account(rosa):
    with checked_passwords() as checked:
        answer = from_open_form(Client(), "r" * 10_000, "guess")

    assert (answer.status_code, len(checked)) == (422, 1)


def test_without_a_field_nothing_is_checked(rosa):
    for sent in ({"username": "rosa"}, {"password": PASSWORD}, {}):
        client = Client()
        assert client.post(reverse("admin:login"), sent).status_code == 200
        assert not is_signed_in(client)
    assert CountedAttempt.objects.count() == 0


def test_a_form_where_json_belongs_signs_nobody_in(rosa):
    client = Client()
    sent = {"username": "rosa", "password": PASSWORD}

    assert client.post(reverse("admin:sign-in"), sent).status_code == 422
    assert not is_signed_in(client)


def test_a_list_of_passwords_counts_as_the_last_one(rosa):
    with checked_passwords() as checked:
        sent = {"username": "rosa", "password": [PASSWORD, "guess"]}
        Client().post(reverse("admin:login"), sent)

    assert checked == ["rosa"]


# --- At the same moment -------------------------------------------------------------------------


def test_at_most_twenty_passwords_of_an_account_are_checked_in_an_hour(real_limits):
    assert sign_in_throttle.MOST_FOR_ACCOUNT <= 20
    assert sign_in_throttle.MOST_FOR_ACCOUNT_AND_CLIENT < sign_in_throttle.MOST_FOR_ACCOUNT


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_moment_do_not_slip_past_the_count(real_limits):
    factories.administrator(username="rosa")

    def one(number):
        from_open_form(Client(), "rosa", f"guess {number}", REMOTE_ADDR=f"192.0.2.{number}")

    with checked_passwords() as checked:
        in_threads(one, range(40))

    assert len(checked) == sign_in_throttle.MOST_FOR_ACCOUNT


# --- Where one goes on --------------------------------------------------------------------------

HOSTILE = [
    "https://example.org/",
    "//example.org/",
    "///example.org",
    "/\\example.org",
    "\\\\example.org",
    "http:example.org",
    "javascript:alert(1)",
    "data:text/html,x",
    "\t//example.org",
    "/%0d%0aX-Header:%20x",
    "http://testserver@example.org/",
    "",
    " ",
    "/admin/logout/",
    "/admin/login/?next=//example.org",
    "/admin/sign-in/",
    "/admin/nothing-here/",
    "admin",
]


@pytest.mark.parametrize("address", HOSTILE)
@pytest.mark.parametrize("by", ["query", "form"])
def test_signing_in_with_a_hostile_next_ends_at_the_desk(rosa, address, by):
    sent = {"username": "rosa", "password": PASSWORD}
    query = {"next": address} if by == "query" else {}

    answer = Client().post(
        reverse("admin:login", query=query), sent | ({"next": address} if by == "form" else {})
    )

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


@pytest.mark.parametrize(
    "address", ["/admin/articles/article/?q=a+b", "/admin/help/", "/search/?q=fatigue", "/"]
)
def test_signing_in_goes_on_to_a_page_of_the_site(rosa, address):
    sent = {"username": "rosa", "password": PASSWORD, "next": address}

    answer = Client().post(reverse("admin:login", query={"next": address}), sent)

    assert answer["Location"] == address


@pytest.mark.parametrize("address", ["//example.org/", "/admin/", "", "javascript:alert(1)"])
def test_signing_out_says_so_whatever_next_came_along(rosa, address):
    client = Client()
    client.force_login(rosa)

    answer = client.post(reverse("admin:logout", query={"next": address}))

    assert answer.status_code == 200
    assert not is_signed_in(client)
