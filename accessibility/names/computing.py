"""Accessible names and descriptions.

After the Accessible Name and Description Computation 1.2 (https://www.w3.org/TR/accname-1.2/); the
letters in comments are the steps of its section 4.3.2. What HTML elements bring with them is from
HTML-AAM 1.0, section 4.1.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from accessibility.names import natively
from accessibility.names.focus import is_focusable
from accessibility.names.hiding import Hiding
from accessibility.names.html_tree import is_element
from accessibility.names.texts import is_block, squeeze, tokens, words_of
from accessibility.names.way import Way

NAMED_BY_CONTENT = tokens("""
    button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox
    menuitemradio option radio row rowheader switch tab tooltip treeitem
""")
# Roles that an author may not name: aria-label and aria-labelledby are not heard on them.
NEVER_NAMED = tokens("""
    caption code definition deletion emphasis generic insertion mark none paragraph strong
    subscript superscript term time
""")
CONTROLS = frozenset({"combobox", "listbox", "searchbox", "slider", "spinbutton", "textbox"})
# Deeper than any page is written; below it words are taken as they stand.
DEEPEST = 100
RANGES = frozenset({"meter", "progressbar", "scrollbar", "slider", "spinbutton"})


class Computation:
    """Names and descriptions over one page; told of roles and hiding by who reads the page."""

    def __init__(
        self,
        *,
        role: Callable[[HtmlElement], str],
        hiding: Hiding,
        by_id: dict[str, HtmlElement],
        labels: dict[HtmlElement, list[HtmlElement]],
    ) -> None:
        self.role = role
        self.hiding = hiding
        self.is_hidden = hiding.is_hidden
        self.by_id = by_id
        self.labels = labels

    def name(self, element: HtmlElement) -> str:
        return squeeze(self.text(element, Way(names=element)))

    def description(self, element: HtmlElement, name: str) -> str:
        """What is said beside the name: aria-describedby, aria-description, then what HTML has.

        A title that says what the content says, or gave the name, is not said again.
        """
        if referenced := self.by_references(element, "aria-describedby", Way(names=element)):
            return referenced
        if words := words_of(element, "aria-description"):
            return words
        title = natively.description(element)
        is_said = title == name and (self.is_by_content(element) or self.is_named_by_title(element))
        return "" if is_said else title

    def is_by_content(self, element: HtmlElement) -> bool:
        return self.role(element) in NAMED_BY_CONTENT

    def is_named_by_title(self, element: HtmlElement) -> bool:
        return not self.text(element, Way(names=element, uses_title=False))

    def text(self, element: HtmlElement, way: Way) -> str:
        """The text alternative of one element, steps 2A to 2I."""
        if element in way.met:
            return ""
        way = replace(way, met=way.met | {element}, depth=way.depth + 1)
        if self.is_hidden(element):  # 2A
            if not way.is_referenced and not way.sees_hidden:
                return "" if self.hiding.gone[element] else self.content(element, way)
            way = replace(way, sees_hidden=True)
        for step in (self.by_labelledby, self.by_value, self.by_label, self.natively):
            if words := step(element, way):
                return words
        if self.reads_content(element, way) and (words := self.content(element, way)):
            return words
        return words_of(element, "title") if self.may_use_title(element, way) else ""

    def by_labelledby(self, element: HtmlElement, way: Way) -> str:
        """2B, once only: a reference found behind a reference is not followed."""
        if not way.follows_references or self.cannot_be_named(element, way):
            return ""
        return self.by_references(element, "aria-labelledby", way)

    def by_references(self, element: HtmlElement, attribute: str, way: Way) -> str:
        way = replace(
            way, is_referenced=True, is_inside=False, follows_references=False, sees_hidden=False
        )
        found = (self.by_id.get(key) for key in element.get(attribute, "").split())
        # An element may refer to itself, among others, to be part of its own name.
        parts = (
            self.text(each, replace(way, met=frozenset())) for each in found if each is not None
        )
        return squeeze(" ".join(parts))

    def by_value(self, element: HtmlElement, way: Way) -> str:
        """2C: a control inside the label of another counts with what is entered in it."""
        if not (way.is_inside or way.is_referenced) or element is way.names:
            return ""
        role = self.role(element)
        if role in RANGES:
            return natively.range_text(element)
        return natively.entered(element, role) if role in CONTROLS else ""

    def by_label(self, element: HtmlElement, way: Way) -> str:
        """2D."""
        return "" if self.cannot_be_named(element, way) else words_of(element, "aria-label")

    def natively(self, element: HtmlElement, way: Way) -> str:
        """2E, unless the element gave up being what it is."""
        return "" if self.role(element) == "none" else natively.name(element, self, way)

    def cannot_be_named(self, element: HtmlElement, way: Way) -> bool:
        return element is way.names and self.role(element) in NEVER_NAMED

    def reads_content(self, element: HtmlElement, way: Way) -> bool:
        """2F: by its role, because it was referred to, or because content of another is read."""
        role = self.role(element)
        if way.is_inside:
            return role not in CONTROLS
        if role == "row" and not (is_focusable(element) or self.is_in_grid(element)):
            return way.is_referenced  # as browsers do: a row of a plain table is heard by its cells
        is_term = role == "term" and element.tag in ("dfn", "dt")
        return way.is_referenced or is_term or role in NAMED_BY_CONTENT

    def is_in_grid(self, element: HtmlElement) -> bool:
        return any(self.role(each) in ("grid", "treegrid") for each in element.iterancestors())

    def content(self, element: HtmlElement, way: Way) -> str:
        way = replace(way, is_inside=True, is_referenced=False)
        return squeeze("".join(self.pieces(element, way)))

    def pieces(self, element: HtmlElement, way: Way) -> Iterator[str]:
        """2F to 2H: the text and the text alternatives inside, in order."""
        if way.depth > DEEPEST:
            yield element.text_content()
            return
        if not self.is_hidden(element) or way.sees_hidden:
            yield element.text or ""
        for child in element:
            if is_element(child):
                gap = " " if is_block(child) else ""
                yield gap + self.spaced_text(child, way) + gap
            if not self.is_hidden(element) or way.sees_hidden:
                yield child.tail or ""

    def spaced_text(self, child: HtmlElement, way: Way) -> str:
        """Plain wrappers keep the white space at their ends: it parts words."""
        if is_plain(child) and (way.sees_hidden or not self.hiding.gone[child]):
            way = replace(way, depth=way.depth + 1)
            return "".join(self.pieces(child, way)) or words_of(child, "title")
        return self.text(child, way)

    def may_use_title(self, element: HtmlElement, way: Way) -> bool:
        """2I."""
        return way.uses_title and not self.cannot_be_named(element, way)


PLAIN = tokens("abbr b bdi bdo big cite code em font i kbd q s samp small span strong u var")


def is_plain(element: HtmlElement) -> bool:
    return element.tag in PLAIN and not any(
        name in element.attrib for name in ("aria-label", "aria-labelledby", "role")
    )
