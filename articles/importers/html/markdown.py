"""Plain blocks of HTML → clean CommonMark with our tables and definition lists.

Expects what ``html_flow`` gives. Emphasis that Markdown cannot write where HTML could
("**Note:**If") is moved or dropped: every paragraph is read back, and its words come first.
"""

import re

from bs4 import PageElement, Tag
from markdownify import MarkdownConverter

from articles.importers import markdown_syntax
from articles.importers.html.elements import children_named, named
from articles.importers.html.emphasis import GUARD, faithful
from articles.importers.html.list_markers import markers_of, may_follow_words, numbers_of
from articles.importers.html.tables import header_rows
from articles.markup.numerals import written


class PageConverter(MarkdownConverter):
    class Options(MarkdownConverter.DefaultOptions):
        heading_style = "atx"
        bullets = "-"
        newline_style = "backslash"
        strip_document = None

    def __init__(self) -> None:
        super().__init__()
        self.remarks: list[str] = []
        self.softly = "*"

    def escape(self, text: str, parent_tags: set[str] | None) -> str:
        return markdown_syntax.escaped(text)

    def process_text(self, el: PageElement, parent_tags: set[str] | None = None) -> str:
        """Spaces were tidied before; only the marks are left to escape."""
        raw = parent_tags is not None and ("pre" in parent_tags or "code" in parent_tags)
        return str(el) if raw else self.escape(str(el), parent_tags)

    # --- words ------------------------------------------------------------------------------

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address, words = str(el.get("href", "")), el.get_text(strip=True)
        if address == words and address.startswith(("http:", "https:")):
            return f"<{address}>"
        before, text, after = spaces_outside(text)
        return before + markdown_syntax.link(text, address) + after

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return markdown_syntax.image(str(el.get("alt", "")), str(el.get("src", "")))

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return " " if "_inline" in parent_tags else "\\\n"

    def convert_span(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A passage in another language; on a link alone the mark goes behind the link."""
        link = len(el.contents) == 1 and bool(children_named(el, ("a",)))
        mark = f"{{lang={el['lang']}}}"
        return (
            f"{text.strip()}{mark}" if link else f"[{markdown_syntax.inside_brackets(text)}]{mark}"
        )

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        before, text, after = spaces_outside(text)
        return f"{before}<{el.name}>{text}</{el.name}>{after}" if text else before

    convert_sub = convert_sup

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self.emphasized(text, "**")

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self.emphasized(text, self.softly)

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = re.sub(r"^~|(?<!\\)~$", r"\\~", text)
        return self.emphasized(text, "~~")

    def emphasized(self, text: str, mark: str) -> str:
        before, text, after = spaces_outside(text)
        return f"{before}{GUARD}{mark}{text}{mark}{GUARD}{after}" if text else before

    def words_again(self, el: Tag, *, underscore: bool = False) -> str:
        """The Markdown of a paragraph's words, still guarded; see ``faithful``."""
        self.softly = "_" if underscore else "*"
        tags = {el.name, "_inline"} if el.name[0] == "h" else {el.name}
        text = "".join(self.process_element(child, parent_tags=tags) for child in el.children)
        self.softly = "*"
        return text

    # --- blocks -----------------------------------------------------------------------------

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = faithful(el, text, self.words_again, self.remarks)
        text = re.sub(r"[ \t]+(?=\\\n)", "", text)
        return "\n\n" + "\n".join(map(markdown_syntax.escaped_line, text.split("\n"))) + "\n\n"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = re.sub(
            r"(#+)$", r"\\\1", " ".join(faithful(el, text, self.words_again, self.remarks).split())
        )
        return f"\n\n{'#' * n} {text}\n\n"

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n\n" + indented(text, "> ", "> ").replace("> \n", ">\n") + "\n\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        around = el.parent
        assert around is not None  # an item is in its list
        is_loose = around.get("class") == "loose"
        text = text if is_loose else re.sub(r"\n\n+", "\n", text)
        if around.name != "ol":
            return indented(text, f"{around.get('other') or '-'} ", "  ") + "\n"
        sign, _, mark = str(el["marker"]).partition(" ")
        if mark:
            first = el.contents[0]
            starts_with_words = isinstance(first, Tag) and first.name == "p"
            text = f"{mark} {text.lstrip()}" if starts_with_words else f"{mark}\n\n{text.strip()}"
        return indented(text, f"{sign} ", " " * (len(sign) + 1)) + "\n"

    def convert_ul(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        between = "\n\n" if el.get("class") == "loose" else "\n"
        inside = (each for each in el.children if isinstance(each, Tag))
        items = [self.process_tag(item, parent_tags=set()).strip("\n") for item in inside]
        return "\n\n" + between.join(items) + "\n\n"

    convert_ol = convert_list = convert_ul

    def convert_dl(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        before = el.find_previous_sibling()
        again = before is not None and before.name == "dt"
        return ("\n" if again else "\n\n") + " ".join(text.split()) + "\n"

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n" + indented(text, ": ", "  ") + "\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        return f"\n\n{fence}\n{text}\n{fence}\n\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{table_text(el, self)}\n\n"

    def process_tag(self, node: Tag, parent_tags: set[str] | None = None) -> str:
        """Lists and tables write their parts themselves: twice, each level doubled the work."""
        if node.name in ("ul", "ol"):
            return self.convert_ul(node, "", parent_tags or set())
        if node.name == "table":
            return self.convert_table(node, "", parent_tags or set())
        return super().process_tag(node, parent_tags)

    def inline_text(self, element: Tag) -> str:
        """The Markdown of an element's words, on one line."""
        return " ".join(
            self.process_tag(element, parent_tags={"_inline"}).replace("\\\n", " ").split()
        )


def markdown_of(blocks: list[Tag], remarks: list[str] | None = None) -> str:
    """The Markdown of a page's blocks, one blank line between them.

    ``remarks`` takes a sentence about each thing that Markdown cannot say.
    """
    converter = PageConverter()
    converter.remarks = remarks if remarks is not None else []
    for before, block in zip([None, *blocks], blocks, strict=False):
        block.smooth()
        if block.name in ("ul", "ol"):
            tell_from_neighbor(block, before)
        prepare_lists(block)
    parts = [converter.process_tag(block, parent_tags=set()).strip("\n") for block in blocks]
    return "\n\n".join(filter(None, parts))


def prepare_lists(block: Tag) -> None:
    """Say on each list and item in a block how it is to be written."""
    lists = named(block, ("ul", "ol"))
    for each in [block, *lists]:
        if each.name in ("ul", "ol"):
            tell_from_neighbor(each, each.find_previous_sibling())
    for each in [block, *lists]:
        if each.name == "ol":
            items = children_named(each, ("li",))
            for item, marker in zip(items, markers_of(each), strict=True):
                item["marker"] = marker
    mark_loose_lists(block)


def tell_from_neighbor(element: Tag, before: Tag | None) -> None:
    """Two lists in a row would be read as one: the second takes the other bullet or sign."""
    if before is not None and before.name == element.name and not before.get("other"):
        is_figures = [each.get("type", "1") == "1" for each in (before, element)]
        if element.name == "ul" or is_figures[0] == is_figures[1]:
            element["other"] = "*" if element.name == "ul" else ")"


def mark_loose_lists(block: Tag) -> None:
    """A list whose items hold more than a paragraph and a list needs blank lines."""
    for each in reversed([block, *named(block, ("ul", "ol"))]):  # the innermost first
        if each.name in ("ul", "ol") and any(
            not is_tight(item) for item in children_named(each, ("li",))
        ):
            each["class"] = "loose"


def is_tight(item: Tag) -> bool:
    names = [child.name if isinstance(child, Tag) else "" for child in item.children]
    if names in (["p", "ul"], ["p", "ol"]):
        words, inner = children_named(item, names)
        said = words.get_text()
        is_loose = inner.get("class") == "loose"
        return not is_loose and may_follow_words(inner) and said.count("(") <= said.count(")")
    return names in (["p"], ["figure"])


def indented(text: str, first: str, rest: str) -> str:
    lines = text.strip("\n").split("\n")
    return "\n".join(
        (first if index == 0 else rest) + line if line or first.startswith(">") else ""
        for index, line in enumerate(lines)
    )


def spaces_outside(text: str) -> tuple[str, str, str]:
    inner = text.strip()
    before = " " if text[:1].isspace() else ""
    return before, inner, " " if inner and text[-1:].isspace() else ""


# --- tables ------------------------------------------------------------------------------------


def table_text(table: Tag, converter: PageConverter) -> str:
    """A table with one header row, empty where nothing names the columns; spanned cells are
    written out, the caption stands before it.
    """
    rows = list(table.find_all("tr", recursive=False))
    grid = grid_of(rows, converter)
    if not grid:
        return ""
    head = header_rows(rows)
    header = [merged([row[column] for row in grid[:head]]) for column in range(len(grid[0]))]
    caption = table.find("caption")
    said = converter.inline_text(caption) if caption else ""
    written = markdown_syntax.table([header, *grid[head:]], alignments=alignments_of(rows))
    return f"Table: {said}\n\n{written}" if said else written


def grid_of(rows: list[Tag], converter: PageConverter) -> list[list[str]]:
    """Every cell's text in its place; one over several rows is said in each."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    for index, row in enumerate(rows):
        column = 0
        for cell in children_named(row, ("td", "th")):
            while column in grid[index]:
                column += 1
            text, across = cell_text(cell, converter), span(cell, "colspan")
            # A header over several columns heads each of them; other cells are said once.
            told = across if cell.name == "th" or row.get("class") == "head" else 1
            for below in grid[index : index + span(cell, "rowspan")]:
                below.update({column + n: text if n < told else "" for n in range(across)})
            column += across
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return [[row.get(column, "") for column in range(width)] for row in grid] if width else []


def span(cell: Tag, name: str) -> int:
    """A span as written, within reason: a page of a million columns is nobody's table."""
    said = str(cell.get(name, "1"))
    return max(1, min(int(said), 60)) if said.isdigit() else 1


def merged(texts: list[str]) -> str:
    """One header of several header rows, each word said once."""
    return ": ".join(dict.fromkeys(text for text in texts if text))


def cell_text(cell: Tag, converter: PageConverter) -> str:
    """A cell's blocks on one line; a row's own header is in bold, which the pipeline knows."""
    parts = [
        number_before(block) + converter.inline_text(block)
        for block in named(cell, CELL_PARTS)
        if is_outermost(block)
    ]
    text = "<br>".join(filter(None, parts))
    heads_row = cell.name == "th" and cell.find_previous_sibling() is None
    if not text or not heads_row or is_in_head(cell) or "*" in text:
        return text
    return f"**{text}**"


def is_in_head(cell: Tag) -> bool:
    """Whether all of a cell's row names the columns."""
    row = cell.parent
    return row is None or row.get("class") == "head" or not children_named(row, ("td",))


def number_before(block: Tag) -> str:
    """The number of the item that a block begins: a cell holds no list, but keeps its numbers."""
    item = block.find_parent("li")
    whole = item.parent if item is not None else None
    if item is None or whole is None or whole.name != "ol" or item.contents[0] is not block:
        return ""
    place = len(item.find_previous_siblings("li"))
    return f"{written(numbers_of(whole)[place], str(whole.get('type', '1')))}. "


def is_outermost(block: Tag) -> bool:
    return not any(parent.name in CELL_PARTS for parent in block.parents)


CELL_PARTS = ["p", "dt", "pre", "figure", "h1", "h2", "h3", "h4", "h5", "h6"]


def alignments_of(rows: list[Tag]) -> list[str]:
    """Each column's alignment, where most of its cells agree."""
    columns: dict[int, list[str]] = {}
    for row in rows:
        for index, cell in enumerate(children_named(row, ("td", "th"))):
            columns.setdefault(index, []).append(str(cell.get("align", "")))
    return [max(set(found), key=found.count) for _, found in sorted(columns.items())]
