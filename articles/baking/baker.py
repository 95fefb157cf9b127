"""Bakes into the tree of this release: what changed, every page, and what failed before."""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from django.conf import settings

from accessibility.changes.act_lock import EVERY_PAGE
from articles.baking import cdn as baking_cdn
from articles.baking import dependencies
from articles.baking.compression import ToPack
from articles.baking.dated_ahead import DatedAhead
from articles.baking.dependencies import Invalidation
from articles.baking.failures import Failures
from articles.baking.full_build import Everything
from articles.baking.read_counts import FOLDER, Reads
from articles.baking.release import Trees
from articles.baking.status import Progress
from articles.baking.writer import Baked, bake, bake_errors, describe

MOST_READ = 50  # pages that a change of every page does not keep waiting for the others


class Baker:
    """The files below ``root``, and what is owed once they changed: packing, dates, the CDN.

    ``workers``: processes that help to bake every page. ``progress`` learns what failed.
    """

    def __init__(
        self, root: Path, progress: Progress, *, workers: int, say: Callable[[str], None]
    ) -> None:
        self.trees = Trees(root)
        self.tree = self.trees.of(progress.release)
        self.tree.forget_unfinished()
        self.workers = workers
        self.say = say
        self.everything: Everything | None = None
        self.is_warm = False
        self.reads = Reads(root / FOLDER, log=settings.READS_LOG)
        self.failures = Failures(progress, say=say)
        self.dated_ahead = DatedAhead()
        self.to_pack = ToPack(self.tree)
        self.cdn = cdn(root)

    def begin_everything(self, *, at: datetime) -> None:
        self.stop_everything()
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

    def stop_everything(self) -> None:
        if self.everything:
            self.everything.stop()
            self.everything = None

    def bake_changed(self, changed: Invalidation) -> list[str]:
        """The pages that were named, then their lists; returns the addresses of both."""
        changed.paths.discard(EVERY_PAGE)
        addresses = dependencies.affected_by(changed)
        named = [address for address in addresses if address in changed.addresses]
        lists = [address for address in addresses if address not in changed.addresses]
        for some in (named, lists):  # a page is not kept waiting for the lists that show it
            for tree in {self.tree, self.trees.current() or self.tree}:
                self.note(bake(tree, some, at=changed.at))
        if self.everything:
            self.everything.touched.update(addresses)
        return addresses

    def start_over(self, *, at: datetime) -> None:
        """Every page changed: those for what goes wrong come first, then what is read most."""
        for tree in {self.tree, self.trees.current() or self.tree}:
            bake_errors(tree, at=at)
        self.reads.collect()
        self.note(bake(self.tree, self.reads.most(MOST_READ), at=at))
        self.begin_everything(at=at)

    def advance(self, *, at: datetime) -> None:
        """Bake some more of every page, if that is under way."""
        if self.everything:
            self.note(self.everything.advance(at=at))
            if self.everything.is_done:
                self._finish_everything(self.everything)

    def _finish_everything(self, done: Everything) -> None:
        self.everything = None
        if not self.tree.is_whole():
            self.tree.mark_whole()
        if self.trees.current() != self.tree:
            self.trees.switch_to(self.tree)
            self.cdn.add({baking_cdn.EVERYTHING})
        self.say(f"Baked all {done.total} pages; {len(done.failed)} failed.")

    def retry_failed(self, *, at: datetime) -> None:
        if due := self.failures.due():
            self.note(bake(self.tree, due, at=at))

    def warm_up(self, *, at: datetime) -> None:
        """Read the templates once, so that a change of every page need not."""
        if not self.is_warm:
            self.is_warm = True
            bake(self.tree, dependencies.some_of_every_kind(at=at), at=at)

    def note(self, baked: Baked) -> None:
        """Remember what failed, what was dated ahead, and what was packed in a hurry."""
        self.failures.note(baked)
        self.dated_ahead.add(baked.dated_ahead)
        self.note_changed(baked.changed)

    def note_changed(self, addresses: Collection[str]) -> None:
        """Files that are new: packed in a hurry, and unknown to the CDN that keeps copies."""
        self.to_pack.add(sorted(addresses))
        self.cdn.add(addresses)

    def stop(self) -> None:
        self.cdn.stop()
        self.stop_everything()


def cdn(root: Path) -> baking_cdn.Cdn:
    """What has to hear of changes."""
    if not settings.CDN_PURGE_URL:
        return baking_cdn.NoCdn()
    return baking_cdn.Purging(
        Path(root) / "to-purge",
        url=settings.CDN_PURGE_URL,
        token=settings.CDN_PURGE_TOKEN,
        site=settings.SITE_ADDRESS,
    )
