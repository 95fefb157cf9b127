"""Lists of several levels that a program writes one after another, put within one another.

LibreOffice writes an inner list as a list in a list without an item, and goes on with the outer
one in a list of its own: ``<ol><li>1</ol><ul><ul><li>inner</ul></ul><ol start=2>``. Google Docs
writes a list for every level, with the level in its class.
"""

import re
from typing import TypeGuard

from bs4 import BeautifulSoup, Tag

from articles.importers.html.elements import classes_of
from articles.importers.html.list_markers import numbers_of

LISTS = ["ol", "ul"]
GOOGLE_LEVEL = re.compile(r"lst-kix_\w+-(\d)")


def nest(soup: BeautifulSoup) -> None:
    for element in soup.find_all(LISTS, class_=GOOGLE_LEVEL):
        nest_by_level(element)
    moved_before: set[int] = set()
    for element in soup.find_all(LISTS):
        before = element.find_previous_sibling()
        if element.parent is None or not is_list(before):
            continue
        if is_bare(element):
            put_within(element, before)
            moved_before.add(id(before))
        elif goes_on(before, element, was_interrupted=id(before) in moved_before):
            before.extend(list(element.contents))
            element.extract()


def is_list(element: Tag | None) -> TypeGuard[Tag]:
    return element is not None and element.name in LISTS


def is_bare(element: Tag) -> bool:
    """A list that holds lists and no item."""
    children = element.find_all(True, recursive=False)
    return bool(children) and all(child.name in LISTS for child in children)


def put_within(element: Tag, before: Tag) -> None:
    """Put what a bare list holds into the last item before it, as deep as it is bare."""
    items = before.find_all("li", recursive=False)
    if not items:
        return
    inner = items[-1].find_all(LISTS, recursive=False)
    for child in element.find_all(LISTS, recursive=False):
        if is_bare(child) and inner:
            put_within(child, inner[-1])
        else:
            items[-1].append(child.extract())
    element.extract()


def goes_on(before: Tag, element: Tag, *, was_interrupted: bool) -> bool:
    """Whether a list is the rest of the one before it, which an inner list has interrupted."""
    if not was_interrupted or before.name != element.name:
        return False
    if element.name == "ul":
        return True
    numbers = numbers_of(before)
    same_type = before.get("type") == element.get("type")
    return same_type and bool(numbers) and element.get("start") == str(numbers[-1] + 1)


def nest_by_level(element: Tag) -> None:
    """Put a deeper list of Google Docs into the last item of the list before it."""
    level, before = google_level(element), element.find_previous_sibling()
    if before is None or not level or google_level(before) is None:
        return
    while (google_level(before) or 0) < level:
        items = before.find_all("li", recursive=False)
        if not items:
            return
        inner = items[-1].find(LISTS, recursive=False)
        inner_level = None if inner is None else google_level(inner)
        if inner is None or inner_level is None or inner_level >= level:
            items[-1].append(element.extract())
            return
        before = inner


def google_level(element: Tag) -> int | None:
    found = GOOGLE_LEVEL.search(" ".join(classes_of(element)))
    return int(found[1]) if found and element.name in LISTS else None
