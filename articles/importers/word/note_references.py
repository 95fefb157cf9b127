"""Footnotes and endnotes of a Word document (17.11) before it is converted.

A mark stands alone in its run without any setting, however the document set it, and a note without
a mark in the text is listed.
"""

from lxml import etree

from articles.importers.word.ooxml import N, remove, text_of
from articles.importers.word.package import Package
from articles.importers.word.reporting import Report

KINDS = {"footnotes": "w:footnote", "endnotes": "w:endnote"}
REFERENCES = {N["w:footnoteReference"]: "footnotes", N["w:endnoteReference"]: "endnotes"}
WITHOUT_MARK = "note without a reference in the text"


def keep_known_notes(package: Package, report: Report) -> None:
    """Make marks plain, and leave out those that lead to no note."""
    notes = {story: notes_of(package, story) for story in KINDS}
    met: dict[str, set[str]] = {story: set() for story in KINDS}
    for reference in list(package.text().iter(*REFERENCES)):
        story, number = REFERENCES[reference.tag], reference.get(N["w:id"], "")
        if number in notes[story]:
            met[story].add(number)
            stand_alone(reference)
        else:
            remove(reference)
    for story, found in notes.items():
        for number, note in found.items():
            if number not in met[story]:
                report.leave_out(WITHOUT_MARK, text_of(note))


def notes_of(package: Package, story: str) -> dict[str, etree._Element]:
    """The notes of a kind by their ids; lines that part notes from the text are none (17.18.33)."""
    tree = package.tree(package.related(story))
    notes = tree.iterfind(N[KINDS[story]]) if tree is not None else ()
    return {
        note.get(N["w:id"], ""): note
        for note in notes
        if note.get(N["w:type"], "normal") == "normal"
    }


def stand_alone(reference: etree._Element) -> None:
    """Part a run at a reference, so that superscript and bold around it do not hold the mark."""
    run = reference.getparent()
    if run.tag != N["w:r"]:
        return
    alone = etree.Element(N["w:r"])
    after = list(reference.itersiblings())
    if reference.get(N["w:customMarkFollows"], "0").lower() in ("1", "true", "on"):
        after = without_custom_mark(after)
    run.addnext(alone)
    alone.append(reference)
    if after:
        rest = etree.Element(N["w:r"])
        if (properties := run.find(N["w:rPr"])) is not None:
            rest.append(etree.fromstring(etree.tostring(properties)))
        rest.extend(after)
        alone.addnext(rest)


def without_custom_mark(after: list[etree._Element]) -> list[etree._Element]:
    """What follows a reference, without the sign that its author chose as its mark."""
    if after and after[0].tag in (N["w:t"], N["w:sym"]):
        remove(after[0])
        return after[1:]
    return after
