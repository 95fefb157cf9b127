"""The follower: nothing missed, on time, whatever fails or is killed in between."""

import datetime
import errno
import gzip
import os
import socket
import threading
import time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from articles import publishing
from articles.baking import cursor as baking_cursor
from articles.baking import dependencies, layout, notifications, prebuild
from articles.baking.follower import AlreadyFollowed, Follower
from articles.baking.help_lines import kept_help_lines
from articles.baking.last_modified import overdue_from
from articles.baking.status import current_progress
from articles.baking.tree import Batch, Outcome, Tree, decoded_copies, outcome_in
from articles.baking.writer import bake, differences
from articles.public import context
from tests import factories

HELP_AT_911 = {"crisis_number": "911", "crisis_address": "tel:911"}


@pytest.fixture
def root(settings, tmp_path):
    settings.BAKED_ROOT = tmp_path / "baked"
    return settings.BAKED_ROOT


@pytest.fixture
def start(root):
    """``start()`` is another follower, as after a restart; the one before it is gone."""
    started = []

    def again():
        if started:
            started.pop().stop()
        started.append(Follower(root))
        return started[-1]

    yield again
    for follower in started:
        follower.stop()


def catch_up(follower):
    while follower.turn():
        pass
    return follower.baker.tree


def page_in(tree, address):
    return (tree.read(layout.page_file(address.encode())) or b"").decode()


def in_an_hour():
    return timezone.now() + datetime.timedelta(hours=1)


# --- failing, being killed, being two ---


@pytest.mark.django_db
def test_a_page_that_fails_keeps_its_last_good_file_and_stops_nobody(start, monkeypatch):
    article = factories.live_article(slug="fatigue", title="Good").article
    follower = start()
    catch_up(follower)
    made = context.page

    def failing(publication, *, on):
        if publication.path == "/symptoms/fatigue/":
            raise ValueError("a bad word")
        return made(publication, on=on)

    monkeypatch.setattr(context, "page", failing)
    article.title = "Bad"
    factories.publish(publishing.save_draft(article=article, by=None).revision)
    factories.live_article(slug="walking", title="Walking")
    tree = catch_up(follower)

    assert "Good" in page_in(tree, "/symptoms/fatigue/")
    assert "Walking" in page_in(tree, "/symptoms/walking/")
    assert set(current_progress().failed) == {"/symptoms/fatigue/", "/symptoms/fatigue/short/"}
    assert current_progress().failed["/symptoms/fatigue/"] == "ValueError: a bad word"

    monkeypatch.setattr(context, "page", made)
    follower.baker.failures.retry_at = dict.fromkeys(follower.baker.failures.retry_at, 0)
    catch_up(follower)
    assert "Bad" in page_in(tree, "/symptoms/fatigue/")
    assert current_progress().failed == {}


@pytest.mark.django_db
def test_a_page_that_failed_is_tried_again_by_the_next_follower(start, monkeypatch):
    follower = start()
    catch_up(follower)
    with monkeypatch.context() as patch:
        patch.setattr("articles.baking.writer.Batch.put", full_disk)
        factories.live_article(slug="fatigue", title="Here at last")
        catch_up(follower)
    assert "/symptoms/fatigue/" in current_progress().failing_since

    tree = catch_up(start())

    assert "Here at last" in page_in(tree, "/symptoms/fatigue/")
    assert (current_progress().failed, current_progress().failing_since) == ({}, {})


