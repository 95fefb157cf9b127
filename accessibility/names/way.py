"""How a computation of names comes to an element, and what others ask of it on the way."""

from dataclasses import dataclass, field
from typing import Protocol

from lxml.html import HtmlElement


@dataclass(frozen=True)
class Way:
    """How the computation came to an element."""

    is_referenced: bool = False  # named by aria-labelledby, aria-describedby or a label
    is_inside: bool = False  # met on the way through the content of another
    follows_references: bool = True
    sees_hidden: bool = False  # inside something hidden that was referred to
    uses_title: bool = True
    names: HtmlElement | None = None  # whose name is being computed
    met: frozenset[HtmlElement] = field(default_factory=frozenset)
    depth: int = 0


class Texts(Protocol):
    """What computes names, as seen by what HTML brings with it."""

    labels: dict[HtmlElement, list[HtmlElement]]

    def text(self, element: HtmlElement, way: Way) -> str: ...
