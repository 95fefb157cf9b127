"""The weekly mail: to whoever wants it, once, what they may read; where nothing waits, none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles.desk import weekly_digest
from articles.models import DeskPreferences
from tests import factories
from tests.mail import run_worker

pytestmark = pytest.mark.django_db

ZONE = timezone.get_default_timezone()
MONDAY = datetime(2026, 11, 23, 6, tzinfo=ZONE)


def reader(role="Reviewer", *, wants=True, **fields):
    fields.setdefault("email", "rosa@example.org")
    someone = factories.user(is_staff=True, **fields)
    someone.groups.add(Group.objects.get(name=role))
    DeskPreferences.objects.create(person=someone, weekly_mail=wants)
    return someone


def send():
    call_command("send_weekly_mail", verbosity=0)
    run_worker()
    return mail.outbox


def test_the_mail_says_what_waits_with_whole_addresses_in_text_and_html(settings):
    settings.SITE_ADDRESS = "https://ms.example.org"
    someone = reader("Author", first_name="Rosa", last_name="Example")
    article = factories.draft(title="Rest & fatigue", owner=someone, by=someone).article

    [sent] = send()

    assert sent.to == ["rosa@example.org"]
    assert sent.subject.endswith(": 1 item is waiting for you")
    assert "Dear Rosa Example,\n\nHere is your worklist" in sent.body
    assert "My drafts: 1\n------------\n\n- Rest & fatigue" in sent.body
    stop = "https://ms.example.org/admin/preferences/"
    assert stop in sent.body and f'<a href="{stop}">' in sent.alternatives[0][0]
    address = f"https://ms.example.org/admin/articles/article/{article.pk}/change/"
    assert address in sent.body
    [html, kind] = sent.alternatives[0]
    assert kind == "text/html"
    assert f'<a href="{address}">Rest &amp; fatigue</a>' in html


def test_who_does_not_want_it_left_or_has_no_address_gets_none():
    for options in [{"wants": False}, {"is_active": False}, {"email": ""}]:
        reader(**options)
    factories.live_article()

    assert send() == []


def test_where_nothing_waits_there_is_no_mail():
    reader()

    assert send() == []


def test_it_holds_only_what_the_person_may_read():
    reader("Author")
    factories.live_article(title="Canary words")

    assert send() == []


def test_who_left_the_desk_between_queueing_and_sending_gets_none():
    someone = reader()
    factories.live_article()
    call_command("send_weekly_mail", verbosity=0)
    someone.is_staff = False
    someone.save()

    run_worker()

    assert mail.outbox == []


def test_a_second_start_in_the_week_sends_nothing_and_the_next_week_sends_again():
    reader()
    factories.live_article()
    counts = []
    for days in (0, 0, 6, 7):
        counts.append(weekly_digest.queue(at=MONDAY + timedelta(days=days)))

    assert counts == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        (datetime(2026, 11, 23, 0, 0, tzinfo=ZONE), "2026-11-23"),
        (datetime(2026, 11, 22, 23, 59, tzinfo=ZONE), "2026-11-16"),
        (datetime(2027, 1, 1, 12, tzinfo=ZONE), "2026-12-28"),
    ],
)
def test_a_week_begins_on_monday_in_the_sites_time_zone(moment, monday):
    assert weekly_digest.week_of(moment).isoformat() == monday


def test_a_mail_that_cannot_be_sent_is_tried_again_and_not_queued_twice(settings):
    reader()
    factories.live_article()
    call_command("send_weekly_mail", verbosity=0)
    settings.EMAIL_BACKEND = "tests.articles.desk.test_weekly_digest.NoServer"
    run_worker()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert weekly_digest.queue(at=timezone.now()) == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        run_worker()
    assert len(mail.outbox) == 1


class NoServer:
    """A mail server that never answers."""

    def __init__(self, **_):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.mark.django_db(transaction=True)
def test_two_commands_at_once_queue_one_mail():
    reader()

    def start(_):
        try:
            return weekly_digest.queue(at=MONDAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as starts:
        assert sum(starts.map(start, range(4))) == 1
