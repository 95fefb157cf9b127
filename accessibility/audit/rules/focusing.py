"""What the Tab key comes to."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from accessibility.audit.rules.document import Document
from accessibility.audit.rules.numbers import whole_number

FIELDS = frozenset({"button", "input", "select", "textarea"})


def focusable_inside(element: HtmlElement, document: Document) -> Iterator[HtmlElement]:
    """The elements in or at this one that Tab comes to."""
    return (each for each in element.iter("*") if is_in_tab_order(each, document))


def is_in_tab_order(element: HtmlElement, document: Document) -> bool:
    if not document.is_shown(element) or is_disabled(element):
        return False
    given = whole_number(element.get("tabindex"))
    return _is_by_nature(element) if given is None else given >= 0


def is_disabled(element: HtmlElement) -> bool:
    if element.tag not in FIELDS:
        return False
    return "disabled" in element.attrib or any(
        "disabled" in fieldset.attrib for fieldset in element.iterancestors("fieldset")
    )


def _is_by_nature(element: HtmlElement) -> bool:
    tag = element.tag
    if tag in ("a", "area"):
        return element.get("href") is not None
    if tag in ("audio", "video"):
        return "controls" in element.attrib
    if tag == "summary":
        parent = element.getparent()
        return parent is not None and parent.tag == "details" and parent.find("summary") is element
    if (element.get("contenteditable") or "no").lower() in ("", "true", "plaintext-only"):
        return "contenteditable" in element.attrib
    return tag in FIELDS or tag == "iframe"
