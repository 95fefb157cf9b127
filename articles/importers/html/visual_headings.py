"""Lines that only look like headings, on pages from before style sheets, become headings."""

import re

from bs4 import BeautifulSoup, Tag

from articles.importers.html.titles import parts_of, same

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
INLINE = {"a", "b", "big", "br", "em", "font", "i", "span", "strong", "u", "center"}
LARGEST_FONT, RELATIVE_FONT = 7, 3
SIZE = re.compile(
    r"font-size\s*:\s*(?:(?P<number>[\d.]+)\s*(?P<unit>px|pt|r?em|%)|(?P<word>[a-z-]+))", re.I
)
IN_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
WORDS = {"large": 18.0, "x-large": 24.0, "xx-large": 32.0, "xxx-large": 48.0}
PIXELS_OF_FONT = {1: 10.0, 2: 13.0, 3: 16.0, 4: 18.0, 5: 24.0, 6: 32.0, 7: 48.0}
BIG, BIG_IN_BOLD = 22.0, 18.0
LONGEST = 120


def promote(soup: BeautifulSoup, head_title: str) -> list[str]:
    """Make headings of such lines on a page that has none; what they say, in order.

    The first one that the document's title names, or else a first line larger than all others, is
    the page's h1.
    """
    if soup.find(HEADINGS):
        return []
    lines = [(element, size) for element in soup.find_all(True) if (size := size_alone(element))]
    lines = [
        (each, size) for each, size in lines if not any(each in other.parents for other, _ in lines)
    ]
    parts = parts_of(head_title)
    title = next((e for e, _ in lines if any(same(e.get_text(" "), part) for part in parts)), None)
    if (
        title is None
        and lines
        and all(size < lines[0][1] for _, size in lines[1:])
        and len(lines) > 1
    ):
        title = lines[0][0]
    said = [words(element) for element, _ in lines if element is not title]
    for element, _ in lines:
        make_heading(element, "h1" if element is title else "h2")
    return said


def make_heading(element: Tag, name: str) -> None:
    """Name the widest element that holds the line and nothing else; a heading needs no bold."""
    said = words(element)
    while (
        (parent := element.parent) is not None
        and parent.name in (*INLINE, "p")
        and words(parent) == said
    ):
        element = parent
    element.name = name
    for bold in element.find_all(["b", "strong"]):
        bold.unwrap()


def words(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


def size_alone(element: Tag) -> float:
    """The size in pixels of words that are large and stand alone in their line; else 0."""
    if element.name not in INLINE or element.find_parent(["a", "li", "table"]):
        return 0.0
    said = words(element)
    if not said or len(said) > LONGEST or said[-1] in ".;," or not re.search(r"[^\W\d_]", said):
        return 0.0
    size = size_of(element)
    is_big = size >= BIG or (size >= BIG_IN_BOLD and is_bold(element))
    return size if is_big and stands_alone(element) else 0.0


def size_of(element: Tag) -> float:
    if element.name == "font" and element.get("size"):
        return size_of_font(str(element["size"]).strip())
    match = SIZE.search(str(element.get("style", "")))
    if not match:
        return 0.0
    if match["word"]:
        return WORDS.get(match["word"].lower(), 0.0)
    try:
        return float(match["number"]) * IN_PIXELS[match["unit"].lower()]
    except ValueError:
        return 0.0


def size_of_font(said: str) -> float:
    if not re.fullmatch(r"[+-]?\d", said):
        return 0.0
    number = int(said) + (RELATIVE_FONT if said[0] in "+-" else 0)
    return PIXELS_OF_FONT[max(1, min(number, LARGEST_FONT))]


def is_bold(element: Tag) -> bool:
    style = str(element.get("style", ""))
    if re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", style, re.I) or element.find_parent(
        ["b", "strong"]
    ):
        return True
    loose = [text for text in element.find_all(string=True) if text.strip()]
    return all(text.find_parent(["b", "strong"]) for text in loose)


def stands_alone(element: Tag) -> bool:
    return all(is_line_end(element, step) for step in ("previous_sibling", "next_sibling"))


def is_line_end(element: Tag, step: str) -> bool:
    """Whether nothing but space stands between the element and the end of its line on one side."""
    other = getattr(element, step)
    while other is not None and not isinstance(other, Tag) and not other.strip():
        other = getattr(other, step)
    if other is None:
        parent = element.parent
        if parent is None or parent.name not in INLINE or parent.name == "center":
            return True
        return is_line_end(parent, step)
    return isinstance(other, Tag) and (other.name == "br" or other.name not in INLINE)
