"""Which pages are read most, on this machine: what a change of every page bakes first.

Addresses and numbers, nothing of readers. The site leaves counts in files (server/read_counter.py);
nginx writes the files that a part of its requests got into a log, which is emptied here.
"""

import json
import os
import time
from pathlib import Path

from articles.baking import layout
from articles.baking.files import replace

FOLDER = "reads"
LOG = "nginx.log"
KEPT = "kept.json"
HALVED_EVERY = 24 * 3600  # seconds: what was read yesterday counts half
MOST = 10_000  # addresses that are kept
AT_ONCE = 8_000_000  # bytes of a log that are read at once


class Reads:
    """``weights``: how much each address was read, the last days most."""

    def __init__(self, folder: str | Path, *, log: str | Path | None = None) -> None:
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = Path(log) if log else self.folder / LOG
        self.kept = self.folder / KEPT
        self.weights, self.at = self._load()

    def _load(self) -> tuple[dict[str, float], float]:
        try:
            kept = json.loads(self.kept.read_text())
            return {str(key): float(one) for key, one in kept["weights"].items()}, kept["at"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}, time.time()

    def collect(self) -> bool:
        """Take in what was counted since; returns whether there was anything."""
        found: dict[str, int] = {}
        for file in self.folder.glob("*.counts"):
            _take(file.read_bytes(), found)
            file.unlink(missing_ok=True)
        self._take_log(found)
        if found:
            self._add(found)
        return bool(found)

    def _take_log(self, found: dict[str, int]) -> None:
        """Emptied in place: nginx goes on writing at its end, wherever that is."""
        try:
            with open(self.log, "r+b") as file:
                for line in file.read(AT_ONCE).splitlines():
                    if address := _address_in(line):
                        found[address] = found.get(address, 0) + 1
                file.truncate(0)
        except OSError:
            return

    def _add(self, found: dict[str, int]) -> None:
        now = time.time()
        fading = 0.5 ** (max(now - self.at, 0) / HALVED_EVERY)
        weights = {address: weight * fading for address, weight in self.weights.items()}
        for address, count in found.items():
            if layout.is_plain(os.fsencode(address)):
                weights[address] = weights.get(address, 0) + count
        most = sorted(weights, key=weights.__getitem__, reverse=True)[:MOST]
        self.weights, self.at = {address: weights[address] for address in most}, now
        content = {"at": now, "weights": self.weights}
        replace(os.fsencode(self.kept), json.dumps(content).encode(), durable=False)

    def most(self, count: int) -> list[str]:
        """The addresses that are read most."""
        return list(self.weights)[:count]

    def first(self, addresses: list[str]) -> list[str]:
        """The same addresses, those that are read most first."""
        known = set(addresses)
        most = [address for address in self.weights if address in known]
        return list(dict.fromkeys([*most, *addresses])) if most else addresses


def _address_in(line: bytes) -> str:
    """The address of a page whose file, or compressed copy, nginx sent."""
    file = line.removeprefix(b"/")
    for suffix in layout.COPIES.values():
        file = file.removesuffix(suffix)
    return (layout.address_of(file) or b"").decode(errors="replace")


def _take(content: bytes, found: dict[str, int]) -> None:
    for line in content.splitlines():
        count, _, address = line.decode(errors="replace").partition(" ")
        if count.isdecimal():
            found[address] = found.get(address, 0) + int(count)
