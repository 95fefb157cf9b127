"""Lists: lines that begin with a bullet or a number should be a list in truth."""

import re
from collections.abc import Iterator
from itertools import chain

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules.document import Document
from accessibility.audit.rules.ruling import Fault, warning

ITEM = re.compile(
    r"(?:[-–—•●▪■◦○‣⁃·*➢►✓✔\uf0b7\uf0a7]|\(?\d{1,2}[.)]|\(?[a-z][.)]|[ivx]{1,4}[.)])\s+\S"
)
# What a word processor leaves when its list is pasted as words: one such line is enough.
PASTED = re.compile(r"(?:[•●▪◦‣⁃➢►\uf0b7\uf0a7]\s*|[·o§]\t\s*)(?=\S)")
DASHES = ("–", "—", "-")
FEWEST, FEWEST_DASHES = 2, 3  # two lines with long dashes may well be who said something


@warning("list-by-hand", "1.3.1", Level.A)
def lists_are_lists(document: Document) -> Iterator[Fault]:
    """Lines that begin with dashes, dots or numbers are a list."""
    met: set[HtmlElement] = set()
    for block in document.all("p", "div", "li"):
        if block in met:
            continue
        run = _run_of_items(block, document) if block.tag != "li" else []
        met.update(run)
        if _are_items([document.text(each) for each in run]) or _holds_items(block, document):
            yield Fault(
                block,
                "These lines look like a list but are not one. Screen readers do not announce a"
                " list, or how long it is.",
                "Start each line with a dash or a number and a space, and leave an empty line"
                " above the first.",
            )


def _run_of_items(paragraph: HtmlElement, document: Document) -> list[HtmlElement]:
    """This paragraph and those right after it, as long as each begins like an item of a list."""
    run: list[HtmlElement] = []
    for each in chain([paragraph], paragraph.itersiblings()):
        if each.tag != paragraph.tag or not _begins_like_item(each, document):
            break
        run.append(each)
    return run


def _begins_like_item(element: HtmlElement, document: Document) -> bool:
    if element not in document.walk.shown or _has_blocks(element):
        return False
    return bool(ITEM.match(document.text(element)) or PASTED.match((element.text or "").lstrip()))


def _are_items(lines: list[str]) -> bool:
    """Whether lines that begin like items are enough for a list, with marks of one kind."""
    fewest = FEWEST_DASHES if lines and lines[0].startswith(DASHES[:2]) else FEWEST
    return len(lines) >= fewest and _counts_up(lines)


def _holds_items(block: HtmlElement, document: Document) -> bool:
    """Whether lines of one block begin like items."""
    if block not in document.walk.shown or _has_blocks(block):
        return False
    meant, broken = _lines_of(block, document)
    if block.tag == "li":  # its own words come after its own mark
        meant, broken = meant[1:], broken[1:]
    if any(PASTED.match(line) for line in broken):
        return True
    items = [line for line in meant if ITEM.match(line)]
    if len(items) >= FEWEST and _counts_up(items):
        return True
    # A line that only wraps may begin with a dash, or with the number of a sentence before it.
    typed = [line for line in broken if ITEM.match(line)]
    fewest = FEWEST_DASHES if typed and typed[0].startswith(DASHES) else FEWEST
    return len(typed) >= fewest and _counts_up(typed, letters_too=True)


def _lines_of(block: HtmlElement, document: Document) -> tuple[list[str], list[str]]:
    """The lines of a block: those that a ``br`` ends, and those that end in the source, too."""
    pieces = [block.text or ""]
    for child in block:
        if child.tag == "br":
            pieces.append("")
        else:
            pieces[-1] += document.text(child)
        pieces[-1] += child.tail or ""
    meant = [words for piece in pieces if (words := piece.strip())]
    return meant, [words for line in meant for each in line.split("\n") if (words := each.strip())]


def _counts_up(items: list[str], *, letters_too: bool = False) -> bool:
    """Whether marks are of one kind; numbers have to count, so that dates and years pass."""
    marks = [words.split()[0].strip("(.)") for words in items]
    if all(mark.isdecimal() for mark in marks):
        return _go_on([int(mark) for mark in marks])
    kinds = {mark if not mark.isalnum() else type(mark).__name__ for mark in marks}
    if letters_too and all(len(mark) == 1 and mark.isalpha() for mark in marks):
        return _go_on([ord(mark) for mark in marks])
    return len(kinds) == 1


def _go_on(numbers: list[int]) -> bool:
    return bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _has_blocks(element: HtmlElement) -> bool:
    return any(
        True for _ in element.iter("p", "div", "ul", "ol", "table", "dl") if _ is not element
    )
