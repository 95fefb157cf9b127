"""Baking every page, a few at a time and in parallel, so that changes can come in between."""

import multiprocessing
import os
import signal

from django.db import connections
from django.utils import timezone

from articles.baking import touching
from articles.baking.tree import LIBC, Tree
from articles.baking.writing import A_FEW, Baked, bake, bake_errors, remove_strays

PR_SET_PDEATHSIG = 1


class Everything:
    """Every address into ``tree``, the most important first; ``advance`` until ``is_done``.

    ``workers``: processes beside this one; with none, it is this one that bakes.
    """

    def __init__(self, tree, *, at, workers=0, durable=True):
        self.tree = tree
        self.is_durable = durable
        self.addresses = touching.every_address(at=at)
        self.chunks = self._cut()
        self.under_way = []
        self.baked = Baked()
        self.touched = set()
        self.is_done = False
        self.workers = workers
        self.pool = _pool(workers) if workers else None

    @property
    def done(self):
        return len(self.baked.tried)

    @property
    def total(self):
        return len(self.addresses)

    def _cut(self):
        for start in range(0, self.total, A_FEW):
            yield self.addresses[start : start + A_FEW]

    def advance(self, *, at):
        """Do, or have done, some more; returns what came of it."""
        return self._collect(at=at) if self.pool else self._bake_some(at=at)

    def _bake_some(self, *, at):
        chunk = next(self.chunks, None)
        if chunk is None:
            return self._finish(at=at)
        return self._count(bake(self.tree, chunk, at=at, durable=self.is_durable))

    def _collect(self, *, at):
        self._hand_out()
        if not self.under_way:
            return self._finish(at=at)
        ready = [work for work in self.under_way if work[1].ready()]
        if not ready:
            self.under_way[0][1].wait(0.05)
        some = Baked()
        for chunk, result in ready:
            self.under_way.remove((chunk, result))
            some.add(self._count(result.get()))
            # What changed meanwhile may have been read before and written after the change.
            again = [address for address in chunk if address in self.touched]
            some.add(bake(self.tree, again, at=at)) if again else None
        return some

    def _hand_out(self):
        while len(self.under_way) < 2 * self.workers and (chunk := next(self.chunks, None)):
            arguments = (os.fsdecode(self.tree.folder), chunk, self.is_durable)
            self.under_way.append((chunk, self.pool.apply_async(_bake_in_worker, arguments)))

    def _count(self, baked):
        self.baked.add(baked)
        return baked

    def _finish(self, *, at):
        self.stop()
        remove_strays(self.tree, touching.every_address(at=at))
        bake_errors(self.tree, at=at)
        self.is_done = True
        return Baked()

    def stop(self):
        if self.pool:
            self.pool.terminate()
            self.pool.join()
            self.pool = None


def _pool(workers):
    forking = multiprocessing.get_context("fork")
    return forking.Pool(workers, initializer=_begin_worker)


def _begin_worker():
    """A connection cannot be shared, nor closed by whom it does not belong to: it is forgotten."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for connection in connections.all(initialized_only=True):
        connection.connection = None


def _bake_in_worker(folder, addresses, durable):
    return bake(Tree(folder), addresses, at=timezone.now(), durable=durable)
