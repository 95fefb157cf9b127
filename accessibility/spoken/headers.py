"""Which headers belong to a cell of a table."""

from lxml.html import HtmlElement


class Headers:
    """Remembers where the columns of each table begin and what heads them."""

    def __init__(self) -> None:
        self.columns: dict[HtmlElement, dict[int, HtmlElement]] = {}
        self.starts: dict[HtmlElement, int] = {}

    def of(self, cell: HtmlElement) -> list[HtmlElement]:
        """Those it names in ``headers``; else the one of its column and the one of its row."""
        table, row = next(cell.iterancestors("table"), None), cell.getparent()
        if table is None or row is None or row.tag != "tr":
            return []
        if named := cell.get("headers", "").split():
            return [
                each for each in table.iter("th") if each.get("id") in named and each is not cell
            ]
        found = [self.above(cell, table, row), self.beside(cell, row)]
        return [each for each in found if each is not None]

    def above(self, cell: HtmlElement, table: HtmlElement, row: HtmlElement) -> HtmlElement | None:
        if table not in self.columns:
            self.columns[table] = self.heads_of(next(table.iter("tr")))
        header = self.columns[table].get(self.start(cell, row))
        return header if header is not None and header.getparent() is not row else None

    def heads_of(self, row: HtmlElement) -> dict[int, HtmlElement]:
        heads: dict[int, HtmlElement] = {}
        for cell in cells(row):
            if cell.tag == "th":
                start = self.start(cell, row)
                heads |= dict.fromkeys(range(start, start + span(cell)), cell)
        return heads

    def start(self, cell: HtmlElement, row: HtmlElement) -> int:
        """The column a cell begins in; those of its whole row are counted at once."""
        if cell not in self.starts:
            start = 0
            for each in cells(row):
                self.starts[each] = start
                start += span(each)
        return self.starts[cell]

    def beside(self, cell: HtmlElement, row: HtmlElement) -> HtmlElement | None:
        first = next(row.iterchildren("td", "th"), None)
        is_header = first is not None and first.tag == "th" and first is not cell
        return first if is_header else None


def cells(row: HtmlElement) -> list[HtmlElement]:
    return list(row.iterchildren("td", "th"))


def span(cell: HtmlElement) -> int:
    given = cell.get("colspan", "")
    return min(max(int(given), 1), 1000) if given.isdecimal() else 1
