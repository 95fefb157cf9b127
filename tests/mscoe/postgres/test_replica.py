"""Readers may be answered from a copy of the database; whatever else asks never is."""

from datetime import timedelta

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from articles.background import heartbeat
from mscoe.monitoring.health.database import copy_of_database
from mscoe.postgres import replica
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copy(monkeypatch):
    """A second way to the same database that takes no writes; yields what is set of it."""
    known = connection.copy(alias="a copy")
    known.settings_dict["OPTIONS"] = {"options": "-c default_transaction_read_only=on"}
    monkeypatch.setitem(connections.databases, "replica", known.settings_dict)
    monkeypatch.setattr(replica, "is_fresh", replica.Freshness())
    connections["replica"] = connections["a copy"] = known
    heartbeat.note("schedules", at=timezone.now())
    yield known.settings_dict
    known.close()
    del connections["replica"], connections["a copy"]


def asked(path, **options):
    """(status, whether the page came from the copy): nothing asked the database itself."""
    client, asked_database = Client(), []
    if options:
        client.cookies.load(options)

    def note(execute, *arguments):
        asked_database.append(arguments[0])
        return execute(*arguments)

    with connection.execute_wrapper(note):
        answer = client.get(path)
    return answer.status_code, not asked_database


@pytest.mark.parametrize("path", ["/", "/symptoms/", "/symptoms/fatigue/", "/search/?q=rest"])
def test_what_readers_ask_for_comes_from_the_copy(path, copy):
    factories.live_article(slug="fatigue")

    assert asked(path) == (200, True)


def test_whoever_has_a_session_and_the_desk_ask_the_database(copy):
    factories.live_article(slug="fatigue")

    assert asked("/symptoms/fatigue/", sessionid="kestrel") == (200, False)
    assert asked("/glossary/")[0] == 200
    assert asked("/admin/login/")[0] == 200
    assert connection.alias == "default"


@pytest.mark.parametrize("age", [None, timedelta(minutes=2)])
def test_a_copy_that_signs_of_life_no_longer_reach_is_left_alone(age, copy):
    factories.live_article(slug="fatigue")
    heartbeat.ProcessSeen.objects.all().delete()
    if age:
        heartbeat.note("schedules", at=timezone.now() - age)

    assert asked("/symptoms/fatigue/") == (200, False)


def test_a_copy_that_cannot_be_reached_is_left_alone(copy):
    factories.live_article(slug="fatigue")
    copy["HOST"] = "/nowhere"

    assert asked("/symptoms/fatigue/") == (200, False)
    assert "It is behind or cannot be reached" in copy_of_database(at=timezone.now()).words


def test_a_copy_that_goes_away_in_the_middle_costs_no_reader_a_page(copy, monkeypatch):
    factories.live_article(slug="fatigue")
    monkeypatch.setattr(replica, "is_fresh", fresh := replica.Freshness())
    monkeypatch.setattr(fresh, "_look", lambda: True)
    copy["HOST"] = "/nowhere"

    assert asked("/symptoms/fatigue/") == (200, False)
    assert not fresh.is_fresh


def test_without_a_copy_nothing_stands_in_the_way():
    with pytest.raises(MiddlewareNotUsed):
        replica.read_from_replica(lambda request: None)
