"""What a page's styles say of an element: its own ``style``, or the rule that wins.

Only the properties that are asked for are kept of a style sheet, each under the last part of its
selector, so that a sheet of a whole site costs little.
"""

from collections import defaultdict

import soupsieve
from bs4 import BeautifulSoup, Tag

from articles.importers.html.elements import classes_of
from articles.importers.html.style_rules import (
    COMMENT,
    LAST,
    MOST_RULES,
    PSEUDO,
    RULE,
    Weight,
    applies,
    specificity,
    without_conditions,
)


class Declared:
    """Values of some properties in a page; ``names`` are the properties, in lower case."""

    def __init__(self, soup: BeautifulSoup, names: set[str]) -> None:
        self.names = names
        self.rules: dict[str, list[tuple[Weight, str, dict[str, str]]]] = defaultdict(list)
        self.compiled: dict[str, soupsieve.SoupSieve | None] = {}
        sheets = (style.get_text() for style in soup.find_all("style") if applies(style))
        sheet = without_conditions(COMMENT.sub(" ", "\n".join(sheets)))
        for order, (selectors, block) in enumerate(RULE.findall(sheet)):
            if order < MOST_RULES and (values := self.values_in(block)):
                self.keep(selectors, values, order)

    def keep(self, selectors: str, values: dict[str, str], order: int) -> None:
        for selector in selectors.rpartition(";")[2].split(","):
            selector = " ".join(selector.split())
            last = LAST.search(selector)
            if last and "@" not in selector and not PSEUDO.search(selector):
                weight = (*specificity(selector), order)
                self.rules[(last[1] + last[2]).lower()].append((weight, selector, values))

    def values_in(self, block: str) -> dict[str, str]:
        """The declarations of a block that are asked for."""
        pairs = (each.partition(":") for each in block.split(";"))
        named = ((name.strip().lower(), value.strip().lower()) for name, _, value in pairs)
        kept = ((name, value.removesuffix("!important").strip()) for name, value in named)
        return {name: value for name, value in kept if name in self.names}

    def of(self, element: Tag) -> dict[str, str]:
        """The values that hold for an element, without those it inherits."""
        keys = [f".{each}" for each in classes_of(element)]
        keys += [f"#{element['id']}"] if element.get("id") else []
        found = [rule for key in (*keys, element.name) for rule in self.rules.get(key.lower(), ())]
        values: dict[str, str] = {}
        for _, selector, declared in sorted(found, key=lambda rule: rule[0]):
            if self.matches(selector, element):
                values |= declared
        return values | self.values_in(str(element.get("style", "")))

    def matches(self, selector: str, element: Tag) -> bool:
        if selector not in self.compiled:
            try:
                self.compiled[selector] = soupsieve.compile(selector)
            except (soupsieve.SelectorSyntaxError, NotImplementedError):
                self.compiled[selector] = None
        sieve = self.compiled[selector]
        return sieve is not None and sieve.match(element)
