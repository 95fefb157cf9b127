"""The rules of a page's own style sheets, as far as they hide and show elements (CSS 2.2, 9.2.4).

A saved page often holds the style sheets of a whole site, so that only rules that hide are looked
at, and each only for elements that have a class, id or name it ends with.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

import soupsieve
from bs4 import BeautifulSoup, Tag

from articles.importers.html.elements import classes_of

HIDES = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)(?![\w-])",
    re.I,
)
SHOWS = re.compile(r"(?:^|[;{\s])(?:display\s*:\s*(?!none)\w|visibility\s*:\s*visible)", re.I)
COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
# What holds only for some readers, on paper, or while something is done, hides nothing here.
CONDITIONAL = re.compile(
    r"@(?!media\s+(?:all|screen)\s*\{|media\s+screen\s+and\s+\(min-width)", re.I
)
PSEUDO = re.compile(r"::?(?!not\(|first-child|last-child|root)[a-z-]+", re.I)
LAST = re.compile(r"([.#]?)([\w-]+)(?:\[[^\]]*\]|:not\([^)]*\)|:[\w-]+)*$")
MOST_RULES = 4000
Weight = tuple[int, int, int, int]  # ids, classes, names of elements, place in the page


class Rules:
    """The hiding and showing rules of a page, by what the last part of a selector names."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.by_key: dict[str, list[tuple[Weight, bool, str]]] = defaultdict(list)
        self.compiled: dict[str, soupsieve.SoupSieve | None] = {}
        sheets = (style.get_text() for style in soup.find_all("style") if applies(style))
        for order, (selector, hides) in enumerate(rules_in("\n".join(sheets))):
            if order > MOST_RULES:
                break
            if last := LAST.search(selector):
                weight = (*specificity(selector), order)
                self.by_key[last[1] + last[2]].append((weight, hides, selector))

    def hide(self, element: Tag) -> bool:
        """Whether the rule that wins for an element hides it."""
        keys = [f".{each}" for each in classes_of(element)]
        keys += [f"#{element['id']}"] if element.get("id") else []
        found = [rule for key in (*keys, element.name) for rule in self.by_key.get(key, ())]
        if not any(hides for _, hides, _ in found):
            return False
        matching = [rule for rule in found if self.matches(rule[2], element)]
        return bool(matching) and max(matching)[1]

    def matches(self, selector: str, element: Tag) -> bool:
        if selector not in self.compiled:
            try:
                self.compiled[selector] = soupsieve.compile(selector)
            except (soupsieve.SelectorSyntaxError, NotImplementedError):
                self.compiled[selector] = None
        sieve = self.compiled[selector]
        return sieve is not None and sieve.match(element)


def applies(style: Tag) -> bool:
    media = str(style.get("media", "all")).lower()
    return "all" in media or "screen" in media


def rules_in(sheet: str) -> Iterator[tuple[str, bool]]:
    """Each selector of a rule about being seen, and whether it hides."""
    sheet = without_conditions(COMMENT.sub(" ", sheet))
    for selectors, declarations in RULE.findall(sheet):
        hides = bool(HIDES.search(declarations))
        if not hides and not SHOWS.search(declarations):
            continue
        for selector in selectors.rpartition(";")[2].split(","):
            selector = " ".join(selector.split())
            if selector and "@" not in selector and not PSEUDO.search(selector):
                yield selector, hides


def without_conditions(sheet: str) -> str:
    """A style sheet without its blocks that begin with "@"; those for every screen are opened."""
    kept, place = [], 0
    while (at := sheet.find("@", place)) >= 0:
        kept.append(sheet[place:at])
        opening, semicolon = sheet.find("{", at), sheet.find(";", at)
        if opening < 0 or 0 <= semicolon < opening:  # @import, @charset
            place = semicolon + 1 if semicolon >= 0 else len(sheet)
            continue
        end = closing(sheet, opening)
        if not CONDITIONAL.match(sheet[at : opening + 1]):
            kept.append(sheet[opening + 1 : end])
        place = end + 1
    return "".join([*kept, sheet[place:]])


def closing(sheet: str, opening: int) -> int:
    depth = 0
    for match in re.compile("[{}]").finditer(sheet, opening):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return len(sheet)


def specificity(selector: str) -> tuple[int, int, int]:
    ids = selector.count("#")
    classes = len(re.findall(r"[.\[]|:(?!not)", selector))
    names = len(re.findall(r"(?:^|[\s>+~])[a-z][\w-]*", selector, re.I))
    return ids, classes, names


def shows_itself(element: Tag) -> bool:
    """Something in an element that is only invisible is set to be seen again."""
    invisible = re.search(r"visibility\s*:\s*hidden", str(element.get("style", "")), re.I)
    return bool(invisible) and any(
        re.search(r"visibility\s*:\s*visible", str(each.get("style", "")), re.I)
        for each in element.find_all(style=True)
    )
