"""A PostgreSQL that is silent is given up, by whoever asks it, before anybody takes harm."""

import socket

import psycopg2
import pytest
from django.db import OperationalError, connection
from psycopg2 import extensions

from accessibility.changes import database_wait


@pytest.fixture
def limit_waits():
    yield database_wait.limit_waits
    extensions.set_wait_callback(None)


@pytest.fixture
def silent_port():
    """Where someone takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.django_db(transaction=True)
def test_a_statement_without_an_answer_is_given_up_and_the_next_one_is_answered(limit_waits):
    limit_waits(seconds=0.3)

    with connection.cursor() as cursor, pytest.raises(OperationalError, match="does not answer"):
        cursor.execute("SELECT pg_sleep(1.5)")
    connection.close_if_unusable_or_obsolete()  # as Django does after a request

    database_wait.limit_waits()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_a_connection_to_a_silent_server_is_given_up_and_the_next_one_not_even_tried(
    limit_waits, silent_port, monkeypatch
):
    monkeypatch.setattr(database_wait, "SECONDS_TO_CONNECT", 0.3)
    monkeypatch.setattr(database_wait, "SECONDS_TO_SPARE_IT", 60)
    limit_waits()

    with pytest.raises(psycopg2.OperationalError, match="does not answer"):
        psycopg2.connect(host="127.0.0.1", port=silent_port, user="x", dbname="x")
    with pytest.raises(psycopg2.OperationalError, match="did not answer a moment ago"):
        psycopg2.connect(host="127.0.0.1", port=silent_port, user="x", dbname="x")
