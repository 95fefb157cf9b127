"""Follows the change log and keeps the files of this machine true. See publications, starts, ends.

Each turn: read what changed, bake what it touches, save how far that is, wait. A killed follower
begins where it last saved; what it then does again, it does to the same effect.
"""

import errno
import fcntl
import os
import select
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accessibility.changes.act_lock import CHANNEL, EVERY_PAGE, act
from accessibility.changes.query_timeout import is_busy
from articles.background.heartbeat import FOLLOWER, Heartbeat
from articles.baking import cdn as baking_cdn
from articles.baking import cursor as baking_cursor
from articles.baking import dependencies, prebuild
from articles.baking.compression import ToPack
from articles.baking.full_build import Everything
from articles.baking.host_names import write_names
from articles.baking.read_counts import FOLDER, Reads
from articles.baking.release import TestRun, Trees, announce, release
from articles.baking.status import Progress
from articles.baking.writer import DATABASE_AWAY, bake, describe

LONGEST_WAIT = 5
SECONDS_TO_RETRY = 15
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
MOST_READ = 50  # pages that a change of every page does not keep waiting for the others
DATED, MOST_NAMED = "dated", 1000  # what the log says of pages dated ahead, and of how many
QUIET = 2  # seconds without work after which files are packed better


class AlreadyFollowed(Exception):
    """Another follower holds the folder."""

    def __init__(self, root):
        super().__init__(f"Another process bakes into {root} already.")


