"""One thing that is right, or is not, in words that help."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Condition:
    """``words``: its state; ``cure``: what to do; empty where nothing is wrong."""

    name: str
    title: str
    words: str
    cure: str = ""
    since: datetime | None = None

    @property
    def is_ok(self):
        return not self.cure
