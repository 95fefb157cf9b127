"""The states an element is in, and the level of a heading (WAI-ARIA 1.2, HTML-AAM 1.0)."""

from lxml.html import HtmlElement

from accessibility.names import focus
from accessibility.names.texts import tokens, words_of

States = dict[str, str]
CHECKABLE = tokens("checkbox menuitemcheckbox menuitemradio option radio switch")
EXPANDABLE = tokens("""
    application button checkbox combobox gridcell link listbox menuitem menuitemcheckbox
    menuitemradio row rowheader columnheader tab treeitem switch
""")
FIELDS = tokens("""
    checkbox combobox gridcell listbox radiogroup searchbox slider spinbutton switch textbox
    tree
""")
SELECTABLE = tokens("gridcell option row tab columnheader rowheader treeitem")
CURRENT = frozenset({"page", "step", "location", "date", "time", "true"})
TOKENS = frozenset({"true", "false", "mixed"})


def level_of(element: HtmlElement, role: str) -> int | None:
    """The level of a heading: aria-level, then that of h1 to h6; 2 where nobody says."""
    if role != "heading":
        return None
    given = element.get("aria-level", "").strip()
    if given.isdecimal() and int(given) > 0:
        return int(given)
    is_native = element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
    return int(element.tag[1]) if is_native else 2


def states_of(element: HtmlElement, role: str) -> States:
    """Each state that holds, with its value: ``{"expanded": "false", "current": "page"}``."""
    states = {
        "expanded": expanded(element, role),
        "checked": checked(element, role),
        "pressed": token(element, "pressed") if role == "button" else "",
        "selected": selected(element, role),
        "current": current(element),
        "disabled": flag(is_disabled(element)),
        "required": flag(role in FIELDS and is_required(element)),
        "invalid": invalid(element),
        "readonly": flag(is_readonly(element, role)),
        "multiline": flag(element.tag == "textarea" or is_true(element, "multiline")),
        "busy": flag(is_true(element, "busy")),
        "modal": flag(is_true(element, "modal")),
        "haspopup": popup(element),
        "autocomplete": "",
    }
    return {name: value for name, value in states.items() if value}


def flag(holds: bool) -> str:
    return "true" if holds else ""


def token(element: HtmlElement, name: str) -> str:
    value = words_of(element, f"aria-{name}").lower()
    return value if value in TOKENS else ""


def is_true(element: HtmlElement, name: str) -> bool:
    return token(element, name) == "true"


def expanded(element: HtmlElement, role: str) -> str:
    if element.tag == "summary" and focus.is_summary_of_details(element):
        return "true" if "open" in element.getparent().attrib else "false"
    if element.tag == "select" and role == "combobox":
        return "false"
    value = token(element, "expanded") if role in EXPANDABLE else ""
    return value if value != "mixed" else ""


def checked(element: HtmlElement, role: str) -> str:
    if role not in CHECKABLE:
        return ""
    if element.tag == "input":
        return "true" if "checked" in element.attrib else "false"
    return token(element, "checked") or ("" if role == "option" else "false")


def selected(element: HtmlElement, role: str) -> str:
    if role not in SELECTABLE:
        return ""
    if element.tag == "option":
        return flag("selected" in element.attrib)
    return flag(is_true(element, "selected"))


def current(element: HtmlElement) -> str:
    value = words_of(element, "aria-current").lower()
    if value in ("", "false"):
        return ""
    return value if value in CURRENT else "true"


def is_disabled(element: HtmlElement) -> bool:
    """Disabled itself, or by a fieldset or an ancestor's aria-disabled."""
    return focus.is_disabled(element) or any(
        each.get("aria-disabled", "").lower() == "true"
        for each in (element, *element.iterancestors())
    )


def is_required(element: HtmlElement) -> bool:
    return "required" in element.attrib or is_true(element, "required")


def invalid(element: HtmlElement) -> str:
    value = words_of(element, "aria-invalid").lower()
    return "" if value in ("", "false") else value


def is_readonly(element: HtmlElement, role: str) -> bool:
    if element.tag in ("input", "textarea"):
        return "readonly" in element.attrib
    return role in FIELDS and is_true(element, "readonly")


def popup(element: HtmlElement) -> str:
    value = words_of(element, "aria-haspopup").lower()
    return "" if value in ("", "false") else "menu" if value == "true" else value
