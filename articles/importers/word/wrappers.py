"""Elements around words that the converter does not know: opened, so that no word is lost."""

from lxml import etree

from articles.importers.word.ooxml import N, tags, unwrap

KNOWN = tags(
    "document body p r t tbl tr tc hyperlink footnotes footnote endnotes endnote sdt sdtContent"
)


def open_wrappers(root: etree._Element) -> None:
    """Leave no element around words but those that the converter looks into."""
    around = {}
    for each in root.iter(N["w:t"], N["w:drawing"]):
        for element in each.iterancestors():
            if element in around:
                break
            around[element] = element.tag in KNOWN
    for element, known in around.items():
        if not known and element.getparent() is not None:
            unwrap(element)
