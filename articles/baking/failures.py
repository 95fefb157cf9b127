"""Pages that could not be baked: what is wrong with each, and when it is tried again."""

import time
from collections.abc import Callable

from django.utils import timezone

from articles.baking.status import Progress
from articles.baking.writer import Baked

SECONDS_TO_RETRY = 15


class Failures:
    """Kept in ``progress``, so that the desk can name them. What failed before is due at once."""

    def __init__(self, progress: Progress, *, say: Callable[[str], None]) -> None:
        self.progress = progress
        self.say = say
        self.retry_at: dict[str, float] = dict.fromkeys(progress.failed, 0)

    def due(self) -> list[str]:
        """The addresses to try again now."""
        now = time.monotonic()
        return [address for address, moment in self.retry_at.items() if moment <= now]

    def note(self, baked: Baked) -> None:
        """Forget what could be baked, and remember what could not."""
        for address in baked.tried:
            if address not in baked.failed:
                self.retry_at.pop(address, None)
                self.progress.failed.pop(address, None)
                self.progress.failing_since.pop(address, None)
        for address, problem in baked.failed.items():
            if self.progress.failed.get(address) != problem:
                self.say(f"{address} could not be baked: {problem}")
            self.progress.failed[address] = problem
            self.progress.failing_since.setdefault(address, timezone.now().isoformat())
            self.retry_at[address] = time.monotonic() + SECONDS_TO_RETRY
