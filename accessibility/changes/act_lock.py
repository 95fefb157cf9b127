"""The act lock, the database's clock and the change log: what the acts of both apps stand on.

Every act that changes what the public sees runs alone and in one transaction, so that acts cannot
deadlock and their moments have one order. Followers read the log; see ``Change``.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection, transaction

from accessibility.changes.lock_waits import lock_waits
from accessibility.models import Change

ACT_LOCK = 0x4D53434F45  # any number nobody else locks
CHANNEL = "changes"
EVERY_PAGE = "*"  # no address starts with it
LARGEST_LEAD = timedelta(seconds=5)

_current = ContextVar("current_announcement", default=None)


class ClockAhead(Exception):
    """The last change is in the future: the database's clock was set back."""

    def __init__(self, *, now, last_at):
        super().__init__(
            f"The last change is dated {last_at:%Y-%m-%d %H:%M:%S %Z}, but the database's clock"
            f" says {now:%Y-%m-%d %H:%M:%S %Z}. Correct the clock of the database server."
        )
        self.now = now
        self.last_at = last_at


@dataclass
class Announcement:
    """What an act tells followers at its end, and the moment at which it happens."""

    verb: str
    at: datetime
    articles: set[int] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)

    def invalidate(self, *, articles=(), paths=()):
        """Say which articles and addresses look different now; EVERY_PAGE for all of them."""
        self.articles.update(articles)
        self.paths.update(paths)


@contextmanager
def act(verb):
    """Run the block as one act: alone, in one transaction, announced by one Change.

    An act inside an act joins it: the same moment, the same Change. If the inner one fails and the
    outer one goes on, what the inner one did and touched is undone.
    """
    if outer := _current.get():
        with _joined(outer):
            yield outer
        return
    with transaction.atomic():
        announcement = Announcement(verb, _moment())
        token = _current.set(announcement)
        try:
            yield announcement
        finally:
            _current.reset(token)
        _announce(announcement)


@contextmanager
def _joined(outer):
    articles, paths = set(outer.articles), set(outer.paths)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        outer.articles, outer.paths = articles, paths
        raise


def _moment():
    """Wait for the act lock, and only then ask the database for the time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ACT_LOCK])
        if cursor.fetchone()[0]:
            lock_waits.no_wait()
        else:
            with lock_waits.turn():
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ACT_LOCK])
        cursor.execute(
            "SELECT clock_timestamp(),"
            " (SELECT at FROM accessibility_change ORDER BY id DESC LIMIT 1)"
        )
        now, last_at = cursor.fetchone()
    if last_at is None:
        return now
    if last_at - now > LARGEST_LEAD:
        raise ClockAhead(now=now, last_at=last_at)
    return max(now, last_at + timedelta(microseconds=1))


def _announce(announcement):
    change = Change.objects.create(
        at=announcement.at,
        verb=announcement.verb,
        articles=sorted(announcement.articles),
        paths=sorted(announcement.paths),
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(change.pk)])
