"""A menu as values: what is read from a version, what is shown, and what is wrong with a tree.

A tree is a list of dicts with label, address, description, language and items, as in menus.yaml.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from accessibility.hints import file_kind
from accessibility.menus.address_book import is_own

Node = dict[str, Any]
Tree = list[Node]
Trail = tuple[int, ...]

VALUES = ("label", "address", "description", "language")
LEVELS = {"main": 2}  # deeper would need a second button within an open menu
OTHER_LEVELS = 3
OVERVIEW = "{} overview"  # how a section's own page is called inside its list


@dataclass(frozen=True)
class LiveItem:
    label: str
    address: str
    description: str = ""
    language: str = ""
    badge: str = ""
    badge_alone: bool = False
    items: tuple["LiveItem", ...] = ()


@dataclass(frozen=True)
class LiveMenu:
    slug: str
    name: str
    keyboard_hint: str = ""
    place: str = ""
    items: tuple[LiveItem, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A live item as one page shows it."""

    id: str
    item: LiveItem
    is_current: bool  # it leads to this very page
    is_here: bool  # this page belongs to it
    entries: tuple["Entry", ...] = ()

    @property
    def is_current_section(self) -> bool:
        """Said in text; where aria-current says it already, it is not said twice."""
        return self.is_here and (bool(self.entries) or not self.is_current)

    @property
    def is_external(self) -> bool:
        return self.item.address.startswith(("http:", "https:", "//"))

    @property
    def file_kind(self) -> str:
        return file_kind(self.item.address)


def levels_of(slug: str) -> int:
    """How deep a menu may be."""
    return LEVELS.get(slug, OTHER_LEVELS)


def plain(tree: Iterable[Mapping[str, Any]]) -> Tree:
    """A tree with the known values only, in the form in which it is kept and compared."""
    return [values_of(node) | {"items": plain(node.get("items") or [])} for node in tree]


def values_of(node: Mapping[str, Any]) -> Node:
    """What one entry says. A picture is named only where there is one: old versions know none."""
    values: Node = {key: str(node.get(key) or "").strip() for key in VALUES}
    if badge := str(node.get("badge") or "").strip():
        values["badge"] = badge
        if node.get("badge_alone"):
            values["badge_alone"] = True
    return values


def with_legacy_hints(tree: Iterable[Mapping[str, Any]]) -> Tree:
    """As ``plain``, with the instructions that came along: those are kept, and never published."""
    return [
        values_of(node)
        | ({"legacy_hint": hint} if (hint := node.get("legacy_hint")) else {})
        | {"items": with_legacy_hints(node.get("items") or [])}
        for node in tree
    ]


def live_items(tree: Tree) -> tuple[LiveItem, ...]:
    return tuple(LiveItem(**values_of(node), items=live_items(node["items"])) for node in tree)


def entries_on(items: tuple[LiveItem, ...], *, path: str, id: str) -> tuple[Entry, ...]:
    """The items as shown on the page at ``path``; at most one of them is marked as here."""
    here = _here(items, path)
    return tuple(
        Entry(
            id=f"{id}-{number}",
            item=item,
            is_current=item.address == path,
            is_here=item is here,
            entries=entries_on(item.items, path=path, id=f"{id}-{number}"),
        )
        for number, item in enumerate(items, start=1)
    )


def _here(items: tuple[LiveItem, ...], path: str) -> LiveItem | None:
    """The item that leads to the page or has it in its list, else the nearest one above it."""
    for item in items:
        if path in _paths_of(item):
            return item
    above = [item for item in items if _is_above(path_in(item.address), path)]
    return max(above, key=lambda item: len(item.address), default=None)


def _paths_of(item: LiveItem) -> Iterator[str]:
    yield path_in(item.address)
    for child in item.items:
        yield from _paths_of(child)


def _is_above(own: str, path: str) -> bool:
    return len(own) > 1 and own.endswith("/") and path.startswith(own)


def walk(tree: Tree, trail: Trail = ()) -> Iterator[tuple[Trail, Node]]:
    """Every node of a tree with its trail, in reading order."""
    for place, node in enumerate(tree):
        yield (*trail, place), node
        yield from walk(node["items"], (*trail, place))


def path_in(address: str) -> str:
    """The path of this site that an address holds; empty for another site, a telephone, a mail."""
    return urlsplit(address).path if is_own(address) else ""


def replaced(tree: Tree, moves: Mapping[str, str]) -> Tree:
    """The tree with every moved path replaced; a query or a fragment stays as it was."""
    return [
        {**node, "address": moved(node["address"], moves), "items": replaced(node["items"], moves)}
        for node in tree
    ]


def with_picture(tree: Tree, old: str, new: str) -> Tree:
    """The tree with one picture in the place of another."""
    return [
        node
        | {"items": with_picture(node["items"], old, new)}
        | ({"badge": new} if node.get("badge") == old else {})
        for node in tree
    ]


def without(tree: Tree, paths: Container[str]) -> Tree:
    """The tree without entries that lead to ``paths``; what stood under one takes its place."""
    kept: list[Node] = []
    for node in tree:
        below = without(node["items"], paths)
        kept += below if path_in(node["address"]) in paths else [{**node, "items": below}]
    return kept


def moved(address: str, moves: Mapping[str, str]) -> str:
    path = path_in(address)
    return moves[path] + address[len(path) :] if path in moves else address


def holds(tree: Tree, paths: Container[str]) -> bool:
    """Whether an entry leads to one of the paths, or to one of the addresses on another site."""
    return any(
        node["address"] in paths
        or path_in(node["address"]) in paths
        or node.get("badge", "") in paths
        for _, node in walk(tree)
    )
