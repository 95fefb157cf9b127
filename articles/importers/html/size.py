"""How much a saved page holds, counted before anything of it is built.

Only what can become the page's own text is counted: its words and where its links lead, without
scripts, menus and forms.
"""

import re
from collections.abc import Mapping

from lxml import etree

from articles.importers.records import UnreadablePage
from articles.markup.limits import MAX_SOURCE_BYTES

MOST_ELEMENTS = 40_000
CHUNK = 64_000
NOT_TEXT = {
    *("script", "style", "template", "noscript", "svg", "head", "nav", "header", "footer"),
    *("aside", "form", "select", "button", "dialog", "iframe", "object"),
}
TOO_LONG = (
    f"The page is too long: it has more than {MAX_SOURCE_BYTES // 1000} KB of text and links."
    " Split it into several pages."
)
TOO_MANY_PARTS = (
    f"The page is too long: it has more than {MOST_ELEMENTS:,} parts, such as paragraphs, links and"
    " table cells. Split it into several pages."
)


def refuse_too_long(html: str) -> None:
    """Refuse a page that is longer than a page may be. Raises UnreadablePage."""
    if len(html) * 4 <= MAX_SOURCE_BYTES:  # no letter has more than four bytes
        return
    parser = etree.HTMLParser(target=Counter(), huge_tree=False)
    for start in range(0, len(html), CHUNK):
        parser.feed(html[start : start + CHUNK])
    parser.close()


class Counter:
    """Bytes of text and elements; whatever is inside what is not text is passed over."""

    def __init__(self) -> None:
        self.size = self.elements = 0
        self.passed: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self.passed or tag in NOT_TEXT:
            self.passed.append(tag)
            return
        self.elements += 1
        if tag == "a" and re.match(r"https?:|/|[\w.]+/", attributes.get("href", "")):
            self.size += len(attributes["href"])
        self.refuse()

    def end(self, tag: str) -> None:
        if tag in self.passed:
            while self.passed.pop() != tag:
                continue

    def data(self, text: str) -> None:
        if not self.passed:
            self.size += len(" ".join(text.split()).encode())

    def close(self) -> None:
        self.refuse()

    def refuse(self) -> None:
        if self.elements > MOST_ELEMENTS:
            raise UnreadablePage(TOO_MANY_PARTS)
        if self.size > MAX_SOURCE_BYTES:
            raise UnreadablePage(TOO_LONG)
