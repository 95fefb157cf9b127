"""The words of an element for a place that holds no elements: a title, a caption, a link's name."""

from bs4 import Tag

from articles.markup.raised import as_plain_text

SMALL = ["sup", "sub"]


def plain_words(element: Tag | None) -> str:
    """An element's words on one line, its parts set apart; raised figures stay so: "10⁹"."""
    text, was_small = "", True
    for string in element.find_all(string=True) if element is not None else ():
        small = string.find_parent(SMALL)
        is_small = small is not None and (small is element or element in small.parents)
        words = as_plain_text(str(string), small.name) if is_small else str(string)
        text += words if is_small or was_small else f" {words}"
        was_small = is_small
    return " ".join(text.split())
