"""Tables: a caption, header cells with a scope, and a region that scrolls with the keyboard."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from articles.markup.tokens import block, closing_block, end_of, opening_block
from articles.markup.values import Page
from articles.markup.words import words_in

CAPTION = re.compile(r"(?:Table|Tabla):[ \t]+(?=\S)")
ALIGNMENT = "text-align:"


def caption_syntax(parser: MarkdownIt) -> None:
    """A line ``Table: …`` right below a table ends it, and is not one more row."""
    parser.block.ruler.before("paragraph", "table_caption", _ends_table, {"alt": ["blockquote"]})


def _ends_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not silent or state.parentType != "table":
        return False
    return CAPTION.match(state.src, state.bMarks[start] + state.tShift[start]) is not None


def arrange(page: Page) -> None:
    """Rewrite each table, taking the caption from the paragraph before or after it."""
    arranged: list[Token] = []
    tokens = page.tokens
    index = number = 0
    while index < len(tokens):
        if tokens[index].type != "table_open":
            arranged.append(tokens[index])
            index += 1
            continue
        number += 1
        end = end_of(tokens, index)
        caption = _take_caption(arranged)
        after = end + 1
        if caption is None and (caption := _caption(tokens[after : after + 3])) is not None:
            after += 3
        arranged += _region(page, tokens[index : end + 1], caption, number)
        index = after
    page.tokens = arranged


def _take_caption(arranged: list[Token]) -> Token | None:
    caption = _caption(arranged[-3:])
    if caption is not None:
        del arranged[-3:]
    return caption


def _caption(paragraph: list[Token]) -> Token | None:
    """The content of a paragraph that starts with "Table:", without that word."""
    if [token.type for token in paragraph] != ["paragraph_open", "inline", "paragraph_close"]:
        return None
    content = paragraph[1]
    first = content.children[0] if content.children else None
    if first is None or first.type != "text" or not CAPTION.match(content.content):
        return None
    first.content = first.content.partition(":")[2].lstrip()
    return content


def _region(page: Page, table: list[Token], caption: Token | None, number: int) -> list[Token]:
    region = opening_block("div", class_="table-scroll", role="region", tabindex="0")
    table = _without_empty_head(table)
    _mark_headers(table)
    for cell in table:
        _align_by_class(cell)
    head: list[Token] = [table[0]]
    if caption is None:
        region.attrs["aria-label"] = f"{words_in(page.facts.language).table} {number}"
    else:
        caption_id = page.identifiers.give(f"table-{number}")
        region.attrs["aria-labelledby"] = caption_id
        head += block("caption", caption.children or [], id=caption_id)
    return [region, *head, *table[1:], closing_block("div")]


def _without_empty_head(table: list[Token]) -> list[Token]:
    """Markdown cannot write a table without a header row: one that says nothing is left out."""
    end = next(i for i, token in enumerate(table) if token.type == "thead_close")
    if any(token.type == "inline" and token.content.strip() for token in table[:end]):
        return table
    start = next(i for i, token in enumerate(table) if token.type == "thead_open")
    return table[:start] + table[end + 1 :]


def _mark_headers(table: list[Token]) -> None:
    """Column headers; and row headers where every first cell is written in bold."""
    cells = [index for index, token in enumerate(table) if token.type in ("th_open", "td_open")]
    for index in cells:
        if table[index].type == "th_open":
            _head(table, index, "col")
    first_cells = [
        index
        for index in cells
        if table[index].type == "td_open" and table[index - 1].type == "tr_open"
    ]
    if first_cells and all(_is_bold(table[index + 1]) for index in first_cells):
        for index in first_cells:
            _head(table, index, "row")


def _head(table: list[Token], index: int, scope: str) -> None:
    """An empty header cell names nothing, so it becomes a plain cell."""
    tag = "th" if table[index + 1].children else "td"
    table[index].tag = table[index + 2].tag = tag
    if tag == "th":
        table[index].attrs["scope"] = scope


def _is_bold(content: Token) -> bool:
    children = [child for child in content.children or [] if child.type != "text" or child.content]
    if not children or children[0].type != "strong_open":
        return False
    return end_of(children, 0) == len(children) - 1


def _align_by_class(cell: Token) -> None:
    style = str(cell.attrs.pop("style", ""))
    if style.startswith(ALIGNMENT):
        cell.attrs["class"] = "align-" + style.removeprefix(ALIGNMENT)
