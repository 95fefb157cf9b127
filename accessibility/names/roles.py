"""Which role an element has: the one it names, or the one its HTML gives it."""

from lxml.html import HtmlElement

from accessibility.names.focus import cannot_be_presentational
from accessibility.names.native_roles import NONE, NamedBy, native_role, table_of
from accessibility.names.texts import tokens

# Roles of WAI-ARIA 1.2 that an author may give, and those of its graphics module. The abstract
# ones ("widget", "landmark") are not among them: a browser passes over them as over a slip.
VALID_ROLES = tokens("""
    alert alertdialog application article banner blockquote button caption cell checkbox code
    columnheader combobox comment complementary contentinfo definition deletion dialog directory
    document emphasis feed figure form generic graphics-document graphics-object graphics-symbol
    grid gridcell group heading img image insertion link list listbox listitem log main mark
    marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none note
    option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader
    scrollbar search searchbox separator slider spinbutton status strong subscript suggestion
    superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree
    treegrid treeitem
""")
# Roles of the Digital Publishing module that are a kind of another; the rest are sections.
PUBLISHING_ROLES = {
    "doc-backlink": "link",
    "doc-biblioref": "link",
    "doc-cover": "img",
    "doc-glossref": "link",
    "doc-index": "navigation",
    "doc-noteref": "link",
    "doc-pagebreak": "separator",
    "doc-pagelist": "navigation",
    "doc-subtitle": "heading",
    "doc-toc": "navigation",
}
SAME_ROLE = {"image": "img", "presentation": NONE, "directory": "list"} | PUBLISHING_ROLES
LANDMARKS = tokens("banner complementary contentinfo form main navigation region search")
# What goes with a list or table that is only presentation (WAI-ARIA 1.2, required owned elements).
PARTS = {
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "menu": frozenset({"li"}),
    "table": frozenset({"caption", "tbody", "td", "tfoot", "th", "thead", "tr"}),
}
ROW_GROUPS = frozenset({"tbody", "tfoot", "thead"})


def role_of(element: HtmlElement, named: NamedBy) -> str:
    """The role of an element; ``generic`` has no meaning and ``none`` gave its meaning up.

    ``named`` tells whether an author named the element: a section or form is a landmark only then.
    """
    for token in element.get("role", "").lower().split():
        if token not in VALID_ROLES and token not in PUBLISHING_ROLES:
            continue
        role = SAME_ROLE.get(token, token)
        needs_name = role in ("form", "region")
        if needs_name and not named(element) or role == NONE and cannot_be_presentational(element):
            break
        return role
    return NONE if is_part_of_presentation(element) else native_role(element, named)


def is_part_of_presentation(element: HtmlElement) -> bool:
    """A row, cell or item of a table or list that was made presentational."""
    whole = whole_of(element)
    if whole is None or element.tag not in PARTS.get(whole.tag, ()):
        return False
    given = whole.get("role", "").lower().split()
    if not given or SAME_ROLE.get(given[0], given[0]) != NONE:
        return False
    return not cannot_be_presentational(whole) and not cannot_be_presentational(element)


def whole_of(element: HtmlElement) -> HtmlElement | None:
    if element.tag in ("td", "th", "tr", "caption", *ROW_GROUPS):
        return table_of(element)
    return element.getparent() if element.tag == "li" else None
