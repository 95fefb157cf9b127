"""Drawings of a Word document: their text boxes, pictures and links in the text, the rest named.

DrawingML (``w:drawing``), VML (``w:pict``) and embedded objects become paragraphs and plain
pictures, in the one form that the converter reads.
"""

from collections.abc import Iterator

from lxml import etree

from articles.importers.word.ooxml import N, child, new, paragraph_of, remove, run, text_of
from articles.importers.word.package import Package
from articles.importers.word.pictures import Picture, PictureGone, Pictures, crop_of, crop_of_vml
from articles.importers.word.reporting import Report, quoted

GRAPHICS = (N["w:drawing"], N["w:pict"], N["w:object"])
SHAPES = (N["wps:wsp"], *(N[f"v:{each}"] for each in ["shape", "rect", "roundrect", "oval"]))
GONE = "Picture {}{} was left out: {}"
LOOK_BACK = 6  # paragraphs
COVERED = (
    "A picture with shapes drawn over it was left out, because a shape may cover something. In"
    " Word, save it as one picture (right-click, Save as Picture) and add that."
)
DRAWN = (
    "Drawn shapes, such as arrows and bars, were left out. If one covered a part of a picture,"
    " that part is visible now. Check the pictures."
)
SHAPED = "Picture {} is cropped to a shape in Word. Its corners are visible now, so check it."
EMBEDDED = "An embedded object{} was left out. Write what it says, or add a picture of it."
SHOWN = (
    "Of an embedded object{} only the picture that Word shows was imported, if it could be read."
    " Write what it says."
)
CHART = "A chart was left out. Add it as a picture, and give its numbers in text or in a table."
SMART_ART = "A SmartArt graphic was left out. Its text is listed below. Write it as a list."
PROGRAMS = {"Excel": "an Excel sheet", "Equation": "a formula", "PowerPoint": "a slide"}
PROGRAMS |= {
    "Word": "a Word document",
    "AcroExch": "a PDF",
    "Package": "a file",
    "Visio": "a Visio drawing",
}


def place_drawings(
    root: etree._Element, part: str, package: Package, pictures: Pictures, report: Report
) -> None:
    """Put what drawings hold where it can be read."""
    last: dict[etree._Element, etree._Element] = {}
    for graphic in list(root.iter(*GRAPHICS)):
        if graphic.getparent() is None:
            continue
        move_boxes(graphic, last)
        report_on(graphic, part, package, report)
        replace_by_pictures(graphic, part, pictures, report)


# --- Text boxes ---------------------------------------------------------------------------------


def move_boxes(graphic: etree._Element, last: dict[etree._Element, etree._Element]) -> None:
    """The paragraphs of a drawing's text boxes, after the paragraph that contains it."""
    paragraph = paragraph_of(graphic)
    if paragraph is None:
        return
    for block in boxed_blocks(graphic):
        last.get(paragraph, paragraph).addnext(block)
        last[paragraph] = block


def boxed_blocks(graphic: etree._Element) -> Iterator[etree._Element]:
    for box in list(graphic.iter(N["w:txbxContent"])):
        if next(box.iterancestors(*GRAPHICS), None) is graphic:
            yield from list(box)
    for art in graphic.iter(N["v:textpath"]):
        if art.get("string", "").strip():
            yield new("w:p", run(art.get("string")))


# --- Pictures -----------------------------------------------------------------------------------


def replace_by_pictures(
    graphic: etree._Element, part: str, pictures: Pictures, report: Report
) -> None:
    found = list(pictures_in(graphic))
    if found and is_covered(graphic):
        report.remark(COVERED)
        found = []
    for picture in found:
        pictures.met += 1
        try:
            key = pictures.keep(part, picture)
        except PictureGone as reason:
            report.remark(GONE.format(pictures.met, place_of(picture, graphic), reason))
            continue
        if picture.is_shaped:
            report.remark(SHAPED.format(pictures.met))
        known = package_link(part, picture, pictures)
        graphic.addprevious(plain_picture(key, known, picture.description))
    remove(graphic)


def place_of(picture: Picture, graphic: etree._Element) -> str:
    """Which picture is meant: its description, and the words before it."""
    described = f" ({quoted(picture.description)})" if picture.description else ""
    paragraph = paragraph_of(graphic)
    for _ in range(LOOK_BACK):
        if paragraph is None or text_of(paragraph):
            break
        paragraph = paragraph.getprevious()
    near = text_of(paragraph)[-60:] if paragraph is not None else ""
    return f"{described}, near {quoted(near)}," if near else described


def package_link(part: str, picture: Picture, pictures: Pictures) -> str:
    return picture.link if picture.link in pictures.package.relations(part) else ""