def full_disk(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.django_db
def test_a_follower_whose_disk_is_full_stays_and_goes_on_once_there_is_room(start, monkeypatch):
    follower = start()
    tree = catch_up(follower)
    pauses = []
    monkeypatch.setattr("articles.baking.follower.time.sleep", pauses.append)
    with monkeypatch.context() as patch:
        patch.setattr("articles.baking.follower.Progress.save", full_disk)
        factories.live_article(slug="fatigue", title="Here at last")
        follower.follow(is_over=lambda: len(pauses) == 2)

    catch_up(follower)

    assert "Here at last" in page_in(tree, "/symptoms/fatigue/")


@pytest.mark.django_db
def test_a_page_is_there_before_the_lists_that_show_it_are_made(start, monkeypatch):
    follower = start()
    factories.live_article(slug="fatigue", title="Before")
    catch_up(follower)
    seen = []

    def home(*, at):
        seen.append("Walking" in page_in(follower.baker.tree, "/symptoms/walking/"))
        return made(at=at)

    made = context.home
    monkeypatch.setattr(context, "home", home)
    factories.live_article(slug="walking", title="Walking")
    catch_up(follower)

    assert seen == [True]


@pytest.mark.django_db
def test_what_happened_while_nobody_followed_is_baked_at_the_start(start):
    factories.live_article(slug="fatigue")
    catch_up(start())
    factories.live_article(slug="walking", title="Walking")

    assert "Walking" in page_in(catch_up(start()), "/symptoms/walking/")


@pytest.mark.django_db
def test_a_full_bake_that_was_interrupted_is_done_after_the_restart(start):
    for number in range(3):
        factories.live_article(slug=f"page-{number}")
    follower = start()
    catch_up(follower)
    factories.site_settings(site_name="Another name")
    follower.turn()  # has taken in the change of every page, and is killed

    again = start()
    tree = catch_up(again)

    assert all("Another name" in page_in(tree, f"/symptoms/page-{n}/") for n in range(3))


@pytest.mark.django_db
def test_pages_for_what_goes_wrong_show_a_new_crisis_line_before_every_page_is_baked(start, root):
    factories.live_article()
    follower = start()
    tree = catch_up(follower)

    factories.site_settings(crisis_label="Lifeline: 911", crisis_press="", **HELP_AT_911)
    follower.turn()

    assert follower.baker.everything is not None
    for status in (404, 500, 503):
        page = tree.read(layout.error_file(status)).decode()
        assert "Lifeline: 911" in page and "988" not in page
    assert kept_help_lines(root)[0] == {"label": "Lifeline: 911", "address": "tel:911"}


@pytest.mark.django_db
def test_another_database_means_baking_everything(start, monkeypatch):
    factories.live_article(slug="fatigue", title="True")
    tree = catch_up(start())
    file = layout.page_file(b"/symptoms/fatigue/")
    with open(tree.path(file), "w") as written:
        written.write("of the database before")

    catch_up(start())
    assert page_in(tree, "/symptoms/fatigue/") == "of the database before"

    monkeypatch.setattr(baking_cursor, "identity", lambda: ["another"])
    catch_up(start())
    assert "True" in page_in(tree, "/symptoms/fatigue/")


@pytest.mark.django_db
def test_two_followers_on_one_folder_are_one_too_many(start, root):
    start()

    with pytest.raises(AlreadyFollowed):
        Follower(root)
    with pytest.raises(CommandError, match="bakes into .* already"):
        call_command("bake_site", "--all")


@pytest.mark.django_db
def test_a_batch_that_is_broken_off_leaves_every_file_as_it_was(start):
    tree = start().baker.tree
    now = timezone.now()
    with Batch(tree) as batch:
        batch.put("/a/", Outcome("page", b"old"), moment=now)

    with pytest.raises(KeyboardInterrupt), Batch(tree) as batch:
        batch.put("/a/", Outcome("page", b"new"), moment=now)
        batch.put("/b/", Outcome("page", b"new"), moment=now)
        raise KeyboardInterrupt

    assert outcome_in(tree, "/a/").content == b"old"
    assert list(tree.files()) == [layout.page_file(b"/a/")]


@pytest.mark.django_db
def test_where_the_disk_is_full_a_page_stays_as_it_was_with_its_copies(start, monkeypatch):
    publication = factories.live_article(slug="fatigue", title="Before")
    follower = start()
    tree = catch_up(follower)

    def write_a_part(path, content):
        with open(path, "wb") as file:
            file.write(content[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("articles.baking.files.write_file", write_a_part)
        publication.article.title = "After"
        factories.publish(publishing.save_draft(article=publication.article, by=None).revision)
        baked = bake(tree, ["/symptoms/fatigue/"], at=timezone.now())

    assert "No space left" in baked.failed["/symptoms/fatigue/"]
    file = layout.page_file(b"/symptoms/fatigue/")
    assert b"Before" in tree.read(file)
    assert set(decoded_copies(tree, file)) == {tree.read(file)}
    assert "After" in page_in(catch_up(follower), "/symptoms/fatigue/")


@pytest.mark.parametrize("damage", [b"", b"torn", b"\xff" * 40], ids=["cut", "short", "long"])
def test_a_damaged_compressed_copy_says_nothing(tmp_path, damage):
    tree, file = Tree(tmp_path), layout.page_file(b"/symptoms/fatigue/")
    whole = gzip.compress(b"Rest. " * 90)
    for suffix in layout.COPIES.values():
        path = tmp_path / os.fsdecode(file + suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(whole[:12] + damage)

    assert list(decoded_copies(tree, file)) == [None, None]


@pytest.mark.django_db
def test_other_bytes_within_a_second_have_another_tag(start):
    tree, now = start().baker.tree, timezone.now()
    file = layout.page_file(b"/a/")
    for content in (b"one", b"two"):
        with Batch(tree) as batch:
            batch.put("/a/", Outcome("page", content), moment=now)

    assert tree.mtime(file) == int(now.timestamp()) + 1


# --- another release ---


@pytest.mark.django_db
def test_a_new_release_is_served_once_all_of_it_is_baked(start, monkeypatch):
    factories.live_article(slug="fatigue")
    old = start()
    catch_up(old)

    monkeypatch.setattr("articles.baking.follower.release", lambda: "another release")
    new = start()
    new.turn()
    assert new.baker.trees.current() == old.baker.tree != new.baker.tree
    # What is published meanwhile is in both.
    factories.live_article(slug="walking", title="Walking")
    new.turn()
    assert "Walking" in page_in(old.baker.tree, "/symptoms/walking/")

    catch_up(new)
    assert new.baker.trees.current() == new.baker.tree
    assert "Walking" in page_in(new.baker.tree, "/symptoms/walking/")


# --- time ---


@pytest.mark.django_db
def test_what_was_prepared_happens_on_time_without_the_database(start, django_assert_num_queries):
    follower = start()
    catch_up(follower)
    revision = factories.draft(slug="coming", title="Coming")
    factories.publish(revision, starts_at=in_an_hour())
    catch_up(follower)
    follower.prepared.moments = prebuild.prepare(after=follower.cursor.at)

    follower.put_prepared_in_place()
    assert page_in(follower.baker.tree, "/symptoms/coming/") == ""

    with time_machine.travel(in_an_hour()), django_assert_num_queries(0):
        follower.put_prepared_in_place()
    assert "Coming" in page_in(follower.baker.tree, "/symptoms/coming/")
    assert "Coming" in page_in(follower.baker.tree, "/symptoms/")


@pytest.mark.django_db
@pytest.mark.parametrize("is_set_since", [False, True])
def test_a_page_whose_review_falls_due_says_so_from_midnight_on(start, is_set_since):
    article = factories.live_article(slug="fatigue").article
    today = timezone.localdate()
    publishing.record_review(
        article=article,
        person=factories.person(),
        by=None,
        reviewed_on=today - datetime.timedelta(days=1),
        due_on=today + datetime.timedelta(days=90 if is_set_since else 0),
    )
    if is_set_since:
        publishing.set_review_date(article=article, due_on=today, by=None)
    follower = start()
    catch_up(follower)
    prepared = prebuild.prepare(after=follower.cursor.at)

    [at_midnight] = [one for one in prepared if "/symptoms/fatigue/" in one.outcomes]
    assert at_midnight.at == overdue_from(today)
    assert b"due for review" in at_midnight.outcomes["/symptoms/fatigue/"].content
    changed = baking_cursor.affected_by_time(follower.cursor.at, at_midnight.at)
    assert changed.articles == {article.pk}


@pytest.mark.parametrize(
    ("day", "hours"), [("2027-03-13", 24), ("2027-03-14", 23), ("2027-11-07", 25)]
)
def test_days_are_as_long_as_the_site_s_clock_makes_them(settings, day, hours):
    settings.TIME_ZONE = "America/New_York"
    begins = datetime.datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(settings.TIME_ZONE))

    until = baking_cursor.next_midnight(begins) - begins.astimezone(datetime.UTC)

    assert until == datetime.timedelta(hours=hours)


# --- with a database that really commits ---


@pytest.mark.django_db(transaction=True)
def test_changes_that_commit_out_of_order_are_all_seen(start):
    follower = start()
    factories.section()
    catch_up(follower)
    first_has_its_id, second_is_done = threading.Event(), threading.Event()

    def slowly():
        """An older transaction that commits after a newer one, as acts by hand may."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(CHANGE, ["/slow/"])
            first_has_its_id.set()
            second_is_done.wait(20)
        connection.close()

    slow = threading.Thread(target=slowly)
    slow.start()
    first_has_its_id.wait(20)
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, ["/quick/"])
    follower.cursor, changed = baking_cursor.read(follower.cursor)
    assert changed.paths == {"/quick/"}
    second_is_done.set()
    slow.join()

    follower.cursor, changed = baking_cursor.read(follower.cursor)
    assert changed.paths == {"/slow/"}
    assert not baking_cursor.read(follower.cursor)[1]


CHANGE = """
INSERT INTO accessibility_change (at, verb, articles, paths)
VALUES (clock_timestamp(), 'by hand', '{}', ARRAY[%s])
"""


@pytest.mark.django_db(transaction=True)
def test_a_publication_is_a_file_within_a_second_even_after_the_connection_was_cut(start):
    factories.section()
    follower, is_over = start(), threading.Event()

    def follow():
        follower.follow(is_over=is_over.is_set)
        connection.close()

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        wait_until(lambda: follower.baker.trees.current() and not follower.baker.everything, 60)
        factories.live_article(slug="fatigue", title="Fatigue")
        assert (
            wait_until(lambda: "Fatigue" in page_in(follower.baker.tree, "/symptoms/fatigue/")) < 1
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        factories.live_article(slug="walking", title="Walking")
        wait_until(lambda: "Walking" in page_in(follower.baker.tree, "/symptoms/walking/"), 20)
    finally:
        is_over.set()
        with connection.cursor() as cursor:
            cursor.execute("NOTIFY changes")
        thread.join(30)


@pytest.mark.django_db(transaction=True)
def test_several_processes_bake_every_page_while_changes_come_in_between(root):
    for number in range(3):
        factories.live_article(slug=f"page-{number}", title=f"Page {number}")
    follower = Follower(root, workers=2)
    try:
        follower.begin()
        assert follower.baker.everything.pool is not None
        follower.turn()
        factories.live_article(slug="between", title="Between")
        tree = catch_up(follower)
    finally:
        follower.stop()

    at = timezone.now()
    assert "Between" in page_in(tree, "/symptoms/between/")
    assert list(differences(tree, dependencies.every_address(at=at), at=at)) == []


def wait_until(condition, seconds=120):
    """How long it took; fails after ``seconds``."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds
        time.sleep(0.01)
    return time.monotonic() - began


@pytest.mark.django_db
def test_while_the_database_is_away_the_follower_waits_and_says_so(start, monkeypatch):
    follower = start()
    catch_up(follower)
    monkeypatch.setattr(baking_cursor, "read", raise_away)
    monkeypatch.setattr("articles.baking.follower.connection.close", lambda: None)
    said = []
    follower.say = said.append

    turns = iter([False, False, True])
    follower.follow(is_over=lambda: next(turns))

    assert said == ["The database cannot be reached; what is baked stays."]
    assert current_progress().is_away


def raise_away(cursor):
    raise OperationalError("the server closed the connection")


@pytest.mark.django_db(transaction=True)
def test_a_database_that_dies_while_the_follower_waits_is_away_and_no_error_of_its_own(start):
    follower = start()
    catch_up(follower)
    for _ in range(3):
        notifications.wait(0.1)  # until nothing is left to hear
    with socket.socket(fileno=os.dup(connection.connection.fileno())) as to_database:
        to_database.shutdown(socket.SHUT_RDWR)  # as a killed server leaves it, without a word

    with pytest.raises(OperationalError):
        notifications.wait(5)

    follower.wait_for_database()
    assert current_progress().is_away
    assert follower.turn() is not None  # and the next turn has a connection of its own


# --- by hand ---


@pytest.mark.django_db
def test_a_check_names_every_file_that_is_not_as_it_would_be(start, capsys):
    factories.live_article(slug="fatigue")
    factories.live_article(slug="walking")
    follower = start()
    tree = catch_up(follower)
    call_command("bake_site", "--check")
    assert "addresses are up to date" in capsys.readouterr().out

    with open(tree.path(layout.page_file(b"/symptoms/fatigue/")), "ab") as file:
        file.write(b"more")
    with open(tree.path(layout.page_file(b"/symptoms/walking/") + b".gz"), "wb") as file:
        file.write(b"torn")
    with Batch(tree) as batch:
        batch.put("/symptoms/stray/", Outcome("page", b"stray"), moment=timezone.now())

    with pytest.raises(CommandError, match="3 of "):
        call_command("bake_site", "--check")
    assert capsys.readouterr().out.splitlines() == [
        "/symptoms/fatigue/ differs from what it would be now.",
        "/symptoms/walking/ has a compressed copy that says something else.",
        "/symptoms/stray/ is no longer published, but has a file.",
    ]


@pytest.mark.django_db
def test_a_check_with_other_settings_than_the_follower_s_says_so(start, settings):
    catch_up(start())
    settings.SITE_ADDRESS = "https://elsewhere.example"

    with pytest.raises(CommandError, match="SITE_ADDRESS"):
        call_command("bake_site", "--check")


@pytest.mark.django_db
def test_one_page_or_all_of_them_can_be_baked_by_hand(root, capsys):
    factories.live_article(slug="fatigue", title="Fatigue")
    call_command("bake_site", "--all", "--workers", "0")
    assert "Baked all" in capsys.readouterr().out

    call_command("bake_site", "--path", "/symptoms/fatigue/")

    assert capsys.readouterr().out == "/symptoms/fatigue/ was up to date.\n"
    call_command("bake_site")
    assert capsys.readouterr().out == "Every file is up to date.\n"
