"""HTML as a tree, the way the audit, the names and the spoken view read it.

One parser for all of them, so that a finding and an utterance mean the same element. The tree is
lxml's own: ``element.sourceline`` is the line in the HTML that was given.
"""

import re

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

# Elements without content that the parser does not know for such: it puts what follows into them.
NEVER_HOLD_ANYTHING = ("source", "track", "wbr")
EMPTY_PAGE = "<html><body></body></html>"
ATTRIBUTES = r"""(?:[^>"']|"[^"]*"|'[^']*')*>"""
# What may stand before the body; HTML lets authors leave out the tags of html, head and body.
HEAD_PART = re.compile(
    rf"""\s+|<!--.*?-->|<!doctype\b{ATTRIBUTES}|<\?[^>]*>|</?(?:html|head)\b{ATTRIBUTES}
    |<(?:base|link|meta)\b{ATTRIBUTES}
    |<(noscript|script|style|template|title)\b.*?</\1\s*>""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
TAG = re.compile(r"<[a-z]", re.IGNORECASE)
BODY = re.compile(r"<(?:body|frameset)\b", re.IGNORECASE)


def parse(text: str) -> HtmlElement:
    """The ``html`` element of a whole page; a fragment comes back inside ``html`` and ``body``.

    Never fails on bad markup: what browsers put right is put right here too, as far as lxml can.
    """
    # Bytes, because lxml refuses a str that declares an encoding of its own.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    source = with_body(text.replace("\0", "").strip() or EMPTY_PAGE)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except ParserError:  # nothing but a comment
        root = html.document_fromstring(EMPTY_PAGE, parser=parser)
    for element in list(root.iter(*NEVER_HOLD_ANYTHING)):
        empty(element)
    return root


def with_body(text: str) -> str:
    """HTML with the tag ``<body>`` that its author was free to leave out; its lines stay the same.

    lxml 6 (libxml2 2.14) begins a body by itself before elements of HTML 4 only: a page whose first
    element is ``main``, ``section`` or ``header`` would have it, with all its words, in the head.
    """
    if BODY.search(text):
        return text
    place = 0
    while found := HEAD_PART.match(text, place):
        place = found.end()
    return f"{text[:place]}<body>{text[place:]}" if TAG.match(text, place) else text


def empty(element: HtmlElement) -> None:
    """Move what is in an element behind it."""
    for child in reversed(element):
        element.addnext(child)
    if element.text:
        element.tail = element.text + (element.tail or "")
        element.text = None


def is_element(node: object) -> bool:
    """Whether a node is an element: lxml's trees also hold comments and instructions."""
    return isinstance(getattr(node, "tag", None), str)
