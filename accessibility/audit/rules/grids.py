"""Where the cells of a table stand, spans counted in (HTML, forming a table)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from accessibility.audit.rules.numbers import whole_number

WIDEST = 1000


@dataclass(frozen=True)
class Cell:
    element: HtmlElement
    rows: range
    columns: range

    @property
    def is_header(self) -> bool:
        return bool(self.element.tag == "th")

    @property
    def scope(self) -> str:
        return (self.element.get("scope") or "").strip().lower()


class Grid:
    """The rows and cells of one table, without those of tables inside its cells."""

    def __init__(self, table: HtmlElement) -> None:
        self.table = table
        self.rows = list(_rows(table))
        self.cells = list(_cells(self.rows))
        self.width = max((cell.columns.stop for cell in self.cells), default=0)
        self._lowest: dict[int, int] = {}
        self._in_row: dict[int, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            self._in_row[cell.rows.start].append(cell)
            for column in cell.columns:
                self._lowest[column] = max(self._lowest.get(column, 0), cell.rows.start)

    @property
    def headers(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_header]

    def beside(self, cell: Cell) -> list[Cell]:
        """The other cells that begin in the same row."""
        return [one for one in self._in_row[cell.rows.start] if one is not cell]

    def is_over_something(self, cell: Cell) -> bool:
        return any(self._lowest[column] > cell.rows.start for column in cell.columns)


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _cells(rows: list[HtmlElement]) -> Iterator[Cell]:
    taken: dict[int, int] = {}  # until which row a cell from above fills a column
    for number, row in enumerate(rows):
        column = 0
        for element in row.iterchildren("td", "th"):
            while taken.get(column, 0) > number:
                column += 1
            if column >= WIDEST:
                break
            height = min(_span(element, "rowspan"), len(rows) - number)
            stop = min(column + _span(element, "colspan"), WIDEST)
            cell = Cell(element, range(number, number + height), range(column, stop))
            if height > 1:
                taken |= dict.fromkeys(cell.columns, number + height)
            column = stop
            yield cell


def _span(element: HtmlElement, attribute: str) -> int:
    given = whole_number(element.get(attribute))
    if attribute == "rowspan" and given == 0:
        return WIDEST  # down to the last row
    return max(1, given or 1)
