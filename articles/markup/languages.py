"""Passages in another language: ``[texto]{lang=es}``, and links to pages in another language."""

import re

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from articles.markup.words import primary

TAG = r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}"
MARK = re.compile(
    rf"\{{[ ]?(?P<name>lang|hreflang)=(?P<quote>[\"']?)(?P<lang>{TAG})(?P=quote)[ ]?\}}"
)
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})


def span_syntax(parser: MarkdownIt) -> None:
    parser.inline.ruler.before("link", "language_span", _span)


def attributes(lang: str) -> dict[str, str]:
    if primary(lang) in RIGHT_TO_LEFT:
        return {"lang": lang, "dir": "rtl"}
    return {"lang": lang}


def _span(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != "[" or state.html_terminator_last("]{") < start:
        return False
    label_end = parseLinkLabel(state, start)
    mark = MARK.match(state.src, label_end + 1, state.posMax) if label_end > start + 1 else None
    if not mark or mark["name"] != "lang":
        return False
    if not silent:
        _push(state, start + 1, label_end, mark["lang"])
    state.pos = mark.end()
    return True


def _push(state: StateInline, start: int, end: int, lang: str) -> None:
    maximum = state.posMax
    state.pos, state.posMax = start, end
    state.push("span_open", "span", 1).attrs = dict(attributes(lang))
    state.md.inline.tokenize(state)
    state.push("span_close", "span", -1)
    state.posMax = maximum
