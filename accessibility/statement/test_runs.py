"""The last run of the tests, as the accessibility statement tells it."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """``by_screen_reader``: how many of those that passed listened to a real screen reader."""

    on: date
    passed: int
    failed: int
    skipped: int
    by_screen_reader: int

    @property
    def total(self) -> int:
        return self.passed + self.failed


def last_run(file: Path) -> Run | None:
    """What ``make test`` wrote at its end, or None where it was not run or cannot be read."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        counts = {name: int(said[name]) for name in ("passed", "failed", "skipped")}
        screen_reader = int(said["groups"].get("screen-reader", {}).get("passed", 0))
        return Run(date.fromisoformat(said["on"]), **counts, by_screen_reader=screen_reader)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
