"""Pages that changed twice within a second and are dated a second late, for want of another."""

from collections.abc import Mapping
from datetime import datetime

from accessibility.changes.act_lock import EVERY_PAGE, act

DATED, MOST_NAMED = "dated", 1000  # what the log says of such pages, and of how many


class DatedAhead:
    """The second of its date for each address, until that second is over and announced."""

    def __init__(self) -> None:
        self.seconds: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self.seconds)

    def add(self, seconds: Mapping[str, int]) -> None:
        self.seconds |= seconds

    def announce(self, *, now: datetime) -> None:
        """Name the pages whose second is over in the log once more.

        No other node, and no restored copy, knows how they were dated here. From then on their
        newest fact is that announcement, everywhere.
        """
        over = int(now.timestamp())
        due = {address for address, second in self.seconds.items() if second < over}
        if due:
            with act(DATED) as announcement:
                announcement.invalidate(paths=due if len(due) <= MOST_NAMED else [EVERY_PAGE])
            self.seconds = {key: value for key, value in self.seconds.items() if key not in due}
