"""What readers tell us: kept without a cookie or an address, limited, answered at the desk."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from accessibility.models import CountedAttempt, Message
from accessibility.rate_limits.attempts import delete_old_attempts
from accessibility.statement import messages
from tests.desk_forms import opened

pytestmark = pytest.mark.django_db

WORDS = {"text": "The menu is small.\nVery.", "page": "/symptoms/", "name": "", "reply_to": ""}


def tell(client, *, REMOTE_ADDR="127.0.0.1", **changes):
    return client.post("/tell-us/", WORDS | changes, REMOTE_ADDR=REMOTE_ADDR)


def shown(response):
    return BeautifulSoup(response.content, "lxml")


def test_a_message_is_kept_and_its_sender_thanked_without_a_cookie():
    client = Client(enforce_csrf_checks=True)

    response = tell(client, name="Ida", reply_to="ida@example.org")

    assert (response.status_code, response.headers["Location"]) == (302, "/tell-us/thanks/")
    message = Message.objects.get()
    assert (message.text, message.page) == (WORDS["text"], "/symptoms/")
    assert (message.name, message.reply_to) == ("Ida", "ida@example.org")
    assert not client.cookies


def test_the_network_address_is_never_kept_and_its_digest_for_an_hour_only(client):
    tell(client)
    message, counted = Message.objects.values().get(), list(CountedAttempt.objects.values())
    assert "127.0.0.1" not in f"{message} {counted}"
    assert message["sender"] == ""
    assert {len(row["key"]) for row in counted} == {64}

    CountedAttempt.objects.update(at=timezone.now() - timedelta(hours=1))
    delete_old_attempts()

    assert CountedAttempt.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "Please tell us what was hard or impossible."),
        ({"text": "x" * 4001}, "at most 4000 characters"),
        ({"page": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence_and_stays_in_the_form(client, changes, sentence):
    page = shown(tell(client, name="Ida", **changes))

    assert sentence in page.select_one("[role=alert]").text
    assert page.title.text.startswith("Error: ")
    assert page.select_one("#id_name")["value"] == "Ida"
    field = page.select_one("[aria-invalid=true]")
    assert page.select_one(f"#{field['aria-describedby']}").text
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://example.org"}, {"sec-fetch-site": "cross-site"}],
)
def test_a_form_of_another_site_is_refused_with_the_words_kept(client, headers):
    page = shown(client.post("/tell-us/", WORDS, headers=headers))

    assert "was not sent from this site" in page.select_one("[role=alert]").text
    assert "The menu is small." in page.select_one("#id_text").text
    assert not Message.objects.exists()


def test_a_machine_is_thanked_and_nothing_is_kept(client):
    assert tell(client, website="https://example.org").status_code == 302
    assert not Message.objects.exists()


def test_more_than_people_write_in_an_hour_is_asked_to_wait(client):
    for _ in range(messages.MOST_OF_ONE_SENDER):
        tell(client)

    page = shown(tell(client))

    assert "send it again a little later" in page.select_one("[role=alert]").text
    assert "The menu is small." in page.select_one("#id_text").text
    assert Message.objects.count() == messages.MOST_OF_ONE_SENDER
    CountedAttempt.objects.update(at=timezone.now() - timedelta(hours=1))
    assert tell(client).status_code == 302


def test_one_reporter_does_not_close_the_form_for_others(client):
    answers = [tell(client, REMOTE_ADDR=f"2001:db8:1:2::{n:x}") for n in range(30)]

    assert [answer.status_code for answer in answers].count(302) == messages.MOST_OF_ONE_SENDER
    assert tell(client, REMOTE_ADDR="2001:db8:1:3::1").status_code == 302
    assert tell(client, REMOTE_ADDR="198.51.100.9").status_code == 302


def test_a_crowd_of_reporters_is_limited_all_the_same(client, monkeypatch):
    monkeypatch.setattr(messages, "MOST_OF_ALL", 5)

    answers = [tell(client, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(7)]

    assert answers == [302] * 5 + [200] * 2
    assert Message.objects.count() == 5


# --- The desk ---


def test_a_message_is_marked_as_answered_and_may_wait_again(client):
    desk = get_user_model().objects.create_superuser("desk")
    client.force_login(desk)
    message = messages.tell(text="Too small", address="127.0.0.1")
    address = f"/admin/accessibility/message/{message.pk}/change/"
    assert "Too small" in client.get("/admin/accessibility/message/").content.decode()
    assert "Too small" in client.get(address).content.decode()

    form = opened(client, address, answered="on", note="Made larger.", text="Forged")
    client.post(address, form)
    message.refresh_from_db()
    assert (message.answered_by, message.note, message.text) == (desk, "Made larger.", "Too small")
    assert message.answered_at is not None

    client.post(address, opened(client, address, answered=None))
    message.refresh_from_db()
    assert (message.answered_at, message.answered_by) == (None, None)


# --- The statement ---

RUN = {"on": "2026-11-20", "passed": 1900, "failed": 0, "skipped": 3}


@pytest.fixture
def statement(client, settings, tmp_path):
    settings.ACCESSIBILITY_TEST_RUN = str(tmp_path / "test-run.json")

    def with_run(said):
        if said is not None:
            (tmp_path / "test-run.json").write_text(said)
        page = shown(client.get("/accessibility-statement/"))
        return " ".join(page.main.text.split())

    return with_run


def test_the_statement_tells_the_last_test_run(statement):
    text = statement(json.dumps(RUN | {"groups": {"screen-reader": {"passed": 14}}}))

    assert "on November 20, 2026: all 1900 checks that ran passed. 14 of them used" in text
    assert "3 checks could not run where the site was last tested." in text


def test_the_statement_owns_up_to_faults(statement):
    text = statement(json.dumps(RUN | {"failed": 2, "groups": {}}))

    assert "found problems: 2 of 1902 checks failed. That run did not include" in text
    assert "The checks that failed in the last run (see above) are not fixed yet." in text


@pytest.mark.parametrize("said", [None, "", "[]", "{}", '{"on": "soon"}', '{"groups": 3}'])
def test_without_a_run_the_statement_says_so(statement, said):
    assert "Not yet tested here:" in statement(said)


def test_the_statement_holds_the_form(client):
    form = shown(client.get("/accessibility-statement/")).select_one("form.tell")

    assert form["action"] == "/tell-us/"
    labels = [label["for"] for label in form.select("label")]
    assert labels == [field["id"] for field in form.select("input, textarea")]
