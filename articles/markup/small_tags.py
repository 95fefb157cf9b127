"""The three HTML tags an author may type: ``<br>``, ``H<sub>2</sub>O`` and ``10<sup>9</sup>``.

Markdown has no mark for them and medicine needs them. They take no attributes. Between ``<sup>``
and ``</sup>`` is what a line may hold: words, emphasis, a link, one more of these tags. All
other HTML stays text, as it was typed.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

LINE_BREAK = re.compile(r"<br ?/?>\n?", re.IGNORECASE)
TAG = re.compile(r"\\.|<(?P<end>/?)(?P<name>sub|sup)>", re.IGNORECASE | re.DOTALL)
LENGTH = len("<sub>")
LINKS = ("link_open", "link_close")


def syntax(parser: MarkdownIt) -> None:
    parser.inline.ruler.before("autolink", "small_tags", _small_tag)


def _small_tag(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    if found := LINE_BREAK.match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("hardbreak", "br", 0)
        state.pos = found.end()
        return True
    start, end = state.pos + LENGTH, _ends(state).get(state.pos, state.posMax)
    if end >= state.posMax or not state.src[start:end].strip():
        return False
    if not silent:
        _push(state, state.src[state.pos + 1 : start - 1].lower(), start, end)
    state.pos = end + LENGTH + 1
    return True


def _ends(state: StateInline) -> dict[int, int]:
    """Where the element that opens at each place ends: found once for a run of text."""
    known: dict[str, dict[int, int]] = state.env.setdefault("small_tags", {})
    if state.src not in known:
        known[state.src] = _pairs(state.src)
    return known[state.src]


def _pairs(source: str) -> dict[int, int]:
    """The places of opening tags with those of their closing tags; others have no partner."""
    pairs: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    open_now = {"sub": 0, "sup": 0}
    for found in TAG.finditer(source):
        name = (found["name"] or "").lower()
        if name and not found["end"]:
            waiting.append((name, found.start()))
            open_now[name] += 1
        elif name and open_now[name]:
            opened, place = "", 0
            while opened != name:
                opened, place = waiting.pop()
                open_now[opened] -= 1
            pairs[place] = found.start()
    return pairs


def _push(state: StateInline, tag: str, start: int, end: int) -> None:
    maximum, first = state.posMax, len(state.tokens)
    state.pos, state.posMax = start, end
    state.push(f"{tag}_open", tag, 1)
    state.md.inline.tokenize(state)
    state.push(f"{tag}_close", tag, -1)
    state.posMax = maximum
    if state.linkLevel:
        _without_links(state.tokens[first:])


def _without_links(tokens: list[Token]) -> None:
    """No link stands within a link: its words stay. Delimiters count tokens, so none is removed."""
    for token in tokens:
        if token.type in LINKS:
            token.type, token.tag, token.nesting = "text", "", 0
