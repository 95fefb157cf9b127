"""The list of further reading that a page ends with, or that is next to it."""

from collections.abc import Callable

from bs4 import Tag

from articles.importers.boilerplate import heads_additional_information
from articles.importers.html.elements import children_named
from articles.importers.html.nodes import HEADINGS
from articles.importers.html.plain_words import plain_words
from articles.importers.records import ImportedResource

LONGEST_NOTE = 400
MOSTLY = 0.6


def resources_at_end(blocks: list[Tag]) -> tuple[list[Tag], list[ImportedResource], str]:
    """The blocks without a list of links that closes them, those links, and its heading."""
    headings = [index for index, block in enumerate(blocks) if names_resources(block)]
    if not headings:
        return blocks, [], ""
    start = headings[-1]
    entries = entries_of(blocks[start + 1 :])
    resources = [found for entry in entries if (found := resource_of(entry))]
    if len(resources) < len(entries) or (not entries and start + 1 < len(blocks)):
        return blocks, [], ""
    return blocks[:start], resources, text_of(blocks[start])


def names_resources(block: Tag) -> bool:
    """A heading, or a paragraph in bold that does a heading's work."""
    is_heading = block.name in HEADINGS or (
        block.name == "p" and len(block.contents) == 1 and children_named(block, ("strong",)) != []
    )
    return is_heading and heads_additional_information(text_of(block))


def entries_of(blocks: list[Tag]) -> list[Tag]:
    entries = []
    for block in blocks:
        entries += block.find_all("li") if block.name in ("ul", "ol") else [block]
    return entries


def resource_of(entry: Tag) -> ImportedResource | None:
    """An entry that is one link and perhaps a few words about it."""
    links = entry.find_all("a", href=True)
    if len(links) != 1 or entry.name in HEADINGS or entry.find(["ul", "ol", "table"]):
        return None
    title, address = text_of(links[0]), str(links[0]["href"])
    note = text_of(entry).replace(title, "", 1).strip(" -–—:;,.()")
    if not title or address.startswith("#") or len(note) > LONGEST_NOTE:
        return None
    return ImportedResource(title, address, note)


def linked_list(piece: Tag, address_of: Callable[[str], str]) -> list[ImportedResource]:
    """The links of an element that holds links and little else, such as "Related information"."""
    said = len(text_of(piece)) - sum(
        len(text_of(heading))
        for heading in piece.find_all(HEADINGS)
        if not heading.find_parent("a")
    )
    entries = [(a, a.find_parent("li") or a) for a in piece.find_all("a", href=True)]
    linked = sum(len(text_of(a)) for a, _ in entries)
    if not entries or linked < MOSTLY * said:
        return []
    resources = []
    for link, item in entries:
        heading = link.find(HEADINGS)
        title = text_of(heading or link)
        note = text_of(item).replace(title, "", 1).strip(" -–—:;,")
        address = address_of(str(link["href"]))
        if title and address and not address.startswith("#"):
            resources.append(ImportedResource(title, address, note[:LONGEST_NOTE]))
    return resources


def text_of(element: Tag) -> str:
    return plain_words(element)
