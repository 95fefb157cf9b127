"""Color, ground, size and capitals of a run of words, as styles and everything around set them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from articles.importers.word.ooxml import N, child, value
from articles.importers.word.styles import Styles

WHITE = "FFFFFF"
NEAR_WHITE = re.compile("F[A-F0-9]F[A-F0-9]F[A-F0-9]")
READABLE = 6  # half-points: smaller than 3 pt, nobody reads a word
# The colors of the theme that every theme of Word has as these (20.1.6.2, w:clrSchemeMapping).
THEME = {"background1": WHITE, "light1": WHITE, "text1": "000000", "dark1": "000000"}
# ST_HighlightColor (17.18.40).
HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "white": WHITE,
    "darkBlue": "00008B",
    "darkCyan": "008B8B",
    "darkGreen": "006400",
    "darkMagenta": "8B008B",
    "darkRed": "8B0000",
    "darkYellow": "808000",
    "darkGray": "A9A9A9",
    "lightGray": "D3D3D3",
}
OTHER = "other"  # a color that is not worked out: not white, and like no other


@dataclass(frozen=True)
class Setting:
    """How a run looks; ``style`` is that of its paragraph."""

    run: etree._Element
    styles: Styles
    style: str

    @property
    def properties(self) -> etree._Element | None:
        return self.run.find(N["w:rPr"])

    def color(self) -> str:
        """Six hexadecimal digits; empty where Word chooses what can be read."""
        found = self.styles.property(self.properties, self.style, "w:color")
        if found is None:
            return ""
        return hexadecimal(found, "themeColor", "val")

    def ground(self) -> str:
        """The color right behind the words: white, if nothing says otherwise."""
        highlight = value(self.properties, "w:highlight")
        if highlight not in ("", "none"):
            return HIGHLIGHTS.get(highlight, OTHER)
        shadings = (fill_of(each) for each in self.shadings() if each is not None)
        return next(filter(None, shadings), WHITE)

    def shadings(self) -> Iterator[etree._Element | None]:
        """What shades the words, from the nearest to the farthest."""
        yield self.styles.property(self.properties, self.style, "w:shd")
        for around in self.run.iterancestors(*AROUND):
            if around.tag == N["w:p"]:
                yield child(around, "w:pPr", "w:shd")
                yield from (
                    child(each, "w:pPr", "w:shd") for each in self.styles.line_of(self.style)
                )
            elif around.tag in SHAPES:
                yield around
            else:
                yield around.find(f"{around.tag}Pr/{N['w:shd']}")
                yield from self.shadings_of_table_style(around)

    def shadings_of_table_style(self, table: etree._Element) -> Iterator[etree._Element]:
        """Any shading that a table's style has for some of its cells."""
        for style in self.styles.line_of(value(table, "w:tblPr", "w:tblStyle")):
            yield from style.iter(N["w:shd"])

    def is_white_on_white(self) -> bool:
        color = self.color()
        return bool(NEAR_WHITE.fullmatch(color)) and bool(NEAR_WHITE.fullmatch(self.ground()))

    def is_blacked_out(self) -> bool:
        """Words in the very color of a ground that is not white, as with a black marker."""
        color = self.color()
        return color not in ("", OTHER) and color == self.ground() and color != WHITE

    def is_tiny(self) -> bool:
        size = self.styles.property(self.properties, self.style, "w:sz")
        said = "" if size is None else size.get(N["w:val"], "")
        return said.isdigit() and int(said) < READABLE

    def is_in_capitals(self) -> bool:
        return self.styles.toggle(self.properties, self.style, "w:caps")


SHAPES = (N["wps:wsp"], *(N[f"v:{each}"] for each in ("shape", "rect", "roundrect")))
AROUND = (N["w:p"], N["w:tc"], N["w:tbl"], *SHAPES)


def fill_of(element: etree._Element) -> str:
    """The color that a shading or a shape fills with; empty for none."""
    if element.tag in SHAPES:
        return fill_of_shape(element)
    if element.get(N["w:val"]) == "solid":  # a pattern that covers the fill
        return hexadecimal(element, "themeColor", "color")
    if element.get(N["w:val"], "clear") not in ("clear", "nil"):
        return OTHER
    return hexadecimal(element, "themeFill", "fill")


def fill_of_shape(shape: etree._Element) -> str:
    if shape.tag == N["wps:wsp"]:
        solid = child(shape, "wps:spPr", "a:solidFill")
        named = child(solid, "a:srgbClr")
        return "" if solid is None else OTHER if named is None else named.get("val", OTHER).upper()
    said = shape.get("fillcolor", "").lstrip("#").partition(" ")[0].upper()
    return {"": "", "WHITE": WHITE, "BLACK": "000000"}.get(said, said if len(said) == 6 else OTHER)


def hexadecimal(element: etree._Element, theme: str, plain: str) -> str:
    themed = element.get(N[f"w:{theme}"])
    if themed:
        return THEME.get(themed, OTHER)
    said = element.get(N[f"w:{plain}"], "auto").upper()
    return "" if said in ("AUTO", "NONE") else {"WHITE": WHITE}.get(said, said)
