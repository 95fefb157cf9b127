"""A folder of baked files: written whole or not at all, never half of one."""

import gzip
import itertools
import json
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import brotli

from articles.baking import layout
from articles.baking.files import (
    make_durable,
    put_in_place,
    remove_empty_folders,
    remove_file,
    replace,
    sync_disk,
    write,
)

UNFINISHED = b"unfinished"  # a folder of the tree, empty but while something is written
MODEST = {"br": 4, "gzip": 3}
BEST = {"br": 11, "gzip": 9}
NUMBERS = itertools.count()

Staged = tuple[bytes, bytes]  # where a file was written, and the place that it is to take


@dataclass(frozen=True)
class Outcome:
    """What an address answers: a page, a 410, a redirect, or nothing."""

    kind: str
    content: bytes = b""

    def file(self, address: bytes) -> bytes | None:
        """The file that holds it; None for nothing."""
        makers = {
            "page": layout.page_file,
            "gone": layout.gone_file,
            "redirect": layout.redirect_file,
        }
        return makers[self.kind](address) if self.kind in makers else None


class NoFileForAddress(Exception):
    """A page at an address that no file can stand for."""

    def __init__(self, address: str) -> None:
        super().__init__(f"A page must end in /, .xml or .txt to be baked: {address}")


class Tree:
    """The files below ``folder``, the same names for every release; see ``layout``."""

    def __init__(self, folder: str | bytes | Path) -> None:
        self.folder = os.fsencode(folder)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tree) and self.folder == other.folder

    def __hash__(self) -> int:
        return hash(self.folder)

    def path(self, file: bytes) -> bytes:
        return os.path.join(self.folder, file)

    def read(self, file: bytes) -> bytes | None:
        """A file's bytes, or None."""
        try:
            with open(self.path(file), "rb") as opened:
                return opened.read()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def mtime(self, file: bytes) -> int:
        return int(os.stat(self.path(file)).st_mtime)

    def files(self) -> Iterator[bytes]:
        """Every file of an address, without compressed copies."""
        for name in (layout.PAGES, layout.GONE, layout.REDIRECTS):
            for place, _, found in os.walk(self.path(name)):
                below = os.path.relpath(place, self.folder)
                yield from (
                    file
                    for one in found
                    if layout.address_of(file := os.path.join(below, one)) is not None
                )

    def addresses(self) -> set[str]:
        """Every address that has a file here."""
        found = map(layout.address_of, self.files())
        return {address.decode() for address in found if address is not None}

    def is_whole(self) -> bool:
        return os.path.exists(self.path(b"whole"))

    def mark_whole(self) -> None:
        """Once every page is there and safe on the disk."""
        sync_disk(self.folder)
        with open(self.path(b"whole"), "wb") as file:
            os.fsync(file.fileno())

    def write_about(self, about: layout.About) -> None:
        """What is true of all its files: the headers they are sent with."""
        os.makedirs(self.folder, exist_ok=True)
        replace(self.path(b"about.json"), json.dumps(about, indent=1).encode())

    def unfinished(self) -> bytes:
        """Where to write a file that is to take its place once it is whole."""
        return self.path(UNFINISHED + b"/%d-%d" % (os.getpid(), next(NUMBERS)))

    def forget_unfinished(self) -> None:
        """What someone wrote who was killed."""
        shutil.rmtree(self.path(UNFINISHED), ignore_errors=True)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class Batch:
    """Files that are written together: beside their places first, then renamed into them.

    ``durable``: each is on the disk before it takes its place; without, the caller
    sees to that for all of them at the end. ``dated_ahead``: the seconds of files that are later
    than the moment they were given, by address.
    """

    def __init__(self, tree: Tree, *, durable: bool = True) -> None:
        self.tree = tree
        self.is_durable = durable
        self.pending: list[Staged] = []
        self.links: list[Staged] = []
        self.leaving: list[bytes] = []
        self.changed: set[str] = set()
        self.dated_ahead: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.finish()
        for unfinished, _ in [*self.pending, *self.links]:
            remove_file(unfinished)

    def put(self, address: str, outcome: Outcome, *, moment: datetime) -> None:
        """Let the address answer ``outcome``, new at ``moment``; what it answered before goes."""
        key = address.encode()
        file = outcome.file(key)
        if file is not None:
            self._write(address, file, outcome, int(moment.timestamp()))
        elif outcome.kind != "nothing":
            raise NoFileForAddress(address)
        self.remove(address, but=file)

    def remove(self, address: str, *, but: bytes | None = None) -> None:
        """Take away what the address answers, all of it or all but one file."""
        for file in layout.files_of(address.encode()):
            if file != but and os.path.isfile(self.tree.path(file)):
                self.leaving.append(file)
                self.changed.add(address)

    def put_error(self, status: int, content: bytes) -> None:
        self.put_beside(layout.error_file(status), content)

    def put_beside(self, file: bytes, content: bytes) -> None:
        """A file that is at no address."""
        if self.tree.read(file) != content:
            write(unfinished := self.tree.unfinished(), content)
            self.pending.append((unfinished, self.tree.path(file)))

    def _write(self, address: str, file: bytes, outcome: Outcome, moment: int) -> None:
        before = self.tree.read(file)
        if before == outcome.content:
            self._date(file, moment)
            return
        if before is not None:
            # A tag is made of the second and the size: other bytes need another second.
            other = self.tree.mtime(file) + 1
            if other > moment:
                self.dated_ahead[address] = moment = other
        staged: list[Staged] = []
        try:
            for suffix, content in copies(outcome, MODEST):
                staged.append((self.tree.unfinished(), self.tree.path(file + suffix)))
                write(staged[-1][0], content, moment)
        except OSError:
            for unfinished, _ in staged:
                remove_file(unfinished)
            raise
        self.pending += staged  # all copies of a page or none of them
        self.changed.add(address)
        if outcome.kind == "redirect":
            self._point(address, outcome.content)

    def _point(self, address: str, target: bytes) -> None:
        """Let a link say where the redirect leads, for nginx."""
        folder = layout.target_folder(target)
        if folder is None:
            return
        link = self.tree.path(layout.moved_link(address.encode()))
        os.makedirs(self.tree.path(folder), exist_ok=True)
        os.makedirs(self.tree.path(UNFINISHED), exist_ok=True)
        os.symlink(
            os.path.relpath(self.tree.path(folder), os.path.dirname(link)),
            unfinished := self.tree.unfinished(),
        )
        self.links.append((unfinished, link))

    def _date(self, file: bytes, moment: int) -> None:
        """The same bytes, said once more: newer on every node that heard of it."""
        if self.tree.mtime(file) < moment:
            for suffix in (b"", *layout.COPIES.values()):
                if os.path.exists(path := self.tree.path(file + suffix)):
                    os.utime(path, (moment, moment))

    def finish(self) -> None:
        if self.is_durable and self.pending:
            make_durable([unfinished for unfinished, _ in self.pending])
        for unfinished, path in [*self.links, *self.pending]:
            put_in_place(unfinished, path)
        self.pending, self.links = [], []
        for file in self.leaving:
            self._take_away(file)

    def _take_away(self, file: bytes) -> None:
        names = [file + suffix for suffix in (*layout.COPIES.values(), b"")]
        address = layout.address_of(file)
        if address is not None and file.startswith(layout.REDIRECTS):
            names.append(layout.moved_link(address))
        for path in map(self.tree.path, names):
            remove_file(path)
        for folder in {os.path.dirname(self.tree.path(name)) for name in names}:
            remove_empty_folders(folder, self.tree.folder)


