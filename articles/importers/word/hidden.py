"""Words that Word hides: taken out of the document and listed, so that none is published.

Hidden are runs by themselves or by a style (17.3.2.41, 17.7.3), rows of tables (17.4.20), and what
only the view of a web page hides (17.3.2.44). A hidden paragraph mark joins two paragraphs.
"""

import re

from lxml import etree

from articles.importers.word.ooxml import N, child, is_on, own_runs, remove, tags, text_of
from articles.importers.word.paragraphs import join_with_next, next_paragraph
from articles.importers.word.reporting import Report
from articles.importers.word.styles import Styles, style_of, table_style_of
from articles.importers.word.table_rows import remove_row

KIND = "hidden text"
REMARK = (
    "Hidden text was left out. It is listed below. If readers should see it, unhide it in Word"
    " and send the document again."
)
# What a field is made of stays, so that fields keep their beginning and end.
STRUCTURE = tags("rPr fldChar instrText")
PICTURES = (N["w:drawing"], N["w:pict"], N["w:object"])
# What says of a drawing that it is hidden, and the elements that it says so of.
DRAWN = (N["wp:docPr"], N["pic:cNvPr"], N["wps:cNvPr"], N["wpg:cNvPr"])
AROUND = (N["pic:pic"], N["wps:wsp"], N["wpg:grpSp"], N["w:drawing"])
SHAPES = tuple(N[f"v:{each}"] for each in ("shape", "rect", "roundrect", "oval", "group"))
UNSEEN = re.compile(r"(?:^|;)\s*(?:visibility\s*:\s*hidden|display\s*:\s*none)", re.I)
VALUED = (*PICTURES, N["w:footnoteReference"], N["w:endnoteReference"])


def take_out_hidden(root: etree._Element, styles: Styles, report: Report) -> None:
    """Remove what is hidden from one part of the document."""
    take_out_hidden_drawings(root, report)
    for row in list(root.iter(N["w:tr"])):
        if is_on(child(row, "w:trPr", "w:hidden")):
            leave_out(text_of(row), report)
            remove_row(row)
    touched = {p for p in list(root.iter(N["w:p"])) if without_hidden_runs(p, styles, report)}
    rows = {row for paragraph in touched for row in paragraph.iterancestors(N["w:tr"])}
    for paragraph in list(root.iter(N["w:p"])):
        join_at_hidden_mark(paragraph, styles, emptied=paragraph in touched)
    for row in rows:
        if not holds_anything(row):
            remove_row(row)


def take_out_hidden_drawings(root: etree._Element, report: Report) -> None:
    """Pictures, shapes and text boxes that the selection pane hides (20.1.2.2.8), or VML does."""
    for each in list(root.iter(*DRAWN, *SHAPES)):
        if each.getparent() is None or not is_hidden_drawing(each):
            continue
        described = each.get("descr") or each.get("alt") or ""
        hidden = next(each.iterancestors(*AROUND), None) if each.tag in DRAWN else each
        leave_out(text_of(hidden) or described or "[picture]", report)
        remove(hidden)


def is_hidden_drawing(element: etree._Element) -> bool:
    if element.get("hidden", "0").lower() in ("1", "true", "on"):
        return True
    return bool(UNSEEN.search(element.get("style", "")))


def without_hidden_runs(paragraph: etree._Element, styles: Styles, report: Report) -> bool:
    """Whether anything was taken out of a paragraph."""
    style, table = style_of(paragraph), table_style_of(paragraph)
    found = []
    for run in own_runs(paragraph):
        if is_hidden(run.find(N["w:rPr"]), styles, style, table):
            found.append(words_in(run))
            empty(run)
    if any(found):
        leave_out("".join(found), report)
    return bool(found)


def is_hidden(properties: etree._Element | None, styles: Styles, style: str, table: str) -> bool:
    ways = ("w:vanish", "w:webHidden")
    return any(styles.toggle(properties, style, each, table) for each in ways)


def words_in(run: etree._Element) -> str:
    """What is lost with a run: its words, or that it was a picture."""
    said = text_of(run)
    if said or run.find(N["w:tab"]) is None:
        spaced = "".join(each.text or "" for each in run.iter(N["w:t"]))
        said = spaced if spaced.strip() == said else said
    picture = any(True for _ in run.iter(*PICTURES))
    return said or ("[picture]" if picture else " ")


def empty(run: etree._Element) -> None:
    for each in list(run):
        if each.tag not in STRUCTURE:
            run.remove(each)


def leave_out(text: str, report: Report) -> None:
    """List what was hidden; the page numbers of a table of contents are no one's words."""
    if not text.strip() or text.strip().isdigit():
        return
    report.remark(REMARK)
    report.leave_out(KIND, " ".join(text.split()))


# --- Paragraph marks ----------------------------------------------------------------------------


def join_at_hidden_mark(paragraph: etree._Element, styles: Styles, *, emptied: bool) -> None:
    """With its mark hidden, a paragraph goes on in the next one, or is gone if nothing is left.

    A style separator (17.3.2.36) sets a heading before the words that follow on its line: both
    stay, apart.
    """
    mark = child(paragraph, "w:pPr", "w:rPr")
    style, table = style_of(paragraph), table_style_of(paragraph)
    if not is_on(child(mark, "w:specVanish")) and not is_hidden(mark, styles, style, table):
        return
    following = next_paragraph(paragraph)
    if not holds_anything(paragraph):
        remove_unless_last(paragraph, emptied)
    elif following is not None and style_of(following) == style_of(paragraph):
        join_with_next(paragraph)


def remove_unless_last(paragraph: etree._Element, emptied: bool) -> None:
    """A cell keeps one paragraph; field marks in an emptied paragraph are kept too."""
    if emptied and any(True for _ in paragraph.iter(N["w:fldChar"])):
        return
    remove(paragraph)


def holds_anything(element: etree._Element) -> bool:
    words = (each.text or "" for each in element.iter(N["w:t"], N["m:t"]))
    symbols = any(True for _ in element.iter(N["w:sym"], *VALUED))
    return symbols or any(each.strip() for each in words)
