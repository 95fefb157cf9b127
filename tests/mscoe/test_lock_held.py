"""Something holds a lock for long: readers notice nothing, editors keep their words."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from psycopg2 import extensions

from accessibility.changes import database_wait, query_timeout
from accessibility.changes.act_lock import ACT_LOCK
from accessibility.changes.lock_waits import lock_waits
from accessibility.models import Term
from articles import publishing
from articles.models import Article
from articles.publishing.approval import review_links
from articles.roles import make_roles
from mscoe.monitoring import health
from mscoe.monitoring.health.database import database_condition
from tests import factories
from tests.accessibility.changes.test_lock_waits import until, waiting_in_postgresql
from tests.accessibility.test_glossary import FORM as TERM
from tests.articles.desk.test_admin import page_form
from tests.mscoe.middleware.test_keep_posts import TEXT, hidden

pytestmark = pytest.mark.django_db(transaction=True)
ADD_TERM = "/admin/accessibility/term/add/"
HOLD_ACT_LOCK = f"SELECT pg_advisory_lock({ACT_LOCK})"


@pytest.fixture(autouse=True)
def limits_of_the_web_server():
    """As mscoe/wsgi.py sets them, but shorter."""
    make_roles()
    lock_waits.limit(seconds=1, most=2)
    database_wait.limit_waits(seconds=5)
    query_timeout.limit_queries(lock_seconds=1, seconds=4)
    connection.close()  # limits are set on new connections
    yield
    lock_waits.limit(seconds=None, most=None)
    extensions.set_wait_callback(None)
    query_timeout.lift_limits()
    connection.close()


@contextmanager
def held(*statements):
    """Locks that a session of its own holds meanwhile."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        yield
    finally:
        other.rollback()
        other.close()


def editor(name="rosa"):
    client = Client()
    client.force_login(factories.administrator(username=name))
    return client


def save_term(client, **headers):
    try:
        return client.post(ADD_TERM, TERM, headers=headers)
    finally:
        connection.close()


def test_an_editor_is_told_what_to_do_and_the_words_come_back():
    client = editor()

    with held(HOLD_ACT_LOCK):
        answer = save_term(client)

    assert answer.status_code == 503
    assert "Another change to the site is taking a long time" in answer.text
    assert "Wait a moment, then try again." in answer.text
    assert hidden(answer) | TERM == hidden(answer)
    assert not Term.objects.exists()
    assert client.post(ADD_TERM, hidden(answer)).status_code == 302
    assert Term.objects.get().plain_words == TERM["plain_words"]


def test_a_script_is_told_in_json():
    client = editor()

    with held(HOLD_ACT_LOCK):
        answer = save_term(client, accept="application/json")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer.json()["error"].startswith("Another change to the site is taking a long time")


def test_readers_notice_nothing_while_more_editors_wait_than_may():
    page = factories.live_article(title="Fatigue", body="Rest before you are tired.")
    clients = [editor(f"editor-{number}") for number in range(4)]

    with held(HOLD_ACT_LOCK), ThreadPoolExecutor(4) as pool:
        saves = [pool.submit(save_term, client) for client in clients]
        until(lambda: waiting_in_postgresql() > 0)
        read = [Client().get("/search/?q=tired"), Client().get(page.path)]
        is_database_fine = database_condition().is_ok
        told = [one.result(timeout=60).status_code for one in saves]
        read += [Client().get("/search/?q=tired"), Client().get(page.path)]

    assert is_database_fine
    assert told == [503] * 4
    assert [answer.status_code for answer in read] == [200] * 4
    assert all("Fatigue" in answer.text for answer in read)


def test_of_several_pages_only_the_first_waits_and_each_is_told_of():
    client = editor()
    pages = [factories.draft(title=title).article for title in ("One", "Two", "Three")]
    tries = []

    def note(execute, sql, *arguments):
        tries.extend([sql] if "pg_try_advisory_xact_lock" in sql else [])
        return execute(sql, *arguments)

    data = {"page": [page.pk for page in pages], "reason": "For a test"}
    address = reverse("admin:articles_article_bulk", args=["publish"])
    with held(HOLD_ACT_LOCK), connection.execute_wrapper(note):
        answer = client.post(address, data)

    assert len(tries) == 1
    results = answer.context["results"]
    assert [(one.article.title, one.is_done) for one in results] == [
        (title, False) for title in sorted(["One", "Two", "Three"])
    ]
    assert all(one.sentence.startswith("Nothing was changed.") for one in results)


def test_an_expert_without_an_account_finds_their_words_on_the_page():
    revision = factories.draft(title="Fatigue")
    submission = publishing.submit(
        revision=revision,
        by=factories.administrator(),
        changed="A new dose.",
        outside_name="Ida Expert, MD",
        outside_email="ida@example.net",
    )
    address = reverse("articles:review", args=[review_links.token_for(submission)])
    data = {"verdict": "changes", "text": "The dose of 10 mg is missing."}

    with held(HOLD_ACT_LOCK):
        client = Client(raise_request_exception=False)
        answer = client.post(address, data)

    assert answer.status_code == 503
    assert "The dose of 10 mg is missing." in answer.text


def test_a_row_that_is_locked_keeps_one_editor_waiting_and_nobody_else():
    client, article = editor(), factories.draft(title="Fatigue").article
    live = factories.live_article(title="Pain", body="Rest before you are tired.")

    with held(f"SELECT * FROM articles_article WHERE id = {article.pk} FOR UPDATE"):
        answer = client.post(
            reverse("admin:articles_article_change", args=[article.pk]), page_form(body=TEXT)
        )
        read = Client().get("/search/?q=tired")
        known = database_condition()

    assert (answer.status_code, hidden(answer)["body"]) == (503, TEXT)
    assert "Another change to the site is taking a long time" in answer.text
    assert (read.status_code, live.revision.title in read.text) == (200, True)
    assert known.is_ok
    assert Article.objects.get(pk=article.pk).body != TEXT


def test_a_table_that_a_migration_locks_stops_only_what_needs_it():
    factories.live_article(title="Pain", body="Rest before you are tired.")
    client = Client(raise_request_exception=False)

    with held("LOCK TABLE accessibility_message IN ACCESS EXCLUSIVE MODE"):
        told = client.post("/tell-us/", {"text": "The video has no captions at all."})
        search = client.get("/search/?q=tired")
        known = database_condition()

    assert (told.status_code, told["Retry-After"]) == (503, "5")
    assert "The site is busy" in told.text
    assert "The video has no captions at all." in told.text
    assert (search.status_code, known.is_ok) == (200, True)


def test_a_statement_that_takes_too_long_is_ended_and_leaves_the_others_alone():
    with connection.cursor() as cursor, pytest.raises(Exception, match="statement timeout") as said:
        cursor.execute("SELECT pg_sleep(30)")

    assert query_timeout.is_busy(said.value)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_probes_answer_while_a_table_is_locked():
    with held("LOCK TABLE articles_processseen IN ACCESS EXCLUSIVE MODE"):
        known = {condition.name: condition for condition in health.conditions()}

    assert known["database"].is_ok
    assert not known["locks"].is_ok
    known = {condition.name: condition for condition in health.conditions()}
    assert "locks" not in known


def test_a_connection_through_a_pool_is_given_no_limits_that_others_would_inherit():
    other = connection.copy()
    other.settings_dict["CONN_MAX_AGE"] = 0
    with other.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        through_pool = cursor.fetchone()[0]
    other.close()
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert (through_pool, cursor.fetchone()[0]) == ("0", "1s")
