"""How the baking stands on this machine: written by the follower, read by desk and checks."""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self

from django.conf import settings

from articles.baking.files import replace

FILE = "progress.json"


@dataclass
class Progress:
    """``at``: up to when changes are on the disk; ``done`` of ``total`` pages of a full bake.

    ``failed`` and ``failing_since``: what is wrong with pages, and from when on, by address.
    """

    at: datetime | None = None
    release: str = ""
    done: int = 0
    total: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    failing_since: dict[str, str] = field(default_factory=dict)  # ISO 8601
    is_away: bool = False
    cdn_problem: str = ""

    @property
    def is_baking_everything(self) -> bool:
        return self.done < self.total

    def holds(self, moment: datetime) -> bool:
        """Whether what was published at the moment is on this machine's disk."""
        return self.at is not None and self.at >= moment

    def save(self, root: str | Path) -> None:
        content = asdict(self) | {"at": self.at and self.at.isoformat()}
        path = os.fsencode(Path(root) / FILE)
        replace(path, json.dumps(content).encode(), durable=False)

    @classmethod
    def begin(cls, root: str | Path, *, release: str) -> Self:
        """Of a process that begins: what could not be baked before is tried again, too."""
        before = cls.load(root) or cls()
        return cls(release=release, failed=before.failed, failing_since=before.failing_since)

    @classmethod
    def load(cls, root: str | Path) -> Self | None:
        """What was saved there; None where nothing was, or where it cannot be read."""
        try:
            content = json.loads((Path(root) / FILE).read_text())
            at = content["at"] and datetime.fromisoformat(content["at"])
            return cls(**content | {"at": at})
        except (OSError, ValueError, TypeError, KeyError):
            return None


def current_progress() -> Progress | None:
    """The progress of this machine; None where nothing was ever baked."""
    return Progress.load(settings.BAKED_ROOT)
