"""Two trees of a menu compared, as sentences: what was added, removed, moved and changed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from accessibility.hints import LANGUAGE_NAMES
from accessibility.menus.tree import Node, Trail, Tree, plain, walk

TOP = "the first level"
SAID = {"label": "label", "address": "address", "description": "description"}


@dataclass(frozen=True)
class Place:
    """One entry and its position: under which label, and after which."""

    trail: Trail
    node: Node
    under: str
    after: str


@dataclass(frozen=True)
class MenuChange:
    """One difference: ``kind`` is added, removed, moved or changed."""

    kind: str
    label: str
    words: str

    def __str__(self) -> str:
        return f"“{self.label}” {self.words}"


def changes_between(old: Tree, new: Tree) -> list[MenuChange]:
    """What someone did to make ``new`` out of ``old``, in the reading order of ``new``."""
    before, after = _places(plain(old)), _places(plain(new))
    pairs = _paired(before, after)
    matched_new = {id(there): here for here, there in pairs}
    stays = _still_in_order(pairs)
    found = []
    for there in after:
        here = matched_new.get(id(there))
        if here is None:
            found.append(MenuChange("added", _called(there), f"is new, {_where(there)}."))
            continue
        if here.under != there.under or id(there) not in stays:
            found.append(MenuChange("moved", _called(there), f"is now {_where(there)}."))
        found += _said_otherwise(here.node, there.node)
    gone = [here for here in before if not any(here is one for one, _ in pairs)]
    found += [
        MenuChange("removed", _called(here), f"was removed from {_from(here)}.") for here in gone
    ]
    return found


def _places(tree: Tree) -> list[Place]:
    labels = {trail: node["label"] for trail, node in walk(tree)}
    found = []
    for trail, node in walk(tree):
        before = (*trail[:-1], trail[-1] - 1)
        found.append(Place(trail, node, labels.get(trail[:-1], ""), labels.get(before, "")))
    return found


def _paired(before: list[Place], after: list[Place]) -> list[tuple[Place, Place]]:
    """Entries that are the same one: by all they say and where, then by less and less."""
    pairs: list[tuple[Place, Place]] = []
    left, right = before, after
    for alike in (
        lambda place: (place.under, place.node["label"], place.node["address"]),
        lambda place: (place.node["label"], place.node["address"]),
        lambda place: (place.under, place.node["address"] or None),
        lambda place: (place.under, place.node["label"] or None),
        lambda place: place.node["address"] or None,
    ):
        found = list(_matches(left, right, alike))
        pairs += found
        done = {id(each) for pair in found for each in pair}
        left = [place for place in left if id(place) not in done]
        right = [place for place in right if id(place) not in done]
    return pairs


def _matches(left, right, alike) -> Iterator[tuple[Place, Place]]:  # type: ignore[no-untyped-def]
    waiting = defaultdict(list)
    for place in left:
        waiting[alike(place)].append(place)
    for place in right:
        key = alike(place)
        is_empty = key is None or (isinstance(key, tuple) and key[-1] is None)
        if not is_empty and waiting[key]:
            yield waiting[key].pop(0), place


def _still_in_order(pairs: list[tuple[Place, Place]]) -> set[int]:
    """Entries that did not move among their neighbors: a longest run that kept its order."""
    levels = defaultdict(list)
    for here, there in pairs:
        if here.under == there.under:
            levels[here.trail[:-1], there.trail[:-1]].append((here.trail[-1], there))
    kept: set[int] = set()
    for level in levels.values():
        level.sort(key=lambda each: each[1].trail)
        kept |= {id(level[place][1]) for place in _longest_rise([old for old, _ in level])}
    return kept


def _longest_rise(numbers: list[int]) -> list[int]:
    """The places of a longest increasing run."""
    best: list[list[int]] = []
    for place, number in enumerate(numbers):
        longest = max((run for run in best if numbers[run[-1]] < number), key=len, default=[])
        best.append([*longest, place])
    return max(best, key=len, default=[])


def _said_otherwise(old: Node, new: Node) -> Iterator[MenuChange]:
    called = new["label"] or "(no label)"
    for key, name in SAID.items():
        if old[key] != new[key]:
            yield MenuChange("changed", called, f"has {_other(name, old[key], new[key])}")
    if old["language"] != new["language"]:
        words = _other("language", _language(old), _language(new))
        yield MenuChange("changed", called, f"has {words}")
    if _picture(old) != _picture(new):
        words = _other("picture", _picture(old), _picture(new))
        yield MenuChange("changed", called, f"has {words}")


def _other(name: str, old: str, new: str) -> str:
    if not old:
        return f"a {name} now: “{new}”."
    if not new:
        return f"no {name} anymore. It was “{old}”."
    return f"a different {name}: “{new}” instead of “{old}”."


def _language(node: Node) -> str:
    return LANGUAGE_NAMES.get(node["language"] or "en") or str(node["language"])


def _picture(node: Node) -> str:
    alone = ", without the words" if node.get("badge_alone") else ""
    return f"{node['badge']}{alone}" if node.get("badge") else ""


def _called(place: Place) -> str:
    return place.node["label"] or "(no label)"


def _where(place: Place) -> str:
    start = f"under “{place.under}”" if place.under else f"on {TOP}"
    return f"{start}, after “{place.after}”" if place.after else f"{start}, at the top"


def _from(place: Place) -> str:
    return f"the list of “{place.under}”" if place.under else TOP
