"""MathML → the words of a line: raised figures stay raised, fractions keep their stroke."""

from collections.abc import Callable

from bs4 import BeautifulSoup, NavigableString, Tag

SOURCES = ["annotation", "annotation-xml"]


def open_formulas(soup: BeautifulSoup) -> None:
    """Write each formula's scripts, fractions and roots as a text can say them."""
    for formula in soup.find_all("math"):
        for source in formula.find_all(SOURCES):
            source.decompose()
        for part in reversed(formula.find_all(list(PARTS))):
            PARTS[part.name](soup, part)
        formula.name = "span"


def parts_of(element: Tag) -> list[Tag]:
    return element.find_all(True, recursive=False)


def script(name: str) -> Callable[[BeautifulSoup, Tag], None]:
    def write(soup: BeautifulSoup, element: Tag) -> None:
        for part in parts_of(element)[1:2]:
            part.wrap(soup.new_tag(name))

    return write


def both_scripts(soup: BeautifulSoup, element: Tag) -> None:
    for part, name in zip(parts_of(element)[1:3], ("sub", "sup"), strict=False):
        part.wrap(soup.new_tag(name))


def fraction(soup: BeautifulSoup, element: Tag) -> None:
    for part in parts_of(element):
        if len(parts_of(part)) > 1:
            part.insert(0, NavigableString("("))
            part.append(NavigableString(")"))
    if parts_of(element):
        parts_of(element)[0].insert_after(NavigableString("/"))


def root(soup: BeautifulSoup, element: Tag) -> None:
    element.insert(0, NavigableString("√("))
    element.append(NavigableString(")"))


PARTS = {
    "msup": script("sup"),
    "msub": script("sub"),
    "msubsup": both_scripts,
    "mfrac": fraction,
    "msqrt": root,
}