def outcome_in(tree: Tree, address: str) -> Outcome:
    """What the tree answers at the address, as an outcome."""
    for kind in ("page", "gone", "redirect"):
        file = Outcome(kind).file(address.encode())
        if file and (content := tree.read(file)) is not None:
            return Outcome(kind, content)
    return Outcome("nothing")


def leads_where_it_says(tree: Tree, address: str, outcome: Outcome) -> bool:
    """Whether the link beside a redirect says the same as its file."""
    folder = layout.target_folder(outcome.content)
    link = tree.path(layout.moved_link(address.encode()))
    return folder is None or os.path.realpath(link) == os.path.realpath(tree.path(folder))


def decoded_copies(tree: Tree, file: bytes) -> Iterator[bytes | None]:
    """What the compressed copies of a file say; None for one that is missing or torn."""
    if file.startswith(layout.REDIRECTS):
        return
    for encoding, decode in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        try:
            copy = tree.read(file + layout.COPIES[encoding])
            yield None if copy is None else decode(copy)
        except (brotli.error, zlib.error, OSError, EOFError):
            yield None


def copies(outcome: Outcome, levels: Mapping[str, int]) -> Iterator[tuple[bytes, bytes]]:
    """(suffix, bytes): the file itself last, so that its copies are there when it is."""
    if outcome.kind != "redirect":
        yield b".br", brotli.compress(outcome.content, quality=levels["br"])
        yield b".gz", gzip.compress(outcome.content, compresslevel=levels["gzip"], mtime=0)
    yield b"", outcome.content


def improve(tree: Tree, file: bytes) -> bool:
    """Put the best compressed copies in the place of those made in a hurry; False if none is."""
    content = tree.read(file)
    if content is None or file.startswith(layout.REDIRECTS):
        return False
    path, moment = tree.path(file), tree.mtime(file)
    for suffix, copy in copies(Outcome("page", content), BEST):
        if suffix and tree.read(file + suffix) != copy:
            write(unfinished := tree.unfinished(), copy, moment)
            os.rename(unfinished, path + suffix)
    return True
