"""One page, read for assistive technology."""

from lxml.html import HtmlElement

from accessibility.names import roles, states
from accessibility.names.computing import Computation
from accessibility.names.hiding import Hiding
from accessibility.names.natively import LABELLED

NAMED_BY_ANY_OF = ("aria-label", "aria-labelledby", "title")


class Semantics:
    """Answers for the elements of one tree; what it worked out once it keeps.

    The tree must not change while it is read.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.elements = list(root.iter("*"))  # held, so that each stays one object of lxml's
        self.hiding = Hiding(root)
        self.by_id: dict[str, HtmlElement] = {}
        for element in self.elements:
            if key := element.get("id"):
                self.by_id.setdefault(key, element)
        self.labels = self.find_labels()
        self.computation = Computation(
            role=self.role,
            hiding=self.hiding,
            by_id=self.by_id,
            labels=self.labels,
        )
        self.roles: dict[HtmlElement, str] = {}
        self.names: dict[HtmlElement, str] = {}

    def find_labels(self) -> dict[HtmlElement, list[HtmlElement]]:
        """The labels of each form field, in the page's order."""
        labels: dict[HtmlElement, list[HtmlElement]] = {}
        for label in self.root.iter("label"):
            field = self.by_id.get(label.get("for", "")) if "for" in label.attrib else None
            if "for" not in label.attrib:
                field = next((each for each in label.iter(*LABELLED)), None)
            if field is not None and field.tag in LABELLED:
                labels.setdefault(field, []).append(label)
        return labels

    def is_hidden(self, element: HtmlElement) -> bool:
        """Whether assistive technology is not given the element itself."""
        return self.hiding.is_hidden(element)

    def role(self, element: HtmlElement) -> str:
        """The element's role by WAI-ARIA; ``generic`` or ``none`` where it has no meaning."""
        if element not in self.roles:
            self.roles[element] = roles.role_of(element, self.is_named)
        return self.roles[element]

    def is_named(self, element: HtmlElement) -> bool:
        """Whether an author named the element, with words that exist."""
        if not any(element.get(attribute) for attribute in NAMED_BY_ANY_OF):
            return False
        referenced = element.get("aria-labelledby", "").split()
        return bool(
            element.get("aria-label", "").strip()
            or element.get("title", "").strip()
            or any(key in self.by_id for key in referenced)
        )

    def is_landmark(self, element: HtmlElement) -> bool:
        """Whether a reader can jump to the element as a part of the page."""
        role = self.role(element)
        return role in roles.LANDMARKS and (role != "form" or bool(self.name(element)))

    def name(self, element: HtmlElement) -> str:
        """The accessible name, or an empty string."""
        if element not in self.names:
            self.names[element] = self.computation.name(element)
        return self.names[element]

    def description(self, element: HtmlElement) -> str:
        """The accessible description, or an empty string."""
        return self.computation.description(element, self.name(element))

    def level(self, element: HtmlElement) -> int | None:
        """The level of a heading; None for anything else."""
        return states.level_of(element, self.role(element))

    def states(self, element: HtmlElement) -> states.States:
        """The states that hold, with their values: ``{"expanded": "false"}``."""
        return states.states_of(element, self.role(element))
