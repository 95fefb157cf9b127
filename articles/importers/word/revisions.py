"""Tracked changes as if all were accepted, and elements that only wrap words taken away."""

from lxml import etree

from articles.importers.word.ooxml import N, child, remove, tags, unwrap
from articles.importers.word.paragraphs import join_with_next
from articles.importers.word.table_rows import remove_row

DELETED = (N["w:del"], N["w:moveFrom"])
# Properties as they were before a change, which must not be taken for those that hold.
FORMER = tags(
    "rPrChange pPrChange tblPrChange trPrChange tcPrChange sectPrChange"
    " tblGridChange tblPrExChange numberingChange"
)
WRAPPERS = tags("ins moveTo smartTag customXml dir bdo")
IDLE = tags("proofErr permStart permEnd lastRenderedPageBreak")


def accept_changes(root: etree._Element) -> None:
    """The text as it reads once every tracked change is accepted (17.13.5)."""
    for former in list(root.iter(*FORMER, *IDLE)):
        remove(former)
    for row in list(root.iter(N["w:tr"])):
        if child(row, "w:trPr", "w:del") is not None:
            remove_row(row)
    for cell in list(root.iter(N["w:tc"])):
        if child(cell, "w:tcPr", "w:cellDel") is not None:
            remove(cell)
    join_at_deleted_marks(root)
    for deleted in list(root.iter(*DELETED)):
        remove(deleted)
    for wrapper in list(root.iter(*WRAPPERS)):
        if wrapper.getparent().tag not in (N["w:rPr"], N["w:trPr"], N["w:tcPr"]):
            unwrap(wrapper)


def join_at_deleted_marks(root: etree._Element) -> None:
    """A paragraph whose mark was deleted or moved away goes on in the next one (17.13.5.15)."""
    for paragraph in list(root.iter(N["w:p"])):
        mark = child(paragraph, "w:pPr", "w:rPr")
        found = [mark.find(each) for each in DELETED] if mark is not None else []
        gone = [each for each in found if each is not None]
        for each in gone:
            remove(each)
        if gone:
            join_with_next(paragraph)
