"""Whether everything is all right, told to machines at /readyz and to people at the desk."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.background import heartbeat
from articles.baking.status import Progress
from articles.mail import sending
from articles.mail.barrier_messages import mail_message
from articles.models import ProcessSeen
from mscoe import __version__
from mscoe.monitoring import health
from mscoe.monitoring.health import database, files

pytestmark = pytest.mark.django_db
PROCESSES = (heartbeat.WORKER, heartbeat.SCHEDULES)


@pytest.fixture
def all_is_well(settings, tmp_path, monkeypatch):
    """A machine on which nothing is wrong; (folder of the copies, now)."""
    settings.BAKED_ROOT, settings.MEDIA_ROOT, settings.NODE_NAME = tmp_path, tmp_path, "here"
    monkeypatch.setattr(files, "LEAST_FREE", 0)
    now = timezone.now()
    Progress(at=now).save(tmp_path)
    for name in PROCESSES:
        heartbeat.note(name, at=now)
    return tmp_path, now


@pytest.fixture
def no_database(monkeypatch):
    """The one that new connections are made to is not there."""
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")


def wrong():
    return {known.name: known for known in health.conditions() if not known.is_ok}


def test_nothing_is_wrong_where_all_is_well(all_is_well, admin_client):
    assert wrong() == {}
    assert "Everything is working." in admin_client.get(reverse("admin:status-page")).text


def test_a_follower_that_fell_silent_is_told_with_the_moment(all_is_well):
    folder, now = all_is_well
    Progress(at=now - timedelta(minutes=5)).save(folder)

    told = wrong()["copies"]

    assert (told.since, "bake_site --follow" in told.cure) == (now - timedelta(minutes=5), True)


def test_failed_pages_are_told_by_name_and_since_when(all_is_well, client):
    folder, now = all_is_well
    began = now - timedelta(hours=1)
    failed, since = {"/a/b/": "ValueError: bad"}, {"/a/b/": began.isoformat()}
    Progress(at=now, failed=failed, failing_since=since).save(folder)

    told = wrong()["failed_pages"]
    assert ("/a/b/" in told.words, told.since) == (True, began)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["failed_pages"] == failed


def test_a_cdn_that_does_not_hear_of_changes_is_told(all_is_well, settings):
    folder, now = all_is_well
    settings.CDN_PURGE_URL = "https://cdn.example.net/purge"
    assert "cdn" not in wrong()

    Progress(at=now, cdn_problem="The CDN answered 403").save(folder)

    assert wrong()["cdn"].words.startswith("The CDN answered 403. Some readers")


@pytest.mark.parametrize("name", PROCESSES)
def test_a_process_that_fell_silent_is_told(name, all_is_well):
    _, now = all_is_well
    heartbeat.note(name, at=now - timedelta(minutes=2))

    assert {known: told.since for known, told in wrong().items()} == {
        name: now - timedelta(minutes=2)
    }


def test_a_follower_of_another_machine_is_missed_for_a_week(all_is_well):
    _, now = all_is_well
    ProcessSeen.objects.create(name="follower", node="there", seen_at=now - timedelta(hours=1))
    assert "on: there." in wrong()["other_nodes"].words

    ProcessSeen.objects.update(seen_at=now - timedelta(days=8))

    assert "other_nodes" not in wrong()


def test_mail_that_waits_or_was_given_up_is_told(all_is_well):
    _, now = all_is_well
    mail_message.enqueue(message=1, person=1, attempt=0)
    assert "mail" not in wrong()
    DBTaskResult.objects.update(enqueued_at=now - timedelta(minutes=3))
    assert wrong()["mail"].words == "One mail should have been sent by now."

    arguments = {"args": [], "kwargs": {"attempt": len(sending.PAUSES)}}
    failed = {"status": TaskResultStatus.FAILED, "finished_at": now, "args_kwargs": arguments}
    DBTaskResult.objects.update(**failed)

    assert "will not be retried" in wrong()["mail"].words


def test_a_full_disk_is_told_and_since_when_it_was_noticed(all_is_well, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(files, "LEAST_FREE", 10**18)
        noticed = wrong()["disk"]
        assert "images is full or nearly full" in noticed.words
        assert wrong()["disk"].since == noticed.since
    assert "disk" not in wrong()

    monkeypatch.setattr(files, "LEAST_FREE", 10**18)

    assert wrong()["disk"].since > noticed.since


def test_a_database_that_only_reads_is_told(all_is_well, monkeypatch):
    options = {"options": "-c default_transaction_read_only=on"}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)

    assert "is read-only" in wrong()["database"].words


def test_without_database_a_node_with_files_is_still_sent_readers(all_is_well, no_database, client):
    folder, _ = all_is_well
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"][0]["words"].startswith("The database cannot be reached.")

    (folder / "trees" / "one").mkdir(parents=True)
    (folder / "current").symlink_to("trees/one")

    assert client.get("/readyz").status_code == 200


def test_a_node_whose_database_lacks_a_migration_is_sent_nobody(all_is_well, client, monkeypatch):
    monkeypatch.setattr(database, "_knows_all_migrations", set())
    newest = MigrationRecorder.Migration.objects.filter(app="articles").latest("name")
    newest.delete()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert f"articles {newest.name}" in wrong()["migrations"].words


@pytest.mark.parametrize("name", ["/healthz", "/readyz"])
def test_probes_answer_by_any_name_without_https_or_session(name, all_is_well, client, settings):
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get(name, headers={"host": "10.0.0.7"})

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_process_is_alive_without_database(no_database, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"alive": True}


def test_the_desk_names_what_is_wrong_first(all_is_well, admin_client):
    folder, now = all_is_well
    Progress(at=now - timedelta(minutes=5)).save(folder)

    page = admin_client.get(reverse("admin:status-page")).text

    assert "1 problem needs attention." in page
    assert page.index("Public copies of pages") < page.index(">Working<")
    assert reverse("admin:status-page") in admin_client.get("/admin/").text


def test_the_version_is_on_the_status_page_and_told_to_machines(all_is_well, admin_client):
    page = admin_client.get(reverse("admin:status-page")).text

    assert f"Version of the site: {__version__}" in page
    assert admin_client.get("/readyz").json()["version"] == __version__


def test_processes_say_now_and_then_that_they_are_at_work():
    beating = heartbeat.Heartbeat(heartbeat.WORKER)
    with connection.execute_wrapper(beating.around_queries):
        list(DBTaskResult.objects.all())
        first = ProcessSeen.objects.get(name=heartbeat.WORKER).seen_at
        list(DBTaskResult.objects.all())

    assert ProcessSeen.objects.get(name=heartbeat.WORKER).seen_at == first


def test_a_command_tells_whether_a_process_of_this_machine_is_at_work(all_is_well):
    _, now = all_is_well
    call_command("see_process", "worker", stdout=StringIO())
    heartbeat.note(heartbeat.WORKER, at=now - timedelta(minutes=2))

    with pytest.raises(CommandError, match="The worker on this machine has not reported"):
        call_command("see_process", "worker")
