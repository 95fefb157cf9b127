"""A normalized document as a file that the converter reads: only the parts it needs."""

import io
import zipfile
from collections.abc import Container, Iterable, Iterator
from xml.sax.saxutils import quoteattr

from lxml import etree

from articles.importers.word.ooxml import N, unwrap
from articles.importers.word.package import STORIES, Package
from articles.importers.word.pictures import Pictures

KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/></Types>'
)
MAIN = "word/document.xml"
Row = tuple[str, str, str, bool]  # a relationship: id, kind, target, whether it leads outside


def plain_file(package: Package, pictures: Pictures) -> io.BytesIO:
    """The bytes of the document. Of pictures it holds their keys in the place of their files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", relations([("main", "officeDocument", MAIN, False)]))
        for part, name in parts_of(package):
            archive.writestr(name, etree.tostring(package.tree(part), encoding="utf-8"))
        for part, name in stories_of(package):
            links = relations(relations_of(part, package, pictures))
            archive.writestr(name.replace("word/", "word/_rels/") + ".rels", links)
        for key in pictures.files:
            archive.writestr(f"word/media/{key}.png", key)
    buffer.seek(0)
    return buffer


def stories_of(package: Package) -> Iterator[tuple[str, str]]:
    """The parts with words, and the names that the converter looks for."""
    yield package.main, MAIN
    for story in STORIES:
        if package.tree(package.related(story)) is not None:
            yield package.related(story), f"word/{story}.xml"


def parts_of(package: Package) -> Iterator[tuple[str, str]]:
    for part, name in stories_of(package):
        open_dead_links(package.tree(part), package.relations(part))
        yield part, name
    for kind in ("styles", "numbering"):
        if package.tree(package.related(kind)) is not None:
            yield package.related(kind), f"word/{kind}.xml"


def open_dead_links(root: etree._Element, known: Container[str]) -> None:
    """A link whose address the document does not hold is words."""
    for link in list(root.iter(N["w:hyperlink"])):
        if link.get(N["r:id"]) is not None and link.get(N["r:id"]) not in known:
            unwrap(link)


def relations_of(part: str, package: Package, pictures: Pictures) -> Iterator[Row]:
    for key, relation in package.relations(part).items():
        if relation.kind == "hyperlink":
            yield key, "hyperlink", relation.target, True
    for key in pictures.files:
        yield key, "image", f"media/{key}.png", False


def relations(rows: Iterable[Row]) -> str:
    written = [
        f"<Relationship Id={quoteattr(key)} Type={quoteattr(f'{KINDS}/{kind}')}"
        f" Target={quoteattr(target)}{' TargetMode=' + quoteattr('External') if outside else ''}/>"
        for key, kind, target, outside in rows
    ]
    return f'<Relationships xmlns="{RELATIONS}">{"".join(written)}</Relationships>'
