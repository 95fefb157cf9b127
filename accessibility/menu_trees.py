"""A menu as values: what is read from a version, what is shown, and what is wrong with a tree.

A tree is a list of dicts with label, address, description, language and items, as in menus.yaml.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from accessibility.addresses import GONE, NOT_FOUND, Answer, is_own
from accessibility.hint_rules import (
    HintProblem,
    description_problems,
    keyboard_hint_problems,
    label_problems,
)
from accessibility.hints import file_kind

Node = dict[str, Any]
Tree = list[Node]
Trail = tuple[int, ...]
LookUp = Callable[[str], Answer]

VALUES = ("label", "address", "description", "language")
LEVELS = {"main": 2}  # every other menu is a plain list
SCHEMES = ("http", "https", "mailto", "tel", "sms")
OVERVIEW = "{} overview"  # how a section's own page is called inside its list


@dataclass(frozen=True)
class LiveItem:
    label: str
    address: str
    description: str = ""
    language: str = ""
    items: tuple["LiveItem", ...] = ()


@dataclass(frozen=True)
class LiveMenu:
    slug: str
    name: str
    keyboard_hint: str = ""
    items: tuple[LiveItem, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A live item as it stands on one page."""

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


@dataclass(frozen=True)
class TreeProblem:
    """What has to be mended before a menu can be published, and where.

    ``trail`` holds the places from the top: (2, 0) is the first entry under the third one; it is
    empty when the problem is the menu's own.
    """

    trail: Trail
    label: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"“{self.label}”: {self.message}" if self.label else self.message


def levels_of(slug: str) -> int:
    """How deep a menu may be."""
    return LEVELS.get(slug, 1)


def plain(tree: Iterable[Mapping[str, Any]]) -> Tree:
    """A tree with the known values only, in the form in which it is kept and compared."""
    return [
        {**{key: str(node.get(key) or "").strip() for key in VALUES}}
        | {"items": plain(node.get("items") or [])}
        for node in tree
    ]


def live_items(tree: Tree) -> tuple[LiveItem, ...]:
    return tuple(
        LiveItem(**{key: node[key] for key in VALUES}, items=live_items(node["items"]))
        for node in tree
    )


def entries_on(items: tuple[LiveItem, ...], *, path: str, id: str) -> tuple[Entry, ...]:
    """The items as they stand on the page at ``path``; at most one of them is marked as here."""
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
        if path in (path_in(item.address), *(path_in(child.address) for child in item.items)):
            return item
    above = [item for item in items if _is_above(path_in(item.address), path)]
    return max(above, key=lambda item: len(item.address), default=None)


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
        node["address"] in paths or path_in(node["address"]) in paths for _, node in walk(tree)
    )


def problems_of_tree(
    tree: Tree, *, slug: str, keyboard_hint: str, look_up: LookUp, starts_with: str = ""
) -> list[TreeProblem]:
    """Everything that stands in the way of publishing, in reading order.

    ``look_up`` takes an address of this site and returns what it answers; ``starts_with`` is the
    address that the first entry must lead to, if there is one.
    """
    problems = [
        TreeProblem((), "", "keyboard_hint", problem.message)
        for problem in keyboard_hint_problems(keyboard_hint)
    ]
    if starts_with and [node["address"] for node in tree[:1]] != [starts_with]:
        problems.append(TreeProblem((), "", "items", _must_start_with(starts_with)))
    twins = _twins(tree)
    for trail, node in walk(tree):
        for field, problem in _problems_of_node(node, look_up=look_up):
            problems.append(TreeProblem(trail, node["label"], field, problem.message))
        if len(trail) > levels_of(slug):
            problems.append(TreeProblem(trail, node["label"], "parent", _too_deep(slug)))
        if trail in twins:
            problems.append(TreeProblem(trail, node["label"], "label", twins[trail]))
    return problems


def _problems_of_node(node: Node, *, look_up: LookUp) -> Iterator[tuple[str, HintProblem]]:
    for problem in label_problems(node["label"]):
        yield "label", problem
    for problem in address_problems(node["address"], look_up=look_up):
        yield "address", problem
    for problem in description_problems(node["description"], label=node["label"]):
        yield "description", problem


def address_problems(address: str, *, look_up: LookUp) -> list[HintProblem]:
    """Why a menu may not lead to ``address``."""
    if not address:
        return [HintProblem("missing", "", "Give this entry an address: where it leads.")]
    if is_own(address):
        return _answer_problems(address, look_up(address))
    return problems_elsewhere(address)


def problems_elsewhere(address: str) -> list[HintProblem]:
    """Why ``address``, which is no path of this site, may not stand in a menu."""
    parts = urlsplit(address)
    target = parts.netloc if parts.scheme in ("http", "https") else parts.path
    if parts.scheme in SCHEMES and target:
        return []
    return [HintProblem("address", address, _unusable(address))]


def _answer_problems(address: str, answer: Answer) -> list[HintProblem]:
    if answer.kind not in (NOT_FOUND, GONE):
        return []
    message = (
        f"Nothing answers at {address}. Publish the page first, choose another address, or take"
        " this entry out."
    )
    return [HintProblem("no-answer", address, message)]


def _unusable(address: str) -> str:
    return (
        f"“{address}” is no address a menu can lead to. Begin with / for a page of this site, with"
        " https:// for another site, with tel: for a telephone number, or with mailto:."
    )


def _must_start_with(address: str) -> str:
    return (
        f"The first entry has to lead to {address}, so that nobody has to look for it. Add it, or"
        " move it to the top."
    )


def _too_deep(slug: str) -> str:
    if levels_of(slug) == 1:
        return "This menu is a plain list. Move this entry out to the first level."
    return "This menu has two levels. Move this entry out, or under an entry of the first level."


def _twins(tree: Tree) -> dict[Trail, str]:
    """Trails of entries that cannot be told from an earlier one, with what to do about it."""
    at_level: set[tuple[Trail, str]] = set()
    anywhere: dict[str, set[str]] = defaultdict(set)
    found: dict[Trail, str] = {}
    for trail, node in walk(tree):
        name = node["label"].casefold().strip()
        if not name:
            continue
        if (trail[:-1], name) in at_level:
            found[trail] = "There is another entry of this name beside it. Give each its own name."
        elif anywhere[name] - {node["address"]}:
            found[trail] = (
                "Another entry of this name leads to a different page. Give each its own name:"
                " many people go through a list of all links."
            )
        at_level.add((trail[:-1], name))
        anywhere[name].add(node["address"])
        if node["items"]:
            anywhere[OVERVIEW.format(node["label"]).casefold()].add(node["address"])
    return found
