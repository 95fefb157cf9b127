"""The words inside an element, spaced the way they are seen."""

import re

from lxml.html import HtmlElement


def tokens(text: str) -> frozenset[str]:
    """The words of a written list, as a set."""
    return frozenset(text.split())


# Elements that stand on lines of their own, so that words on either side of them do not meet.
BLOCKS = tokens("""
    address article aside blockquote br button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe legend li
    main menu nav ol optgroup option p pre search section select summary table tbody td textarea
    tfoot th thead tr ul
""")
SPACES = re.compile(r"[ \t\r\n\f]+")


def squeeze(text: str) -> str:
    """One space for each run of white space, and none at the ends. Hard spaces stay."""
    return SPACES.sub(" ", text).strip(" ")


def words_of(element: HtmlElement, attribute: str) -> str:
    return squeeze(element.get(attribute, ""))


def is_block(element: HtmlElement) -> bool:
    return element.tag in BLOCKS
