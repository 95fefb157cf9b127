"""Pages as they will be at the next starts, ends and midnights, made before and kept in memory.

They take their places at their moment even if the database is away by then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from articles.baking import cursor, dependencies
from articles.baking.renderer import RenderContext
from articles.baking.tree import Batch, Outcome, Tree

HORIZON = timedelta(hours=24)
MOST = 400  # pages that are kept in memory


@dataclass(frozen=True)
class Prepared:
    """What addresses answer from ``at`` on."""

    at: datetime
    outcomes: dict[str, Outcome]  # by address


class PreparedPages:
    """What is to come, by ``moments`` in order, and whether that is all that is known of."""

    def __init__(self) -> None:
        self.moments: list[Prepared] = []
        self.is_complete = False

    def prepare(self, *, after: datetime) -> None:
        """Once, until something of it becomes untrue."""
        if not self.is_complete:
            self.moments, self.is_complete = prepare(after=after), True

    def forget(self, addresses: Iterable[str]) -> None:
        forget(self.moments, addresses)
        self.is_complete = False

    def forget_all(self) -> None:
        self.moments, self.is_complete = [], False

    def put_in_place(self, tree: Tree, *, now: datetime) -> Iterator[set[str]]:
        """Yields, for each moment that has come, the addresses that answer something else."""
        while self.moments and self.moments[0].at <= now:
            yield put_in_place(tree, self.moments.pop(0))

    def seconds_ahead(self, *, now: datetime) -> list[float]:
        return [(one.at - now).total_seconds() for one in self.moments]


def prepare(*, after: datetime) -> list[Prepared]:
    """What is to come within the horizon, in order; as much of it as memory is meant for."""
    prepared: list[Prepared] = []
    moment, pages = after, 0
    while pages < MOST:
        following = cursor.next_boundary(moment)
        if following > after + HORIZON:
            break
        outcomes = _outcomes(moment, following)
        if outcomes:
            prepared.append(Prepared(following, outcomes))
        moment, pages = following, pages + len(outcomes)
    return prepared


def _outcomes(before: datetime, at: datetime) -> dict[str, Outcome]:
    changed = cursor.affected_by_time(before, at)
    addresses = dependencies.affected_by(changed) if changed else []
    if not addresses:
        return {}
    context, outcomes = RenderContext(addresses, at=at), {}
    for address in addresses:
        try:
            outcomes[address] = context.render(address)
        except Exception:  # named and retried once its moment has come
            continue
    return outcomes


def forget(prepared: Iterable[Prepared], addresses: Iterable[str]) -> None:
    """What became untrue of it: these addresses are made again with the next preparation."""
    for one in prepared:
        for address in addresses:
            one.outcomes.pop(address, None)


def put_in_place(tree: Tree, prepared: Prepared) -> set[str]:
    """Returns the addresses that answer something else now."""
    with Batch(tree) as batch:
        for address, outcome in prepared.outcomes.items():
            batch.put(address, outcome, moment=prepared.at)
    return batch.changed
