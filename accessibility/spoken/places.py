"""Where an element stands: its selector, its line in the source, the language around it."""

import re
from collections import Counter

from lxml.html import HtmlElement

from accessibility.names.html_tree import is_element
from accessibility.spoken.utterances import Lines

PLAIN_ID = re.compile(r"[A-Za-z][\w-]*")


class Places:
    """Remembers what it worked out: the answers of an element build on those of its parent."""

    def __init__(self, at_lines: Lines | None) -> None:
        self.at_lines = at_lines
        self.selectors: dict[HtmlElement, str] = {}
        self.langs: dict[HtmlElement, str] = {}
        self.numbers: dict[HtmlElement, int] = {}

    def line(self, element: HtmlElement) -> int | None:
        return self.at_lines(element) if self.at_lines else element.sourceline

    def selector(self, element: HtmlElement) -> str:
        """The path of tags from the nearest id down; rows may be in a tbody that nobody wrote."""
        for each in from_the_top(element, self.selectors):
            self.selectors[each] = self.path(each)
        return self.selectors[element]

    def path(self, element: HtmlElement) -> str:
        key, above = element.get("id", ""), element.getparent()
        if PLAIN_ID.fullmatch(key):
            return f"#{key}"
        if above is None or element.tag == "body":
            return str(element.tag)
        joint = " " if element.tag == "tr" and above.tag == "table" else " > "
        step = f"{element.tag}:nth-of-type({self.number(element, above)})"
        return f"{self.selectors[above]}{joint}{step}"

    def number(self, element: HtmlElement, above: HtmlElement) -> int:
        """Its place among its brothers of the same tag; all of them are counted at once."""
        if element not in self.numbers:
            counts: Counter[str] = Counter()
            for each in filter(is_element, above):
                counts[each.tag] += 1
                self.numbers[each] = counts[each.tag]
        return self.numbers[element]

    def lang(self, element: HtmlElement) -> str:
        for each in from_the_top(element, self.langs):
            above = each.getparent()
            inherited = self.langs[above] if above is not None else ""
            self.langs[each] = each.get("lang", inherited)
        return self.langs[element]


def from_the_top(element: HtmlElement, known: dict[HtmlElement, str]) -> list[HtmlElement]:
    """The element and what is above it, the outermost first, without what is known already."""
    missing = []
    for each in (element, *element.iterancestors()):
        if each in known:
            break
        missing.append(each)
    return missing[::-1]
