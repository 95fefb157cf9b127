"""Pages as they will be at the next starts, ends and midnights, made before and kept in memory.

They take their places at their moment even if the database is away by then.
"""

from dataclasses import dataclass
from datetime import timedelta

from articles.baking import cursor, dependencies
from articles.baking.renderer import RenderContext
from articles.baking.tree import Batch

HORIZON = timedelta(hours=24)
MOST = 400  # pages that are kept in memory


@dataclass(frozen=True)
class Prepared:
    """What addresses answer from ``at`` on."""

    at: object
    outcomes: dict


def prepare(*, after):
    """What is to come within the horizon, in order; as much of it as memory is meant for."""
    prepared, moment, pages = [], after, 0
    while pages < MOST:
        following = cursor.next_boundary(moment)
        if following > after + HORIZON:
            break
        outcomes = _outcomes(moment, following)
        if outcomes:
            prepared.append(Prepared(following, outcomes))
        moment, pages = following, pages + len(outcomes)
    return prepared


def _outcomes(before, at):
    changed, outcomes = cursor.affected_by_time(before, at), {}
    addresses = dependencies.affected_by(changed) if changed else []
    kitchen = RenderContext(addresses, at=at) if addresses else None
    for address in addresses:
        try:
            outcomes[address] = kitchen.render(address)
        except Exception:  # named and retried once its moment has come
            continue
    return outcomes


def forget(prepared, addresses):
    """What became untrue of it: these addresses are made again with the next preparation."""
    for one in prepared:
        for address in addresses:
            one.outcomes.pop(address, None)


def put_in_place(tree, prepared):
    """Returns the addresses that answer something else now."""
    with Batch(tree) as batch:
        for address, outcome in prepared.outcomes.items():
            batch.put(address, outcome, moment=prepared.at)
    return batch.changed
