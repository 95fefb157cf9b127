"""The words of a page without any markup: for search, and for counting."""

from markdown_it.token import Token

from articles.markup.tokens import plain_text
from articles.markup.values import Page


def collect(page: Page) -> None:
    blocks = (_block_text(token) for token in page.tokens)
    page.text = "\n".join(text for text in blocks if text)


def _block_text(token: Token) -> str:
    if token.type == "inline":
        return plain_text(token.children or []).strip()
    return token.content.strip() if token.type in ("fence", "code_block") else ""
