"""The three HTML tags an author may type: ``<br>``, ``H<sub>2</sub>O`` and ``10<sup>9</sup>``.

Markdown has no mark for them and medicine needs them. They take no attributes, and the small
text is plain. All other HTML stays text, as it was typed.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from articles.markup.tokens import text_token

SMALL_TEXT = re.compile(r"<(sub|sup)>([^<>\n\\`*_\[\]&]{1,100})</\1>", re.IGNORECASE)
LINE_BREAK = re.compile(r"<br ?/?>\n?", re.IGNORECASE)


def syntax(parser: MarkdownIt) -> None:
    parser.inline.ruler.before("autolink", "small_tags", _small_tag)


def _small_tag(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    if found := LINE_BREAK.match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("hardbreak", "br", 0)
    elif found := SMALL_TEXT.match(state.src, state.pos, state.posMax):
        if not silent:
            _push(state, found[1].lower(), found[2])
    else:
        return False
    state.pos = found.end()
    return True


def _push(state: StateInline, tag: str, text: str) -> None:
    state.push(f"{tag}_open", tag, 1)
    state.tokens.append(text_token(text))
    state.tokens_meta.append(None)
    state.push(f"{tag}_close", tag, -1)
