"""Which elements can take the focus, which are disabled, and which cannot be presentational."""

from lxml.html import HtmlElement

from accessibility.names.texts import tokens

# Attributes that any element may have, so that an element with one of them cannot be presentational
# (WAI-ARIA 1.2, 7.1, presentational roles conflict resolution). aria-hidden is left out.
GLOBAL_ATTRIBUTES = tokens("""
    aria-atomic aria-busy aria-controls aria-current aria-describedby aria-details aria-
    dropeffect aria-flowto aria-grabbed aria-keyshortcuts aria-label aria-labelledby aria-live
    aria-owns aria-relevant aria-roledescription
""")


def cannot_be_presentational(element: HtmlElement) -> bool:
    return is_focusable(element) or not GLOBAL_ATTRIBUTES.isdisjoint(element.attrib)


def is_focusable(element: HtmlElement) -> bool:
    """Whether the element can take the focus, by Tab or by script."""
    if element.get("tabindex", "").strip().lstrip("-").isdecimal():
        return not is_disabled(element)
    if element.get("contenteditable", "false").lower() not in ("false", "inherit"):
        return True
    return takes_focus_by_itself(element) and not is_disabled(element)


def takes_focus_by_itself(element: HtmlElement) -> bool:
    match element.tag:
        case "a" | "area":
            return "href" in element.attrib
        case "input":
            return element.get("type", "").lower() != "hidden"
        case "button" | "iframe" | "select" | "textarea":
            return True
        case "audio" | "video":
            return "controls" in element.attrib
        case "summary":
            return is_summary_of_details(element)
    return False


def is_disabled(element: HtmlElement) -> bool:
    if element.tag not in ("button", "input", "select", "textarea", "optgroup", "option"):
        return False
    if "disabled" in element.attrib:
        return True
    return any(
        "disabled" in group.attrib and not is_in_legend_of(group, element)
        for group in element.iterancestors("fieldset")
    )


def is_in_legend_of(group: HtmlElement, element: HtmlElement) -> bool:
    legend = group.find("legend")
    return legend is not None and legend in element.iterancestors()


def is_summary_of_details(element: HtmlElement) -> bool:
    details = element.getparent()
    return details is not None and details.tag == "details" and details.find("summary") is element
