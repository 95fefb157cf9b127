"""The Markdown parsers: one with the site's own syntax, one for plain CommonMark.

Both are built once and shared by all threads: markdown-it keeps what belongs to one page in the
state and ``env`` of that page's run.
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from articles.markup import abbreviations, footnotes, languages, limits, notices, small_tags, tables

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def may_be_linked(address: str) -> bool:
    """Relative addresses and four schemes; anything else stays text, as it was typed."""
    scheme = SCHEME.match(address)
    return scheme is None or scheme[1].lower() in SCHEMES


class LimitedInline(ParserInline):
    """Looks at the budget before each run of text, empty table cells included."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        env["budget"].tick()
        return super().parse(src, md, env, tokens)


class Parser(MarkdownIt):
    """CommonMark without raw HTML, under the limits of one page."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": 2 * limits.MAX_BLOCK_NESTING})
        self.inline = LimitedInline()
        self.configure("commonmark", {"html": False, "maxNesting": 2 * limits.MAX_BLOCK_NESTING})
        self.block.ruler.before("code", "limits", check_block)
        self.inline.ruler.before("text", "limits", check_inline)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return may_be_linked(url)


def check_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Never matches: it is the first rule so that no block is tried past a limit."""
    state.env["budget"].tick()
    if state.level >= limits.MAX_BLOCK_NESTING:
        raise limits.too_deep()
    return False


def check_inline(state: StateInline, silent: bool) -> bool:
    """Never matches, as above."""
    state.env["budget"].tick()
    return False


def site_parser() -> MarkdownIt:
    parser = Parser().enable(["table", "strikethrough"])
    parser.use(deflist_plugin)
    parser.use(notices.syntax)
    parser.use(abbreviations.definitions)
    parser.use(footnotes.syntax)
    parser.use(tables.caption_syntax)
    parser.use(languages.span_syntax)
    parser.use(small_tags.syntax)
    return parser


COMMONMARK = Parser()
SITE = site_parser()
