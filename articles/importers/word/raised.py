"""Raised and lowered runs, however a document marks them, as superscript and subscript.

Word has ``w:vertAlign`` on the run or in its styles (ECMA-376 part 1, 17.3.2.42), and
``w:position``, which moves a run by half-points (17.3.2.24); LibreOffice writes the latter.
"""

from lxml import etree

from articles.importers.word.ooxml import N, child, new, tags, value
from articles.importers.word.styles import Styles, style_of

LEAST = 2  # half-points: less sets a line straight, and raises nothing
KINDS = ("superscript", "subscript")
REFERENCES = tags("footnoteReference endnoteReference")
TEXT = tags("t sym noBreakHyphen")


def mark_raised(root: etree._Element, styles: Styles) -> None:
    """Write on each run that is raised or lowered that it is; the mark of a note is neither."""
    for paragraph in root.iter(N["w:p"]):
        style = style_of(paragraph)
        runs = [run for run in paragraph.iter(N["w:r"]) if any(each.tag in TEXT for each in run)]
        shifts = [shift(run, styles, style) for run in runs]
        as_one = len(set(shifts)) == 1  # a paragraph that is moved as a whole raises nothing
        for run, moved in zip(runs, shifts, strict=True):
            kind = alignment(run, styles, style) or ("" if as_one else kind_of(moved))
            if kind and not any(each.tag in REFERENCES for each in run):
                write_alignment(run, kind)


def alignment(run: etree._Element, styles: Styles, style: str) -> str:
    found = value(styles.property(run.find(N["w:rPr"]), style, "w:vertAlign"))
    return found if found in KINDS else ""


def shift(run: etree._Element, styles: Styles, style: str) -> int:
    """Half-points above the line; below it they are negative."""
    text = value(styles.property(run.find(N["w:rPr"]), style, "w:position"))
    return int(text) if text.lstrip("-").isdigit() else 0


def kind_of(half_points: int) -> str:
    if abs(half_points) < LEAST:
        return ""
    return "superscript" if half_points > 0 else "subscript"


def write_alignment(run: etree._Element, kind: str) -> None:
    properties = run.find(N["w:rPr"])
    if properties is None:
        properties = new("w:rPr")
        run.insert(0, properties)
    if (own := child(properties, "w:vertAlign")) is not None:
        properties.remove(own)
    properties.append(new("w:vertAlign", val=kind))
