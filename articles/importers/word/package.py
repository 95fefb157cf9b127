"""A Word file as a package (ECMA-376 part 2): its parts, and what leads from one to another.

The main part is found as Word finds it, by the package's relationships: Word Online calls it
``document2.xml``. Strict documents are read under their transitional names.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from articles.importers.records import UnreadablePage
from articles.importers.word import wrong_files
from articles.importers.word.size import Unpacked, refuse_too_long

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
STORIES = ("footnotes", "endnotes")
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO/IEC 29500 strict → the names that everything here is written in.
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml)/(\w+)")
STRICT_OFFICE = b"http://purl.oclc.org/ooxml/officeDocument/"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/"


@dataclass(frozen=True)
class Relation:
    """Where a relationship leads: a part's name, or an address outside the file."""

    kind: str
    target: str
    is_external: bool


@dataclass
class Package:
    """A document's parts. ``main`` is the name of the part that holds its text."""

    archive: zipfile.ZipFile
    main: str = ""
    names: dict[str, str] = field(default_factory=dict)
    trees: dict[str, etree._Element | None] = field(default_factory=dict)
    links: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Names of parts are compared without their case (part 2, 6.2.2.3); some tools write "\\".
        self.unpacked = Unpacked(self.archive, most=MOST_UNPACKED)
        self.names = {each.replace("\\", "/").lower(): each for each in self.archive.namelist()}

    def has(self, part: str) -> bool:
        return part.lower() in self.names

    def content(self, part: str) -> bytes:
        return self.unpacked.read(self.names[part.lower()])

    def tree(self, part: str) -> etree._Element | None:
        """The root of an XML part, read once; None if there is no such part."""
        if part not in self.trees:
            self.trees[part] = parsed(self.content(part)) if self.has(part) else None
        return self.trees[part]

    def text(self) -> etree._Element:
        """The root of the part with the text, which no opened package is without."""
        root = self.tree(self.main)
        assert root is not None
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """Where the relationships of a part lead, by their ids."""
        if part not in self.links:
            folder, file = posixpath.split(part)
            found = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
            self.links[part] = dict(relations_in(found, folder)) if found is not None else {}
        return self.links[part]

    def related(self, kind: str) -> str:
        """The part that the text names as its "styles", "footnotes" …, or the usual one."""
        named = (each for each in self.relations(self.main).values() if each.kind == kind)
        found = [each.target for each in named if self.has(each.target)]
        usual = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        return found[0] if found else usual

    def stories(self) -> list[str]:
        """The parts with words of the page: the text and its notes."""
        parts = [self.main, *map(self.related, STORIES)]
        return [part for part in dict.fromkeys(parts) if self.tree(part) is not None]


def open_package(content: bytes) -> Package:
    """The package of a document; refuses what is none, and says what it is instead."""
    if len(content) > MOST_BYTES:
        raise UnreadablePage("The Word document is larger than 20 MB. Make its pictures smaller.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as problem:
        raise UnreadablePage(wrong_files.reason(content)) from problem
    package = Package(archive)
    package.main = main_part(package)
    if not package.has(package.main):
        raise UnreadablePage(wrong_files.reason_for_archive(archive))
    for part in filter(package.has, (package.main, *map(package.related, STORIES))):
        refuse_too_long(package.unpacked.chunks(package.names[part.lower()]))
    return package


def main_part(package: Package) -> str:
    """The part with the text: what the package's relationships name, or the usual one."""
    named = [each for each in package.relations("").values() if each.kind == "officeDocument"]
    texts = [each.target for each in named if each.target.endswith(".xml")]
    usual = "word/document.xml"
    return next((part for part in texts if package.has(part)), usual)


def relations_in(tree: etree._Element, folder: str) -> Iterator[tuple[str, Relation]]:
    """The relationships of a part in ``folder``, by id; those without an id are of no use."""
    for each in tree.iter(RELATION):
        key, target = each.get("Id"), each.get("Target", "")
        external = each.get("TargetMode", "").lower() == "external"
        kind = each.get("Type", "").rpartition("/")[2]
        if key:
            yield key, Relation(kind, target if external else part_name(folder, target), external)


def part_name(folder: str, target: str) -> str:
    """The name of a part, from an address as the part in ``folder`` writes it."""
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def parsed(content: bytes) -> etree._Element:
    """A part's XML; entities and a DTD have no place in it (part 1, 8.1)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(transitional(content), parser)
    if root.getroottree().docinfo.doctype:
        raise UnreadablePage(wrong_files.DAMAGED)
    return root


def transitional(content: bytes) -> bytes:
    """XML of a strict document under the names of a transitional one."""
    if b"purl.oclc.org/ooxml" not in content:
        return content
    content = content.replace(STRICT_OFFICE, OFFICE)
    return STRICT.sub(transitional_name, content)


def transitional_name(match: re.Match[bytes]) -> bytes:
    language, last = match.groups()
    base = b"http://schemas.openxmlformats.org/" + language
    return base + b"/2006/" + last
