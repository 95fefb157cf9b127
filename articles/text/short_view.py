"""The short view of a page, for days of little energy: what is marked as important, by section.

Warnings are never left out: someone who reads little must not miss what is dangerous.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from math import ceil

from lxml.html import HtmlElement, tostring

from accessibility.names.html_tree import is_element, parse
from articles.markup.abbreviations import Explanations

# Silent reading of non-fiction in English: the mean of 190 studies, in words. Brysbaert M. How many
# words do we read per minute? A review and meta-analysis of reading rate. Journal of Memory and
# Language 2019;109:104047. Tired readers are slower, so minutes are rounded up.
WORDS_A_MINUTE = 238

IMPORTANT = ("keypoints", "warning")
HIDDEN = re.compile(r'<span class="visually-hidden"[^>]*>.*?</span>')
LINK = re.compile(r"</?a\b[^>]*>")
WRITTEN_OUT = re.compile(r"<abbr>([^<]+)</abbr>[^\s(]*(?: \((?:\1: )?|: )([^()<]+)\)")
MOST_TIMES = 30_000  # some 150 bytes each
WORD = re.compile(r"\w[\w'’-]*")

_times: dict[bytes, tuple[int, int]] = {}


@dataclass
class Part:
    """A section: its heading and the id it has on the whole page, and what is important in it."""

    heading: str = ""
    id: str = ""
    html: str = ""


@dataclass
class Short:
    """``parts`` have something important; ``rest`` are the sections that have not."""

    parts: list[Part] = field(default_factory=list)
    rest: list[Part] = field(default_factory=list)

    @property
    def html(self) -> str:
        return "".join(part.html for part in self.parts)


def minutes(*texts: str) -> int:
    """How long it takes to read the words of some HTML, in whole minutes."""
    words = sum(len(WORD.findall(re.sub(r"<[^>]*>", " ", HIDDEN.sub("", text)))) for text in texts)
    return max(1, ceil(words / WORDS_A_MINUTE))


def reading_times(summary: str, html: str, *, address: str) -> tuple[int, int]:
    """Minutes for a page and for its short view, counted once for the same words."""
    which = sha256(f"{summary}\0{html}".encode()).digest()
    if which not in _times:
        if len(_times) >= MOST_TIMES:
            _times.clear()
        important = shorten(html, address=address).html
        _times[which] = minutes(summary, html), minutes(summary, important)
    return _times[which]


@lru_cache(maxsize=300)
def shorten(html: str, *, address: str) -> Short:
    """What is important on a page; ``address`` is that of the whole page."""
    body = parse(html).body
    sections: list[tuple[Part, list[HtmlElement]]] = [(Part(), [])]
    for element in filter(is_element, body):
        if element.tag == "h2":
            sections.append((Part(_words(element), element.get("id", "")), []))
        sections[-1][1].extend(deepcopy(found) for found in _important(element))
    _write_out([found for _, all_found in sections for found in all_found], html)
    short = Short()
    for part, all_found in sections:
        part.html = "".join(_as_html(found, address) for found in all_found)
        if part.html:
            short.parts.append(part)
        elif part.heading:
            short.rest.append(part)
    return short


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _important(element: HtmlElement) -> list[HtmlElement]:
    """Notices in the element that readers must not miss; one within another comes along with it."""
    if element.tag == "div" and not set(IMPORTANT).isdisjoint(element.get("class", "").split()):
        return [element]
    return [found for child in filter(is_element, element) for found in _important(child)]


def _as_html(element: HtmlElement, address: str) -> str:
    for link in element.iter("a"):
        if link.get("href", "").startswith("#"):
            link.set("href", address + link.get("href"))
    return tostring(element, encoding="unicode", with_tail=False)


def _write_out(elements: list[HtmlElement], html: str) -> None:
    """Write an abbreviation out where it is now used first, in the words of the whole page."""
    words = dict(reversed(WRITTEN_OUT.findall(LINK.sub("", HIDDEN.sub("", html)))))
    explanations = Explanations(words)
    for element in elements:
        for holder, name in _texts(element):
            if name == "text" and holder.tag == "abbr":
                explanations.unexplained.discard(holder.text or "")
            elif text := getattr(holder, name):
                setattr(holder, name, explanations.written_out(text))


def _texts(element: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Where the running text of an element is kept, in its order, without that of links."""
    if element.tag == "a":
        return
    yield element, "text"
    for child in element:
        if is_element(child):
            yield from _texts(child)
        yield child, "tail"
