"""Acts wait for one another, but not for good, and never with every thread of a process."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from accessibility.changes import lock_waits as module
from accessibility.changes.act_lock import ACT_LOCK, act
from accessibility.changes.lock_waits import LockBusy, lock_waits
from accessibility.models import Change

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def limited():
    yield lock_waits.limit
    lock_waits.limit(seconds=None, most=None)


@contextmanager
def lock_held():
    """By a session of its own, as an act of another process would; yields what lets it go."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ACT_LOCK])
    try:
        yield other.close
    finally:
        other.close()


def in_threads(count, work):
    """Run the work in so many threads; returns the pool's futures, in order."""

    def alone():
        try:
            return work()
        finally:
            connection.close()

    pool = ThreadPoolExecutor(count)
    return [pool.submit(alone) for _ in range(count)]


def small_act():
    with act("test"):
        return True


def waiting_in_postgresql():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone()[0]


def until(is_so):
    for _ in range(1000):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError("It never came to that.")


def test_an_act_that_waits_too_long_is_refused_and_changes_nothing(limited):
    limited(seconds=0.3, most=2)

    with lock_held(), pytest.raises(LockBusy, match="Try again in a moment"), act("test"):
        raise AssertionError("The act ran without the lock.")

    assert not Change.objects.exists()
    assert small_act()


def test_an_act_of_a_command_waits_as_long_as_it_takes():
    with lock_held() as let_go:
        (waiting,) = in_threads(1, small_act)
        until(lambda: waiting_in_postgresql() == 1)
        let_go()

        assert waiting.result(timeout=120)


def test_the_limit_for_other_locks_is_as_before_once_the_act_has_begun(limited):
    limited(seconds=30, most=2)

    def limit_within_the_act():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '7s'")
            with act("test"):
                cursor.execute("SHOW lock_timeout")
                return cursor.fetchone()[0]

    with lock_held() as let_go:
        (waiting,) = in_threads(1, limit_within_the_act)
        until(lambda: waiting_in_postgresql() == 1)
        let_go()

        assert waiting.result(timeout=120) == "7s"


def test_while_the_lock_is_stuck_only_a_few_threads_wait_and_the_others_are_refused(
    limited, monkeypatch
):
    monkeypatch.setattr(module, "SECONDS_UNTIL_STUCK", 0.2)
    limited(seconds=30, most=2)

    with lock_held() as let_go:
        acts = in_threads(6, small_act)
        until(lambda: sum(one.done() for one in acts) == 4)
        refused = [one for one in acts if one.done()]

        assert all(isinstance(one.exception(), LockBusy) for one in refused)
        assert waiting_in_postgresql() == 2
        let_go()
        assert [one.result(timeout=120) for one in acts if one not in refused] == [True] * 2


def test_while_the_lock_moves_nobody_is_refused_however_many_wait(limited):
    limited(seconds=30, most=2)

    with lock_held() as let_go:
        acts = in_threads(6, small_act)
        until(lambda: waiting_in_postgresql() == 2)
        let_go()

        assert [one.result(timeout=120) for one in acts] == [True] * 6


def test_once_the_lock_was_given_up_those_beyond_the_few_are_refused_at_once(limited):
    limited(seconds=0.3, most=1)

    with lock_held():
        with pytest.raises(LockBusy), act("test"):
            pass
        limited(seconds=30, most=1)
        (first,) = in_threads(1, small_act)
        until(lambda: waiting_in_postgresql() == 1)
        with pytest.raises(LockBusy), act("test"):
            pass

    assert first.result(timeout=120)
    assert small_act()


def test_a_fault_while_waiting_gives_the_place_back(limited):
    limited(seconds=30, most=1)

    with transaction.atomic(), pytest.raises(OperationalError, match="closed"), lock_waits.turn():
        raise OperationalError("server closed the connection unexpectedly")

    assert lock_waits.waiting == 0
