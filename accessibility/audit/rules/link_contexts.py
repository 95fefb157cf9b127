"""What is read together with a link, and which links are then still taken for one another."""

import re
from bisect import bisect
from collections.abc import Iterator

from lxml.html import HtmlElement

from accessibility.audit.rules import link_words
from accessibility.audit.rules.document import HEADINGS, Document
from accessibility.audit.rules.words import sentences_in

# From the inside out.
CONTEXTS = ("p", "li", "td", "th", "dd", "dt", "figcaption", "caption", "blockquote")


def _context(link: HtmlElement, document: Document) -> tuple[HtmlElement, ...]:
    """The elements whose words are read with a link: paragraph, list items, cell and headers."""
    around = tuple(each for each in link.iterancestors(*CONTEXTS))
    cells = [each for each in around if each.tag in ("td", "th")]
    return around + tuple(header for cell in cells[:1] for header in _headers(cell, document))


def _headers(cell: HtmlElement, document: Document) -> Iterator[HtmlElement]:
    """The header cells of a cell's row, and those of the rows above it."""
    row = cell.getparent()
    table = next(cell.iterancestors("table"), None)
    if row is None or table is None:
        return
    yield from (each for each in row if each.tag == "th" and each is not cell)
    for above in table.iter("tr"):
        if above is row:
            break
        yield from (each for each in above if each.tag == "th")
    yield from table.iterchildren("caption")


def has_context(link: HtmlElement, document: Document) -> bool:
    """Whether there are words around the link that are not those of links themselves."""
    described = document.semantics.description(link)
    own = link_words.plain(document.name(link))
    if described and link_words.plain(described) != own:
        return True
    return any(_words_beside_links(each, document) for each in _context(link, document))


def _words_beside_links(element: HtmlElement, document: Document) -> str:
    words = document.text(element)
    for link in element.iter("a"):
        if document.is_shown(link):
            words = words.replace(document.text(link), " ", 1)
    # Alternative text of pictures counts too.
    pictures = (document.name(each) for each in element.iter("img") if document.is_exposed(each))
    return " ".join(re.findall(r"\w\w+", f"{words} {' '.join(pictures)}"))


def confusable_pair(
    group: list[HtmlElement], document: Document
) -> tuple[HtmlElement, HtmlElement] | None:
    """Two links that are read with the same words, while someone who sees the page can tell.

    Links side by side with nothing between them nobody can tell apart: that is no barrier for
    some, but unclear to all, and the rule for links read alone has it.
    """
    met: dict[frozenset[str], HtmlElement] = {}
    for link in group:
        first = met.setdefault(_read_with(link, document), link)
        if place_of(first) != place_of(link) and not _stand_together(first, link):
            return first, link
    return None


def _read_with(link: HtmlElement, document: Document) -> frozenset[str]:
    """The words that are read with a link: those around it, its sentence and its heading."""
    around = _context(link, document)
    texts = {document.text(each) for each in around}
    if around and around[0].tag == "p":
        texts = texts - {document.text(around[0])} | {_sentence(link, around[0], document)}
    return frozenset(texts | {f"under {_heading_before(link, document)}"})


def _sentence(link: HtmlElement, paragraph: HtmlElement, document: Document) -> str:
    """The sentence of a paragraph that a link is in."""
    before = document.walk.text_between(paragraph, link, within=paragraph)
    at = 0
    for sentence in sentences_in(document.text(paragraph)):
        at += len(sentence) + 1
        if at > len(before):
            return sentence
    return document.text(paragraph)


def _heading_before(link: HtmlElement, document: Document) -> int:
    """Which heading the link is under, as its place in the page."""
    places = document.keep(_places_of_headings)
    at = bisect(places, document.walk.order[link])
    return places[at - 1] if at else -1


def _places_of_headings(document: Document) -> list[int]:
    return [document.walk.order[each] for each in document.all(*HEADINGS)]


def _stand_together(one: HtmlElement, other: HtmlElement) -> bool:
    return one.getnext() is other and not (one.tail or "").strip()


def place_of(link: HtmlElement) -> str:
    return link_words.place(link.get("href") or link.get("onclick") or "")
