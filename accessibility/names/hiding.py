"""What is not there for assistive technology, as far as the HTML itself tells.

Words kept from the screen by a style sheet (our class ``visually-hidden``) are not hidden: they are
written to be heard.
"""

import re

from lxml.html import HtmlElement

from accessibility.names.focus import is_summary_of_details
from accessibility.names.texts import tokens

# Browsers lay none of these out.
NEVER_SHOWN = tokens("""
    base datalist head link meta noembed noframes noscript param rp script style template title
""")
DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
VISIBILITY = re.compile(r"(?:^|;)\s*visibility\s*:\s*([a-z-]+)", re.IGNORECASE)


def hides_whole_part(element: HtmlElement) -> bool:
    """Whether the element and all it holds are hidden, whatever stands inside."""
    return is_not_rendered(element) or element.get("aria-hidden", "").strip().lower() == "true"


def is_not_rendered(element: HtmlElement) -> bool:
    if element.tag in NEVER_SHOWN and not is_inside_svg(element):
        return True
    attributes = element.attrib
    if "hidden" in attributes or "popover" in attributes or "inert" in attributes:
        return True
    if last_value(DISPLAY, element) == "none":
        return True
    return is_closed_by_default(element)


def is_inside_svg(element: HtmlElement) -> bool:
    return element.tag == "title" and any(True for _ in element.iterancestors("svg"))


def is_closed_by_default(element: HtmlElement) -> bool:
    match element.tag:
        case "dialog":
            return "open" not in element.attrib
        case "input":
            return element.get("type", "").strip().lower() == "hidden"
        case "audio":
            return "controls" not in element.attrib
    details = element.getparent()
    return (
        details is not None
        and details.tag == "details"
        and "open" not in details.attrib
        and not is_summary_of_details(element)
    )


def last_value(property_: re.Pattern[str], element: HtmlElement) -> str:
    """What the element's own style gives a property, in lower case."""
    style = element.get("style")
    values = property_.findall(style) if style else []
    return values[-1].lower() if values else ""


class Hiding:
    """What is hidden on one page: ``gone`` with all it holds, or only unseen itself.

    ``visibility`` is handed down and may be taken back further in; nothing else may.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.gone: dict[HtmlElement, bool] = {}
        self.unseen: dict[HtmlElement, bool] = {}
        for element in root.iter("*"):  # a parent always comes before its children
            above = element.getparent()
            self.gone[element] = self.gone.get(above, False) or hides_whole_part(element)
            self.unseen[element] = self.is_unseen(element, self.unseen.get(above, False))

    @staticmethod
    def is_unseen(element: HtmlElement, is_above: bool) -> bool:
        visibility = last_value(VISIBILITY, element)
        return visibility in ("hidden", "collapse") if visibility else is_above

    def is_hidden(self, element: HtmlElement) -> bool:
        return self.gone[element] or self.unseen[element]
