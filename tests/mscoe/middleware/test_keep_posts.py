"""No word is lost when a post cannot be carried out: signed out, an old token, no database."""

import errno
import html
import re

import pytest
from django.db import InternalError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from articles.models import Article, Revision
from mscoe.middleware import keep_posts
from tests import factories
from tests.articles.desk.test_admin import page_form

pytestmark = pytest.mark.django_db
PASSWORD = "a long test password"
ADD = "/admin/articles/article/add/"
TEXT = 'Words with <b>signs</b> & "quotes"\n\nand a second paragraph.'


@pytest.fixture
def rosa():
    return factories.administrator(username="rosa")


def hidden(response):
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.text)
    return {name: html.unescape(value) for name, value in found}


def signed_out_after_writing(rosa, **options):
    client = Client(**options)
    client.force_login(rosa)
    client.get(ADD)
    client.session.flush()
    return client


def test_a_save_after_the_session_ended_goes_through_once_signed_in_in_place(rosa):
    client = signed_out_after_writing(rosa)

    asked = client.post(ADD, page_form(body=TEXT, note="My note"))

    assert (asked.status_code, "Location" in asked) == (401, False)
    assert "no-store" in asked["Cache-Control"]
    kept = hidden(asked)
    assert (kept["body"], kept["note"]) == (TEXT, "My note")
    done = client.post(
        ADD, kept | {"sign-in-username": "rosa", "sign-in-password": PASSWORD}, follow=True
    )
    assert "saved. Readers see no change." in done.text
    assert Revision.objects.get().body == TEXT
    assert Revision.objects.get().made_by == rosa


def test_a_wrong_password_is_refused_as_on_the_sign_in_page_and_keeps_the_words(rosa):
    client = signed_out_after_writing(rosa)
    kept = hidden(client.post(ADD, page_form(body=TEXT)))
    wrong = {"sign-in-username": "rosa", "sign-in-password": "wrong"}

    refused = client.post(ADD, kept | wrong)

    assert refused.status_code == 401
    assert "Please enter the correct username and password" in refused.text
    assert "wrong" not in hidden(refused).values()
    assert hidden(refused)["body"] == TEXT
    assert Article.objects.count() == 0


def test_who_signs_in_without_the_right_saves_nothing(rosa):
    factories.user(username="bystander", is_staff=True)
    client = signed_out_after_writing(rosa)
    kept = hidden(client.post(ADD, page_form(body=TEXT)))

    refused = client.post(
        ADD, kept | {"sign-in-username": "bystander", "sign-in-password": PASSWORD}
    )

    assert refused.status_code == 403
    assert Article.objects.count() == 0


def test_an_open_form_can_sign_in_and_gets_the_token_of_now(rosa):
    client = Client(enforce_csrf_checks=True)
    token = client.get(reverse("admin:sign-in")).json()["token"]

    def sign_in(password, token):
        return client.post(
            reverse("admin:sign-in"),
            {"username": "rosa", "password": password},
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )

    forged, wrong, right = sign_in(PASSWORD, "x"), sign_in("wrong", token), sign_in(PASSWORD, token)

    assert [answer.status_code for answer in (forged, wrong, right)] == [403, 422, 200]
    assert right.json()["person"] == rosa.pk
    assert client.get("/admin/").status_code == 200


def test_a_token_that_grew_old_keeps_the_words_for_another_try(rosa):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rosa)
    origin = {"Origin": "http://testserver"}

    refused = client.post(ADD, page_form(body=TEXT, csrfmiddlewaretoken="x" * 64), headers=origin)
    done = client.post(ADD, hidden(refused), headers=origin)

    assert (refused.status_code, "Save again" in refused.text) == (403, True)
    assert done.status_code == 302
    assert Revision.objects.get().body == TEXT


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://elsewhere.example"}])
def test_no_other_site_puts_words_on_that_page(origin, rosa):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rosa)

    refused = client.post(ADD, page_form(body="Forged words"), headers=origin)

    assert (refused.status_code, "Forged words" in refused.text) == (403, False)


def test_passwords_are_never_put_into_a_page(rosa):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rosa)

    refused = client.post(
        reverse("admin:auth_user_add"),
        {"username": "x", "password1": "secret words"},
        headers={"Origin": "http://testserver"},
    )

    assert (refused.status_code, "secret words" in refused.text) == (403, False)


@pytest.mark.parametrize(("accept", "kind"), [("text/html", "html"), ("application/json", "json")])
def test_without_a_database_the_words_come_back_with_503(accept, kind, rosa, client):
    client.force_login(rosa)

    def out_of_order(execute, *args):
        raise OperationalError("the database system is shutting down")

    with connection.execute_wrapper(out_of_order):
        answer = client.post(ADD, page_form(body=TEXT), headers={"Accept": accept})

    assert answer.status_code == 503
    assert kind in answer["Content-Type"]
    if kind == "html":
        assert "Try again" in answer.text
        assert hidden(answer)["body"] == TEXT
    else:
        assert answer.json()["error"].endswith("Your text is still here.")


def refused_by_postgresql(code, kind=OperationalError):
    problem = kind("refused")
    problem.__cause__ = type("Refusal", (Exception,), {"pgcode": code})()
    return problem


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (OperationalError("FATAL: could not write: No space left on device"), keep_posts.FULL),
        (OSError(errno.ENOSPC, "No space left on device"), keep_posts.FULL),
        (refused_by_postgresql("53100"), keep_posts.FULL),
        (refused_by_postgresql("25006", InternalError), keep_posts.READ_ONLY),
        (refused_by_postgresql(None), keep_posts.DOWN),
        (refused_by_postgresql("XX000", InternalError), ""),
        (OSError(errno.EACCES, "Permission denied"), ""),
        (ValueError("a fault of ours"), ""),
    ],
)
def test_what_the_machine_cannot_take_is_told_apart(problem, sentence):
    assert keep_posts.outage_sentence(problem) == sentence
