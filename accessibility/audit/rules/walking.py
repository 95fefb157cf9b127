"""One walk over a page: the order of its elements, what shows, and the words in each."""

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from accessibility.names.texts import tokens

# Words on either side of these do not belong together.
BLOCKS = tokens("""
    address article aside blockquote body br button caption center dd details dialog dir div dl
    dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr iframe legend li main
    menu nav ol option p pre search section select summary table tbody td textarea tfoot th
    thead tr ul
""")
NEVER_SHOWN = tokens("""
    base datalist desc head link meta noembed noscript param rp script style template title
    track
""")
NOT_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
VISIBILITY = re.compile(r"(?:^|;)\s*visibility\s*:\s*([a-z]+)", re.IGNORECASE)

LINE_END = "\u2028"  # white space like any other, where lines do not matter


class State(NamedTuple):
    """What hides an element: itself or one around it."""

    is_gone: bool = False
    is_unseen: bool = False  # by visibility, which an element inside may take back
    is_unheard: bool = False

    @property
    def is_shown(self) -> bool:
        return not self.is_gone and not self.is_unseen


class Walk:
    """What one walk found; style sheets and scripts are not asked."""

    def __init__(self, root: HtmlElement) -> None:
        self.order: dict[HtmlElement, int] = {}
        self.shown: set[HtmlElement] = set()
        self.exposed: set[HtmlElement] = set()
        self.by_tag: dict[str, list[HtmlElement]] = {}
        self._pieces: list[str] = []
        self._spans: dict[HtmlElement, slice] = {}
        self._starts: list[int] = []
        self._states = [State()]
        for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._enter(node)
            elif event == "end":
                self._leave(node)
            else:
                self._read_on(node)

    def text(self, element: HtmlElement) -> str:
        """The words inside that show, with single spaces."""
        return " ".join("".join(self._pieces[self._spans[element]]).split())

    def lines(self, element: HtmlElement) -> list[str]:
        """The same, parted at line breaks that were meant."""
        lines = "".join(self._pieces[self._spans[element]]).split(LINE_END)
        return [" ".join(line.split()) for line in lines if line.strip()]

    def text_between(
        self, start: HtmlElement, end: HtmlElement | None, *, within: HtmlElement
    ) -> str:
        """The words that show from the beginning of one element to that of another, or on."""
        stop = self._spans[within].stop if end is None else self._spans[end].start
        span = slice(self._spans[start].start, stop)
        return " ".join("".join(self._pieces[span]).split())

    def _enter(self, element: HtmlElement) -> None:
        state = _state(element, self._states[-1])
        self._states.append(state)
        self._starts.append(len(self._pieces))
        self.order[element] = len(self.order)
        self.by_tag.setdefault(element.tag, []).append(element)
        if not state.is_shown:
            return
        self.shown.add(element)
        if not state.is_unheard:
            self.exposed.add(element)
        if element.tag in BLOCKS:
            self._pieces.append(LINE_END if element.tag == "br" else " ")
        if element.text:
            self._pieces.append(element.text)

    def _leave(self, element: HtmlElement) -> None:
        if self._states.pop().is_shown and element.tag in BLOCKS:
            self._pieces.append(" ")
        self._spans[element] = slice(self._starts.pop(), len(self._pieces))
        self._read_on(element)

    def _read_on(self, node: HtmlElement) -> None:
        """The text behind a node belongs to the element around it."""
        if node.tail and self._states[-1].is_shown:
            self._pieces.append(node.tail)


def _state(element: HtmlElement, above: State) -> State:
    attributes = element.attrib
    if not attributes:
        return State(above.is_gone or element.tag in NEVER_SHOWN, above.is_unseen, above.is_unheard)
    style = attributes.get("style", "")
    visibility = VISIBILITY.findall(style)
    return State(
        above.is_gone or _is_gone(element, style),
        visibility[-1].lower() in ("hidden", "collapse") if visibility else above.is_unseen,
        above.is_unheard or attributes.get("aria-hidden", "").strip().lower() == "true",
    )


def _is_gone(element: HtmlElement, style: str) -> bool:
    if element.tag in NEVER_SHOWN or "hidden" in element.attrib:
        return True
    if element.tag == "input" and element.get("type", "").strip().lower() == "hidden":
        return True
    return bool(NOT_DISPLAYED.search(style))
