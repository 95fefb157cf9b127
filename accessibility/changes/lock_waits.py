"""How long a process waits for locks that acts and saves take one after another.

A command at a terminal waits as long as it takes. The web server's threads are few: there waiting
ends after a few seconds, and most of the threads stay free for readers, who need no such lock.
``LockWaits`` sees to both, for all threads of its process.
"""

import threading
import time
from contextlib import contextmanager

from django.db import OperationalError, connection

LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code, once lock_timeout is over
SECONDS_UNTIL_STUCK = 2


class LockBusy(OperationalError):
    """Another change has held a lock for too long. Nothing was changed; it may be tried again."""

    def __init__(self):
        super().__init__("Another change to the site is taking a long time. Try again in a moment.")


class LockWaits:
    """Who waits in this process.

    ``seconds``: how long a wait lasts before it ends in LockBusy; None for as long as it takes.
    ``most``: how many threads wait inside PostgreSQL. One more waits here until there is room
    among them, and is refused once none of them got its lock for ``SECONDS_UNTIL_STUCK``.
    """

    def __init__(self):
        self.waiting, self.stuck_at = 0, None
        self.room = threading.Condition()
        self.limit(seconds=None, most=None)

    def limit(self, *, seconds, most):
        self.seconds, self.most = seconds, most

    @contextmanager
    def turn(self):
        """Around one statement that waits for a lock, within a transaction."""
        if self.seconds is None:
            yield
            return
        deadline = time.monotonic() + self.seconds
        with self._place(deadline), _lock_timeout(max(deadline - time.monotonic(), 0.1)):
            yield
        self._note_moved()

    def no_wait(self):
        """To call where a lock was free: if nobody waits, none is stuck."""
        if not self.waiting:
            self.stuck_at = None

    @contextmanager
    def _place(self, deadline):
        with self.room:
            self._wait_for_room(deadline)
            self.waiting += 1
            self.stuck_at = self.stuck_at or time.monotonic() + SECONDS_UNTIL_STUCK
        try:
            yield
        except LockBusy:
            self.stuck_at = time.monotonic()  # the next one beyond ``most`` need not find out again
            raise
        finally:
            with self.room:
                self.waiting -= 1
                self.room.notify_all()

    def _wait_for_room(self, deadline):
        while self.waiting >= self.most:
            until = min(deadline, self.stuck_at or deadline)
            if time.monotonic() >= until:
                raise LockBusy
            self.room.wait(until - time.monotonic())

    def _note_moved(self):
        """The others have hope again."""
        with self.room:
            again_at = time.monotonic() + SECONDS_UNTIL_STUCK
            self.stuck_at = again_at if self.waiting else None
            self.room.notify_all()


@contextmanager
def _lock_timeout(seconds):
    """For the block alone: the limit for other locks of the transaction stays what it was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('lock_timeout'), set_config('lock_timeout', %s, true)",
            [f"{seconds * 1000:.0f}ms"],
        )
        usual = cursor.fetchone()[0]
        try:
            yield
        except OperationalError as problem:
            if getattr(problem.__cause__, "pgcode", None) == LOCK_NOT_AVAILABLE:
                raise LockBusy from problem
            raise
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [usual])


lock_waits = LockWaits()
