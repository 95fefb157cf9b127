"""Headings of the body: below the page's own h1, without gaps, each with an id to link to."""

from markdown_it.token import Token

from articles.markup.identifiers import slug
from articles.markup.tokens import plain_text
from articles.markup.values import Heading, Page

FIRST_LEVEL = 2
LAST_LEVEL = 6


def level(page: Page) -> None:
    """Start at h2 and go down one step at a time, whatever the author typed.

    Headings that are deeper than h6 become h6. A heading without words is dropped.
    """
    page.tokens = _without_empty_headings(page.tokens)
    typed_above: list[int] = []
    for index, token in enumerate(page.tokens):
        if token.type != "heading_open":
            continue
        typed = int(token.tag[1:])
        while typed_above and typed_above[-1] >= typed:
            typed_above.pop()
        tag = f"h{min(FIRST_LEVEL + len(typed_above), LAST_LEVEL)}"
        typed_above.append(typed)
        token.tag = page.tokens[index + 2].tag = tag


def _without_empty_headings(tokens: list[Token]) -> list[Token]:
    kept: list[Token] = []
    skipping = 0
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and not tokens[index + 1].children:
            skipping = 3
        if skipping:
            skipping -= 1
        else:
            kept.append(token)
    return kept


def name(page: Page) -> None:
    """Give each heading an id made of its words, and list it for the table of contents."""
    for index, token in enumerate(page.tokens):
        if token.type == "heading_open":
            text = " ".join(plain_text(page.tokens[index + 1].children or []).split())
            token.attrs["id"] = page.identifiers.give(slug(text) or "section")
            page.headings.append(Heading(int(token.tag[1:]), text, str(token.attrs["id"])))
