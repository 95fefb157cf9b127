"""What is heard, one thing at a time, and where in the page it comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lxml.html import HtmlElement

Lines = Callable[[HtmlElement], int | None]


class Kind(StrEnum):
    """What an utterance is about."""

    PAGE = "page"
    LANDMARK = "landmark"
    HEADING = "heading"
    TEXT = "text"
    LINK = "link"
    IMAGE = "image"
    LIST = "list"
    TABLE = "table"
    CELL = "cell"
    BUTTON = "button"
    FIELD = "field"
    GROUP = "group"
    STATE = "state"
    HINT = "hint"
    LANGUAGE = "language"
    LEAVING = "leaving"


class Heard(StrEnum):
    """When an utterance is heard; ``ALWAYS`` is what Orca says while it reads a page."""

    ALWAYS = "always"
    # Orca says nothing of lists and landmarks that begin with a link, of regions while it reads
    # on, and of what is current; NVDA, JAWS and VoiceOver do.
    BY_SOME = "by some screen readers"
    ON_LOAD = "when the page opens"
    ON_FOCUS = "when the focus comes to it"
    BY_CELL = "when moving from cell to cell"
    AS_VOICE = "as a change of voice"


@dataclass(frozen=True)
class Utterance:
    """One thing that is heard.

    ``text`` is the words. ``lang`` is their language where it is not the page's, ``goes_to`` the
    address of a link, ``level`` that of a heading. ``selector`` finds the element in the page; that
    of a part of a page begins with ``body``, which stands for whatever the part was put into.
    ``line`` counts from 1 in the source, where it is known.
    """

    text: str
    kind: Kind
    heard: Heard = Heard.ALWAYS
    lang: str = ""
    goes_to: str = ""
    level: int | None = None
    selector: str = ""
    line: int | None = None
