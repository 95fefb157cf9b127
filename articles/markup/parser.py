"""The Markdown parsers: one with the site's own syntax, one for plain CommonMark.

Both are built once and shared by all threads: markdown-it keeps what belongs to one page in the
state and ``env`` of that page's run.
"""

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from articles.markup import (
    abbreviations,
    addresses,
    figures,
    footnotes,
    languages,
    lettered_lists,
    limits,
    literals,
    notices,
    sanitising,
    small_tags,
    tables,
)


class LimitedInline(ParserInline):
    """Looks at the budget before each run of text, empty table cells included."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        env["budget"].tick()
        return super().parse(src, md, env, tokens)


class Parser(MarkdownIt):
    """CommonMark without raw HTML, under the limits of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.inline = LimitedInline()
        self.configure("commonmark", {"html": False, "maxNesting": limits.PARSER_NESTING})
        self.block.ruler.before("code", "limits", check_block)
        self.inline.ruler.before("text", "limits", check_inline)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """What may not be linked stays text as it was typed: an address is never lost."""
        return addresses.may_be_linked(url) and sanitising.keeps_link(url)


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


class SiteParser(Parser):
    """The site's own dialect."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """``[Ca2+](i)`` and ``[Dose]: 5mg`` are no links: "i" and "5mg" are nowhere."""
        return addresses.leads_somewhere(url) and super().validateLink(url)


def site_parser() -> MarkdownIt:
    parser = SiteParser().enable(["table", "strikethrough"])
    parser.use(literals.syntax)
    parser.use(deflist_plugin)
    parser.use(notices.syntax)
    parser.use(abbreviations.definitions)
    parser.use(footnotes.syntax)
    parser.use(tables.caption_syntax)
    parser.use(languages.span_syntax)
    parser.use(small_tags.syntax)
    parser.use(lettered_lists.syntax)
    parser.use(figures.pictures)
    return parser


def ready(parser: MarkdownIt) -> MarkdownIt:
    """Put the chains of rules together now: done at first use, two threads could do it at once."""
    parser.core.ruler.getRules("")
    parser.block.ruler.getRules("")
    parser.inline.ruler.getRules("")
    parser.inline.ruler2.getRules("")
    return parser


COMMONMARK = ready(Parser())
SITE = ready(site_parser())
