"""Roles and ARIA attributes: wrong ones are worse than none. For imported pages and templates."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules import aria_facts as facts
from accessibility.audit.rules.document import HEADINGS, Document
from accessibility.audit.rules.focusing import focusable_inside, is_in_tab_order
from accessibility.audit.rules.ruling import Fault, error
from accessibility.names.native_roles import native_role
from accessibility.names.texts import tokens

PASSED_OVER = ("generic", "none")
HAS_ITS_OWN = {
    "checked": ("input",),
    "level": HEADINGS,
    "valuenow": ("input", "meter", "progress"),
    "expanded": ("select", "summary", "input"),
}
NO_ROLE_OF_ITS_OWN = tokens("""
    abbr address audio canvas dl embed figcaption iframe kbd label legend map math object
    picture rp rt ruby slot svg template var video
""")
FREE_FIELDS = tokens("""
    color date datetime-local file month password time week
""")


@error("aria-role", "4.1.2", Level.A)
def roles_exist(document: Document) -> Iterator[Fault]:
    """A role is one that exists."""
    for element in document.exposed:
        tokens = (element.get("role") or "").lower().split()
        if tokens and not facts.ROLES.intersection(tokens):
            yield _fault(element, f"There is no role “{element.get('role')}”.", "role")


@error("aria-attribute", "4.1.2", Level.A)
def attributes_exist(document: Document) -> Iterator[Fault]:
    """An ARIA attribute is one that exists."""
    for element, name, _ in _attributes(document):
        if name not in facts.ATTRIBUTES:
            yield _fault(element, f"There is no attribute “aria-{name}”.", f"aria-{name}")


@error("aria-value", "4.1.2", Level.A)
def values_are_understood(document: Document) -> Iterator[Fault]:
    """An ARIA attribute has a value that is understood."""
    for element, name, value in _attributes(document):
        if value.strip() and not _is_understood(element, name, value, document):
            yield _fault(
                element,
                f"“{value}” is not a valid value for “aria-{name}”.",
                f'aria-{name}="{value}"',
            )


@error("aria-required", "4.1.2", Level.A)
def roles_have_what_they_need(document: Document) -> Iterator[Fault]:
    """A role comes with the attributes it needs."""
    for element in _with_given_role(document):
        role = document.role(element)
        for name in _needed(element, role, document):
            given = (element.get(f"aria-{name}") or "").strip()
            if not given and element.tag not in HAS_ITS_OWN.get(name, ()):
                yield _fault(element, f"A “{role}” needs “aria-{name}”.", f'role="{role}"')


@error("aria-allowed", "4.1.2", Level.A)
def attributes_suit_the_role(document: Document) -> Iterator[Fault]:
    """An ARIA attribute suits the role of its element."""
    for element, name, _ in _attributes(document):
        role = document.role(element)
        is_known = name in facts.ATTRIBUTES and document.is_exposed(element)
        if is_known and not _is_allowed(element, name, role):
            yield _fault(
                element,
                f"“aria-{name}” has no effect on this element (its role is “{role}”).",
                f"aria-{name}",
            )


@error("aria-naming", "4.1.2", Level.A)
def names_are_given_where_they_are_heard(document: Document) -> Iterator[Fault]:
    """A name is given only where it is heard."""
    for element, name, value in _attributes(document):
        if name not in facts.NAMING or not value.strip() or not document.is_exposed(element):
            continue
        role = document.role(element)
        is_plain = role != "generic" or element.tag in facts.PLAIN_TAGS or element.get("role")
        if role in facts.MAY_NOT_BE_NAMED and is_plain:
            yield _fault(
                element,
                f"Screen readers ignore a name given with “aria-{name}” on this element.",
                f"aria-{name}",
            )


@error("aria-parent", "1.3.1", Level.A)
def parts_are_in_their_whole(document: Document) -> Iterator[Fault]:
    """A part, such as an item, is inside its whole, such as a list."""
    for element in _with_given_role(document):
        role = document.role(element)
        wanted = facts.PARENTS.get(role)
        if (
            wanted
            and role != _native_role(element)
            and _parent_role(element, document) not in wanted
        ):
            whole = " or ".join(sorted(wanted))
            yield _fault(element, f"A “{role}” must be inside a {whole}.", f'role="{role}"')


@error("aria-children", "1.3.1", Level.A)
def wholes_hold_their_parts(document: Document) -> Iterator[Fault]:
    """A whole, such as a list, holds only its parts, such as items."""
    for element in _with_given_role(document):
        role = document.role(element)
        if (element.get("aria-busy") or "").lower() == "true":
            continue
        strays = [each for each in _strays(element, role, document) if role in facts.CHILDREN]
        if strays:
            found = document.role(strays[0])
            yield _fault(element, f"A “{role}” must not contain a “{found}”.", f'role="{role}"')


@error("aria-hidden-focus", "4.1.2", Level.A)
def what_is_hidden_takes_no_focus(document: Document) -> Iterator[Fault]:
    """What is hidden from listeners cannot be come to with the Tab key."""
    for element in document.walk.order:
        if (element.get("aria-hidden") or "").strip().lower() != "true":
            continue
        for each in focusable_inside(element, document):
            yield _fault(
                each, "The Tab key stops here, but screen readers announce nothing.", "aria-hidden"
            )


@error("aria-focus-inside", "4.1.2", Level.A)
def buttons_and_images_hold_no_controls(document: Document) -> Iterator[Fault]:
    """A button, an image or another single thing holds nothing that takes the focus."""
    for element in document.with_role(*facts.HIDES_CHILDREN):
        inside = [each for each in focusable_inside(element, document) if each is not element]
        if inside and element.tag != "summary":
            role = document.role(element)
            yield _fault(
                element,
                f"This “{role}” contains a link or field that screen reader users cannot find.",
                f"<{inside[0].tag}> in a {role}",
            )


@error("decorative-exposed", "1.1.1", Level.A)
def what_is_decorative_stays_silent(document: Document) -> Iterator[Fault]:
    """What is marked as decorative is not announced."""
    for element in document.exposed:
        tokens = (element.get("role") or "").lower().split()
        claims = tokens[:1] in (["none"], ["presentation"])
        is_empty = element.tag == "img" and element.get("alt") == "" and not tokens
        reasons = [
            name for name in element.attrib if name.startswith("aria-") and name != "aria-hidden"
        ]
        is_met = bool(reasons) or is_in_tab_order(element, document)
        if (claims and document.role(element) not in PASSED_OVER) or (is_empty and is_met):
            yield _fault(
                element,
                "This is marked as decorative, but screen readers still announce it.",
                "role",
            )


def _fault(element: HtmlElement, message: str, what: str) -> Fault:
    return Fault(
        element,
        f"{message} Screen readers may announce something wrong, or nothing.",
        f"Correct or remove {what}. Plain HTML often needs none of it.",
        f"<{element.tag}> with {what}",
    )


def _attributes(document: Document) -> Iterator[tuple[HtmlElement, str, str]]:
    """Every ARIA attribute of the page: its element, its name without "aria-", its value."""
    yield from document.keep(_found_attributes)


def _found_attributes(document: Document) -> list[tuple[HtmlElement, str, str]]:
    return [
        (element, name[5:].lower(), value)
        for element in document.walk.order
        if element.attrib
        for name, value in element.attrib.items()
        if name.startswith("aria-")
    ]


def _with_given_role(document: Document) -> list[HtmlElement]:
    return document.keep(_found_roles)


def _found_roles(document: Document) -> list[HtmlElement]:
    return [each for each in document.exposed if (each.get("role") or "").strip()]


def _is_understood(element: HtmlElement, name: str, value: str, document: Document) -> bool:
    word = value.strip().lower()
    if name in facts.ONE_OF:
        return word in facts.ONE_OF[name]
    if name in facts.SOME_OF:
        return set(word.split()) <= facts.SOME_OF[name]
    if name in facts.WHOLE_NUMBERS:
        return re.fullmatch(r"-?\d+", word) is not None
    if name in facts.NUMBERS:
        return re.fullmatch(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", word) is not None
    if name == "controls" and document.role(element) == "scrollbar":
        return any(document.by_id(key) is not None for key in value.split())
    return True


def _needed(element: HtmlElement, role: str, document: Document) -> tuple[str, ...]:
    if role == _native_role(element):
        return ()
    if role == "separator":
        return ("valuenow",) if is_in_tab_order(element, document) else ()
    return facts.REQUIRED.get(role, ())


def _native_role(element: HtmlElement) -> str:
    """The role the element would have without the one it was given."""
    return native_role(element, lambda _: True)


def _is_allowed(element: HtmlElement, name: str, role: str) -> bool:
    if name in facts.GLOBAL or role in facts.DIGITAL_PUBLISHING:
        return True
    if element.tag == "input" and (element.get("type") or "").strip().lower() in FREE_FIELDS:
        return True
    if element.tag in NO_ROLE_OF_ITS_OWN and role == "generic":
        return False
    return name in facts.ALLOWED.get(role, ())


def _parent_role(element: HtmlElement, document: Document) -> str:
    """The role of what an element is a part of; a group counts where it is part of a whole."""
    parent = _parent(element, document)
    while parent is not None and document.role(parent) in PASSED_OVER:
        parent = _parent(parent, document)
    return document.role(parent) if parent is not None else ""


def _parent(element: HtmlElement, document: Document) -> HtmlElement | None:
    key = element.get("id")
    return document.keep(_owners).get(key, element.getparent()) if key else element.getparent()


def _owners(document: Document) -> dict[str, HtmlElement]:
    """Which element claims which ids as its own."""
    return {
        key: element
        for element, name, value in _attributes(document)
        if name == "owns"
        for key in value.split()
    }


def _strays(whole: HtmlElement, role: str, document: Document) -> Iterator[HtmlElement]:
    """What the whole holds and may not."""
    allowed = facts.CHILDREN.get(role, frozenset())
    for part in _parts(whole, document):
        found = document.role(part)
        if found == "group" and "group" in allowed:
            within = facts.IN_GROUP[role]
            yield from (one for one in _parts(part, document) if document.role(one) not in within)
        elif found not in allowed:
            yield part


def _parts(whole: HtmlElement, document: Document) -> Iterator[HtmlElement]:
    """The next elements inside that mean something, through those that mean nothing."""
    waiting = list(_children(whole, document))[::-1]
    while waiting:
        each = waiting.pop()
        if not document.is_exposed(each):
            continue
        if document.role(each) in PASSED_OVER and not each.get("aria-live"):
            waiting.extend(list(_children(each, document))[::-1])
        else:
            yield each


def _children(whole: HtmlElement, document: Document) -> Iterator[HtmlElement]:
    owners = document.keep(_owners)
    for child in whole:
        if isinstance(child.tag, str) and owners.get(child.get("id") or "", whole) is whole:
            yield child
    for key in (whole.get("aria-owns") or "").split():
        owned = document.by_id(key)
        if owned is not None and owned.getparent() is not whole:
            yield owned