class Follower:
    """The files below ``root``; ``workers``: processes that help to bake every page."""

    def __init__(self, root, *, workers=0, say=lambda text: None):
        self.root = Path(root)
        self.root.mkdir(parents=True, exist_ok=True)
        self.lock = lock(self.root)
        write_names(self.root, settings.ALLOWED_HOSTS)
        self.trees = Trees(self.root)
        self.release = release()
        self.tree = self.trees.of(self.release)
        self.tree.forget_unfinished()
        self.workers = workers
        self.say = say
        self.cursor = None
        self.everything = None
        self.prepared = []
        self.is_prepared = False
        self.is_warm = False
        self.retry_at = {}
        self.dated_ahead = {}
        self.to_pack = ToPack(self.tree)
        self.reads = Reads(self.root / FOLDER, log=settings.READS_LOG)
        self.cdn = cdn(self.root)
        self.test_run = TestRun(self.tree)
        self.last_work = 0
        self.ahead_by = 0
        self.progress = Progress(release=self.release)
        self.remember_failed(Progress.load(self.root))
        self.heartbeat = Heartbeat(FOLLOWER)

    def remember_failed(self, before):
        """What could not be baked before this process began is tried again, too."""
        if before is not None:
            self.progress.failed, self.progress.failing_since = before.failed, before.failing_since
            self.retry_at = dict.fromkeys(before.failed, 0)

    @property
    def cursor_file(self):
        return Path(os.fsdecode(self.tree.folder)) / "cursor.json"

    # --- a turn -----------------------------------------------------------------------------

    def follow(self, *, is_over=lambda: False):
        """Turn after turn; while the database is away, only what was prepared happens."""
        while not is_over():
            try:
                if not self.turn():
                    self.idle()
            except DATABASE_AWAY as problem:
                self.sit_out(is_away=not is_busy(problem))
            except OSError as problem:
                if problem.errno not in NO_ROOM:
                    raise
                self.wait_for_room()

    def catch_up(self, *, everything=False):
        """Turn until nothing is left to do; ``everything``: every page, changed or not."""
        self.begin()
        if everything and not self.everything:
            self.begin_everything(at=self.cursor.at)
        while self.turn():
            pass

    def turn(self):
        """Bake what changed since the last turn; returns whether there was anything to do."""
        if self.cursor is None:
            self.begin()
        after, changed = baking_cursor.read(self.cursor)
        self.progress.is_away = False
        self.ahead_by = after.at.timestamp() - time.time()
        self.put_prepared_in_place()
        if self.test_run.is_new():
            self.test_run.announce()
            changed.add(paths=[reverse("accessibility:statement")])
        worked = bool(changed) or self.everything is not None
        if changed:
            self.take_in(changed)
        if self.everything:
            self.bake_some_more(at=changed.at)
        self.retry_failed(at=changed.at)
        self.announce_dates()
        self.save(after, has_news=worked)
        return worked

    def begin(self):
        """Listen first, so that nothing falls between reading and waiting."""
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        announce(self.release)
        self.cursor = baking_cursor.Cursor.load(self.cursor_file)
        is_ours = self.cursor is not None and self.cursor.identity == baking_cursor.identity()
        if not (is_ours and self.tree.is_whole()) or self.cursor.owes_everything:
            self.cursor = baking_cursor.begin()
            self.begin_everything(at=self.cursor.at)
        elif self.trees.current() != self.tree:
            self.trees.switch_to(self.tree)

    def begin_everything(self, *, at):
        if self.everything:
            self.everything.stop()
        describe(
            self.tree,
            secure=settings.HTTPS,
            proxy_header=(settings.SECURE_PROXY_SSL_HEADER or ("",))[0],
        )
        self.everything = Everything(
            self.tree,
            at=at,
            first=self.reads.first,
            workers=self.workers,
            durable=self.tree.is_whole(),
        )

    def take_in(self, changed):
        """The pages that were named, their lists, and then, if all are touched, all of them."""
        is_everything = changed.is_everything
        changed.paths.discard(EVERY_PAGE)
        addresses = dependencies.affected_by(changed)
        named = [address for address in addresses if address in changed.addresses]
        lists = [address for address in addresses if address not in changed.addresses]
        for some in (named, lists):  # a page is not kept waiting for the lists that show it
            for tree in {self.tree, self.trees.current() or self.tree}:
                self.note(bake(tree, some, at=changed.at))
        prebuild.forget(self.prepared, addresses)
        self.is_prepared = False
        if self.everything:
            self.everything.touched.update(addresses)
        if is_everything:
            self.prepared = []
            self.reads.collect()
            self.note(bake(self.tree, self.reads.most(MOST_READ), at=changed.at))
            self.begin_everything(at=changed.at)

    def bake_some_more(self, *, at):
        self.note(self.everything.advance(at=at))
        if self.everything.is_done:
            self.finish_everything()

    def finish_everything(self):
        done, self.everything = self.everything, None
        if not self.tree.is_whole():
            self.tree.mark_whole()
        if self.trees.current() != self.tree:
            self.trees.switch_to(self.tree)
            self.cdn.add({baking_cdn.EVERYTHING})
        self.say(f"Baked all {done.total} pages; {len(done.failed)} failed.")

    def retry_failed(self, *, at):
        now = time.monotonic()
        due = [address for address, moment in self.retry_at.items() if moment <= now]
        if due:
            self.note(bake(self.tree, due, at=at))

    def announce_dates(self):
        """A page that changed twice within a second is dated a second late, for want of another.

        No other node, and no restored copy, knows of that: so the log names the page once more,
        when that second is over. From then on its newest fact is that one, everywhere.
        """
        over = int(self.database_time().timestamp())
        due = {address for address, second in self.dated_ahead.items() if second < over}
        if due:
            with act(DATED) as announcement:
                announcement.invalidate(paths=due if len(due) <= MOST_NAMED else [EVERY_PAGE])
            self.dated_ahead = {
                address: second
                for address, second in self.dated_ahead.items()
                if address not in due
            }

    def note(self, baked):
        """Remember what failed, and what was packed in a hurry."""
        for address in baked.tried:
            if address not in baked.failed:
                self.retry_at.pop(address, None)
                self.progress.failed.pop(address, None)
                self.progress.failing_since.pop(address, None)
        for address, problem in baked.failed.items():
            if self.progress.failed.get(address) != problem:
                self.say(f"{address} could not be baked: {problem}")
            self.progress.failed[address] = problem
            self.progress.failing_since.setdefault(address, timezone.now().isoformat())
            self.retry_at[address] = time.monotonic() + SECONDS_TO_RETRY
        self.dated_ahead |= baked.dated_ahead
        self.note_changed(baked.changed)

    def note_changed(self, addresses):
        """Files that are new: packed in a hurry, and unknown to whoever keeps copies of them."""
        self.to_pack.add(sorted(addresses))
        self.cdn.add(addresses)

    def save(self, after, *, has_news):
        owes = self.everything is not None
        self.progress.done = self.everything.done if owes else 0
        self.progress.total = self.everything.total if owes else 0
        self.progress.at = after.at
        self.progress.cdn_problem = self.cdn.problem
        # First, so that what failed is not forgotten by a cursor that is past it.
        self.progress.save(self.root)
        self.cursor = baking_cursor.Cursor(after.xmin, after.at, after.identity, after.seen, owes)
        if has_news:
            self.last_work = time.monotonic()
            self.cursor.save(self.cursor_file)
        self.heartbeat.beat()

    # --- between turns ----------------------------------------------------------------------

    def idle(self):
        """Wait for news, a boundary or five seconds; when it is quiet, do what can wait."""
        quiet_for = time.monotonic() - self.last_work
        if quiet_for < QUIET:
            self.wait(min([QUIET - quiet_for, *self._until_next()]))
            return
        self.reads.collect()
        self.warm_up()
        if not self.is_prepared:
            self.prepared, self.is_prepared = prebuild.prepare(after=self.cursor.at), True
        if self.to_pack:
            self.to_pack.pack_next()
            self.wait(0.05)
            return
        self.wait(min([LONGEST_WAIT, *self._until_next()]))

    def warm_up(self):
        """Read the templates once, so that a change of every page need not."""
        if not self.is_warm:
            self.is_warm = True
            bake(self.tree, dependencies.some_of_every_kind(at=self.cursor.at), at=self.cursor.at)

    def _until_next(self):
        now = self.database_time()
        following = baking_cursor.next_boundary(now)
        return [max((following - now).total_seconds(), 0)]

    def wait(self, seconds):
        """Until someone notifies, or the time is over; what came while reading counts too."""
        raw = connection.connection
        if raw is None or raw.notifies:
            if raw is not None:
                raw.notifies.clear()
            return
        ready, _, _ = select.select([raw], [], [], seconds)
        if ready:
            with connection.wrap_database_errors:  # a server that was killed is away, like others
                raw.poll()
            raw.notifies.clear()

    def sit_out(self, *, is_away=True):
        """The database is away, or busy: nothing changes but what was prepared, at its moment."""
        connection.close()
        self.cursor = None
        if is_away and not self.progress.is_away:
            self.say("The database cannot be reached; what is baked stays.")
            self.progress.is_away = True
            self.progress.save(self.root)
        self.put_prepared_in_place()
        coming = [(one.at - self.database_time()).total_seconds() for one in self.prepared]
        time.sleep(max(min([1, *coming]), 0.01))

    def wait_for_room(self):
        """The disk is full: nothing is torn, and what was not written is read in the log again."""
        self.say("The disk is full; what is baked stays until there is room.")
        if self.everything:
            self.everything.stop()
            self.everything = None
        self.cursor = None
        time.sleep(LONGEST_WAIT)

    def put_prepared_in_place(self):
        now = self.database_time()
        while self.prepared and self.prepared[0].at <= now:
            self.note_changed(prebuild.put_in_place(self.tree, self.prepared.pop(0)))

    def database_time(self):
        return timezone.now() + timedelta(seconds=self.ahead_by)

    def stop(self):
        self.cdn.stop()
        if self.everything:
            self.everything.stop()
        os.close(self.lock)


def cdn(root):
    """Whoever has to be told what changed."""
    if not settings.CDN_PURGE_URL:
        return baking_cdn.NoCdn()
    return baking_cdn.Purging(
        Path(root) / "to-purge",
        url=settings.CDN_PURGE_URL,
        token=settings.CDN_PURGE_TOKEN,
        site=settings.SITE_ADDRESS,
    )


def lock(root):
    """Held as long as the process lives; AlreadyFollowed if another one holds it."""
    number = os.open(Path(root) / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(number)
        raise AlreadyFollowed(root) from None
    return number
