import select
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from accessibility.changes.act_lock import EVERY_PAGE, ClockAhead, act
from accessibility.models import Change, Menu, MenuVersion

pytestmark = pytest.mark.django_db


def database_time():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def test_an_act_writes_one_change_with_everything_it_touched():
    with act("published") as announcement:
        announcement.invalidate(articles=[7], paths=["/b/", "/a/"])
        announcement.invalidate(articles=[3, 7])

    change = Change.objects.get()
    assert (change.verb, change.at) == ("published", announcement.at)
    assert (change.articles, change.paths) == ([3, 7], ["/a/", "/b/"])


def test_an_act_that_touches_every_page_says_so_by_a_mark_that_is_no_address():
    with act("menu published") as announcement:
        announcement.invalidate(paths=[EVERY_PAGE])

    assert Change.objects.get().paths == ["*"]


def test_the_change_carries_the_id_of_its_own_transaction():
    with act("published"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        own = cursor.fetchone()[0]

    change = Change.objects.get()
    assert change.xid == own
    assert list(Change.objects.filter(xid=own)) == [change]
    assert not Change.objects.filter(xid=own + 1).exists()


def test_the_moment_of_an_act_is_the_clock_of_the_database():
    before = database_time()
    with act("published") as announcement:
        pass

    assert before < announcement.at < database_time()


def test_each_act_is_later_than_the_one_before_even_when_the_clock_stands_behind():
    ahead = timezone.now() + timedelta(seconds=3)
    Change.objects.create(at=ahead, verb="published")

    with act("published") as announcement:
        pass

    assert announcement.at == ahead + timedelta(microseconds=1)


def test_an_act_is_refused_while_the_clock_stands_far_behind_the_last_change():
    ahead = timezone.now() + timedelta(seconds=60)
    Change.objects.create(at=ahead, verb="published")

    with pytest.raises(ClockAhead) as refusal, act("published"):
        pass

    assert refusal.value.last_at == ahead
    assert "Correct the clock" in str(refusal.value)
    assert Change.objects.count() == 1


def test_an_act_inside_an_act_shares_its_moment_and_its_change():
    with act("imported") as outer:
        with act("published") as inner:
            inner.invalidate(articles=[1])
        outer.invalidate(articles=[2])

    change = Change.objects.get()
    assert inner.at == outer.at == change.at
    assert (change.verb, change.articles) == ("imported", [1, 2])


def test_an_inner_act_that_fails_leaves_no_trace_in_the_outer_one():
    with act("imported") as outer:
        outer.invalidate(articles=[1])
        with pytest.raises(ValueError), act("published") as inner:
            Menu.objects.create(slug="main", name="Main")
            inner.invalidate(articles=[2], paths=["/x/"])
            raise ValueError

    change = Change.objects.get()
    assert (change.articles, change.paths) == ([1], [])
    assert not Menu.objects.exists()


def test_an_act_that_fails_writes_nothing_and_the_next_one_stands_alone():
    with pytest.raises(ValueError), act("published"):
        Menu.objects.create(slug="main", name="Main")
        raise ValueError
    with act("moved"):
        pass

    assert [change.verb for change in Change.objects.all()] == ["moved"]
    assert not Menu.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_acts_wait_for_each_other_and_their_moments_follow_their_order():
    entered, moments = threading.Event(), []

    def second():
        entered.wait()
        with act("second") as announcement:
            moments.append(announcement.at)
        connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with act("first"):
        entered.set()
        thread.join(timeout=0.3)
        assert thread.is_alive()
        last_inside = database_time()
    thread.join()

    assert moments[0] > last_inside
    assert list(Change.objects.order_by("id").values_list("verb", flat=True)) == ["first", "second"]


@pytest.mark.django_db(transaction=True)
def test_listeners_hear_of_an_act_only_when_it_is_committed():
    listener = connection.copy()
    with listener.cursor() as cursor:
        cursor.execute("LISTEN changes")
    with act("published"):
        listener.connection.poll()
        assert listener.connection.notifies == []

    select.select([listener.connection], [], [], 5)
    listener.connection.poll()
    heard = [notice.payload for notice in listener.connection.notifies]
    listener.close()
    assert heard == [str(Change.objects.get().pk)]


@pytest.mark.parametrize("rewrite", ["update", "delete"])
@pytest.mark.parametrize("model", [Change, MenuVersion])
def test_the_database_refuses_to_rewrite_what_was_written_once(model, rewrite):
    menu = Menu.objects.create(slug="main", name="Main")
    MenuVersion.objects.create(menu=menu, name="Main", at=timezone.now())
    Change.objects.create(at=timezone.now(), verb="published")
    rows = model.objects.all()

    with pytest.raises((InternalError, IntegrityError), match="written once"), transaction.atomic():
        rows.update(at=timezone.now()) if rewrite == "update" else rows.delete()

    assert rows.count() == 1
