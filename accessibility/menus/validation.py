"""What is wrong with a menu before it goes live: each fault with its place and how to fix it.

Errors block publishing; warnings do not. A tree and what its addresses answer go in, a
list in reading order comes out.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from accessibility.audit.findings import Severity
from accessibility.hint_rules import (
    HintProblem,
    description_problems,
    keyboard_hint_problems,
    label_problems,
)
from accessibility.menus.address_book import (
    BROKEN,
    GONE,
    NOT_FOUND,
    NOTICE,
    REDIRECT,
    UNKNOWN,
    Answer,
    is_own,
)
from accessibility.menus.tree import OVERVIEW, Node, Trail, Tree, levels_of, walk

LookUp = Callable[[str], Answer | None]

SCHEMES = ("http", "https", "mailto", "tel", "sms")
MOST_IN_A_LIST = 12
SPOKEN_AS_LETTERS = 5  # an all-capital word of this many letters is rarely an abbreviation


@dataclass(frozen=True)
class TreeProblem:
    """An error or warning about a menu, and where it is.

    ``trail`` holds the places from the top: (2, 0) is the first entry under the third one; it is
    empty when the problem is the menu's own.
    """

    trail: Trail
    label: str
    field: str
    message: str
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        return f"“{self.label}”: {self.message}" if self.label else self.message


def problems_of_tree(
    tree: Tree,
    *,
    slug: str,
    keyboard_hint: str,
    look_up: LookUp,
    pictures: Container[str] = (),
    starts_with: str = "",
) -> list[TreeProblem]:
    """All errors and warnings, in reading order.

    ``look_up`` takes an address and returns what it answers; ``pictures`` are the addresses of
    the site's own; ``starts_with`` is where the first entry must lead, if there is such a place.
    """
    found = list(_of_the_menu(tree, keyboard_hint=keyboard_hint, starts_with=starts_with))
    twins = _twins(tree)
    for trail, node in walk(tree):
        for field, message in _errors_at(trail, node, slug=slug, look_up=look_up):
            found.append(TreeProblem(trail, node["label"], field, message))
        if node.get("badge") and node["badge"] not in pictures:
            found.append(TreeProblem(trail, node["label"], "badge", _no_picture(node["badge"])))
        if trail in twins:
            field, message = twins[trail]
            found.append(TreeProblem(trail, node["label"], field, message))
        for field, message in _warnings_at(node, look_up=look_up):
            found.append(TreeProblem(trail, node["label"], field, message, Severity.WARNING))
    return found


def _of_the_menu(tree: Tree, *, keyboard_hint: str, starts_with: str) -> Iterator[TreeProblem]:
    for problem in keyboard_hint_problems(keyboard_hint):
        yield TreeProblem((), "", "keyboard_hint", problem.message)
    if starts_with and [node["address"] for node in tree[:1]] != [starts_with]:
        yield TreeProblem((), "", "items", _must_start_with(starts_with))
    if len(tree) > MOST_IN_A_LIST:
        yield TreeProblem((), "", "items", _many(len(tree), "This menu"), Severity.WARNING)


# --- Errors ----------------------------------------------------------------------------------


def _errors_at(
    trail: Trail, node: Node, *, slug: str, look_up: LookUp
) -> Iterator[tuple[str, str]]:
    for problem in label_problems(node["label"]):
        yield "label", problem.message
    for problem in address_problems(node["address"], look_up=look_up, below=node["items"]):
        yield "address", problem.message
    for problem in description_problems(node["description"], label=node["label"]):
        yield "description", problem.message
    if len(trail) > levels_of(slug):
        yield "parent", _too_deep(slug)
    yield from _faults_of_branch(node)


def address_problems(
    address: str, *, look_up: LookUp, below: Tree | None = None
) -> list[HintProblem]:
    """Why a menu may not lead to ``address``."""
    if not address:
        return [HintProblem("missing", "", _no_address(below or []))]
    answer = look_up(address) or Answer(NOT_FOUND)
    if is_own(address):
        return _answer_problems(address, answer)
    return external_problems(address) or _broken(address, answer)


def _no_address(below: Tree) -> str:
    if below:
        return (
            "Give this entry an address: the page its list is about. That page becomes the first"
            " link in the list."
        )
    return "Give this entry an address. If there is no page for it, remove the entry."


def external_problems(address: str) -> list[HintProblem]:
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
        f"There is no page at {address}. Publish the page first, choose another address, or"
        " remove this entry."
    )
    return [HintProblem("no-answer", address, message)]


def _broken(address: str, answer: Answer) -> list[HintProblem]:
    if answer.kind != BROKEN:
        return []
    message = (
        f"{address} no longer exists. Find out where it moved, choose another address, or remove"
        " this entry."
    )
    return [HintProblem("broken", address, message)]


def _unusable(address: str) -> str:
    return (
        f"“{address}” is not an address a menu can link to. Start with / for a page on this site,"
        " https:// for another site, tel: for a phone number, or mailto: for an email address."
    )


def _must_start_with(address: str) -> str:
    return (
        f"The first entry must link to {address}, so that nobody has to look for it. Add it, or"
        " move it to the top."
    )


def _too_deep(slug: str) -> str:
    if levels_of(slug) == 2:
        return (
            "This menu has two levels. Move this entry out, or under an entry on the first level."
        )
    return f"This menu has {_NUMBERS[levels_of(slug)]} levels. Move this entry out."


_NUMBERS = {2: "two", 3: "three"}


def _no_picture(address: str) -> str:
    return (
        f"There is no picture at {address}. Choose one from the image library, or remove the"
        " picture."
    )


def _faults_of_branch(node: Node) -> Iterator[tuple[str, str]]:
    """A list has to add something to its parent entry."""
    below = node["items"]
    if below and node["address"] and {each["address"] for each in below} == {node["address"]}:
        yield (
            "items",
            (
                "Everything under this entry links to the entry's own page, so the list is empty"
                " for readers. Add other pages, or remove the entries under it."
            ),
        )
    name = _name(node)
    for child in below:
        if name and _name(child) == name:
            yield (
                "items",
                (
                    f"An entry under it is also called “{child['label']}”, so readers would hear"
                    " the name twice. Rename it, or remove it: the list starts with this entry's"
                    " own page anyway."
                ),
            )


def _twins(tree: Tree) -> dict[Trail, tuple[str, str]]:
    """Trails of entries that cannot be told from an earlier one, with what to do about it."""
    at_level: dict[tuple[Trail, str], str] = {}
    anywhere: dict[str, set[str]] = defaultdict(set)
    found: dict[Trail, tuple[str, str]] = {}
    for trail, node in walk(tree):
        name, address, above = _name(node), node["address"], trail[:-1]
        if address and (other := at_level.get((above, address))):
            found[trail] = "address", _two_names(other)
        if name and (above, name) in at_level:
            found[trail] = "label", "Another entry next to it has the same name. " + _OWN_NAME
        elif name and anywhere[name] - {address} and not _is_named_as_above(tree, trail):
            found[trail] = "label", _ELSEWHERE
        at_level.setdefault((above, address), node["label"])
        at_level[above, name] = node["label"]
        anywhere[name].add(address)
        if node["items"]:
            anywhere[OVERVIEW.format(node["label"]).casefold()].add(address)
    return found


_OWN_NAME = "Give each one its own name."
_ELSEWHERE = (
    "Another entry with this name links to a different page. Give each one its own name: many"
    " people go through a list of all links."
)


def _two_names(other: str) -> str:
    return (
        f"“{other}” next to it links to the same page. Keep the name that fits best, and remove"
        " the other entry."
    )


def _is_named_as_above(tree: Tree, trail: Trail) -> bool:
    """Said at the entry above already."""
    nodes, above = tree, None
    for place in trail[:-1]:
        above = nodes[place]
        nodes = above["items"]
    return above is not None and _name(above) == _name(nodes[trail[-1]])


def _name(node: Node) -> str:
    return " ".join(node["label"].casefold().split())


# --- Warnings --------------------------------------------------------------------------------


def _warnings_at(node: Node, *, look_up: LookUp) -> Iterator[tuple[str, str]]:
    yield from _doubts_about_address(node["address"], look_up(node["address"]) or Answer(UNKNOWN))
    if shouted := [word for word in node["label"].split() if _is_shouted(word)]:
        yield (
            "label",
            (
                f"“{' '.join(shouted)}” is in all capitals. That is harder to read, and some"
                " screen readers spell it out. Write it as you would in a sentence."
            ),
        )
    if len(node["items"]) > MOST_IN_A_LIST:
        yield "items", _many(len(node["items"]), "This list")


def _doubts_about_address(address: str, answer: Answer) -> Iterator[tuple[str, str]]:
    if answer.kind == REDIRECT:
        to = f" to {answer.leads_to}" if answer.leads_to else " to another address"
        yield "address", f"{address} redirects{to}. Link there directly."
    if answer.kind == NOTICE:
        yield (
            "address",
            (
                f"The page at {address} was withdrawn, and readers find a notice there. Choose"
                " another page, or remove this entry."
            ),
        )
    if answer.ends_at is not None:
        yield (
            "address",
            (
                f"The page at {address} ends on {answer.ends_at:%B %-d, %Y}. Remove this entry by"
                " then, or set the page's end again with “Remove it from menus when it ends”."
            ),
        )
    if address.startswith("http:"):
        yield "address", "This address is not secure. Try it with https://."


def _is_shouted(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) >= SPOKEN_AS_LETTERS and word.upper() == word


def _many(count: int, what: str) -> str:
    return (
        f"{what} has {count} entries on one level. More than {MOST_IN_A_LIST} are hard to"
        " remember when a screen reader reads them. Group some under one entry."
    )
