"""Signs of symbol fonts and characters of private use in a saved page become characters.

Word and LibreOffice save "≥" as a letter in the font Symbol; a browser may show it as that letter.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag

from articles.importers.private_use import without_private_use
from articles.importers.symbol_fonts import PRIVATE, in_font, symbol_font

FAMILY = re.compile(r"(?:^|;)\s*font(?:-family)?\s*:([^;]*)", re.I)
SAID = ("alt", "title", "aria-label")
READ_AS_SIGNS = "Characters in the font {} were read as the symbols they show: {}. Check them."


def show_signs(soup: BeautifulSoup) -> list[str]:
    """Replace what symbol fonts hide in a page's words; what to tell about it."""
    remarks: list[str] = []
    for element in soup.find_all(
        ["font", "span", "b", "i", "strong", "em", "sup", "sub", "p", "td"]
    ):
        if font := own_font(element):
            remarks += read_in_font(element, font)
    for text in list(soup.find_all(string=PRIVATE)):
        shown, said = without_private_use(str(text))
        text.replace_with(type(text)(shown))
        remarks += said
    for element in soup.find_all(said_with_private_use):
        for attribute in filter(element.has_attr, SAID):
            element[attribute], said = without_private_use(str(element[attribute]))
            remarks += said
    return list(dict.fromkeys(remarks))


def said_with_private_use(element: Tag) -> bool:
    return any(PRIVATE.search(str(element.get(each, ""))) for each in SAID)


def own_font(element: Tag) -> str:
    """The symbol font that an element sets for its words; empty for a font of letters."""
    named = str(element.get("face", "")) if element.name == "font" else ""
    styled = FAMILY.search(str(element.get("style", "")))
    families = (named or (styled[1] if styled else "")).split(",")
    # "font: 12pt Symbol" names its family last.
    first = families[0].split() if styled and not named else [families[0]]
    return symbol_font(families[0]) or (symbol_font(first[-1]) if first else "")


def read_in_font(element: Tag, font: str) -> Iterator[str]:
    for text in list(element.find_all(string=True)):
        if type(text) is not NavigableString or nearest_font(text) is not element:
            continue
        shown = "".join(in_font(each, font) for each in text)
        if shown != text:
            text.replace_with(NavigableString(shown))
            yield READ_AS_SIGNS.format(font, ", ".join(dict.fromkeys(shown.split()[:5])))


def nearest_font(text: NavigableString) -> Tag | None:
    """The nearest element around words that names a font."""
    for parent in text.parents:
        if (
            parent.name == "font"
            and parent.get("face")
            or FAMILY.search(str(parent.get("style", "")))
        ):
            return parent
    return None
