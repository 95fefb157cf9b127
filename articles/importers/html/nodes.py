"""What a node of a page is: words, a block, a picture; and words without idle spaces."""

import re
from collections.abc import Iterator
from typing import TypeGuard

from bs4 import NavigableString, PageElement, Tag

from articles.importers.html.elements import holds

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


BLOCKS = {
    *HEADINGS,
    *re.findall(
        r"\w+",
        """
        address article aside blockquote body center dd details dialog dir div dl dt
        fieldset figcaption figure footer form header hgroup hr html legend li main menu
        nav ol p pre search section summary table tbody td tfoot th thead tr ul video
        audio iframe caption
        """,
    ),
}


Node = PageElement | str


def is_tag(node: Node) -> TypeGuard[Tag]:
    return isinstance(node, Tag)


def is_inline(node: Node) -> bool:
    """Words, or an element that holds words only."""
    if not is_tag(node):
        return True
    if node.name == "button":
        return not opens_a_part(node)
    if node.name in ("select", "textarea"):
        return True
    return node.name not in BLOCKS and not any(not is_inline(child) for child in node.children)


def is_block(node: Node) -> TypeGuard[Tag]:
    return is_tag(node) and not is_inline(node)


def opens_a_part(button: Tag) -> bool:
    return button.get("aria-controls") is not None or button.get("aria-expanded") is not None


def is_picture(node: Node) -> bool:
    """A picture, alone or as all there is in a link."""
    if not is_tag(node):
        return False
    return node.name == "img" or bool(holds(node, ("img",)) and not node.get_text(strip=True))


def text_of(node: Node) -> str:
    return node.get_text().strip() if is_tag(node) else str(node).strip()


def parted(nodes: list[Node]) -> Iterator[list[Node]]:
    """The nodes between every two or more line breaks in a row."""
    part: list[Node] = []
    breaks = 0
    for node in nodes:
        is_break = is_tag(node) and node.name == "br"
        if not is_break and not text_of(node) and not is_picture(node):
            part.append(node)
            continue
        breaks = breaks + 1 if is_break else 0
        if breaks == 2:
            yield part
            part = []
        elif not (is_break and breaks > 2):
            part.append(node)
    yield part


def tidy_spaces(nodes: list[Node]) -> list[Node]:
    """No spaces or line breaks at the ends, none around line breaks, one between words."""
    while nodes and is_blank(nodes[0]):
        nodes = nodes[1:]
    while nodes and is_blank(nodes[-1]):
        nodes = nodes[:-1]
    kept: list[Node] = []
    for node in nodes:
        last = kept[-1] if kept else ""
        after_break = is_tag(last) and last.name == "br"
        if after_break and not is_tag(node):
            node = NavigableString(str(node).lstrip())
        if node and not (after_break and is_tag(node) and node.name == "br"):
            kept.append(node)
    return kept


def is_blank(node: Node) -> bool:
    return node.name == "br" if is_tag(node) else not str(node).strip()
