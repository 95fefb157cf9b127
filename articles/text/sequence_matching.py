"""What two sequences have in common, for the three-way merge of long texts.

``difflib`` ignores what is frequent in sequences of 200 items and more unless it is told not to,
and then takes minutes over a long text whose paragraphs are alike. So what is unique on both sides
parts a long text first ("patience diff", Bram Cohen), and difflib looks at the short rest.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

MOST_PAIRS = 10_000  # of equal items, which difflib looks at again and again
Block = tuple[int, int, int]  # where in the first, where in the second, how many items
Range = tuple[int, int, int, int]  # from and to in the first, from and to in the second


class Matcher:
    """Stands in for ``difflib.SequenceMatcher`` where a library takes another class."""

    def __init__(
        self,
        isjunk: Any = None,
        a: Sequence[Hashable] = (),
        b: Sequence[Hashable] = (),
        autojunk: bool = False,
    ) -> None:
        self.a, self.b = a, b

    def get_matching_blocks(self) -> list[Block]:
        """Blocks in their order, and at the end an empty one, as difflib gives them."""
        whole = (0, len(self.a), 0, len(self.b))
        return [*_joined(_blocks(self.a, self.b, whole)), (len(self.a), len(self.b), 0)]


def _joined(blocks: Iterator[Block]) -> list[Block]:
    joined: list[Block] = []
    for i, k, size in blocks:
        if joined and (joined[-1][0] + joined[-1][2], joined[-1][1] + joined[-1][2]) == (i, k):
            i, k, size = joined[-1][0], joined[-1][1], joined.pop()[2] + size
        joined.append((i, k, size))
    return joined


def _blocks(a: Sequence[Hashable], b: Sequence[Hashable], within: Range) -> Iterator[Block]:
    i, j, k, m = within
    before, after = Counter(a[i:j]), Counter(b[k:m])
    if sum(count * after[item] for item, count in before.items()) <= MOST_PAIRS:
        found = SequenceMatcher(None, a[i:j], b[k:m], autojunk=False).get_matching_blocks()
        yield from ((i + left, k + right, size) for left, right, size in found if size)
        return
    unique = {item for item, count in before.items() if count == after[item] == 1}
    if not unique:
        yield from _blocks_by_place(a, b, within)
        return
    for left, right in _in_one_order(a, b, within, unique):
        yield from _blocks(a, b, (i, left, k, right))
        yield left, right, 1
        i, k = left + 1, right + 1
    yield from _blocks(a, b, (i, j, k, m))


def _blocks_by_place(
    a: Sequence[Hashable], b: Sequence[Hashable], within: Range
) -> Iterator[Block]:
    """Pairs of equal items at the same distance from the start, or from the end."""
    i, j, k, m = within
    end = _alike(a[i:j][::-1], b[k:m][::-1])
    for left, right in zip(range(i, j - end), range(k, m - end), strict=False):
        if a[left] == b[right]:
            yield left, right, 1
    if end:
        yield j - end, m - end, end


def _alike(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """How many items are equal before the first that differ."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (left, right) in pairs if left != right), min(len(one), len(other)))


def _in_one_order(
    a: Sequence[Hashable], b: Sequence[Hashable], within: Range, items: set[Hashable]
) -> list[tuple[int, int]]:
    """Places of the items on both sides: the longest run of them that has one order there."""
    i, j, k, m = within
    places = {item: place for place, item in enumerate(b[k:m], k) if item in items}
    lowest: list[int] = []  # by the length of a run: the lowest place in b that ends one
    ends: list[Any] = []  # those runs: (place in a, place in b, the run before it)
    for left, item in enumerate(a[i:j], i):
        if item not in places:
            continue
        length = bisect_left(lowest, places[item])
        run = (left, places[item], ends[length - 1] if length else None)
        lowest[length : length + 1], ends[length : length + 1] = [places[item]], [run]
    return _unlinked(ends[-1] if ends else None)


def _unlinked(run: Any) -> list[tuple[int, int]]:
    found = []
    while run:
        left, right, run = run
        found.append((left, right))
    return found[::-1]
