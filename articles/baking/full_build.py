"""Baking every page, a few at a time and in parallel, so that changes can come in between."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from datetime import datetime
from multiprocessing.pool import AsyncResult, Pool

from django.db import connections
from django.utils import timezone

from articles.baking import dependencies
from articles.baking.files import LIBC
from articles.baking.tree import Tree
from articles.baking.writer import A_FEW, Baked, bake, bake_errors, remove_strays

PR_SET_PDEATHSIG = 1
FIRST, FIRST_FEW = 200, 10  # addresses that come first, in pieces of so many
NICENESS = 5  # readers and their database go before

FromWorker = tuple[set[str], dict[str, str]]  # what changed, and what failed: see Baked


class Everything:
    """Every address into ``tree``, the most important first; ``advance`` until ``is_done``.

    ``first``: puts addresses in the order in which to bake them. ``workers``: processes beside this
    one; with none, it is this one that bakes.
    """

    def __init__(
        self,
        tree: Tree,
        *,
        at: datetime,
        first: Callable[[list[str]], list[str]] = list,
        workers: int = 0,
        durable: bool = True,
    ) -> None:
        self.tree = tree
        self.is_durable = durable
        addresses = first(dependencies.every_address(at=at))
        self.total = len(addresses)
        self.chunks = _cut(addresses)
        self.under_way: list[tuple[list[str], AsyncResult[FromWorker]]] = []
        self.done = 0
        self.failed: set[str] = set()
        self.touched: set[str] = set()
        self.is_done = False
        self.workers = workers
        self.pool = _pool(workers) if workers else None

    def advance(self, *, at: datetime) -> Baked:
        """Do, or have done, some more; returns what came of it."""
        return self._collect(self.pool, at=at) if self.pool else self._bake_some(at=at)

    def _bake_some(self, *, at: datetime) -> Baked:
        chunk = next(self.chunks, None)
        if chunk is None:
            return self._finish(at=at)
        return self._count(bake(self.tree, chunk, at=at, durable=self.is_durable))

    def _collect(self, pool: Pool, *, at: datetime) -> Baked:
        self._hand_out(pool)
        if not self.under_way:
            return self._finish(at=at)
        ready = [work for work in self.under_way if work[1].ready()]
        if not ready:
            self.under_way[0][1].wait(0.05)
        some = Baked()
        for chunk, result in ready:
            self.under_way.remove((chunk, result))
            changed, failed = result.get()
            some.add(self._count(Baked(chunk, changed, failed)))
            # What changed in between may have been read before and written after the change.
            again = [address for address in chunk if address in self.touched]
            some.add(bake(self.tree, again, at=at)) if again else None
        return some

    def _hand_out(self, pool: Pool) -> None:
        while len(self.under_way) < 2 * self.workers and (chunk := next(self.chunks, None)):
            arguments = (os.fsdecode(self.tree.folder), chunk, self.is_durable)
            self.under_way.append((chunk, pool.apply_async(_bake_in_worker, arguments)))

    def _count(self, baked: Baked) -> Baked:
        self.done += len(baked.tried)
        self.failed.update(baked.failed)
        return baked

    def _finish(self, *, at: datetime) -> Baked:
        self.stop()
        strays = remove_strays(self.tree, dependencies.every_address(at=at))
        bake_errors(self.tree, at=at)
        self.is_done = True
        return Baked(changed=strays)

    def stop(self) -> None:
        if self.pool:
            self.pool.terminate()
            self.pool.join()
            self.pool = None


def _cut(addresses: list[str]) -> Iterator[list[str]]:
    """The first in small pieces, so that all processes share what is read most."""
    start = 0
    while start < len(addresses):
        size = FIRST_FEW if start < FIRST else A_FEW
        yield addresses[start : start + size]
        start += size


def _pool(workers: int) -> Pool:
    forking = multiprocessing.get_context("fork")
    gc.freeze()  # what is there now is shared by all processes and never collected
    return forking.Pool(workers, initializer=_begin_worker)


def _begin_worker() -> None:
    """A fork must neither share nor close its parent's connection: it forgets it."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(NICENESS)
    gc.set_threshold(50_000, 20, 100)  # pages are made of much that is gone when they are
    for connection in connections.all(initialized_only=True):
        connection.connection = None


def _bake_in_worker(folder: str, addresses: list[str], durable: bool) -> FromWorker:
    baked = bake(Tree(folder), addresses, at=timezone.now(), durable=durable)
    return baked.changed, baked.failed
