"""Fields and buttons: that each has a name, and the name holds the words that are seen."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules.document import Document
from accessibility.audit.rules.ruling import Fault, error

FIELD_ROLES = (
    *("checkbox", "combobox", "listbox", "menuitemcheckbox", "menuitemradio", "radio"),
    *("searchbox", "slider", "spinbutton", "switch", "textbox"),
)
NAMED_BY_CONTENT = (
    *("button", "checkbox", "gridcell", "link", "menuitem", "menuitemcheckbox", "menuitemradio"),
    *("option", "radio", "switch", "tab", "treeitem"),
)
UNSEEN_CLASSES = re.compile(r"(?:visually-?hidden|sr-only|screen-reader-text)", re.IGNORECASE)
ASIDE = re.compile(r"\([^()]*\)")
TOKEN = re.compile(r"[^\W_]+")


@error("field-name", "4.1.2", Level.A)
def fields_have_names(document: Document) -> Iterator[Fault]:
    """A field of a form has a name."""
    for field in document.with_role(*FIELD_ROLES):
        if not document.name(field):
            yield Fault(
                field,
                "This field has no label, so screen reader users cannot tell what to enter.",
                "Give it a label.",
                _markup(field),
            )


@error("button-name", "4.1.2", Level.A)
def buttons_have_names(document: Document) -> Iterator[Fault]:
    """A button has a name."""
    for button in document.with_role("button"):
        if button.tag not in ("summary",) and not _is_image(button) and not document.name(button):
            yield Fault(
                button,
                "This button has no text. It cannot be read aloud or used by voice.",
                "Add text that says what it does.",
                _markup(button),
            )


@error("image-button-name", "1.1.1", Level.A)
def image_buttons_have_names(document: Document) -> Iterator[Fault]:
    """A button that is an image says what it does."""
    for button in document.all("input"):
        # Browsers name it "Submit", which is not what it does.
        given = ("alt", "aria-label", "title")
        is_named = any((button.get(name) or "").strip() for name in given)
        if _is_image(button) and not is_named and not _is_labelled(button, document):
            yield Fault(
                button,
                "This button is an image without alternative text.",
                "Write alternative text that says what the button does, such as “Search”.",
                button.get("src") or _markup(button),
            )


@error("summary-name", "4.1.2", Level.A)
def summaries_have_names(document: Document) -> Iterator[Fault]:
    """What opens a folded part has words."""
    for details in document.all("details"):
        summary = details.find("summary")
        if summary is not None and document.is_exposed(summary) and not _said(summary, document):
            yield Fault(
                summary,
                "The line that opens this section has no text.",
                "Write what the section is about.",
                "<summary>",
            )


@error("menu-item-name", "4.1.2", Level.A)
def menu_items_have_names(document: Document) -> Iterator[Fault]:
    """An entry of a menu has a name."""
    for item in document.with_role("menuitem"):
        if not document.name(item):
            yield Fault(
                item,
                "This menu item has no text.",
                "Add text that says what it does.",
                _markup(item),
            )


@error("label-in-name", "2.5.3", Level.A)
def names_hold_the_words_that_are_seen(document: Document) -> Iterator[Fault]:
    """The name of a link or button holds the words that are seen on it."""
    for element in document.exposed:
        if not (element.get("aria-label") or element.get("aria-labelledby")):
            continue
        if document.role(element) not in NAMED_BY_CONTENT:
            continue
        seen = _tokens(ASIDE.sub(" ", _seen(element, document)))
        name = document.name(element)
        if seen and name and not _is_symbol(seen) and not _holds(_tokens(name), seen):
            yield Fault(
                element,
                f"This shows “{document.text(element)}”, but its name for assistive technology is"
                f" “{name}”. People who use voice control say what they see, so they cannot use"
                " it.",
                "Start its name with the text that is visible.",
            )


def _is_image(button: HtmlElement) -> bool:
    return button.tag == "input" and (button.get("type") or "").strip().lower() == "image"


def _is_labelled(button: HtmlElement, document: Document) -> bool:
    """Whether other elements name it: referred to, or labels."""
    keys = (button.get("aria-labelledby") or "").split()
    labels = [document.by_id(key) for key in keys] + document.semantics.computation.labels.get(
        button, []
    )
    return any(each is not None and each.text_content().strip() for each in labels)


def _said(summary: HtmlElement, document: Document) -> str:
    """Its name, even where it claims to be nothing: it takes the focus all the same."""
    pictures = (document.name(each) for each in summary.iter("img", "svg"))
    return document.name(summary) or document.text(summary) or "".join(pictures)


def _seen(element: HtmlElement, document: Document) -> str:
    text = document.text(element)
    for each in element.iter("*"):
        if UNSEEN_CLASSES.search(each.get("class") or ""):
            text = text.replace(document.text(each), " ", 1)
    return text


def _tokens(words: str) -> list[str]:
    return TOKEN.findall(words.casefold())


def _is_symbol(tokens: list[str]) -> bool:
    """One letter stands for a picture, such as x for closing."""
    return len(tokens) == 1 and len(tokens[0]) == 1 and tokens[0].isalpha()


def _holds(name: list[str], seen: list[str]) -> bool:
    """Whether the words that are seen stand in the name, in order and together."""
    return any(name[at : at + len(seen)] == seen for at in range(len(name) - len(seen) + 1))


def _markup(element: HtmlElement) -> str:
    shown = ("type", "name", "id", "role")
    given = "".join(f' {key}="{element.get(key)}"' for key in shown if element.get(key))
    return f"<{element.tag}{given}>"
