"""What HTML elements bring with them to their names and descriptions (HTML-AAM 1.0, 4.1)."""

from dataclasses import replace

from lxml.html import HtmlElement

from accessibility.names.html_tree import is_element
from accessibility.names.texts import squeeze, words_of
from accessibility.names.way import Texts, Way

BUTTON_TYPES = frozenset({"button", "image", "reset", "submit"})
NAMED_BY_ITSELF = {"submit": "Submit", "reset": "Reset", "image": "Submit"}
WITH_PLACEHOLDER = frozenset({"input", "textarea"})
LABELLED = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})
NAMED_BY_CHILD = {"fieldset": "legend", "figure": "figcaption", "table": "caption"}


def name(element: HtmlElement, computation: Texts, way: Way) -> str:
    """2E: the name that HTML gives, apart from the content and the title."""
    tag = element.tag
    if tag in ("img", "area"):
        return words_of(element, "alt")
    if tag in LABELLED:
        return control_name(element, computation, way)
    if tag in NAMED_BY_CHILD and not way.is_inside:
        return name_by_child(element, NAMED_BY_CHILD[tag], computation, way)
    if tag == "optgroup":
        return words_of(element, "label")
    if tag == "option":
        return words_of(element, "label")
    if tag == "svg":
        return name_by_child(element, "title", computation, way)
    if tag == "html":
        return squeeze(element.findtext("head/title") or "")
    return words_of(element, "aria-placeholder")


def control_name(element: HtmlElement, computation: Texts, way: Way) -> str:
    kind = element.get("type", "").strip().lower()
    if element.tag == "input" and kind in BUTTON_TYPES:
        return button_name(element, kind, computation, way)
    if words := by_labels(element, computation, way):
        return words
    if element.tag in WITH_PLACEHOLDER and "title" not in element.attrib:
        return words_of(element, "placeholder")
    return ""


def button_name(element: HtmlElement, kind: str, computation: Texts, way: Way) -> str:
    if words := by_labels(element, computation, way):
        return words
    if kind == "image":
        given = words_of(element, "alt") or words_of(element, "value")
        return given or words_of(element, "title") or NAMED_BY_ITSELF[kind]
    if "value" in element.attrib:
        return words_of(element, "value")
    return "" if "title" in element.attrib else NAMED_BY_ITSELF.get(kind, "")


def by_labels(element: HtmlElement, computation: Texts, way: Way) -> str:
    """The words of every label, in the page's order."""
    if way.is_inside:
        return ""
    way = replace(way, is_referenced=True, is_inside=False)
    texts = (computation.text(label, way) for label in computation.labels.get(element, ()))
    return squeeze(" ".join(texts))


def name_by_child(element: HtmlElement, tag: str, computation: Texts, way: Way) -> str:
    child = next((each for each in element if each.tag == tag), None)
    if child is None:
        return ""
    return computation.text(child, replace(way, is_referenced=True, is_inside=False))


def description(element: HtmlElement) -> str:
    """What HTML has to say beside the name."""
    return words_of(element, "title")


def range_text(element: HtmlElement) -> str:
    """Where a slider or a meter stands, in its own words if it has some."""
    said = words_of(element, "aria-valuetext") or words_of(element, "aria-valuenow")
    return said or words_of(element, "value")


def entered(element: HtmlElement, role: str) -> str:
    """What is entered or chosen in a field."""
    if element.tag == "select":
        return " ".join(squeeze(each.text_content()) for each in chosen_options(element))
    if element.tag == "textarea":
        return squeeze(element.text_content())
    if element.tag == "input":
        return words_of(element, "value")
    if role in ("combobox", "listbox"):
        return chosen_in_list(element)
    return squeeze(element.text_content())


def chosen_options(element: HtmlElement) -> list[HtmlElement]:
    options = list(element.iter("option"))
    chosen = [option for option in options if "selected" in option.attrib]
    is_list = "multiple" in element.attrib
    return chosen if is_list else (chosen[-1:] or options[:1])


def chosen_in_list(element: HtmlElement) -> str:
    chosen = [
        each
        for each in element.iter("*")
        if each.get("role") == "option" and each.get("aria-selected") == "true"
    ]
    return " ".join(squeeze(each.text_content()) for each in chosen if is_element(each))
