"""The lists that a reader calls up: headings, links and landmarks, out of their surroundings."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from accessibility.names import Semantics
from accessibility.names.html_tree import parse
from accessibility.spoken.places import Places
from accessibility.spoken.scripts import run_scripts
from accessibility.spoken.utterances import Lines
from accessibility.spoken.wording import LANDMARKS, joined


@dataclass(frozen=True)
class Entry:
    """One line of such a list.

    ``level`` is that of a heading, and how deep a landmark stands in others (from 1). ``lang`` is
    its language, where that is not the page's. ``is_ambiguous`` marks a link whose text leads to
    another place elsewhere on the page.
    """

    text: str
    level: int | None = None
    goes_to: str = ""
    is_ambiguous: bool = False
    lang: str = ""
    selector: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Lists:
    """Each in the page's order."""

    headings: tuple[Entry, ...]
    links: tuple[Entry, ...]
    landmarks: tuple[Entry, ...]


def listed(html: str, *, at_lines: Lines | None = None) -> Lists:
    """The headings, links and landmarks of a page, as a screen reader lists them."""
    root = parse(html)
    run_scripts(root)
    return Listing(Semantics(root), Places(at_lines)).lists()


class Listing:
    def __init__(self, page: Semantics, places: Places) -> None:
        self.page, self.places = page, places
        self.elements = [each for each in page.elements if not page.is_hidden(each)]

    def lists(self) -> Lists:
        return Lists(self.headings(), self.links(), self.landmarks())

    def entry(self, element: HtmlElement, text: str, **more: Any) -> Entry:
        selector, line = self.places.selector(element), self.places.line(element)
        lang = self.places.lang(element)
        foreign = lang if lang != self.page.root.get("lang", "") else ""
        return Entry(text=text, selector=selector, line=line, lang=foreign, **more)

    def with_role(self, role: str) -> list[HtmlElement]:
        return [each for each in self.elements if self.page.role(each) == role]

    def headings(self) -> tuple[Entry, ...]:
        return tuple(
            self.entry(each, self.page.name(each), level=self.page.level(each))
            for each in self.with_role("heading")
        )

    def links(self) -> tuple[Entry, ...]:
        links = [(each, self.page.name(each)) for each in self.with_role("link")]
        targets: dict[str, set[str]] = defaultdict(set)
        for each, name in links:
            targets[name.casefold()].add(each.get("href", "").strip())
        return tuple(
            self.entry(
                each,
                name,
                goes_to=each.get("href", ""),
                is_ambiguous=len(targets[name.casefold()]) > 1,
            )
            for each, name in links
        )

    def landmarks(self) -> tuple[Entry, ...]:
        found = [each for each in self.elements if self.page.is_landmark(each)]
        every = set(found)
        return tuple(
            self.entry(
                each,
                joined(LANDMARKS[self.page.role(each)], self.page.name(each)),
                level=1 + sum(above in every for above in each.iterancestors()),
            )
            for each in found
        )
