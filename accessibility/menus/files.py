"""Menus written elsewhere, read from JSON or YAML: nested trees, or flat rows with a parent.

Text in; menus out, with one remark for everything that could not be imported unchanged. What is
found is either taken or named in a remark: nothing is dropped silently.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import yaml

from accessibility.hint_rules import description_problems
from accessibility.hints import LANGUAGE_NAMES
from accessibility.menus.flat_rows import nested
from accessibility.menus.foreign_formats import (
    ADDRESSES,
    DESCRIPTIONS,
    LABELS,
    LEFT_OUT,
    NO_ADDRESS,
    NOTE,
    WAITS,
    label_words,
    plain,
)
from accessibility.menus.foreign_formats import first as _first
from accessibility.menus.tree import Node, Tree, levels_of, walk
from accessibility.menus.validation import external_problems
from accessibility.text.plain_yaml import load

WRAPPINGS = ("menu", "menus", "nav", "data")
PICTURES = ("img", "image", "picture", "icon", "badge")
NO_PAGE = re.compile(r"(#.*|javascript:.*|about:blank|)\Z", re.IGNORECASE)

LONGEST = {"label": 200, "address": 500}
MOST_VALUES = 100_000  # a few lines of YAML can stand for millions of values
DEEPEST = 60
TOO_LARGE = "This is too large or too deep for a menu."


class UnreadableMenu(Exception):
    """The file holds no menu; the message says why."""


@dataclass(frozen=True)
class Remark:
    """One entry that could not be imported unchanged, and what was done with it."""

    trail: str
    label: str
    reason: str
    is_taken: bool

    def __str__(self) -> str:
        where = f"{self.trail} › " if self.trail else ""
        taken = "" if self.is_taken else "Skipped: "
        return f"{taken}{where}“{self.label or '(no label)'}”: {self.reason}"


@dataclass
class ReadMenu:
    """A menu of a file: entries as in menus.yaml, and the old instructions that came with it."""

    slug: str
    name: str
    tree: Tree = field(default_factory=list)


@dataclass
class Reading:
    """Everything a file held."""

    menus: list[ReadMenu] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    found: int = 0

    @property
    def taken(self) -> int:
        return sum(1 for menu in self.menus for _ in walk(menu.tree))

    @property
    def left_out(self) -> int:
        return sum(1 for remark in self.remarks if not remark.is_taken)


def read_menus(text: str, *, name: str, slug: str = "", old_site: str = "") -> Reading:
    """The menus in the text of a file called ``name``.

    With a ``slug`` everything goes into that one menu. Addresses that begin with ``old_site``
    become paths of this site.
    """
    reader = Reader(old_site=old_site)
    whole = _parsed(text, name)
    try:
        reader.read(whole, name=name, slug=slug)
    except RecursionError as problem:
        raise UnreadableMenu(TOO_LARGE) from problem
    if not reader.reading.found:
        raise UnreadableMenu(f"{name} contains no entries with a label or an address.")
    return reader.reading


def _parsed(text: str, name: str) -> Any:
    try:
        if name.endswith(".json"):
            return json.loads(text, parse_float=str)
        return tomllib.loads(text, parse_float=str) if name.endswith(".toml") else load(text)
    except (ValueError, yaml.YAMLError, RecursionError) as problem:
        said = " ".join(str(problem).split())
        raise UnreadableMenu(f"{name} is not valid JSON, YAML or TOML: {said}") from problem


def _menus_in(whole: Any, name: str) -> Iterator[tuple[str, str, Any]]:
    """(slug, name, rows) of every menu in the file, whichever of the usual forms it has."""
    base = re.sub(r"\.\w+\Z", "", name)
    whole = _without_wrapping(whole)
    if isinstance(whole, dict) and _first(whole, LABELS) and not _first(whole, ADDRESSES):
        title = label_words(_first(whole, LABELS))
        yield _slug(str(whole.get("slug") or base)), title, plain(_inner(whole))
    elif isinstance(whole, dict):
        for key, rows in whole.items():
            if isinstance(rows, (list, dict)):
                yield _slug(str(key)), str(key), plain(rows)
    elif isinstance(whole, list) and all(isinstance(r, dict) and "slug" in r for r in whole):
        for row in whole:
            title = label_words(_first(row, LABELS)) or row["slug"]
            yield _slug(str(row["slug"])), title, plain(_inner(row))
    elif isinstance(whole, list):
        yield from _by_menu_name(whole, base)
    else:
        raise UnreadableMenu(f"{name} does not contain a list or table of entries.")


def _without_wrapping(whole: Any) -> Any:
    """The menus of a site's whole configuration, and the rows of an answer of JSON:API."""
    if isinstance(whole, dict):
        for key in WRAPPINGS:
            if isinstance(whole.get(key), (list, dict)) and not _first(whole, LABELS):
                return whole[key]
    return whole


