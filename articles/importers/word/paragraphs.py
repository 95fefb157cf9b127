"""Paragraphs of a Word document that become one."""

from lxml import etree

from articles.importers.word.ooxml import N, child, remove, tags

BETWEEN = tags("bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd")


def next_paragraph(paragraph: etree._Element) -> etree._Element | None:
    """The paragraph right after, in the same text, cell or box."""
    following = paragraph.getnext()
    while following is not None and following.tag in BETWEEN:
        following = following.getnext()
    return following if following is not None and following.tag == N["w:p"] else None


def join_with_next(paragraph: etree._Element) -> bool:
    """Put a paragraph's words before those of the next one, whose kind they take.

    A list item stays one where the next paragraph is none. False where no paragraph follows.
    """
    following = next_paragraph(paragraph)
    if following is None:
        return False
    properties, numbering = following.find(N["w:pPr"]), child(paragraph, "w:pPr", "w:numPr")
    if numbering is not None and child(properties, "w:numPr") is None and has_words(paragraph):
        if properties is not None:
            following.remove(properties)
        properties = paragraph.find(N["w:pPr"])
        following.insert(0, properties)
    start = 0 if properties is None else 1
    moved = [each for each in paragraph if each.tag != N["w:pPr"]]
    following[start:start] = moved
    remove(paragraph)
    return True


def has_words(paragraph: etree._Element) -> bool:
    return any((each.text or "").strip() for each in paragraph.iter(N["w:t"]))
