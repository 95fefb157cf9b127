"""The role that an element's HTML gives it (HTML-AAM 1.0, section 3)."""

from collections.abc import Callable

from lxml.html import HtmlElement

from accessibility.names.focus import cannot_be_presentational, is_summary_of_details

NamedBy = Callable[[HtmlElement], bool]

GENERIC = "generic"
NONE = "none"
BY_TAG = {
    "address": "group",
    "article": "article",
    "blockquote": "blockquote",
    "button": "button",
    "caption": "caption",
    "code": "code",
    "datalist": "listbox",
    "dd": "definition",
    "del": "deletion",
    "details": "group",
    "dfn": "term",
    "dialog": "dialog",
    "dt": "term",
    "em": "emphasis",
    "fieldset": "group",
    "figure": "figure",
    # A landmark only when it has a name: see Semantics.is_landmark.
    "form": "form",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "hgroup": "group",
    "hr": "separator",
    "html": "document",
    "ins": "insertion",
    "li": "listitem",
    "main": "main",
    "mark": "mark",
    "math": "math",
    "menu": "list",
    "meter": "meter",
    "nav": "navigation",
    "ol": "list",
    "optgroup": "group",
    "option": "option",
    "output": "status",
    "p": "paragraph",
    "progress": "progressbar",
    "s": "deletion",
    "search": "search",
    "strong": "strong",
    "sub": "subscript",
    # HTML-AAM gives it none; browsers make it a button that says whether its details are open.
    "summary": "button",
    "sup": "superscript",
    "svg": "img",
    "table": "table",
    "tbody": "rowgroup",
    "textarea": "textbox",
    "tfoot": "rowgroup",
    "thead": "rowgroup",
    "time": "time",
    "tr": "row",
    "ul": "list",
}
BY_INPUT_TYPE = {
    "button": "button",
    "checkbox": "checkbox",
    # A button that opens a chooser: HTML-AAM gives the next two no role, browsers this one.
    "color": "button",
    "file": "button",
    "hidden": GENERIC,
    "image": "button",
    "number": "spinbutton",
    "radio": "radio",
    "range": "slider",
    "reset": "button",
    "search": "searchbox",
    "submit": "button",
}
TAKES_SUGGESTIONS = frozenset({"email", "search", "tel", "text", "url"})
ASIDE_IS_PART_OF = frozenset({"article", "aside", "nav", "section"})
SECTIONING = frozenset({"article", "aside", "main", "nav", "section"})
SECTIONING_ROLES = frozenset({"article", "complementary", "main", "navigation", "region"})


def table_of(element: HtmlElement) -> HtmlElement | None:
    """The table a row or cell belongs to."""
    return next(element.iterancestors("table"), None)


def native_role(element: HtmlElement, named: NamedBy) -> str:
    """The implicit role (HTML-AAM 1.0, section 3)."""
    choose = CHOICES.get(element.tag)
    return choose(element, named) if choose else BY_TAG.get(element.tag, GENERIC)


def link_role(element: HtmlElement, named: NamedBy) -> str:
    return "link" if "href" in element.attrib else GENERIC


def image_role(element: HtmlElement, named: NamedBy) -> str:
    is_decorative = element.get("alt") == "" and not (
        cannot_be_presentational(element) or named(element)
    )
    return NONE if is_decorative else "img"


def input_role(element: HtmlElement, named: NamedBy) -> str:
    kind = element.get("type", "text").strip().lower()
    if "list" in element.attrib and (kind in TAKES_SUGGESTIONS or kind not in BY_INPUT_TYPE):
        return "combobox"
    return BY_INPUT_TYPE.get(kind, "textbox")


def select_role(element: HtmlElement, named: NamedBy) -> str:
    size = element.get("size", "")
    is_list = "multiple" in element.attrib or (size.isdecimal() and int(size) > 1)
    return "listbox" if is_list else "combobox"


def section_role(element: HtmlElement, named: NamedBy) -> str:
    return "region" if named(element) else GENERIC


def aside_role(element: HtmlElement, named: NamedBy) -> str:
    is_part = any(each.tag in ASIDE_IS_PART_OF for each in element.iterancestors())
    return "complementary" if named(element) or not is_part else GENERIC


def header_role(element: HtmlElement, named: NamedBy) -> str:
    return GENERIC if is_in_section(element) else "banner"


def footer_role(element: HtmlElement, named: NamedBy) -> str:
    return GENERIC if is_in_section(element) else "contentinfo"


def is_in_section(element: HtmlElement) -> bool:
    return any(
        each.tag in SECTIONING or each.get("role") in SECTIONING_ROLES
        for each in element.iterancestors()
    )


def summary_role(element: HtmlElement, named: NamedBy) -> str:
    return "button" if is_summary_of_details(element) else GENERIC


def cell_role(element: HtmlElement, named: NamedBy) -> str:
    table = table_of(element)
    if table is None:
        return GENERIC
    role = table.get("role", "").lower()
    in_grid = role in ("grid", "treegrid")
    if element.tag == "td":
        return "gridcell" if in_grid else "cell"
    return header_cell_role(element)


def header_cell_role(element: HtmlElement) -> str:
    """A header says what it heads; where it does not, its neighbours tell."""
    scope = element.get("scope", "").strip().lower()
    if scope in ("row", "rowgroup"):
        return "rowheader"
    if scope in ("col", "colgroup"):
        return "columnheader"
    before = [cell.tag for cell in element.itersiblings("td", "th", preceding=True)]
    after = [cell.tag for cell in element.itersiblings("td", "th")]
    return "rowheader" if "td" in before[:1] + after[:1] else "columnheader"


def row_role(element: HtmlElement, named: NamedBy) -> str:
    return GENERIC if table_of(element) is None else BY_TAG[element.tag]


CHOICES = {
    "a": link_role,
    "area": link_role,
    "aside": aside_role,
    "footer": footer_role,
    "header": header_role,
    "img": image_role,
    "input": input_role,
    "section": section_role,
    "select": select_role,
    "summary": summary_role,
    "tbody": row_role,
    "td": cell_role,
    "tfoot": row_role,
    "th": cell_role,
    "thead": row_role,
    "tr": row_role,
}
