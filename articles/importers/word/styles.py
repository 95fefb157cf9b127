"""What the styles of a Word document make of words that do not say it themselves (17.7).

Style → basedOn → … is followed once a style and remembered, so that asking is cheap.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from lxml import etree

from articles.importers.word.ooxml import N, child, is_on, value

Answer = TypeVar("Answer")


@dataclass(eq=False)
class Styles:
    """The styles part of a document; ``root`` is None where there is none."""

    root: etree._Element | None
    found: dict[tuple[str, str], etree._Element | None] = field(default_factory=dict)
    answers: dict[tuple[object, ...], Any] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, etree._Element]:
        styles = self.root.iterfind(N["w:style"]) if self.root is not None else ()
        named: dict[str, etree._Element] = {}
        for style in styles:
            named.setdefault(style.get(N["w:styleId"], ""), style)
        return named

    @cached_property
    def defaults(self) -> etree._Element | None:
        """The run properties that hold for the whole document."""
        return child(self.root, "w:docDefaults", "w:rPrDefault", "w:rPr")

    @cached_property
    def usual_paragraph(self) -> str:
        """The id of the style of paragraphs that name none."""
        return next((key for key, each in self.by_id.items() if is_default(each)), "")

    def nearest(self, style: str, prefixed: str) -> etree._Element | None:
        """A run property as the style or the nearest of those it is based on writes it."""
        key = style, prefixed
        if key not in self.found:
            own = (child(each, "w:rPr", prefixed) for each in self.line_of(style))
            self.found[key] = next((each for each in own if each is not None), None)
        return self.found[key]

    def line_of(self, style: str) -> list[etree._Element]:
        """The style and those it is based on, nearest first; a circle is gone round once."""
        line: list[etree._Element] = []
        while style in self.by_id and self.by_id[style] not in line:
            line.append(self.by_id[style])
            style = value(line[-1], "w:basedOn")
        return line

    def name_of(self, style: str) -> str:
        return value(self.by_id.get(style), "w:name")

    def remembered(self, make: Callable[..., Answer], *key: object) -> Answer:
        """What ``make(*key)`` gives, worked out once."""
        known = make.__name__, *key
        if known not in self.answers:
            self.answers[known] = make(*key)
        answer: Answer = self.answers[known]
        return answer

    def toggle(
        self, properties: etree._Element | None, paragraph: str, prefixed: str, table: str = ""
    ) -> bool:
        """Whether an on/off property of words is on (17.7.3).

        ``properties`` are the words' own, ``paragraph`` and ``table`` the ids of the styles around
        them. What the words say themselves holds; two styles that both say "on" say "off".
        """
        if (own := is_on(child(properties, prefixed))) is not None:
            return own
        levels = (table, paragraph or self.usual_paragraph, value(properties, "w:rStyle"))
        return self.remembered(self.toggled, prefixed, levels)

    def toggled(self, prefixed: str, levels: tuple[str, ...]) -> bool:
        """Whether the styles around words put a property on."""
        if is_on(child(self.defaults, prefixed)):
            return True
        return sum(bool(is_on(self.nearest(level, prefixed))) for level in levels if level) % 2 == 1

    def property(
        self, properties: etree._Element | None, paragraph: str, prefixed: str
    ) -> etree._Element | None:
        """A property that is no toggle: own, the run's style's, the paragraph's, or by default."""
        own = child(properties, prefixed)
        if own is not None:
            return own
        levels = value(properties, "w:rStyle"), paragraph or self.usual_paragraph
        return self.remembered(self.styled, prefixed, levels)

    def styled(self, prefixed: str, levels: tuple[str, ...]) -> etree._Element | None:
        found = (self.nearest(level, prefixed) for level in levels if level)
        return next((each for each in found if each is not None), child(self.defaults, prefixed))

    def font(self, properties: etree._Element | None, paragraph: str, letters: str) -> str:
        """The font of some letters, "ascii" or "hAnsi" (17.3.2.26); empty for one of the theme."""
        own = font_in(child(properties, "w:rFonts"), letters)
        if own is not None:
            return own
        return self.remembered(self.styled_font, letters, value(properties, "w:rStyle"), paragraph)

    def styled_font(self, letters: str, run: str, paragraph: str) -> str:
        styles = (*self.line_of(run), *self.line_of(paragraph or self.usual_paragraph))
        fonts = [child(each, "w:rPr", "w:rFonts") for each in styles]
        found = (font_in(each, letters) for each in (*fonts, child(self.defaults, "w:rFonts")))
        return next((each for each in found if each is not None), "")


def font_in(fonts: etree._Element | None, letters: str) -> str | None:
    """The font that an element names for some letters; None where it leaves that to others."""
    if fonts is None:
        return None
    if fonts.get(N[f"w:{letters}Theme"]):
        return ""
    return fonts.get(N[f"w:{letters}"]) or None


def is_default(style: etree._Element) -> bool:
    kind = style.get(N["w:type"])
    return kind == "paragraph" and style.get(N["w:default"], "0").lower() in ("1", "true", "on")


def style_of(paragraph: etree._Element | None) -> str:
    """The id of a paragraph's style, as far as it names one."""
    return value(paragraph, "w:pPr", "w:pStyle")


def table_style_of(paragraph: etree._Element) -> str:
    """The id of the style of the table a paragraph is in."""
    table = next(paragraph.iterancestors(N["w:tbl"]), None)
    return value(table, "w:tblPr", "w:tblStyle") if table is not None else ""
