"""A forgotten password: one answer for all, a link by mail that works once, and limits."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Event
from mscoe import forgotten_password
from tests import factories
from tests.mail import run_worker

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/forgotten-password/"
NEW = "quite another phrase"
PASSWORDS = {"new_password1": NEW, "new_password2": NEW}


@pytest.fixture
def ida():
    return factories.user(username="ida", email="ida@example.org", is_staff=True)


def ask(email="ida@example.org", **request):
    answer = Client().post(ADDRESS, {"email": email}, follow=True, **request)
    run_worker()
    return answer


def mailed_link():
    return re.search(r"https?://[^/]+(/admin/reset/\S+)", mail.outbox[-1].body)[1]


def set_password(path):
    client = Client()
    page = client.get(path, follow=True)
    return client.post(page.request["PATH_INFO"], PASSWORDS, follow=True)


def test_the_sign_in_page_leads_to_it():
    assert f'href="{ADDRESS}"' in Client().get(reverse("admin:login")).text


def test_a_link_by_mail_sets_a_new_password(ida):
    assert "Check your email" in ask().text

    [message] = mail.outbox
    assert message.to == ["ida@example.org"]
    assert "Your password is set. Sign in with it." in set_password(mailed_link()).text
    ida.refresh_from_db()
    assert ida.check_password(NEW)
    told = Event.objects.filter(account=ida).order_by("pk").values_list("verb", "by")
    assert list(told) == [
        (Event.Verb.PASSWORD_LINK_SENT, None),
        (Event.Verb.PASSWORD_CHANGED, ida.pk),
    ]


def test_a_link_works_once_and_for_a_day(ida):
    ask()
    path = mailed_link()
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert "This link no longer works" in Client().get(path, follow=True).text

    set_password(path)

    assert "This link no longer works" in Client().get(path, follow=True).text


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "other@example.org"},
        {"is_active": False},
        {"is_staff": False},
        {"password": "!unusable"},
    ],
)
def test_the_answer_is_the_same_where_no_mail_goes_out(ida, fields):
    with_account = ask().content
    mail.outbox.clear()
    for name, value in fields.items():
        setattr(ida, name, value)
    ida.save()

    assert ask().content == with_account
    assert mail.outbox == []


def test_as_much_is_asked_of_the_database_without_an_account(ida, django_assert_num_queries):
    for email in ("ida@example.org", "nobody@example.org"):
        with django_assert_num_queries(10):
            Client().post(ADDRESS, {"email": email})


@pytest.mark.parametrize("email", ["ida@example.org", "nobody@example.org"])
def test_requests_for_one_address_are_limited_whether_or_not_it_has_an_account(ida, email):
    for _ in range(forgotten_password.MOST_FOR_ADDRESS):
        assert "Check your email" in ask(email).text

    refused = ask(email.upper())

    assert "There were too many requests." in refused.text
    assert "Please try again in 60 minutes." in refused.text
    assert len(mail.outbox) in (0, forgotten_password.MOST_FOR_ADDRESS)


def test_requests_of_one_client_are_limited(monkeypatch):
    monkeypatch.setattr(forgotten_password, "MOST_FOR_CLIENT", 2)
    for number in range(2):
        ask(f"nobody-{number}@example.org", REMOTE_ADDR="203.0.113.7")

    refused = ask("ida@example.org", REMOTE_ADDR="203.0.113.7")

    assert "There were too many requests." in refused.text
    assert "too many" not in ask("ida@example.org", REMOTE_ADDR="203.0.113.8").text


def test_what_is_no_address_is_named_and_kept():
    answer = ask("ida@")

    assert "Enter a valid email address." in answer.text
    assert 'value="ida@"' in answer.text


def test_without_mail_the_page_says_whom_to_ask(ida, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert "Ask an administrator to set a new password for you." in Client().get(ADDRESS).text
    assert "Ask an administrator to set a new password for you." in ask().text
    assert not Event.objects.exists()


@pytest.mark.parametrize("path", ["/admin/reset/MQ/x-y/", "/admin/reset/x/x-y/"])
def test_a_forged_link_says_that_it_does_not_work(ida, path):
    assert "This link no longer works" in Client().get(path).text
