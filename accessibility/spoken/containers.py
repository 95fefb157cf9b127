"""The parts of a page that a reader is told of on the way in and on the way out."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from accessibility.names import Semantics
from accessibility.spoken import wording
from accessibility.spoken.headers import Headers, cells, span
from accessibility.spoken.utterances import Heard, Kind

# Of several lists or quotations that begin or end at once only the innermost is told of.
TOLD_ONCE = frozenset({"list", "blockquote"})
NAMED_GROUPS = frozenset({"group", "radiogroup", "toolbar", "tabpanel"})


@dataclass(frozen=True)
class Container:
    """A part with its words; ``role`` tells which belong together."""

    element: HtmlElement
    role: str
    kind: Kind
    entering: str
    leaving: str
    heard: Heard = Heard.ALWAYS


Path = tuple[Container, ...]


class Containers:
    """Finds for each element the parts around it, the outermost first."""

    def __init__(self, page: Semantics) -> None:
        self.page = page
        self.paths: dict[HtmlElement, Path] = {}
        self.headers = Headers()
        self.rows: dict[HtmlElement, dict[HtmlElement, int]] = {}

    def around(self, element: HtmlElement) -> Path:
        """The parts that hold an element, itself among them if it is one."""
        if element not in self.paths:
            self.fill(element)
        return self.paths[element]

    def fill(self, element: HtmlElement) -> None:
        """Work out the paths of an element and all its ancestors, from the top down."""
        missing = [element]
        for above in element.iterancestors():
            if above in self.paths:
                break
            missing.append(above)
        for each in reversed(missing):
            above = each.getparent()
            path = self.paths[above] if above is not None else ()
            found = self.container(each, path)
            self.paths[each] = (*path, found) if found else path

    def container(self, element: HtmlElement, path: Path) -> Container | None:
        role = self.page.role(element)
        if self.page.is_landmark(element):
            return self.landmark(element, role)
        if role == "list":
            depth = sum(each.role == "list" for each in path)
            words = wording.list_words(len(self.items(element)), depth)
            name = self.page.name(element)
            return Container(element, role, Kind.LIST, wording.joined(name, words), "leaving list")
        if element.tag == "dl" and role == "generic":
            words = wording.terms_words(sum(1 for _ in element.iter("dt")))
            return Container(element, "terms", Kind.LIST, words, "leaving list")
        if role in ("table", "grid", "treegrid"):
            return self.table(element)
        if element.tag == "td" and any(each.kind is Kind.TABLE for each in path):
            return Container(element, "cell", Kind.CELL, self.place_of(element), "")
        if role in wording.AROUND:
            return Container(element, role, Kind.GROUP, *wording.AROUND[role])
        if role == "form":
            return Container(element, role, Kind.GROUP, "form", "leaving form")
        if role in NAMED_GROUPS and (name := self.page.name(element)):
            words = wording.joined(name, "panel")
            return Container(element, "group", Kind.GROUP, words, "leaving panel")
        return None

    def landmark(self, element: HtmlElement, role: str) -> Container:
        kind, name = wording.LANDMARKS[role], self.page.name(element)
        heard = Heard.BY_SOME if role == "region" else Heard.ALWAYS
        words = wording.joined(kind, name)
        return Container(element, role, Kind.LANDMARK, words, f"leaving {kind}", heard)

    def table(self, element: HtmlElement) -> Container:
        rows = [row for row in element.iter("tr") if not self.page.is_hidden(row)]
        columns = max((sum(map(span, cells(row))) for row in rows), default=0)
        words = wording.joined(self.page.name(element), wording.table_words(len(rows), columns))
        return Container(element, "table", Kind.TABLE, words, "leaving table")

    def place_of(self, cell: HtmlElement) -> str:
        """Heard where a cell begins with something else than its own text."""
        row, table = cell.getparent(), next(cell.iterancestors("table"), cell.getparent())
        if table not in self.rows:
            self.rows[table] = {each: n for n, each in enumerate(table.iter("tr"), start=1)}
        column = self.headers.start(cell, row) + 1
        return f"row {self.rows[table].get(row, 1)} column {column}"

    def items(self, element: HtmlElement) -> list[HtmlElement]:
        return [
            each
            for each in element.iterchildren("*")
            if self.page.role(each) == "listitem" and not self.page.is_hidden(each)
        ]


def leaving(old: Path, new: Path) -> Iterator[tuple[Container, str]]:
    """What is left on the way from one place to the next, the innermost first, and its words."""
    left = old[shared(old, new) :]
    told: set[str] = set()
    for each in reversed(left):
        if each.role in TOLD_ONCE and each.role in told:
            continue
        told.add(each.role)
        if each.role == "list":
            count = sum(other.role == "list" for other in left)
            yield each, wording.leaving_lists(count)
        else:
            yield each, each.leaving


def entering(old: Path, new: Path, *, met: HtmlElement | None) -> list[Container]:
    """What is entered, the outermost first.

    ``met`` is the element that both places have in common. A list that is gone on with after a list
    inside it is told of again.
    """
    common = shared(old, new)
    entered = list(new[common:])
    if common and met is new[common - 1].element and went_up(old, new, new[common - 1].role):
        entered.insert(0, new[common - 1])
    told: set[str] = set()
    kept = []
    for each in reversed(entered):
        if each.role not in TOLD_ONCE or each.role not in told:
            kept.append(each)
        told.add(each.role)
    return kept[::-1]


def went_up(old: Path, new: Path, role: str) -> bool:
    if role not in TOLD_ONCE:
        return False
    depths = [sum(each.role == role for each in path) for path in (old, new)]
    return depths[0] != depths[1]


def shared(old: Path, new: Path) -> int:
    """How many parts hold both places."""
    for number, (one, other) in enumerate(zip(old, new, strict=False)):
        if one.element is not other.element:
            return number
    return min(len(old), len(new))
