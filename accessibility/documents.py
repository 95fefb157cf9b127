"""HTML as a tree, the way the audit, the names and the spoken view read it.

One parser for all of them, so that a finding and an utterance mean the same element. The tree is
lxml's own: ``element.sourceline`` is the line in the HTML that was given.
"""

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

# Elements without content that the parser does not know for such: it puts what follows into them.
NEVER_HOLD_ANYTHING = ("source", "track", "wbr")
EMPTY_PAGE = "<html><body></body></html>"


def parse(text: str) -> HtmlElement:
    """The ``html`` element of a whole page; a fragment comes back inside ``html`` and ``body``.

    Never fails on bad markup: what browsers put right is put right here too, as far as lxml can.
    """
    # Bytes, because lxml refuses a str that declares an encoding of its own.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    source = text.replace("\0", "").strip() or EMPTY_PAGE
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except ParserError:  # nothing but a comment
        root = html.document_fromstring(EMPTY_PAGE, parser=parser)
    for element in list(root.iter(*NEVER_HOLD_ANYTHING)):
        empty(element)
    return root


def empty(element: HtmlElement) -> None:
    """Put what stands in an element after it."""
    for child in reversed(element):
        element.addnext(child)
    if element.text:
        element.tail = element.text + (element.tail or "")
        element.text = None


def is_element(node: object) -> bool:
    """Whether a node is an element: lxml's trees also hold comments and instructions."""
    return isinstance(getattr(node, "tag", None), str)
