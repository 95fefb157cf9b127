"""The numbers that Word counts and keeps in no paragraph: worked out as Word shows them.

ECMA-376 part 1, 17.9. A paragraph is numbered by ``w:numPr``, its own or that of its style; what a
number looks like is said by the level of an abstract list. Lists that share one go on counting
unless one starts again.
"""

import re
from dataclasses import dataclass

from lxml import etree

from articles.importers.html.built_lists import Label
from articles.importers.word.ooxml import N, child, is_on, value
from articles.importers.word.paragraph_styles import ParagraphStyles
from articles.importers.word.styles import style_of
from articles.markup.numerals import roman

LEVELS = 9
# How HTML writes the formats that it has; it shows the others as words of the item.
TYPES = {
    "decimal": "1",
    "decimalZero": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
# Formats that HTML has no type for and that say more than a figure.
IN_WORDS = ("none", "ordinal", "ordinalText", "cardinalText")
PLACE = re.compile(r"%([1-9])")
# A label that says no more than its number: "1.", "(a)", "iv)", "2 -".
PLAIN_LABEL = re.compile(r"[(\[]?%[1-9][.):\]\s–—-]*")
# Word goes on after "z" with "aa", "bb"; HTML with "aa", "ab".
LAST_LETTER = 26 + 1


@dataclass(frozen=True)
class Level:
    """How one level of a list counts and writes; ``text`` is "%1." for "1.", "2." and so on."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restarts_below: int = LEVELS  # levels that begin it again; 0 for none
    is_legal: bool = False  # every number in it is written in figures


class Numbering:
    """Counts the paragraphs of one document, in their order."""

    def __init__(self, root: etree._Element | None, styles: ParagraphStyles) -> None:
        """``root``: that of the part with the lists, if there is one."""
        self.root, self.styles = root, styles
        self.abstract = {} if root is None else by_id(root, "w:abstractNum", "w:abstractNumId")
        self.lists = {} if root is None else by_id(root, "w:num", "w:numId")
        self.counts: dict[str, list[int | None]] = {}
        self.restarted: set[tuple[str, int]] = set()
        self.levels_by_list: dict[str, dict[int, Level]] = {}
        self.other_signs: set[str] = set()

    def label_of(self, paragraph: etree._Element) -> Label | None:
        """The paragraph's label; each is to be asked for once, and in order."""
        number_id, index = self.place_of(paragraph)
        abstract_id = self.abstract_of(number_id)
        if abstract_id is None or not 0 <= index < LEVELS:
            return None
        levels = self.levels(number_id, abstract_id)
        self.count(number_id, abstract_id, index, levels)
        return self.written(abstract_id, index, levels)

    # --- Which list, which level ------------------------------------------------------------

    def place_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """The id of a paragraph's list, "0" for none, and its level, from 0."""
        own = child(paragraph, "w:pPr", "w:numPr")
        style = style_of(paragraph) or self.styles.styles.usual_paragraph
        styled = self.styles.numbering(style)
        own_list, own_level = value(own, "w:numId"), value(own, "w:ilvl")
        number_id = own_list or value(styled, "w:numId") or "0"
        level = own_level
        if not own_level and not own_list:
            level = self.level_of_style(number_id, style) or value(styled, "w:ilvl")
        return number_id, whole(level, 0)

    def level_of_style(self, number_id: str, style: str) -> str:
        """The level that names the style, or one that it is based on, as its own (17.9.23)."""
        abstract = self.abstract.get(self.abstract_of(number_id) or "")
        if abstract is None:
            return ""
        levels = abstract.iterchildren(N["w:lvl"])
        named = {value(each, "w:pStyle"): each.get(N["w:ilvl"], "") for each in levels}
        line = self.styles.ids_in_line(style)
        return next((named[each] for each in line if each in named), "")

    def abstract_of(self, number_id: str) -> str | None:
        """The abstract list of a list; one may lead to another by a numbering style (17.9.21)."""
        followed: set[str] = set()
        while number_id in self.lists and number_id not in followed:
            followed.add(number_id)
            abstract_id = value(self.lists[number_id], "w:abstractNumId")
            abstract = self.abstract.get(abstract_id)
            if abstract is None:
                return None
            linked = value(abstract, "w:numStyleLink")
            if not linked:
                return abstract_id
            number_id = value(self.styles.numbering(linked), "w:numId")
        return None

    def levels(self, number_id: str, abstract_id: str) -> dict[int, Level]:
        """The levels of a list, with what it overrides of the abstract one's."""
        if number_id not in self.levels_by_list:
            described = self.abstract[abstract_id].iterchildren(N["w:lvl"])
            found = {index_of(each): level_of(each) for each in described}
            for override in self.lists[number_id].iterchildren(N["w:lvlOverride"]):
                if (other := child(override, "w:lvl")) is not None:
                    found[index_of(override)] = level_of(other)
            self.levels_by_list[number_id] = found
        return self.levels_by_list[number_id]

    def start_override(self, number_id: str, index: int) -> int | None:
        for override in self.lists[number_id].iterchildren(N["w:lvlOverride"]):
            if index_of(override) == index and child(override, "w:startOverride") is not None:
                return whole(value(override, "w:startOverride"), 1)
        return None

    # --- Counting ---------------------------------------------------------------------------

    def count(self, number_id: str, abstract_id: str, index: int, levels: dict[int, Level]) -> None:
        counts = self.counts.setdefault(abstract_id, [None] * LEVELS)
        start = self.start_override(number_id, index)
        before = counts[index]
        if start is not None and (number_id, index) not in self.restarted:
            counts[index] = start
        elif before is None:
            counts[index] = levels.get(index, Level()).start
        else:
            counts[index] = before + 1
        self.restarted.add((number_id, index))
        for deeper in range(index + 1, LEVELS):
            if index < levels.get(deeper, Level()).restarts_below:
                counts[deeper] = None

    def clear(self) -> None:
        """Take the lists out of the document, so that nothing else reads them."""
        if self.root is not None:
            for child in list(self.root):
                self.root.remove(child)

    def written(self, abstract_id: str, index: int, levels: dict[int, Level]) -> Label | None:
        level = levels.get(index, Level())
        numbers = [
            levels.get(n, Level()).start if count is None else count
            for n, count in enumerate(self.counts[abstract_id])
        ]
        kind = TYPES.get(level.format, "" if level.format in IN_WORDS else "1")
        if level.format == "bullet":
            return Label(abstract_id, index)
        plain = PLAIN_LABEL.fullmatch(level.text) and level.text.count(f"%{index + 1}") == 1
        if level.format not in TYPES and kind:
            self.other_signs.add(level.format)
        fits = kind and (kind not in "aA" or numbers[index] <= LAST_LETTER) and numbers[index] >= 0
        if (plain or not level.text) and fits:
            return Label(abstract_id, index, numbers[index], kind)
        words = in_full(level, numbers, levels) if level.text or level.format != "none" else ""
        return Label(abstract_id, index, numbers[index], words=words) if words else None


def by_id(root: etree._Element, prefixed: str, key: str) -> dict[str, etree._Element]:
    return {each.get(N[key], ""): each for each in root.iterchildren(N[prefixed])}


def index_of(element: etree._Element) -> int:
    return whole(element.get(N["w:ilvl"]), 0)


def level_of(element: etree._Element) -> Level:
    return Level(
        format=value(element, "w:numFmt") or "decimal",
        text=value(element, "w:lvlText"),
        start=whole(value(element, "w:start"), 1),
        restarts_below=whole(value(element, "w:lvlRestart"), LEVELS),
        is_legal=bool(is_on(child(element, "w:isLgl"))),
    )


def whole(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise


# --- Numbers as Word writes them -----------------------------------------------------------------


def in_full(level: Level, numbers: list[int], levels: dict[int, Level]) -> str:
    """ "1.2" or "Step 3:", with the number of each level in its place."""

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        known = levels.get(index, Level())
        return figure(numbers[index], "decimal" if level.is_legal else known.format)

    return " ".join(PLACE.sub(number, level.text or "%1.").split())


def figure(number: int, kind: str) -> str:
    """A number in a format of Word; in figures where it is none of these."""
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return roman(number) if kind == "lowerRoman" else roman(number).upper()
    if kind == "decimalZero":
        return f"{number:02d}"
    if kind == "ordinal":
        return f"{number}{ordinal_ending(number)}"
    return "" if kind in ("none", "bullet") else str(number)


def ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
