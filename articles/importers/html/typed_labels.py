"""Labels of items that were typed, or that a program wrote as words: "•", "1.", "b)", "iv."."""

import re

from articles.importers.html.built_lists import Label
from articles.markup.numerals import number_of, written
from articles.text import typed_lists

SIGNS = f"[{typed_lists.SIGNS}]"
# "·5" is a number.
BULLET = re.compile(rf"\s*(?:{SIGNS}[ \t\xa0]*(?=[^\s\d])|{SIGNS}[ \t\xa0]+(?=\d)|o\t\s*(?=\S))")
# A dash before a figure may be its sign.
DASH = re.compile(r"\s*[-–—*][ \t\xa0]+(?=[^\W\d]|[“\"(])")
NUMBER = re.compile(r"\s*\(?(?P<sign>\d{1,3}|[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})[.)](?P<gap>\s+)(?=\S)")


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
        leads_on = other is not None and other["sign"] == written(number + 1, kind)
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
    return number_of(sign, kind) or 0
