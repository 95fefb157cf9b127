"""Follows the change log and keeps the files of this machine true. See publications, starts, ends.

Each turn: read what changed, bake what it affects, save how far that is, wait. A killed follower
begins where it last saved; what it then does again, it does to the same effect.
"""

import errno
import fcntl
import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accessibility.changes.query_timeout import is_busy
from articles.background.heartbeat import FOLLOWER, Heartbeat
from articles.baking import cursor as baking_cursor
from articles.baking import notifications
from articles.baking.baker import Baker
from articles.baking.dependencies import Invalidation
from articles.baking.host_names import write_names
from articles.baking.prebuild import PreparedPages
from articles.baking.release import TestRun, announce, release
from articles.baking.status import Progress
from articles.baking.writer import DATABASE_AWAY

LONGEST_WAIT = 5
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
QUIET = 2  # seconds without work after which files are packed better


class AlreadyFollowed(Exception):
    """Another follower holds the folder."""

    def __init__(self, root: Path) -> None:
        super().__init__(f"Another process bakes into {root} already.")


class Follower:
    """Decides when the files below ``root`` are baked; its ``baker`` bakes them.

    ``workers``: processes that help to bake every page.
    """

    def __init__(
        self,
        root: str | Path,
        *,
        workers: int = 0,
        say: Callable[[str], None] = lambda text: None,
    ) -> None:
        self.root = Path(root)
        self.root.mkdir(parents=True, exist_ok=True)
        self.lock = lock(self.root)
        write_names(self.root, settings.ALLOWED_HOSTS)
        self.progress = Progress.begin(self.root, release=release())
        self.baker = Baker(self.root, self.progress, workers=workers, say=say)
        self.say = say
        self.cursor: baking_cursor.Cursor | None = None
        self.prepared = PreparedPages()
        self.test_run = TestRun(self.baker.tree)
        self.last_work = 0.0
        self.ahead_by = 0.0
        self.heartbeat = Heartbeat(FOLLOWER)

    @property
    def cursor_file(self) -> Path:
        return Path(os.fsdecode(self.baker.tree.folder)) / "cursor.json"

    # --- a turn -----------------------------------------------------------------------------

    def follow(self, *, is_over: Callable[[], bool] = lambda: False) -> None:
        """Turn after turn; while the database is away, only what was prepared happens."""
        while not is_over():
            try:
                if not self.turn():
                    self.idle()
            except DATABASE_AWAY as problem:
                self.wait_for_database(is_away=not is_busy(problem))
            except OSError as problem:
                if problem.errno not in NO_ROOM:
                    raise
                self.wait_for_room()

    def catch_up(self, *, everything: bool = False) -> None:
        """Turn until nothing is left to do; ``everything``: every page, changed or not."""
        cursor = self.begin()
        if everything and not self.baker.everything:
            self.baker.begin_everything(at=cursor.at)
        while self.turn():
            pass

    def turn(self) -> bool:
        """Bake what changed since the last turn; returns whether there was anything to do."""
        after, changed = baking_cursor.read(self.cursor or self.begin())
        self.progress.is_away = False
        self.ahead_by = after.at.timestamp() - time.time()
        self.put_prepared_in_place()
        if self.test_run.is_new():
            self.test_run.announce()
            changed.add(paths=[reverse("accessibility:statement")])
        worked = bool(changed) or self.baker.everything is not None
        if changed:
            self._bake_changed(changed)
        self.baker.advance(at=changed.at)
        self.baker.retry_failed(at=changed.at)
        self.baker.dated_ahead.announce(now=self.database_time())
        self.save(after, has_news=worked)
        return worked

    def begin(self) -> baking_cursor.Cursor:
        """Listen first, so that nothing falls between reading and waiting. Returns the cursor."""
        notifications.listen()
        announce(self.progress.release)
        tree, trees = self.baker.tree, self.baker.trees
        saved = baking_cursor.Cursor.load(self.cursor_file)
        is_ours = saved is not None and saved.identity == baking_cursor.identity()
        if saved is None or not (is_ours and tree.is_whole()) or saved.owes_everything:
            self.cursor = saved = baking_cursor.begin()
            self.baker.begin_everything(at=saved.at)
        else:
            self.cursor = saved
            if trees.current() != tree:
                trees.switch_to(tree)
        return saved

    def _bake_changed(self, changed: Invalidation) -> None:
        is_everything = changed.is_everything
        self.prepared.forget(self.baker.bake_changed(changed))
        if is_everything:
            self.prepared.forget_all()
            self.baker.start_over(at=changed.at)

    def save(self, after: baking_cursor.Cursor, *, has_news: bool) -> None:
        everything = self.baker.everything
        owes = everything is not None
        self.progress.done = everything.done if everything else 0
        self.progress.total = everything.total if everything else 0
        self.progress.at = after.at
        self.progress.cdn_problem = self.baker.cdn.problem
        # First, so that what failed is not forgotten by a cursor that is past it.
        self.progress.save(self.root)
        self.cursor = baking_cursor.Cursor(after.xmin, after.at, after.identity, after.seen, owes)
        if has_news:
            self.last_work = time.monotonic()
            self.cursor.save(self.cursor_file)
        self.heartbeat.beat()

    # --- between turns ----------------------------------------------------------------------

    def idle(self) -> None:
        """Wait for news, a boundary or five seconds; when it is quiet, do what can wait."""
        quiet_for = time.monotonic() - self.last_work
        if quiet_for < QUIET:
            notifications.wait(min(QUIET - quiet_for, self._until_next()))
            return
        cursor = self.cursor or self.begin()
        self.baker.reads.collect()
        self.baker.warm_up(at=cursor.at)
        self.prepared.prepare(after=cursor.at)
        if self.baker.to_pack:
            self.baker.to_pack.pack_next()
            notifications.wait(0.05)
            return
        notifications.wait(min(LONGEST_WAIT, self._until_next()))

    def _until_next(self) -> float:
        """Seconds to the next start, end or midnight."""
        now = self.database_time()
        return max((baking_cursor.next_boundary(now) - now).total_seconds(), 0)

    def wait_for_database(self, *, is_away: bool = True) -> None:
        """The database is away, or busy: nothing changes but what was prepared, at its moment."""
        connection.close()
        self.cursor = None
        if is_away and not self.progress.is_away:
            self.say("The database cannot be reached; what is baked stays.")
            self.progress.is_away = True
            self.progress.save(self.root)
        self.put_prepared_in_place()
        ahead = self.prepared.seconds_ahead(now=self.database_time())
        time.sleep(max(min([1, *ahead]), 0.01))

    def wait_for_room(self) -> None:
        """The disk is full: nothing is torn, and what was not written is read in the log again."""
        self.say("The disk is full; what is baked stays until there is room.")
        self.baker.stop_everything()
        self.cursor = None
        time.sleep(LONGEST_WAIT)

    def put_prepared_in_place(self) -> None:
        for changed in self.prepared.put_in_place(self.baker.tree, now=self.database_time()):
            self.baker.note_changed(changed)

    def database_time(self) -> datetime:
        return timezone.now() + timedelta(seconds=self.ahead_by)

    def stop(self) -> None:
        self.baker.stop()
        os.close(self.lock)


def lock(root: Path) -> int:
    """Held as long as the process lives; AlreadyFollowed if another one holds it."""
    number = os.open(Path(root) / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(number)
        raise AlreadyFollowed(root) from None
    return number
