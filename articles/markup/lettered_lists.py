"""Lists that are numbered by letters or Roman numerals: ``a) first``, ``b) second``; ``i) first``.

The parenthesis tells them from "E. coli" and from initials. They nest, and hold what other items
hold, as CommonMark describes it for "1)". Which numbers they mean is for ``list_numbers`` to say.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from articles.markup.numerals import number_of

MARKER = re.compile(r"([a-z]{1,15}|[A-Z]{1,15})\)(?=[ \t]|$)", re.MULTILINE)
FIRST = ("a", "A", "i", "I")
LAST_ROMAN = 89  # the first item's: longer numerals are more often words
LOOK_BACK = 2000  # characters of a paragraph in which an open parenthesis counts
CODE_INDENT = 4


@dataclass
class Item:
    """Where an item of a list begins: ``end`` is behind its marker."""

    sign: str
    end: int


def syntax(parser: MarkdownIt) -> None:
    parser.block.ruler.before(
        "list", "lettered_list", _lettered_list, {"alt": ["paragraph", "reference", "blockquote"]}
    )


def _lettered_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or _is_deep(state, start):
        return False
    item = _item(state, start, is_next=state.sCount[start] < state.blkIndent)
    if item is None or (
        _within_paragraph(state, silent) and not _may_interrupt(state, start, item)
    ):
        return False
    if not silent:
        _read(state, start, end, item)
    return True


def _is_deep(state: StateBlock, line: int) -> bool:
    """A line that is too far in for the list around it, and not far enough for its item."""
    indented = state.sCount[line] - state.listIndent >= CODE_INDENT
    return state.listIndent >= 0 and indented and state.sCount[line] < state.blkIndent


def _item(state: StateBlock, line: int, *, is_next: bool = False) -> Item | None:
    """The item that begins in a line; ``is_next``: after others, "ab" and "xc" are labels, too."""
    found = MARKER.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    if found is None:
        return None
    sign = found[1]
    numeral = number_of(sign.lower(), "i") or 0
    is_sign = len(sign) == 1 or 0 < numeral <= LAST_ROMAN
    return Item(sign, found.end()) if is_sign or (is_next and (numeral or len(sign) == 2)) else None


def _within_paragraph(state: StateBlock, silent: bool) -> bool:
    return silent and state.parentType == "paragraph"


def _may_interrupt(state: StateBlock, line: int, item: Item) -> bool:
    """Whether a line within a paragraph begins a list: its first item does, with words.

    "(arm" at the end of one line and "A) or not" on the next are one remark in parentheses.
    """
    first = max(state.bMarks[state.line], state.bMarks[line] - LOOK_BACK)
    before = state.src[first : state.bMarks[line]]
    if before.count("(") > before.count(")"):
        return False
    if state.sCount[line] < state.blkIndent:
        return True  # the next item of a list around the paragraph
    has_words = bool(state.src[item.end : state.eMarks[line]].strip())
    return item.sign in FIRST and has_words


def _read(state: StateBlock, start: int, end: int, item: Item | None) -> None:
    opening = state.push("ordered_list_open", "ol", 1)
    opening.markup = ")"
    first = len(state.tokens)
    state.parentType, outer = "list", state.parentType
    line, tight, is_lower = start, True, item is not None and item.sign.islower()
    while item is not None:
        line, is_tight, ends_empty = _read_item(state, line, end, item)
        item = _next_item(state, line, end, is_lower=is_lower)
        tight = tight and is_tight and not (ends_empty and item is not None)
    state.push("ordered_list_close", "ol", -1)
    opening.map = [start, line]
    state.line, state.parentType = line, outer
    if tight:
        _hide_paragraphs(state, first)


def _next_item(state: StateBlock, line: int, end: int, *, is_lower: bool) -> Item | None:
    if line >= end or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return None
    item = _item(state, line, is_next=True)
    return item if item is not None and item.sign.islower() == is_lower else None


def _read_item(state: StateBlock, line: int, end: int, item: Item) -> tuple[int, bool, bool]:
    """Its tokens; and the line after it, whether it is tight, whether it ends in an empty line."""
    content, column, indent = _content(state, line, item)
    opening = state.push("list_item_open", "li", 1)
    opening.info, opening.markup = item.sign, ")"
    kept = (state.tight, state.tShift[line], state.sCount[line], state.listIndent, state.blkIndent)
    state.listIndent, state.blkIndent, state.tight = state.blkIndent, indent, True
    state.tShift[line], state.sCount[line] = content - state.bMarks[line], column
    if content >= state.eMarks[line] and state.isEmpty(line + 1):
        state.line = min(line + 2, end)
    else:
        state.md.block.tokenize(state, line, end)
    is_tight, after = state.tight, state.line
    ends_empty = after - line > 1 and state.isEmpty(after - 1)
    state.tight, state.tShift[line], state.sCount[line], state.listIndent, state.blkIndent = kept
    state.push("list_item_close", "li", -1)
    opening.map = [line, after]
    return after, is_tight, ends_empty


def _content(state: StateBlock, line: int, item: Item) -> tuple[int, int, int]:
    """Where an item's words begin in the source and in columns, and its indentation."""
    marker = state.bMarks[line] + state.tShift[line]
    after_marker = column = state.sCount[line] + item.end - marker
    place = item.end
    while place < state.eMarks[line] and state.src[place] in " \t":
        column += 4 - (column + state.bsCount[line]) % 4 if state.src[place] == "\t" else 1
        place += 1
    gap = column - after_marker
    if place >= state.eMarks[line] or gap > CODE_INDENT:
        gap = 1
    return place, column, after_marker + gap


def _hide_paragraphs(state: StateBlock, first: int) -> None:
    """Paragraphs of a tight list are no elements: those right in its items."""
    level = state.level + 2
    for index in range(first, len(state.tokens) - 2):
        if state.tokens[index].level == level and state.tokens[index].type == "paragraph_open":
            state.tokens[index].hidden = state.tokens[index + 2].hidden = True
