"""Packing files better in idle time: which were packed in a hurry is kept on the disk.

So that it is known after a restart, and takes no memory however many pages there are.
"""

import os
from collections.abc import Iterable

from articles.baking import layout
from articles.baking.files import remove_file, replace
from articles.baking.tree import Tree, improve

SAVED_EVERY = 50  # pages after which it is noted how far it came


class ToPack:
    """Addresses in a file of the tree, in the order in which they were baked."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.file = tree.path(b"to-pack")
        self.note = tree.path(b"to-pack.done")
        self.done = self._noted()
        self.since_noted = 0

    def _noted(self) -> int:
        try:
            with open(self.note) as file:
                return int(file.read())
        except (OSError, ValueError):
            return 0

    def __bool__(self) -> bool:
        try:
            return os.path.getsize(self.file) > self.done
        except OSError:
            return False

    def add(self, addresses: Iterable[str]) -> None:
        lines = [address.encode() + b"\n" for address in addresses if "\n" not in address]
        if lines:
            os.makedirs(self.tree.folder, exist_ok=True)
            with open(self.file, "ab") as file:
                file.writelines(lines)

    def pack_next(self) -> None:
        """Pack the files of one address as well as can be."""
        with open(self.file, "rb") as file:
            file.seek(self.done)
            line = file.readline()
        for name in files_with_copies(line.rstrip(b"\n")):
            improve(self.tree, name)
        self.done += len(line)
        self.since_noted += 1
        if not self:
            self._begin_anew()
        elif self.since_noted == SAVED_EVERY:
            self.since_noted = 0
            replace(self.note, str(self.done).encode(), durable=False)

    def _begin_anew(self) -> None:
        self.done = 0
        for path in (self.note, self.file):
            remove_file(path)


def files_with_copies(address: bytes) -> list[bytes]:
    return [file for file in (layout.page_file(address), layout.gone_file(address)) if file]
