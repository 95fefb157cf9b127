"""Tables: that a listener in the middle of one knows which row and column a cell is in."""

from collections.abc import Iterator

from accessibility.audit.findings import Level
from accessibility.audit.rules.document import HEADINGS, Document
from accessibility.audit.rules.grids import Cell, Grid
from accessibility.audit.rules.ruling import Fault, error, warning

TABLE_ROLES = ("table", "grid", "treegrid")
ARRANGED = (*HEADINGS, "table", "form", "iframe", "ul", "ol", "p")


@error("table-header", "1.3.1", Level.A)
def tables_have_header_cells(document: Document) -> Iterator[Fault]:
    """A table of facts has header cells."""
    for grid in tables(document):
        if not _headers(grid, document) and not _is_layout(grid):
            yield Fault(
                grid.table,
                "This table has no header cells. People who hear it cell by cell cannot tell"
                " what each cell is about.",
                "In the first row, write what each column contains.",
            )


@warning("table-layout", "1.3.1", Level.A)
def tables_hold_facts(document: Document) -> Iterator[Fault]:
    """A table is used for facts in rows and columns, not to arrange a page."""
    for grid in tables(document):
        if not _headers(grid, document) and _is_layout(grid):
            yield Fault(
                grid.table,
                "This table seems to be used for layout, not for data in rows and columns.",
                "Write its contents one below the other, with headings or as a list.",
            )


@warning("table-caption", "1.3.1", Level.A)
def tables_have_captions(document: Document) -> Iterator[Fault]:
    """A table says what it is about."""
    for grid in tables(document):
        if not document.name(grid.table) and not _is_layout(grid):
            yield Fault(
                grid.table,
                "This table has no caption.",
                "Write a line with “Table:” and its subject directly above or below it.",
            )


@warning("table-header-empty", "1.3.1", Level.A)
def header_cells_have_words(document: Document) -> Iterator[Fault]:
    """Every header cell but the one in the corner has words."""
    for grid in tables(document):
        if not _headers(grid, document):
            continue
        for cell in _in_place_of_headers(grid):
            if not document.name(cell.element) and not document.text(cell.element):
                yield Fault(
                    cell.element,
                    "A header cell of this table is empty, so nobody can tell what its column or"
                    " row contains.",
                    "Write what the column or row contains.",
                    f"column {cell.columns.start + 1} of “{document.text(grid.table)[:40]}…”",
                    identity=f"{cell.columns} {document.text(grid.table)}",
                )


@error("table-headers-attribute", "1.3.1", Level.A)
def cells_point_at_cells_of_their_table(document: Document) -> Iterator[Fault]:
    """A cell that points at its header cells points at cells of its own table."""
    for grid in tables(document):
        keys = {cell.element.get("id") for cell in grid.cells}
        for cell in grid.cells:
            pointed = set((cell.element.get("headers") or "").split())
            if _is_cell(cell, document) and pointed - (keys - {cell.element.get("id")}):
                yield Fault(
                    cell.element,
                    "This cell refers to a header cell that is not in its table.",
                    "Refer to header cells of the same table, or remove the reference.",
                )


@warning("table-header-unused", "1.3.1", Level.A)
def header_cells_stand_over_cells(document: Document) -> Iterator[Fault]:
    """A header cell stands over or beside cells."""
    for grid in tables(document):
        pointed = {
            key for cell in grid.cells for key in (cell.element.get("headers") or "").split()
        }
        unused = (
            cell.element
            for cell in grid.headers
            if cell.element.get("id") not in pointed and not _stands_over_something(cell, grid)
        )
        first = next((each for each in unused if document.is_exposed(each)), None)
        if first is not None:
            yield Fault(
                first,
                f"The header “{document.text(first)}” has no cells.",
                "Fill in its column or row, or remove the header.",
            )


def tables(document: Document) -> list[Grid]:
    """The tables that are met as tables and hold something."""
    return document.keep(_tables)


def _tables(document: Document) -> list[Grid]:
    found = [Grid(each) for each in document.all("table") if document.role(each) in TABLE_ROLES]
    return [grid for grid in found if grid.cells]


def _headers(grid: Grid, document: Document) -> list[Cell]:
    return [
        cell
        for cell in grid.cells
        if cell.is_header or document.role(cell.element) in ("columnheader", "rowheader")
    ]


def _is_layout(grid: Grid) -> bool:
    """One row or column, or cells that hold whole parts of a page."""
    if len(grid.rows) < 2 or grid.width < 2:
        return True
    return any(sum(1 for _ in cell.element.iter(*ARRANGED)) > 1 for cell in grid.cells)


def _in_place_of_headers(grid: Grid) -> Iterator[Cell]:
    """Header cells, and the cells beside them in the head; the corner may stay empty."""
    for cell in grid.cells:
        is_corner = cell.rows.start == 0 and cell.columns.start == 0
        parent = cell.element.getparent()
        in_head = parent is not None and next(parent.iterancestors("thead"), None) is not None
        if not is_corner and (cell.is_header or in_head):
            yield cell


def _is_cell(cell: Cell, document: Document) -> bool:
    roles = ("cell", "gridcell", "columnheader", "rowheader")
    return document.is_exposed(cell.element) and document.role(cell.element) in roles


def _stands_over_something(cell: Cell, grid: Grid) -> bool:
    beside = grid.beside(cell)
    if cell.scope in ("row", "rowgroup"):
        return bool(beside)
    if not cell.scope and any(not one.is_header for one in beside):
        return True
    return grid.is_over_something(cell)
