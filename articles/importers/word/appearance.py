"""How words look, where that changes what they say: struck out, in capitals, in white, tiny."""

import re
from collections.abc import Iterator

from lxml import etree

from articles.importers.word.ooxml import N, child, is_on, new, value
from articles.importers.word.reporting import Report, quoted
from articles.importers.word.styles import Styles, style_of

WHITE = re.compile(r"f[a-f0-9]f[a-f0-9]f[a-f0-9]|white|window", re.I)
READABLE = 6  # half-points: smaller than 3 pt, nobody reads a word
BUILT_IN = {
    "Strong": ["w:b"],
    "Emphasis": ["w:i"],
    "SubtleEmphasis": ["w:i"],
    "IntenseEmphasis": ["w:b", "w:i"],
}
IN_WHITE = (
    "Words in white, which nobody sees on white paper, are on the page: {}. Delete them if readers"
    " should not see them."
)
TINY = (
    "Words too small to read on paper are on the page: {}. Delete them if readers should not see"
    " them."
)
CAPITALS = "Words that only formatting puts in capitals are kept as they were typed: {}."


def settle_appearance(root: etree._Element, styles: Styles, report: Report) -> None:
    """What styles make of words is written to the words, and what may mislead is reported."""
    white, tiny, capitals = [], [], []
    for paragraph in root.iter(N["w:p"]):
        style = style_of(paragraph)
        for run in paragraph.iter(N["w:r"]):
            said = "".join(each.text or "" for each in run.iter(N["w:t"]))
            if not said.strip():
                continue
            properties = run.find(N["w:rPr"])
            settle_marks(run, properties, styles, style)
            if is_white(properties, styles, style) and not is_on_color(
                run, properties, styles, style
            ):
                white.append(said)
            if is_tiny(properties, styles, style):
                tiny.append(said)
            if styles.toggle(properties, style, "w:caps") and said.upper() != said:
                capitals.append(said)
    for sentence, found in ((IN_WHITE, white), (TINY, tiny), (CAPITALS, capitals)):
        if found:
            report.remark(sentence.format(", ".join(map(quoted, dict.fromkeys(found[:5])))))


def settle_marks(run: etree._Element, properties, styles: Styles, style: str) -> None:
    """Struck out by any means is struck out; bold and italic of a run's own style are kept."""
    struck = any(styles.toggle(properties, style, each) for each in ("w:strike", "w:dstrike"))
    write_toggle(run, "w:strike", struck)
    named = value(properties, "w:rStyle")
    for each in marks_of(named, styles) if named else ():
        if child(run.find(N["w:rPr"]), each) is None:
            write_toggle(run, each, True)


def marks_of(style: str, styles: Styles) -> list[str]:
    """Bold and italic as a style of runs sets them; a document need not describe Word's own."""
    if style not in styles.by_id:
        return BUILT_IN.get(style, [])
    known = ["w:i"] if styles.name_of(style).lower() == "strong" else ["w:b", "w:i"]
    return [each for each in known if is_on(styles.nearest(style, each))]


def write_toggle(run: etree._Element, prefixed: str, on: bool) -> None:
    properties = run.find(N["w:rPr"])
    found = child(properties, prefixed)
    if found is not None:
        properties.remove(found)
    if on:
        if properties is None:
            properties = new("w:rPr")
            run.insert(0, properties)
        properties.append(new(prefixed))


def is_white(properties, styles: Styles, style: str) -> bool:
    color = styles.property(properties, style, "w:color")
    if color is None:
        return False
    themed = color.get(N["w:themeColor"], "")
    return themed in ("background1", "light1") or bool(WHITE.fullmatch(color.get(N["w:val"], "")))


def is_tiny(properties, styles: Styles, style: str) -> bool:
    size = styles.property(properties, style, "w:sz")
    said = "" if size is None else size.get(N["w:val"], "")
    return said.isdigit() and int(said) < READABLE


def is_on_color(run: etree._Element, properties, styles: Styles, style: str) -> bool:
    """Whether something around the words gives them a ground that is not white."""
    if value(properties, "w:highlight") not in ("", "none", "white"):
        return True
    return any(map(is_colored, shadings_around(run, properties, styles, style)))


def shadings_around(run: etree._Element, properties, styles: Styles, style: str) -> Iterator:
    yield styles.property(properties, style, "w:shd")
    for each in styles.line_of(style):
        yield child(each, "w:pPr", "w:shd")
    for around in run.iterancestors(N["w:p"], N["w:tc"], N["w:tbl"]):
        yield around.find(f"{around.tag}Pr/{N['w:shd']}")
        if around.tag == N["w:tbl"]:
            yield from table_shadings(value(around, "w:tblPr", "w:tblStyle"), styles)


def table_shadings(style: str, styles: Styles) -> Iterator:
    for each in styles.line_of(style):
        yield from each.iter(N["w:shd"])


def is_colored(shading: etree._Element | None) -> bool:
    if shading is None:
        return False
    if shading.get(N["w:themeFill"], "background1") not in ("background1", "light1"):
        return True
    fill = shading.get(N["w:fill"], "auto")
    return fill != "auto" and not WHITE.fullmatch(fill)