def _by_menu_name(rows: list[Any], base: str) -> Iterator[tuple[str, str, Any]]:
    """Rows of Drupal name their menu; each menu's rows come together."""
    menus: dict[str, list[Any]] = {}
    for row in plain(rows):
        name = row.get("menu_name") if isinstance(row, dict) else None
        menus.setdefault(name if isinstance(name, str) else base, []).append(row)
    for name, found in menus.items():
        yield _slug(name), name, found


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:50] or "menu"


def _inner(row: dict[Any, Any]) -> list[Any]:
    """What lies inside a row: its lists and tables, pictures left aside."""
    return [
        value
        for key, value in row.items()
        if isinstance(value, (list, dict)) and key not in PICTURES
    ]


class Reader:
    """Goes through what a file holds and keeps account of it."""

    def __init__(self, *, old_site: str) -> None:
        self.old_site = old_site.rstrip("/")
        self.reading = Reading()
        self.looked_at = 0

    def read(self, whole: Any, *, name: str, slug: str) -> None:
        menus: dict[str, ReadMenu] = {}
        for key, title, rows in _menus_in(whole, name):
            menu = menus.setdefault(slug or key, ReadMenu(slug or key, title))
            menu.tree += self.tree(rows, levels=levels_of(menu.slug))
        for menu in menus.values():
            menu.tree = self.without_doubles(menu.tree)
        self.reading.menus = [menu for menu in menus.values() if menu.tree] or list(menus.values())

    def tree(self, rows: Any, *, levels: int) -> Tree:
        entries, misplaced = nested(rows)
        for label, reason in misplaced:
            self.remark((), label, reason)
        nodes = list(self.nodes(entries, trail=()))
        return self.not_too_deep(nodes, levels=levels)

    def nodes(self, value: Any, *, trail: tuple[str, ...], description: str = "") -> Iterator[Node]:
        """The entries in a value, however many lists and tables lie around them."""
        self.looked_at += 1
        if len(trail) > DEEPEST or self.looked_at > MOST_VALUES:
            raise UnreadableMenu(TOO_LARGE)
        if isinstance(value, list):
            for each in value:
                yield from self.nodes(each, trail=trail)
        elif isinstance(value, dict) and _is_entry(value):
            yield from self.entry(value, trail=trail, description=description)
        elif isinstance(value, dict):
            said = _first(value, DESCRIPTIONS)
            self.say_what_picture(value, trail)
            for each in _inner(value):
                yield from self.nodes(each, trail=(*trail, ""), description=said)

    def entry(
        self, row: dict[Any, Any], *, trail: tuple[str, ...], description: str
    ) -> Iterator[Node]:
        self.reading.found += 1
        label = _first(row, LABELS)
        if reason := row.get(LEFT_OUT):
            self.leave_out(row, reason, trail=trail)
            return
        node: Node = {
            "label": label[: LONGEST["label"]],
            "address": "",
            "description": "",
            "language": _language(row),
            "legacy_hint": "",
        }
        inner = [value for key, value in row.items() if key not in PICTURES]
        below = [
            *self.nodes([v for v in inner if isinstance(v, (list, dict))], trail=(*trail, label))
        ]
        address, doubt = self.address(row)
        is_known_elsewhere = NO_ADDRESS in row.get(WAITS, "")
        if not below and (doubt or not address) and not is_known_elsewhere:
            self.remark(trail, label, doubt or _no_address(row), is_taken=False)
            return
        self.say_what_is_missing(trail, label, address, doubt, row)
        self.describe(node, _first(row, DESCRIPTIONS) or description, trail=trail)
        yield node | {"address": "" if doubt else address, "items": below}

    def leave_out(self, row: dict[Any, Any], reason: str, *, trail: tuple[str, ...]) -> None:
        """Name an entry that the old site does not show, and everything under it."""
        label = _first(row, LABELS)
        self.remark(trail, label, reason, is_taken=False)
        for value in row.values():
            for below in _entries_in(value):
                self.reading.found += 1
                under = f"It is under “{label}”, which was skipped."
                self.remark((*trail, label), _first(below, LABELS), under, is_taken=False)

    def say_what_is_missing(
        self, trail: tuple[str, ...], label: str, address: str, doubt: str, row: dict[Any, Any]
    ) -> None:
        if doubt or not address:
            self.remark(trail, label, f"{doubt or _no_address(row)} Add one in the menu.")
        elif row.get(NOTE):
            self.remark(trail, label, row[NOTE])
        if not label:
            self.remark(trail, address, "It has no label. Add one in the menu.")
        if len(label) > LONGEST["label"]:
            self.remark(trail, label, "Its label was too long and was shortened.")
        self.say_what_picture(row, trail)

    def say_what_picture(self, row: dict[Any, Any], trail: tuple[str, ...]) -> None:
        for picture in (row[name] for name in PICTURES if row.get(name)):
            words = _first(picture, ("alt", "src")) if isinstance(picture, dict) else str(picture)
            self.remark(trail, words, "A picture was left out. Choose one from the image library.")

    def address(self, row: dict[Any, Any]) -> tuple[str, str]:
        """(an address, or why there is none)."""
        if row.get(WAITS):
            return "", row[WAITS]
        written = _first(row, ADDRESSES)
        if written and NO_PAGE.match(written):
            return "", f"“{written}” is a placeholder, not an address."
        address = written
        if self.old_site and (written + "/").startswith(self.old_site + "/"):
            address = written[len(self.old_site) :] or "/"
        if address and not address.startswith("/") and not urlsplit(address).scheme:
            address = f"/{address}"
        if len(address) > LONGEST["address"]:
            return "", "Its address is too long."
        if address and not address.startswith("/") and external_problems(address):
            return "", f"“{address}” is not an address a menu can link to."
        return address, ""

    def describe(self, node: Node, words: str, *, trail: tuple[str, ...]) -> None:
        """A description that readers may not have is kept for editors."""
        if not words:
            return
        if problems := description_problems(words, label=node["label"]):
            node["legacy_hint"] = words
            reason = (
                "Its description is kept, but must be replaced before readers see it."
                f" {problems[0].message}"
            )
            self.remark(trail, node["label"], reason)
        else:
            node["description"] = words

    def not_too_deep(self, nodes: Tree, *, levels: int, trail: tuple[str, ...] = ()) -> Tree:
        """What lies too deep comes out to the last level there is, after what it stood under."""
        kept: Tree = []
        for node in nodes:
            here = (*trail, node["label"])
            if len(here) < levels:
                below = self.not_too_deep(node["items"], levels=levels, trail=here)
                kept.append(node | {"items": below})
                continue
            kept.append(node | {"items": []})
            for inner, deep in walk(node["items"]):
                level = levels + len(inner)
                self.remark(
                    here,
                    deep["label"],
                    f"It was on level {level}, but this menu has {levels} levels. It was moved up.",
                )
                kept.append(deep | {"items": []})
        return kept

    def without_doubles(self, nodes: Tree, *, trail: tuple[str, ...] = ()) -> Tree:
        """An entry that says what one beside it says is left out; its list goes to that one."""
        kept: dict[tuple[str, str], Node] = {}
        for node in nodes:
            name = (node["label"].casefold(), node["address"])
            if name in kept:
                kept[name]["items"] += node["items"]
                self.remark(trail, node["label"], "It is a duplicate.", is_taken=False)
            else:
                kept[name] = node
        for node in kept.values():
            node["items"] = self.without_doubles(node["items"], trail=(*trail, node["label"]))
        return list(kept.values())

    def remark(
        self, trail: tuple[str, ...], label: str, reason: str, *, is_taken: bool = True
    ) -> None:
        where = " › ".join(filter(None, trail))
        self.reading.remarks.append(Remark(where, label, reason, is_taken))


def _is_entry(row: dict[Any, Any]) -> bool:
    return bool(_first(row, LABELS) or _first(row, ADDRESSES))


def _no_address(row: dict[Any, Any]) -> str:
    state = row.get("state") or row.get("status")
    return f"It has no address ({state})." if isinstance(state, str) else "It has no address."


def _language(row: dict[Any, Any]) -> str:
    language = _first(row, ("language",))
    return language if language in LANGUAGE_NAMES and language != "en" else ""


def _entries_in(value: Any) -> Iterator[dict[Any, Any]]:
    """Every entry in a value, however deep."""
    if isinstance(value, list):
        for each in value:
            yield from _entries_in(each)
    elif isinstance(value, dict):
        if _is_entry(value):
            yield value
        for key, each in value.items():
            if key not in PICTURES:
                yield from _entries_in(each)
