"""Ids and what points at them, kept apart from the ids of the page around the body."""

from dataclasses import replace
from urllib.parse import unquote

from markdown_it.token import Token

from articles.markup.identifiers import PREFIX, Identifiers, slug
from articles.markup.values import Page

POINTERS = ("aria-labelledby", "aria-describedby")


def prefix(page: Page) -> None:
    """Prefix every id of the body, and every reference to one of them."""
    for token in page.tokens:
        _prefix(token, page.identifiers)
        for child in token.children or ():
            _prefix(child, page.identifiers)
    page.headings = [replace(heading, id=PREFIX + heading.id) for heading in page.headings]


def _prefix(token: Token, identifiers: Identifiers) -> None:
    attributes = token.attrs
    if not attributes:
        return
    for name in ("id", *POINTERS):
        if name in attributes:
            attributes[name] = f"{PREFIX}{attributes[name]}"
    address = str(attributes.get("href", ""))
    if len(address) > 1 and address.startswith("#"):
        attributes["href"] = f"#{PREFIX}{_target(address[1:], identifiers)}"


def _target(fragment: str, identifiers: Identifiers) -> str:
    """The id an author means: as it is, as the finished page shows it, or a heading's words."""
    wanted = unquote(fragment)
    for name in (wanted, wanted.removeprefix(PREFIX), slug(wanted)):
        if name in identifiers:
            return name
    return fragment
