"""Marks of clinical text that Markdown would take for its own stay as they are typed.

Deliberate departures from CommonMark, in the site's parser alone: ``HLA-DRB1*15:01``,
``>65 years``, ``+ 5 points``, "1986. It was" and the like. docs/markdown.md lists each of them
with its reason.

Marks at the start of a line are hidden from the block rules behind noncharacters, which no text
contains, and shown again before anything else reads the words. Marks inside a line have inline
rules of their own.
"""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

# What may stand before a mark in its line: spaces, and the marks of lists and quotations.
NUMBER = r"[.,]?\d"
CONTAINERS = (
    r"(?>(?:[ \t]|[-*>](?=[ \t]+\S)|\d{1,3}[.)](?=[ \t]+\S)"
    rf"|\+(?=[ \t]+(?!{NUMBER})\S))*)"
)
AT_LINE_START = re.compile(
    rf"^(?P<before>{CONTAINERS})(?:"
    r"(?P<tilde>~)(?=[ \t])"
    rf"|(?P<greater>>)(?==|[~≈±]?{NUMBER})"
    r"|(?P<year>\d{4,9})(?P<dot>[.)])(?=[ \t]|$)"
    rf"|(?P<plus>\+)(?=[ \t]+{NUMBER})"
    r"|(?P<alone>[-+=*]|--|==)(?=[ \t]*$))"
)
SHOWN = "~>.)+-=*"
HIDE = {ord(mark): 0xFDD0 + place for place, mark in enumerate(SHOWN)}
SHOW = {hidden: mark for mark, hidden in HIDE.items()}
A_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})")
A_PLUS = re.compile(r"[ \t]*\+[ \t]")
NEARBY = 100  # marks: a long paragraph full of them stays quick
LONGEST_UNDERLINED = 2  # letters: "MS" may well be underlined by two marks
Is = Callable[[str], bool]
CLOSES = {"*": 0x2A, "~": 0x7E}


def syntax(parser: MarkdownIt) -> None:
    parser.core.ruler.before("block", "hide_literals", _hide)
    parser.core.ruler.after("block", "show_literals", _show)
    inline_syntax(parser)


def inline_syntax(parser: MarkdownIt) -> None:
    """The rules inside a line alone, to read a paragraph back."""
    parser.inline.ruler.before("backticks", "apostrophe", _apostrophe)
    parser.inline.ruler.before("strikethrough", "literal_mark", _beside_a_figure)


# --- at the start of a line --------------------------------------------------------------------


def _hide(state: StateCore) -> None:
    lines = state.src.translate(dict.fromkeys(SHOW)).split("\n")
    hidden = [_line(lines, index) for index in range(len(lines))]
    state.src = "\n".join(hidden)


def _line(lines: list[str], index: int) -> str:
    line = lines[index]
    found = AT_LINE_START.match(line)
    if found is None or not _is_literal(found, lines, index):
        return line
    start, end = found.span("dot" if found["year"] else found.lastgroup or 0)
    return line[:start] + line[start:end].translate(HIDE) + line[end:]


def _is_literal(found: re.Match[str], lines: list[str], index: int) -> bool:
    before = lines[index - 1] if index else ""
    after = lines[index + 1] if index + 1 < len(lines) else ""
    if found["plus"]:  # several in a row are a list
        return not (A_PLUS.match(before) or A_PLUS.match(after))
    if found["alone"] and A_RULE.fullmatch(lines[index]):
        return False
    if found["alone"] and len(found["alone"]) == LONGEST_UNDERLINED:
        return len(before.strip()) > LONGEST_UNDERLINED
    return True


def _show(state: StateCore) -> None:
    for token in state.tokens:
        token.content = token.content.translate(SHOW)
        token.info = token.info.translate(SHOW)
    for reference in state.env.get("references", {}).values():
        reference["title"] = reference["title"].translate(SHOW)


# --- inside a line -----------------------------------------------------------------------------


def _apostrophe(state: StateInline, silent: bool) -> bool:
    """One backtick between two letters: "the patient`s" holds no code."""
    if state.src[state.pos] != "`" or not _between(state, 1, str.isalpha, str.isalpha):
        return False
    return _as_typed(state, 1, silent)


def _beside_a_figure(state: StateInline, silent: bool) -> bool:
    """A star or two tildes inside a word of figures: ``DRB1*15:01``, ``2*3*4``, ``5~~10 mg``."""
    mark = state.src[state.pos]
    if mark not in CLOSES:
        return False
    length = _length(state, mark)
    if not _is_among_figures(state, mark, length):
        return False
    return _as_typed(state, length, silent)


def _is_among_figures(state: StateInline, mark: str, length: int) -> bool:
    if mark == "*" and length == 1 and _between(state, 1, str.isalnum, str.isdecimal):
        return True
    ends = str.isalnum if mark == "*" and length == 1 else str.isdecimal
    if not _between(state, length, str.isdecimal, ends) or _closes(state, mark):
        return False
    return length == 1 or not _opens(state, mark * length)


def _opens(state: StateInline, marks: str) -> bool:
    """Whether the next such marks end a word, as in ``10~~5~~ mg`` and not in ``5~~10, 10~~20``."""
    place = state.src.find(marks, state.pos + len(marks), state.posMax)
    if place < 0 or state.src[place - 1].isspace():
        return False
    return not state.src[place + len(marks) : place + len(marks) + 1].isalnum()


def _closes(state: StateInline, mark: str) -> bool:
    """Whether something before could end here, as ``~~500~~250`` does."""
    return any(
        delimiter.marker == CLOSES[mark] and delimiter.open
        for delimiter in state.delimiters[-NEARBY:]
    )


def _length(state: StateInline, mark: str) -> int:
    end = state.pos
    while end < state.posMax and state.src[end] == mark:
        end += 1
    return end - state.pos


def _between(state: StateInline, length: int, starts: Is, ends: Is) -> bool:
    before, after = state.pos - 1, state.pos + length
    if before < 0 or after >= state.posMax:
        return False
    return starts(state.src[before]) and ends(state.src[after])


def _as_typed(state: StateInline, length: int, silent: bool) -> bool:
    if not silent:
        state.pending += state.src[state.pos : state.pos + length]
    state.pos += length
    return True
