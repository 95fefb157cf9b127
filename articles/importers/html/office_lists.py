"""Lists of Word in saved pages, which no list elements say.

Each item is a paragraph that names its list (``mso-list:l0 level1 lfo1``) or has a class of its
own, with the label as words.
"""

import re

from bs4 import BeautifulSoup, NavigableString, Tag

from articles.importers.html.built_lists import Item, Label, build_in
from articles.importers.html.elements import classes_of
from articles.importers.html.typed_labels import kinds_of, number_in

NAMED = re.compile(r"mso-list\s*:\s*(l\d+)\s+level(\d)", re.I)
IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.I)
ITEM_CLASS = re.compile(r"MsoList|MsoListParagraph", re.I)
MARGIN = re.compile(r"margin-left\s*:\s*([\d.]+)(in|cm|pt)", re.I)
STEP = {"in": 0.5, "cm": 1.27, "pt": 36.0}  # by which Word sets a level further in
GAP = "\xa0 \t\r\n"
LABEL = re.compile(rf"\s*([^\s\xa0]{{1,12}})[{GAP}]*\xa0[{GAP}]*")
SIGN = re.compile(r"[(\[]?(\d{1,4}|[a-zA-Z]{1,7})[.)\]:]*")
DEEPEST = 8


def build(soup: BeautifulSoup) -> None:
    marked: dict[int, Item] = {}
    parents: dict[int, Tag] = {}
    before: dict[tuple[str, int], Label] = {}
    for paragraph in soup.find_all("p"):
        parent = paragraph.parent
        if parent is not None and (item := item_of(paragraph, before)):
            marked[id(paragraph)] = item
            parents[id(parent)] = parent
    for parent in parents.values():
        build_in(parent, marked)


def item_of(paragraph: Tag, before: dict[tuple[str, int], Label]) -> Item | None:
    """What a paragraph of Word's is in its list; its label is taken off its words."""
    named = NAMED.search(str(paragraph.get("style", "")))
    of_class = ITEM_CLASS.match(" ".join(classes_of(paragraph)))
    if not named and not of_class:
        return None
    text = taken_label(paragraph)
    if not text:
        return None
    place = (named[1], int(named[2]) - 1) if named else ("", level_by_margin(paragraph))
    label = label_of(text, place, before.get(place))
    before[place] = label
    return Item(place[1], label)


def taken_label(paragraph: Tag) -> str:
    """The words of the label, which leave the paragraph: marked to be ignored, or set off."""
    ignored = next(
        (each for each in paragraph.find_all(style=IGNORED) if not each.find_parent(style=IGNORED)),
        None,
    )
    if ignored is not None:
        text = ignored.get_text().strip(GAP)
        ignored.decompose()
        return text
    found = LABEL.match(paragraph.get_text()) if paragraph.find("span") else None
    if not found or not is_label(found[1]):
        return ""
    cut_start(paragraph, found.end())
    return found[1]


def is_label(text: str) -> bool:
    """A bullet, or a sign with what follows signs."""
    return not text[0].isalnum() or text in ("o", "§") or SIGN.fullmatch(text) is not None


def cut_start(paragraph: Tag, length: int) -> None:
    for text in list(paragraph.find_all(string=True)):
        if length <= 0:
            return
        rest = str(text)[length:]
        length -= len(text)
        text.replace_with(NavigableString(rest))


def level_by_margin(paragraph: Tag) -> int:
    found = MARGIN.search(str(paragraph.get("style", "")))
    steps = float(found[1]) / STEP[found[2].lower()] if found else 1
    return max(0, min(round(steps) - 1, DEEPEST))


def label_of(text: str, place: tuple[str, int], before: Label | None) -> Label:
    """The label that words are: a bullet, a number in its signs, or words to keep."""
    name, level = place
    found = SIGN.fullmatch(text)
    if found is None:
        words = text if any(letter.isalnum() for letter in text) else ""
        return Label(name, level, words=words)
    kinds = kinds_of(found[1], before)
    if text == "o" or not kinds:
        return Label(name, level, words="" if text == "o" else text)
    return Label(name, level, number_in(found[1], kinds[0]), kinds[0])