def pictures_in(graphic: etree._Element) -> Iterator[Picture]:
    """The pictures of a drawing, as it shows and describes them."""
    outer = next(graphic.iter(N["wp:docPr"]), None)
    for each in graphic.iter(N["pic:pic"]):
        described = child(each, "pic:nvPicPr", "pic:cNvPr")
        blip = next(each.iter(N["a:blip"]), None)
        yield Picture(
            ids=ids_of(blip, "r:embed", "r:link"),
            description=description_of(outer) or description_of(described),
            link=link_of(outer, described),
            is_decorative=any(map(is_decorative, (outer, described))),
            crop=crop_of(next(each.iter(N["a:srcRect"]), None)),
            is_shaped=is_shaped(each),
        )
    for each in graphic.iter(N["v:imagedata"]):
        shape = each.getparent()
        yield Picture(
            ids=ids_of(each, "r:id", "r:link", "o:relid"),
            description=shape.get("alt", "").strip() or each.get(N["o:title"], "").strip(),
            crop=crop_of_vml(each),
        )


def ids_of(element: etree._Element | None, *names: str) -> tuple[str, ...]:
    said = (element.get(N[each], "") for each in names) if element is not None else ()
    return tuple(filter(None, said))


def description_of(properties: etree._Element | None) -> str:
    if properties is None:
        return ""
    return properties.get("descr", "").strip() or properties.get("title", "").strip()


def is_decorative(properties: etree._Element | None) -> bool:
    """Whether its author marked a picture as decorative (2017 extension of DrawingML)."""
    marks = properties.iter(N["adec:decorative"]) if properties is not None else ()
    return any(mark.get("val", "1") in ("1", "true") for mark in marks)


def is_shaped(picture: etree._Element) -> bool:
    """Whether a picture is seen through a shape that has no corners."""
    shapes = [each.get("prst", "rect") for each in picture.iter(N["a:prstGeom"])]
    custom = any(True for _ in picture.iter(N["a:custGeom"]))
    return custom or any(each not in ("rect", "roundRect") for each in shapes)


def link_of(*properties: etree._Element | None) -> str:
    for each in properties:
        link = child(each, "a:hlinkClick")
        if link is not None and link.get(N["r:id"]):
            return link.get(N["r:id"])
    return ""


def is_covered(graphic: etree._Element) -> bool:
    """Whether shapes without words are drawn in one group with pictures."""
    shapes = [
        each for each in graphic.iter(*SHAPES) if not any(True for _ in each.iter(N["v:imagedata"]))
    ]
    return any(
        not text_of(shape) and not any(True for _ in shape.iter(N["w:txbxContent"]))
        for shape in shapes
    )


def plain_picture(key: str, link: str, description: str) -> etree._Element:
    """A drawing with one picture: the ids of its file and its link, and its description."""
    properties = etree.Element(N["wp:docPr"], descr=description)
    if link:
        etree.SubElement(properties, N["a:hlinkClick"]).set(N["r:id"], link)
    drawing = new("w:drawing")
    inline = etree.SubElement(drawing, N["wp:inline"])
    inline.append(properties)
    place = inline
    for step in ("a:graphic", "a:graphicData", "pic:pic", "pic:blipFill", "a:blip"):
        place = etree.SubElement(place, N[step])
    place.set(N["r:embed"], key)
    return drawing


# --- What is named in the report ----------------------------------------------------------------


def report_on(graphic: etree._Element, part: str, package: Package, report: Report) -> None:
    """Name what a drawing holds beside pictures and words."""
    for each in graphic.iter(N["c:chart"], N["cx:chart"]):
        report.remark(CHART)
        report.leave_out("chart", words_of_part(each.get(N["r:id"]), part, package))
    for each in graphic.iter(N["dgm:relIds"]):
        report.remark(SMART_ART)
        report.leave_out("SmartArt", words_of_part(each.get(N["r:dm"]), part, package))
    for each in graphic.iter(N["o:OLEObject"]):
        named = program_of(each.get("ProgID", ""))
        sentence = SHOWN if any(True for _ in graphic.iter(N["v:imagedata"])) else EMBEDDED
        report.remark(sentence.format(f" ({named})" if named else ""))
    if is_bare_shape(graphic) or any(True for _ in graphic.iter(N["a:blipFill"])):
        report.remark(DRAWN)


def program_of(identifier: str) -> str:
    return next((said for begins, said in PROGRAMS.items() if identifier.startswith(begins)), "")


def is_bare_shape(graphic: etree._Element) -> bool:
    """A drawing of shapes alone; lines between paragraphs (``o:hr``) say nothing."""
    if any(each.get(N["o:hr"]) in ("t", "true") for each in graphic.iter()):
        return False
    shapes = any(True for _ in graphic.iter(*SHAPES))
    return shapes and not any(
        True
        for _ in graphic.iter(
            N["pic:pic"],
            N["v:imagedata"],
            N["v:textpath"],
            N["w:txbxContent"],
            N["v:textbox"],
            N["wps:txbx"],
        )
    )


def words_of_part(key: str | None, part: str, package: Package) -> str:
    """The words of a chart's or a SmartArt's own part: each once, in order."""
    relation = package.relations(part).get(key or "")
    tree = package.tree(relation.target) if relation and not relation.is_external else None
    if tree is None:
        return ""
    found = (" ".join((each.text or "").split()) for each in tree.iter(N["a:t"], N["c:v"]))
    return " · ".join(dict.fromkeys(filter(None, found)))
