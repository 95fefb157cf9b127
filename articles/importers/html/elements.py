"""The elements inside another one, found by a plain walk.

Beautiful Soup's own search makes a filter for every question; over a page's thousand small ones
that was half of the time of a conversion.
"""

from collections.abc import Collection, Iterator

from bs4 import Tag


def every(root: Tag) -> Iterator[Tag]:
    """All elements inside, in order. Do not change the tree while reading them."""
    return (node for node in root.descendants if isinstance(node, Tag))


def named(root: Tag, names: Collection[str]) -> list[Tag]:
    """The elements inside with one of these names, in order."""
    return [element for element in every(root) if element.name in names]


def children_named(parent: Tag, names: Collection[str]) -> list[Tag]:
    """The elements right inside with one of these names."""
    return [child for child in parent.contents if isinstance(child, Tag) and child.name in names]


def holds(root: Tag, names: Collection[str]) -> bool:
    """Whether an element of one of these names is inside."""
    return any(element.name in names for element in every(root))


def has_class(element: Tag, classes: Collection[str]) -> bool:
    return any(name in classes for name in classes_of(element))


def classes_of(element: Tag) -> list[str]:
    """The names in an element's ``class``."""
    found = element.get("class") or ()
    return found.split() if isinstance(found, str) else list(found)
