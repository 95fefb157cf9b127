"""What the styles of a Word document make of paragraphs: headings, titles and items of lists.

ECMA-376 part 1, 17.7: a property is taken from the nearest style in the line that gives it.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from articles.importers.word.ooxml import N, child, value
from articles.importers.word.styles import Styles

HEADING_NAME = re.compile(r"heading(?: ?([1-9]))?", re.I)
NO_HEADING = re.compile(
    r"(?:sub)?title|(?:toc|toa|index|contents|table|illustration|user|bibliography).* heading", re.I
)
LEVEL_OF_TEXT = 9  # an outline level of body text


@dataclass
class ParagraphStyles:
    """Answers of ``styles``, each worked out once."""

    styles: Styles
    levels: dict[str, int] = field(default_factory=dict)
    numbered: dict[str, etree._Element | None] = field(default_factory=dict)

    def heading_level(self, style: str) -> int:
        """1 to 9 for the styles of headings and those based on them, else 0."""
        if style not in self.levels:
            self.levels[style] = self.level_in_line(style)
        return self.levels[style]

    def level_in_line(self, style: str) -> int:
        for each in self.styles.line_of(style):
            name = value(each, "w:name")
            if NO_HEADING.fullmatch(name):
                return 0
            if outline := value(each, "w:pPr", "w:outlineLvl"):
                return outline_level(outline)
            if found := HEADING_NAME.fullmatch(name):
                return int(found[1] or 1)
        return 0

    def is_heading_itself(self, style: str) -> bool:
        """Whether it is one of Word's own styles for headings, not one that is based on them."""
        return HEADING_NAME.fullmatch(self.styles.name_of(style)) is not None

    def is_title(self, style: str) -> bool:
        names = {value(each, "w:name").lower() for each in self.styles.line_of(style)}
        return "title" in names and "subtitle" not in names

    def numbering(self, style: str) -> etree._Element | None:
        """The ``w:numPr`` of a style or of the nearest that it is based on."""
        if style not in self.numbered:
            found = (child(each, "w:pPr", "w:numPr") for each in self.styles.line_of(style))
            self.numbered[style] = next((each for each in found if each is not None), None)
        return self.numbered[style]

    def ids_in_line(self, style: str) -> list[str]:
        return [each.get(N["w:styleId"], "") for each in self.styles.line_of(style)]


def outline_level(text: str) -> int:
    """The level of a heading of this ``w:outlineLvl``, or 0."""
    level = int(text) if text.isdigit() else LEVEL_OF_TEXT
    return level + 1 if level < LEVEL_OF_TEXT else 0
