"""The stages, in order. Each takes the page as the one before left it."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from markdown_it.token import Token

from articles.markup import (
    abbreviations,
    doubts,
    figures,
    footnotes,
    glossary,
    headings,
    languages,
    limits,
    links,
    list_numbers,
    notices,
    references,
    sanitising,
    tables,
    text,
)
from articles.markup.parser import COMMONMARK, SITE
from articles.markup.values import Facts, Page, Rendered

# Part of what a stored rendering was made with: raise it whenever the output changes.
PIPELINE_VERSION = 8
NO_FACTS = Facts()


def parse(page: Page) -> None:
    env: dict[str, object] = {"budget": page.budget, "abbreviations": page.abbreviations}
    page.tokens = SITE.parse(page.source, env)
    page.references = dict(cast("dict[str, Any]", env.get("references", {})))


def parse_commonmark(page: Page) -> None:
    page.tokens = COMMONMARK.parse(page.source, {"budget": page.budget})


def check_tokens(page: Page) -> None:
    limits.check_nesting(page.tokens)
    limits.check_output_size(page.tokens)


def number_lines(page: Page) -> None:
    """Say where in the source each block came from, so that a preview can follow the cursor."""
    if page.source_lines:
        for token in page.tokens:
            if token.map and token.nesting >= 0 and token.type != "inline":
                token.attrs["data-line"] = token.map[0]


def to_html(page: Page) -> None:
    page.html = SITE.renderer.render(page.tokens, SITE.options, {})


STAGES = [
    parse,
    check_tokens,
    doubts.look,
    list_numbers.number_lists,
    footnotes.gather,
    headings.level,
    headings.name,
    tables.arrange,
    figures.arrange,
    abbreviations.explain,
    links.prepare,
    glossary.link_terms,
    notices.label,
    text.collect,
    links.mark,
    footnotes.link,
    languages.lift,
    check_tokens,
    references.prefix,
    number_lines,
    to_html,
    sanitising.sanitise,
]
COMMONMARK_STAGES = [parse_commonmark, check_tokens, to_html, sanitising.sanitise]


def render(source: str, *, facts: Facts = NO_FACTS, source_lines: bool = False) -> Rendered:
    """Turn an author's Markdown into safe HTML; raises ``TooMuch`` past a limit."""
    page = Page(_checked(source), facts, source_lines, limits.Budget(limits.MAX_SECONDS))
    _run(STAGES, page)
    return page.rendered()


def markdownify(source: str) -> str:
    """The pipeline under the name by which django-markdownx's settings ask for it."""
    return render(source).html


def inline_tokens(source: str) -> list[Token]:
    """The tokens of one run of text, with the site's own marks; raises ``TooMuch`` past a limit."""
    env: dict[str, object] = {"budget": limits.Budget(limits.MAX_SECONDS)}
    (inline,) = SITE.parseInline(source, env)
    return inline.children or []


def render_commonmark(source: str) -> str:
    """CommonMark alone, without the site's own rules but with its sanitiser."""
    page = Page(_checked(source), NO_FACTS, False, limits.Budget(limits.MAX_SECONDS))
    _run(COMMONMARK_STAGES, page)
    return page.html


def _run(stages: Sequence[Callable[[Page], None]], page: Page) -> None:
    try:
        for stage in stages:
            stage(page)
            page.budget.check()
    except RecursionError:
        raise limits.too_deep() from None


def _checked(source: str) -> str:
    """The source as UTF-8 can hold it, ending in a line break, if it is not too long."""
    encoded = source.encode("utf-8", "replace")
    if len(encoded) > limits.MAX_SOURCE_BYTES:
        raise limits.too_long(len(encoded))
    return encoded.decode("utf-8").removesuffix("\n") + "\n"
