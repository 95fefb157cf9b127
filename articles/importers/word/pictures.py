"""The pictures of a Word document: found by their relationships, cropped as Word shows them.

What was cropped away stays in the file, and often says what must not be published, such as the
name on a scan. A picture that cannot be cropped is therefore left out.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from articles import images
from articles.images import cropping
from articles.importers.word.package import Package, Relation

Crop = tuple[float, float, float, float]
WHOLE: Crop = (0.0, 0.0, 0.0, 0.0)
MISSING = "its file is not in the document. Add it on the page."
OUTSIDE = "the document only links to it, at {}. Download it there and add it on the page."
UNCROPPED = (
    "it is cropped in Word, and this kind of file cannot be cropped here. In Word, use Compress"
    " Pictures › Delete cropped areas of pictures, or add it as a PNG."
)
OTHER_KIND = (
    "it is {}, which browsers do not show. In Word, right-click it, choose Save as Picture and the"
    " type PNG, and add that."
)
# How files begin that Word shows and a browser does not.
KINDS = [
    (re.compile(rb".{40} EMF", re.S), "a Windows drawing (EMF)"),
    (re.compile(rb"\xd7\xcd\xc6\x9a|\x01\x00\x09\x00"), "a Windows drawing (WMF)"),
    (re.compile(rb"BM.{4}\x00{4}", re.S), "a bitmap (BMP)"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "a TIFF picture"),
    (re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<svg\b", re.S), "an SVG drawing"),
]
NOTHING_LEFT = "it is cropped so far that none of it is visible."


@dataclass(frozen=True)
class Picture:
    """One picture as the text shows it; ``ids`` name relationships of its part, best first.

    ``crop``: what is cut off at the left, top, right and bottom, as fractions of its size.
    """

    ids: tuple[str, ...]
    description: str = ""
    link: str = ""
    is_decorative: bool = False
    crop: Crop = WHOLE
    is_shaped: bool = False


class PictureGone(Exception):
    """A picture cannot come along; the message says why and what to do."""


@dataclass
class Pictures:
    """The pictures of a document, written into ``folder``; each has a key of its own."""

    package: Package
    folder: Path
    files: dict[str, Path] = field(default_factory=dict)
    decorative: set[str] = field(default_factory=set)
    met: int = 0
    written: dict[tuple[str, Crop], Path] = field(default_factory=dict)

    def keep(self, part: str, picture: Picture) -> str:
        """The key of a picture of a part, whose file is now there. Raises PictureGone."""
        relations = self.package.relations(part)
        target = self.target_of([relations[each] for each in picture.ids if each in relations])
        key = f"picture-{len(self.files) + 1}"
        if (target, picture.crop) not in self.written:
            content = self.package.content(target)
            file = self.folder / key
            file.write_bytes(cropped(content, picture.crop))
            self.written[target, picture.crop] = file
        self.files[key] = self.written[target, picture.crop]
        if picture.is_decorative:
            self.decorative.add(key)
        return key

    def target_of(self, relations: list[Relation]) -> str:
        """The part that holds a picture's file."""
        for relation in relations:
            if not relation.is_external and self.package.has(relation.target):
                return relation.target
        outside = next((each.target for each in relations if each.is_external), "NULL")
        known = outside.upper() != "NULL"
        raise PictureGone(OUTSIDE.format(outside[:200]) if known else MISSING)


def refuse_other_kinds(content: bytes) -> None:
    for begins, kind in KINDS:
        if begins.match(content):
            raise PictureGone(OTHER_KIND.format(kind))


def cropped(content: bytes, crop: Crop) -> bytes:
    """The part of a picture that is seen; the file itself where that is all of it."""
    left, top, right, bottom = (max(0.0, each) for each in crop)
    if not any((left, top, right, bottom)):
        refuse_other_kinds(content)
        return content
    if left + right >= 1 or top + bottom >= 1:
        raise PictureGone(NOTHING_LEFT)
    try:
        return cropping.cropped(content, left=left, top=top, right=right, bottom=bottom)
    except images.ImageRefused as refusal:
        raise PictureGone(UNCROPPED) from refusal


def crop_of(rectangle: etree._Element | None) -> Crop:
    """The crop of DrawingML (20.1.8.55): thousandths of a percent, or "12.5%" in strict files."""
    if rectangle is None:
        return WHOLE
    left, top, right, bottom = (fraction(rectangle.get(side, "0")) for side in "ltrb")
    return left, top, right, bottom


def fraction(said: str) -> float:
    number = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*(%?)\s*", said)
    if number is None:
        return 0.0
    return float(number[1]) / (100 if number[2] else 100_000)


def crop_of_vml(image: etree._Element) -> Crop:
    """The crop of VML (part 4, 19.1.2.11): "0.1", "10%", or "6554f" in 65,536ths."""
    sides = ("cropleft", "croptop", "cropright", "cropbottom")
    left, top, right, bottom = (vml_fraction(image.get(side, "0")) for side in sides)
    return left, top, right, bottom


def vml_fraction(said: str) -> float:
    number = re.fullmatch(r"\s*(-?\d*\.?\d+)\s*([f%]?)\s*", said)
    if number is None:
        return 0.0
    return float(number[1]) / {"f": 65_536, "%": 100, "": 1}[number[2]]
