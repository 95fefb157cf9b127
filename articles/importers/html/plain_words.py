"""The words of an element for a place that holds no elements: a title, a caption, a link's name."""

from bs4 import Tag

from articles.markup.raised import as_plain_text

SMALL = ["sup", "sub"]


def plain_words(element: Tag | None) -> str:
    """An element's words on one line, its parts set apart; raised figures stay so: "10⁹"."""
    if element is None:
        return ""
    text, was_small = "", True
    for string in element.find_all(string=True):
        small = string.find_parent(SMALL)
        if small is not None and small is not element and element not in small.parents:
            small = None  # the whole element is in it
        words = as_plain_text(str(string), small.name) if small is not None else str(string)
        text += words if small is not None or was_small else f" {words}"
        was_small = small is not None
    return " ".join(text.split())
