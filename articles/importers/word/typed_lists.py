"""Lists that were typed by hand: "•", a tab, the words; or "1." and "2." at the start of lines."""

import re

from bs4 import BeautifulSoup, NavigableString, Tag

from articles.importers.word.lists import ITEM, ITEM_ID, Item
from articles.importers.word.numbering import Label, figure

BULLET = re.compile(r"\s*(?:[•‣◦▪▫■□●○·➢➤❖\uf0b7\uf0a7\uf0d8][ \t\xa0]*|o\t\s*)(?=\S)")
# A dash before a figure may be its sign.
DASH = re.compile(r"\s*[-–—*][ \t\xa0]+(?=[^\W\d]|[“\"(])")
NUMBER = re.compile(r"\s*\(?(?P<sign>\d{1,3}|[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})[.)](?P<gap>\s+)(?=\S)")
TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}
TYPES |= {"I": "upperRoman"}
MOST = 60  # items: further letters and numerals are hardly typed


def mark_typed_items(soup: BeautifulSoup, items: list[Item]) -> None:
    """Bookmark paragraphs that begin with a label that was typed, and take the label off."""
    for parent in {id(each.parent): each.parent for each in soup.find_all("p")}.values():
        paragraphs = [each for each in parent.find_all("p", recursive=False) if is_plain(each)]
        before: Label | None = None
        for place, paragraph in enumerate(paragraphs):
            following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
            label, length = typed_label(first_text(paragraph), before, first_text(following))
            before = label or before
            if label is not None:
                bookmark(soup, paragraph, length, Item(0, label), items)


def is_plain(paragraph: Tag) -> bool:
    return paragraph.find("a", id=ITEM_ID) is None


def first_text(paragraph: Tag | None) -> str:
    """The words that a paragraph begins with, if it begins with plain words."""
    first = paragraph.contents[0] if paragraph is not None and paragraph.contents else ""
    return str(first) if type(first) is NavigableString else ""


def typed_label(text: str, before: Label | None, following: str) -> tuple[Label | None, int]:
    """The label at the start of a text and its length.

    Numbers behind which no tab stands need one that is next to them before or after; a page may
    begin a paragraph with "2. " and mean no list.
    """
    if found := BULLET.match(text) or DASH.match(text):
        return Label("typed", 0), found.end()
    if not (found := NUMBER.match(text)):
        return None, 0
    for kind in kinds_of(found["sign"], before):
        number = number_in(found["sign"], kind)
        goes_on = before is not None and (before.type, before.number + 1) == (kind, number)
        other = NUMBER.match(following)
        leads_on = other is not None and other["sign"] == figure(number + 1, TYPES[kind])
        if number and ("\t" in found["gap"] or goes_on or leads_on):
            return Label("typed", 0, number, kind), found.end()
    return None, 0


def kinds_of(sign: str, before: Label | None) -> list[str]:
    """The types of list that a sign may number: "i" may be a letter or a numeral."""
    if sign.isdigit():
        return ["1"]
    letter, roman = ("a", "i") if sign.islower() else ("A", "I")
    kinds = [kind for kind in (roman, letter) if number_in(sign, kind)]
    if len(kinds) == 2 and sign.lower() != "i":
        kinds.reverse()
    if before is not None and before.type in kinds:
        kinds = sorted(kinds, key=lambda kind: number_in(sign, kind) != before.number + 1)
    return kinds


def number_in(sign: str, kind: str) -> int:
    """Which number a sign is in a type of list, or 0."""
    if kind == "1":
        return int(sign)
    written = (number for number in range(1, MOST) if figure(number, TYPES[kind]) == sign)
    return next(written, 0)


def bookmark(
    soup: BeautifulSoup, paragraph: Tag, length: int, item: Item, items: list[Item]
) -> None:
    first = paragraph.contents[0]
    first.replace_with(NavigableString(str(first)[length:]))
    paragraph.insert(0, soup.new_tag("a", id=f"{ITEM}-{len(items)}"))
    items.append(item)
