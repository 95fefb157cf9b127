"""Names in the XML of a Word document (ECMA-376), and the few ways its values are written."""

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def name(prefixed: str) -> str:
    """The full name of "w:p"."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class Names(dict[str, str]):
    """Full names by their short ones, each made once."""

    def __missing__(self, prefixed: str) -> str:
        self[prefixed] = name(prefixed)
        return self[prefixed]


N = Names()


def tags(names: str) -> frozenset[str]:
    """Full names of elements of WordprocessingML, given by their short ones with spaces between."""
    return frozenset(N[f"w:{each}"] for each in names.split())


VALUE = N["w:val"]
WORDS = (N["w:t"], N["w:sym"], N["m:t"])


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The element at the end of a path of first children, such as ``"w:pPr", "w:rPr"``."""
    for step in path:
        element = None if element is None else element.find(N[step])
    return element


def value(element: etree._Element | None, *path: str) -> str:
    """The ``w:val`` at the end of a path; empty if there is none."""
    found = child(element, *path)
    return "" if found is None else found.get(VALUE, "")


def is_on(element: etree._Element | None) -> bool | None:
    """An on/off property: None where it is not there, else what it says (17.17.4, ST_OnOff)."""
    if element is None:
        return None
    return element.get(VALUE, "1").lower() not in ("0", "false", "off")


def text_of(element: etree._Element) -> str:
    """The words in an element, paragraphs and breaks parted by a space."""
    parts = []
    for each in element.iter(*WORDS, N["w:p"], N["w:tab"], N["w:br"], N["w:cr"], N["w:tc"]):
        parts.append((each.text or "") if each.tag in WORDS else " ")
    return " ".join("".join(parts).split())


def new(prefixed: str, *children: etree._Element, **attributes: str) -> etree._Element:
    """A new element; ``val="x"`` is written as ``w:val``."""
    prefix = prefixed.partition(":")[0]
    made = etree.Element(N[prefixed], nsmap={prefix: NAMESPACES[prefix]})
    for key, said in attributes.items():
        made.set(N[f"w:{key}"], said)
    made.extend(children)
    return made


def words(text: str, **marks: str) -> etree._Element:
    """A ``w:t`` that keeps its spaces; ``marks`` are attributes for the steps that follow."""
    made = new("w:t")
    made.attrib.update(marks)
    made.text = text
    made.set(N["xml:space"], "preserve")
    return made


def run(text: str, *properties: etree._Element) -> etree._Element:
    """A run of plain words."""
    made = new("w:r")
    if properties:
        made.append(new("w:rPr", *properties))
    made.append(words(text))
    return made


def unwrap(element: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = list(element)


def remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def paragraph_of(element: etree._Element) -> etree._Element | None:
    """The nearest paragraph around an element."""
    return next(element.iterancestors(N["w:p"]), None)


def own_runs(paragraph: etree._Element) -> list[etree._Element]:
    """The runs of a paragraph, without those of text boxes anchored in it."""
    runs = paragraph.iter(N["w:r"])
    return [run for run in runs if next(run.iterancestors(N["w:p"])) is paragraph]
