"""Numbered paragraphs of a Word document → lists of HTML, and its headings by their styles.

``mark_lists`` goes before the conversion: it takes the numbering out of the document and leaves a
bookmark in each item. ``build_lists`` goes after it and makes lists of the bookmarked paragraphs.
"""

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from lxml import etree

from articles.importers.html.built_lists import Item, Label, build_in
from articles.importers.html.looks import OTHER_NUMBERS
from articles.importers.word.numbering import Numbering
from articles.importers.word.ooxml import N, child, new, run, value
from articles.importers.word.paragraph_styles import ParagraphStyles, outline_level
from articles.importers.word.reporting import Report
from articles.importers.word.styles import Styles, style_of
from articles.markup.numerals import written

ITEM, HEADING, TITLE = "site-item", "site-heading", "site-title"
LAST_HEADING = 6
STYLED_LEVEL = re.compile(r"list(?: (?:bullet|number|continue))? ([2-5])", re.I)
CONTINUED = re.compile(r"list continue(?: [2-5])?", re.I)
ITEM_ID = re.compile(rf"{ITEM}-(\d+)")
STYLE_MAP = "\n".join(
    [
        f"p.{ITEM} => p:fresh",
        f"p.{TITLE} => h1:fresh",
        *(f"p.{HEADING}-{n} => h{n}:fresh" for n in range(1, LAST_HEADING + 1)),
    ]
)
WRITTEN_OUT = (
    "Some list items have labels that a list on this site cannot show, such as “{}”. Each label"
    " was written at the start of its item."
)
HEADINGS_NUMBERED = (
    "The numbers of headings, such as “{}”, were written into the headings. They no longer"
    " update by themselves."
)


@dataclass
class Marked:
    """What was taken out of the document: its items by number, and the numbers of its headings."""

    items: list[Item] = field(default_factory=list)
    heading_labels: list[str] = field(default_factory=list)

    def without_number(self, title: str) -> str:
        """A page's title, if it was the first of the numbered headings."""
        first = self.heading_labels[0] if self.heading_labels else ""
        return title.removeprefix(f"{first} ") if first else title

    def report(self, report: Report) -> None:
        labels = (item.label.words for item in self.items if item.label)
        if written_out := next(filter(None, labels), ""):
            report.remark(WRITTEN_OUT.format(written_out))
        if self.heading_labels:
            report.remark(HEADINGS_NUMBERED.format(self.heading_labels[0]))


# --- Before the conversion -----------------------------------------------------------------------


def mark_lists(
    roots: list[etree._Element], styles: Styles, lists: etree._Element | None, report: Report
) -> Marked:
    """Say of each paragraph whether it is a heading or an item; its numbering is taken out.

    ``lists`` is the root of the part that describes lists, if there is one; it is emptied.
    """
    described = ParagraphStyles(styles)
    numbering, marked = Numbering(lists, described), Marked()
    for root in roots:
        for paragraph in root.iter(N["w:p"]):
            mark_paragraph(paragraph, described, numbering, marked)
    numbering.clear()
    for name in (ITEM, TITLE, *(f"{HEADING}-{n}" for n in range(1, LAST_HEADING + 1))):
        if styles.root is not None:
            style = new("w:style", new("w:name", val=name), type="paragraph", styleId=name)
            styles.root.append(style)
    marked.report(report)
    if numbering.other_signs:
        report.remark(OTHER_NUMBERS.format(", ".join(sorted(numbering.other_signs))))
    return marked


def mark_paragraph(
    paragraph: etree._Element, styles: ParagraphStyles, numbering: Numbering, marked: Marked
) -> None:
    style = style_of(paragraph)
    name = styles.styles.name_of(style)
    label = numbering.label_of(paragraph)
    level = heading_level(paragraph, styles, label)
    if level or styles.is_title(style):
        set_style(paragraph, f"{HEADING}-{min(level, LAST_HEADING)}" if level else TITLE)
        if label and (words := label_words(label)):
            marked.heading_labels.append(words)
            paragraph.insert(1, run(f"{words} "))
    elif label is not None:
        note_item(paragraph, Item(label.level or styled_level(name), label), marked)
    elif CONTINUED.fullmatch(name):
        note_item(paragraph, Item(styled_level(name)), marked)


def heading_level(paragraph: etree._Element, styles: ParagraphStyles, label: Label | None) -> int:
    """The level of a paragraph that is a heading, or 0.

    A bullet, and numbering of its own on a style that is only based on a heading's, make an item.
    """
    style = style_of(paragraph)
    outline = value(paragraph, "w:pPr", "w:outlineLvl")
    level = outline_level(outline) if outline else styles.heading_level(style)
    is_its_own = bool(value(paragraph, "w:pPr", "w:numPr", "w:numId"))
    its_own_counts = is_its_own and not styles.is_heading_itself(style)
    is_item = label is not None and (not label_words(label) or its_own_counts)
    return 0 if is_item else level


def styled_level(style_name: str) -> int:
    """How deep a style sets its items: Word's "List Bullet 2" is a list of its own."""
    found = STYLED_LEVEL.fullmatch(style_name)
    return int(found[1]) - 1 if found else 0


def label_words(label: Label) -> str:
    """A label as words: "1.", "iv.", "Step 2:"; nothing for a bullet."""
    if label.words or not label.type:
        return label.words
    return f"{written(label.number, label.type)}."


def note_item(paragraph: etree._Element, item: Item, marked: Marked) -> None:
    name = f"{ITEM}-{len(marked.items)}"
    marked.items.append(item)
    set_style(paragraph, ITEM)
    paragraph.insert(1, new("w:bookmarkStart", id=name, name=name))


def set_style(paragraph: etree._Element, style: str) -> None:
    """A style of ours, and no numbering."""
    properties = paragraph.find(N["w:pPr"])
    if properties is None:
        properties = new("w:pPr")
    paragraph.insert(0, properties)
    for prefixed in ("w:pStyle", "w:numPr"):
        if (own := child(properties, prefixed)) is not None:
            properties.remove(own)
    properties.insert(0, new("w:pStyle", val=style))


# --- After the conversion -------------------------------------------------------------------------


def build_lists(soup: BeautifulSoup, items: list[Item]) -> None:
    """Make lists of the paragraphs with bookmarks, each list where its first item is."""
    marked: dict[int, Item] = {}
    parents: dict[int, Tag] = {}
    for anchor in soup.find_all("a", id=ITEM_ID):
        paragraph = anchor.find_parent("p")
        parent = paragraph.parent if paragraph is not None else None
        number = int(str(anchor["id"]).removeprefix(f"{ITEM}-"))
        anchor.decompose()
        if paragraph is not None and parent is not None and number < len(items):
            marked[id(paragraph)] = items[number]
            parents[id(parent)] = parent
    for parent in parents.values():
        build_in(parent, marked)
