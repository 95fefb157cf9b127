"""Sessions that are over and unsaved work that nobody comes back to do not stay for good."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from articles.desk import autosave, presence
from articles.management.commands.follow_schedules import Command
from articles.management.stale_data import delete_stale_data
from articles.models import Buffer, Presence
from tests import factories
from tests.articles.desk.test_admin import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return factories.draft().article


def type_in(person, page, *, days_ago):
    at = timezone.now() - timedelta(days=days_ago)
    kept = {"window": "a" * 16, "sequence": 1, "base": None, "pairs": [["body", "Mine"]]}
    autosave.keep(person=person, article=page, at=at, **kept)
    presence.arrive(person=person, article=page, window="a" * 16, at=at)


def test_what_is_over_goes_and_what_is_used_stays(page):
    old, new = factories.administrator(), factories.administrator()
    sessions = [signed_in(person).session.session_key for person in (old, new)]
    Session.objects.filter(pk=sessions[0]).update(expire_date=timezone.now() - timedelta(hours=1))
    type_in(old, factories.draft().article, days_ago=91)
    type_in(new, page, days_ago=89)
    Presence.objects.filter(person=new).update(seen_at=timezone.now())

    deleted = delete_stale_data()

    assert deleted == {
        "expired sessions": 1,
        "abandoned unsaved texts": 1,
        "closed windows": 1,
    }
    assert [row.session_key for row in Session.objects.all()] == sessions[1:]
    assert [row.person for row in Buffer.objects.all()] == [new]
    assert [row.person for row in Presence.objects.all()] == [new]


def test_the_command_reports_what_it_deleted(page, capsys):
    type_in(factories.administrator(), page, days_ago=100)

    call_command("delete_stale_data")

    assert "Deleted 1 abandoned unsaved texts." in capsys.readouterr().out


def test_the_process_that_follows_schedules_deletes_once_an_hour(page, monkeypatch):
    clock = iter([100, 100, 115, 3700, 3700])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    done = []
    monkeypatch.setattr(
        "articles.management.commands.follow_schedules.delete_stale_data",
        lambda: done.append("deleted"),
    )
    command = Command()

    counts = []
    for _ in range(3):
        command.delete_stale_data_now_and_then()
        counts.append(len(done))

    assert counts == [1, 1, 2]


def test_schedules_that_are_followed_once_delete_what_is_stale_too(page):
    type_in(factories.administrator(), page, days_ago=100)

    call_command("follow_schedules")

    assert Buffer.objects.count() == 0
