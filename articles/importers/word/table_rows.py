"""Rows and cells of a Word table, so that every cell keeps its column."""

from collections.abc import Iterator

from lxml import etree

from articles.importers.word.ooxml import N, child, new, remove, value

WIDEST = 63  # columns a table of Word can have


def remove_row(row: etree._Element) -> None:
    """Take a row out; a cell that went on below it begins in the next row."""
    following = row.getnext()
    while following is not None and following.tag != N["w:tr"]:
        following = following.getnext()
    begun = {column for column, cell in cells_of(row) if merging(cell) == "restart"}
    remove(row)
    for column, cell in cells_of(following) if following is not None and begun else ():
        if column in begun and merging(cell) == "continue":
            mark = child(cell, "w:tcPr", "w:vMerge")
            assert mark is not None  # it says "continue"
            mark.set(N["w:val"], "restart")


def cells_of(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row, each with the column that it begins in."""
    column = number(row, "w:trPr", "w:gridBefore")
    for cell in row.iterfind(N["w:tc"]):
        yield column, cell
        column += max(1, number(cell, "w:tcPr", "w:gridSpan"))


def merging(cell: etree._Element) -> str:
    """ "restart", "continue", or empty for a cell that is merged with none above or below."""
    found = child(cell, "w:tcPr", "w:vMerge")
    return "" if found is None else found.get(N["w:val"]) or "continue"


def number(element: etree._Element, *path: str) -> int:
    said = value(element, *path)
    return min(int(said), WIDEST) if said.isdigit() else 0


def tidy_tables(root: etree._Element) -> None:
    """Cells in their columns, and nothing between rows and cells that would hide a merge."""
    for mark in list(root.iter(N["w:bookmarkStart"], N["w:bookmarkEnd"])):
        if mark.getparent().tag in (N["w:tbl"], N["w:tr"]):
            remove(mark)
    for row in root.iter(N["w:tr"]):
        merge_across(row)
        for cell in row.iterfind(N["w:tc"]):
            keep_span_readable(cell)
        fill_up(row)


def fill_up(row: etree._Element) -> None:
    """Empty cells for the columns a row leaves free at its ends (17.4.14, 17.4.15)."""
    before, after = number(row, "w:trPr", "w:gridBefore"), number(row, "w:trPr", "w:gridAfter")
    first = row.find(N["w:tc"])
    if before and first is not None:
        first.addprevious(empty_cell(before))
    if after and first is not None:
        row.append(empty_cell(after))


def empty_cell(columns: int) -> etree._Element:
    properties = new("w:tcPr", new("w:gridSpan", val=str(columns)))
    return new("w:tc", properties, new("w:p"))


def merge_across(row: etree._Element) -> None:
    """Cells merged the old way, by ``w:hMerge``, as one cell over several columns."""
    first = None
    for cell in list(row.iterfind(N["w:tc"])):
        found = child(cell, "w:tcPr", "w:hMerge")
        if found is None or (found.get(N["w:val"]) or "continue") != "continue" or first is None:
            first = cell if found is not None else None
            continue
        widen(first, max(1, number(cell, "w:tcPr", "w:gridSpan")))
        first.extend(each for each in list(cell) if each.tag != N["w:tcPr"])
        row.remove(cell)


def widen(cell: etree._Element, columns: int) -> None:
    properties = cell.find(N["w:tcPr"])
    span = properties.find(N["w:gridSpan"])
    if span is None:
        span = new("w:gridSpan", val="1")
        properties.append(span)
    span.set(N["w:val"], str(max(1, number(cell, "w:tcPr", "w:gridSpan")) + columns))


def keep_span_readable(cell: etree._Element) -> None:
    span = child(cell, "w:tcPr", "w:gridSpan")
    if span is not None and not number(cell, "w:tcPr", "w:gridSpan"):
        remove(span)
