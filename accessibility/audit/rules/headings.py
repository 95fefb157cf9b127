"""Headings: the outline by which many people read a page."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules.document import HEADINGS, Document
from accessibility.audit.rules.ruling import Fault, error, warning

LONGEST_HEADING = 120
LONGEST_BOLD = 80
WORDS_WITHOUT_HEADING = 500
NAMING = "aria-label"
BOLD = ("strong", "b")
NOT_IN = ("li", "td", "th", "figcaption", "blockquote")
CONTENT = ("img", "svg", "video", "audio", "iframe", "object", "table", "hr", "form", "input")


@error("heading-empty", "1.3.1", Level.A)
def headings_have_words(document: Document) -> Iterator[Fault]:
    """A heading has words."""
    for heading in headings(document):
        if not document.name(heading):
            yield Fault(
                heading,
                "This heading has no text. Screen readers announce “heading”, and then nothing.",
                "Write the heading, or remove the empty line.",
                f"<{heading.tag}>",
            )


@warning("heading-order", "1.3.1", Level.A)
def headings_go_down_one_step_at_a_time(document: Document) -> Iterator[Fault]:
    """Headings go down one level at a time."""
    above = None if document.page.is_whole else 1
    for heading in headings(document):
        level = level_of(heading, document)
        if above is not None and level > above + 1:
            yield Fault(
                heading,
                f"This heading is at level {level}, but the one before it is at level {above}."
                " Screen reader users will look for the level in between.",
                f"Make it a heading of level {above + 1}.",
            )
        above = level


@warning("heading-doubled", "2.4.6", Level.AA)
def headings_are_distinct(document: Document) -> Iterator[Fault]:
    """No two headings under one heading have the same words."""
    met: dict[int, set[str]] = {}
    for heading in headings(document):
        level = level_of(heading, document)
        met = {each: words for each, words in met.items() if each <= level}
        words = document.name(heading).casefold()
        beside = met.setdefault(level, set())
        if words and words in beside:
            yield Fault(
                heading,
                f"Two headings say “{document.name(heading)}”. In a list of headings, they cannot"
                " be told apart.",
                "Say in each heading what is different about its section.",
            )
        beside.add(words)


@warning("heading-long", "2.4.6", Level.AA)
def headings_are_short(document: Document) -> Iterator[Fault]:
    """A heading is short enough for a list of headings."""
    for heading in headings(document):
        words = document.name(heading)
        if len(words) > LONGEST_HEADING:
            yield Fault(
                heading,
                f"This heading is {len(words)} characters long. People skim headings to find what"
                " they need.",
                "Keep the main words, and move the rest into the text below.",
            )


@warning("heading-bold", "1.3.1", Level.A)
def bold_lines_do_not_pose_as_headings(document: Document) -> Iterator[Fault]:
    """A bold line on its own is a heading in truth."""
    for paragraph in document.all("p"):
        words = document.text(paragraph)
        if _poses(paragraph, words, document):
            yield Fault(
                paragraph,
                "This bold line looks like a heading but is not one. It is missing from the list"
                " of headings that many people use to get around the page.",
                "Make it a heading, or make it plain text.",
            )


@warning("section-empty", "2.4.6", Level.AA)
def sections_hold_something(document: Document) -> Iterator[Fault]:
    """A heading has something under it."""
    found = headings(document)
    for heading, following in pairwise([*found, None]):
        assert heading is not None
        goes_deeper = following is not None and level_of(following, document) > level_of(
            heading, document
        )
        if (
            document.name(heading)
            and not goes_deeper
            and not _between(heading, following, document)
        ):
            yield Fault(
                heading,
                "There is no text under this heading.",
                "Write the text, or remove the heading.",
            )


@warning("headings-missing", "2.4.10", Level.AAA)
def long_texts_have_headings(document: Document) -> Iterator[Fault]:
    """A long text has headings."""
    words = len(document.text(document.body).split())
    levels = [level for level in (level_of(each, document) for each in headings(document)) if level]
    least = 2 if document.page.is_whole else 1
    if words > WORDS_WITHOUT_HEADING and len(levels) < least:
        yield Fault(
            document.body,
            f"This section has {words} words without a heading. Readers easily lose their place.",
            "Add a heading wherever a new topic starts.",
            identity="no headings",
        )


def headings(document: Document) -> list[HtmlElement]:
    return document.keep(_headings)


def _headings(document: Document) -> list[HtmlElement]:
    return [
        each
        for each in document.exposed
        if (each.tag in HEADINGS or each.get("role"))
        # Who names a heading cannot at the same time say that it is none.
        and (document.role(each) == "heading" or (each.tag in HEADINGS and NAMING in each.attrib))
    ]


def level_of(heading: HtmlElement, document: Document) -> int:
    return document.semantics.level(heading) or 2


def _poses(paragraph: HtmlElement, words: str, document: Document) -> bool:
    """Whether a paragraph is one short run of bold words, with text of its own below it."""
    if not 2 < len(words) <= LONGEST_BOLD or words[-1] in ".!?…;,:":
        return False
    solid = [each for each in paragraph if isinstance(each.tag, str)]
    loose = (paragraph.text or "") + "".join(each.tail or "" for each in solid)
    if len(solid) != 1 or solid[0].tag not in BOLD or loose.strip(" :\n\t\xa0"):
        return False
    if next(solid[0].iter("a"), None) is not None:
        return False
    if any(True for _ in paragraph.iterancestors(*NOT_IN)) or _names_a_box(paragraph):
        return False
    following = _next_element(paragraph)
    return following is not None and following.tag in ("p", "ul", "ol", "dl", "div", "table")


def _names_a_box(paragraph: HtmlElement) -> bool:
    """Whether it is the first line of a note or another box, which it names."""
    box = paragraph.getparent()
    if box is None or box.tag not in ("div", "aside", "section", "figure"):
        return False
    return bool(box.get("role") or box.get("class")) and box[0] is paragraph


def _next_element(element: HtmlElement) -> HtmlElement | None:
    return next((each for each in element.itersiblings() if isinstance(each.tag, str)), None)


def _between(heading: HtmlElement, following: HtmlElement | None, document: Document) -> bool:
    """Whether words or pictures stand between one heading and the next."""
    order = document.walk.order
    start = order[heading]
    end = order[following] if following is not None else len(order)
    inside = set(heading.iter())
    if re.search(r"\w", heading.tail or ""):
        return True
    for element in document.keep(_in_order)[start + 1 : end]:
        if element in inside or not document.is_shown(element):
            continue
        if element.tag in CONTENT or re.search(r"\w", f"{element.text or ''}"):
            return True
        if re.search(r"\w", element.tail or "") and element.getparent() not in inside:
            return not _holds(element, following)
    return False


def _in_order(document: Document) -> list[HtmlElement]:
    return list(document.walk.order)


def _holds(element: HtmlElement, following: HtmlElement | None) -> bool:
    """Whether the next heading is inside the element, so that the text behind it comes later."""
    return following is not None and any(each is element for each in following.iterancestors())
