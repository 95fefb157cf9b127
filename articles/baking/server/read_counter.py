"""How often pages are read, by address alone: nothing of who read them. Needs nothing of Django.

Each process counts in memory and now and then leaves its counts in a file, which the follower
takes away (articles/baking/read_counts.py).
"""

import os
import time

SECONDS = 20  # between two files of a process
MOST = 20_000  # addresses


class ReadsCount:
    """``folder``: where the files of counts go; a count that cannot be written is forgotten."""

    def __init__(self, folder: str | bytes) -> None:
        self.folder = os.fsencode(folder)
        self.counts: dict[bytes, int] = {}
        self.due_at = time.monotonic() + SECONDS

    def add(self, address: bytes) -> None:
        self.counts[address] = self.counts.get(address, 0) + 1
        if time.monotonic() > self.due_at or len(self.counts) > MOST:
            self.leave()

    def leave(self) -> None:
        counts, self.counts = self.counts, {}
        self.due_at = time.monotonic() + SECONDS
        lines = [b"%d %s\n" % (count, address) for address, count in counts.items()]
        name = os.path.join(self.folder, b"%d-%d" % (os.getpid(), time.time_ns()))
        try:
            with open(name + b".new", "wb") as file:
                file.writelines(lines)
            os.rename(name + b".new", name + b".counts")
        except OSError:
            return
