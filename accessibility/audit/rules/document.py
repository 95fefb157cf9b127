"""The page as the rules read it: one walk over the tree, then answers from what it found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from lxml.html import HtmlElement

from accessibility.audit.rules.walking import Walk
from accessibility.names import Semantics
from accessibility.names.html_tree import parse
from accessibility.terms import TermFact

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LONGEST_EXCERPT = 90
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Page:
    """What is known of the page beside its HTML.

    A fragment (not ``is_whole``) is an article's body as the editor renders it: it has no title,
    no h1 and no landmarks of its own, and its language is the page's.
    """

    language: str = "en"
    is_whole: bool = False
    address: str = ""
    own_hosts: frozenset[str] = frozenset()


class Document:
    """One page under audit. The tree is not changed while it is read."""

    def __init__(self, html: str, page: Page, terms: Sequence[TermFact] = ()) -> None:
        self.source = html
        self.page = page
        self.terms = terms
        self.root = parse(html)
        for details in self.root.iter("details"):
            details.set("open", "")  # what is folded away is content too
        self.walk = Walk(self.root)
        self.semantics = Semantics(self.root)
        self._texts: dict[HtmlElement, str] = {}
        self._kept: dict[Callable[[Document], object], object] = {}

    @cached_property
    def body(self) -> HtmlElement:
        found = self.root.find("body")
        return self.root if found is None else found

    @cached_property
    def exposed(self) -> tuple[HtmlElement, ...]:
        """Every element that assistive technology meets, in order."""
        return tuple(each for each in self.walk.order if each in self.walk.exposed)

    def all(self, *tags: str) -> list[HtmlElement]:
        """The elements with one of these tags that assistive technology meets, in order."""
        found = [
            each
            for tag in tags
            for each in self.walk.by_tag.get(tag, ())
            if each in self.walk.exposed
        ]
        return found if len(tags) == 1 else sorted(found, key=self.walk.order.__getitem__)

    def with_role(self, *roles: str) -> list[HtmlElement]:
        return [each for each in self.exposed if self.role(each) in roles]

    def is_shown(self, element: HtmlElement) -> bool:
        return element in self.walk.shown

    def is_exposed(self, element: HtmlElement) -> bool:
        return element in self.walk.exposed

    def text(self, element: HtmlElement) -> str:
        """The words inside that show, with single spaces."""
        if element not in self._texts:
            self._texts[element] = self.walk.text(element)
        return self._texts[element]

    def name(self, element: HtmlElement) -> str:
        """The accessible name."""
        return self.semantics.name(element).strip()

    def role(self, element: HtmlElement) -> str:
        return self.semantics.role(element)

    def by_id(self, key: str) -> HtmlElement | None:
        return self.semantics.by_id.get(key)

    def keep(self, find: Callable[["Document"], Answer]) -> Answer:
        """What ``find`` answers for this page, worked out once for all that ask."""
        if find not in self._kept:
            self._kept[find] = find(self)
        return self._kept[find]  # type: ignore[return-value]


def is_inside(element: HtmlElement, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def shorten(text: str, longest: int = LONGEST_EXCERPT) -> str:
    """Enough of a text to know it again."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
