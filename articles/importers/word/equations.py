"""Formulas of a Word document (OMML, 22.1) as words and signs on one line.

Raised and lowered figures stay raised and lowered; a fraction gets a slash, and brackets where its
parts need them.
"""

import unicodedata
from collections.abc import Callable

from lxml import etree

from articles.importers.word.ooxml import N, child, new, run
from articles.importers.word.reporting import Report, quoted

REMARK = "A formula was written on one line as {}. Compare it with the document."
PLAIN, RAISED, LOWERED = "", "superscript", "subscript"
Piece = tuple[str, str]  # words, and how they are set
SIMPLE = str.maketrans("", "", ".,°µ%′")


def write_out_formulas(root: etree._Element, report: Report) -> None:
    """Put runs of words in the place of every formula."""
    for formula in list(root.iter(N["m:oMath"])):
        pieces = merged(pieces_of(formula))
        for text, set_as in pieces:
            marks = [new("w:vertAlign", val=set_as)] if set_as else []
            formula.addprevious(run(text, *marks))
        formula.getparent().remove(formula)
        if pieces:
            report.remark(REMARK.format(quoted(as_text(pieces))))
    for around in list(root.iter(N["m:oMathPara"])):
        place = around.getparent()
        index = place.index(around)
        place[index : index + 1] = [each for each in around if each.tag == N["w:r"]]


def merged(pieces: list[Piece]) -> list[Piece]:
    """Neighbors that are set alike, as one."""
    kept: list[Piece] = []
    for text, set_as in pieces:
        if kept and kept[-1][1] == set_as:
            kept[-1] = (kept[-1][0] + text, set_as)
        elif text:
            kept.append((text, set_as))
    return kept


def as_text(pieces: list[Piece]) -> str:
    marks = {PLAIN: "{}", RAISED: "^{}", LOWERED: "_{}"}
    return "".join(marks[set_as].format(text) for text, set_as in pieces)


def pieces_of(element: etree._Element) -> list[Piece]:
    return [piece for each in element for piece in pieces_in(each)]


def pieces_in(element: etree._Element) -> list[Piece]:
    if not isinstance(element.tag, str):
        return []
    local = etree.QName(element).localname
    if element.tag == N["m:t"] or element.tag == N["w:t"]:
        # Letters of mathematical alphabets are those letters (Unicode, 1D400 to 1D7FF).
        return [(plain_letters(element.text or ""), PLAIN)]
    if local.endswith("Pr"):
        return []
    special = STRUCTURES.get(local)
    return special(element) if special else pieces_of(element)


def plain_letters(text: str) -> str:
    return "".join(
        unicodedata.normalize("NFKC", each) if "\U0001d400" <= each <= "\U0001d7ff" else each
        for each in text
    )


def part(element: etree._Element, prefixed: str) -> list[Piece]:
    found = element.find(N[prefixed])
    return pieces_of(found) if found is not None else []


def text_in(element: etree._Element, prefixed: str) -> str:
    return as_text(merged(part(element, prefixed)))


def grouped(pieces: list[Piece]) -> list[Piece]:
    """In brackets, unless it is one number, word or bracket."""
    text = "".join(text for text, _ in pieces)
    simple = text.translate(SIMPLE).isalnum() or (
        text[:1] == "(" and text.find(")") == len(text) - 1
    )
    return pieces if simple else [("(", PLAIN), *pieces, (")", PLAIN)]


def setting(element: etree._Element, properties: str, name: str, default: str) -> str:
    found = child(element, properties, name)
    return default if found is None else found.get(N["m:val"], default)


# --- Structures ---------------------------------------------------------------------------------


def fraction(element: etree._Element) -> list[Piece]:
    over, under = grouped(part(element, "m:num")), grouped(part(element, "m:den"))
    sign = "" if setting(element, "m:fPr", "m:type", "bar") == "noBar" else "/"
    return [*over, (sign or " over ", PLAIN), *under]


def raised(element: etree._Element) -> list[Piece]:
    return [*part(element, "m:e"), *set_all(part(element, "m:sup"), RAISED)]


def lowered(element: etree._Element) -> list[Piece]:
    return [*part(element, "m:e"), *set_all(part(element, "m:sub"), LOWERED)]


def both(element: etree._Element) -> list[Piece]:
    return [*lowered(element), *set_all(part(element, "m:sup"), RAISED)]


def both_before(element: etree._Element) -> list[Piece]:
    below, above = part(element, "m:sub"), part(element, "m:sup")
    return [*set_all(below, LOWERED), *set_all(above, RAISED), *part(element, "m:e")]


def set_all(pieces: list[Piece], set_as: str) -> list[Piece]:
    """Raised or lowered as a whole; what is raised again in it is written with ^ and brackets."""
    text = as_text(merged(pieces))
    return [(text, set_as)] if text else []


def root(element: etree._Element) -> list[Piece]:
    degree = text_in(element, "m:deg")
    hidden = setting(element, "m:radPr", "m:degHide", "0") in ("1", "on", "true")
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get("" if hidden else degree)
    radicand = grouped(part(element, "m:e"))
    return [(sign, PLAIN), *radicand] if sign else [(f"root {degree} of ", PLAIN), *radicand]


def sum_like(element: etree._Element) -> list[Piece]:
    sign = setting(element, "m:naryPr", "m:chr", "∫")
    limits = [text_in(element, each) for each in ("m:sub", "m:sup")]
    said = f"({' to '.join(filter(None, limits))}) " if any(limits) else ""
    return [(f"{sign}{said}", PLAIN), *part(element, "m:e")]


def bracketed(element: etree._Element) -> list[Piece]:
    begin = setting(element, "m:dPr", "m:begChr", "(")
    end = setting(element, "m:dPr", "m:endChr", ")")
    between = setting(element, "m:dPr", "m:sepChr", "|")
    pieces: list[Piece] = [(begin, PLAIN)]
    for index, each in enumerate(element.findall(N["m:e"])):
        pieces += [(between, PLAIN)] if index else []
        pieces += pieces_of(each)
    return [*pieces, (end, PLAIN)]


def function(element: etree._Element) -> list[Piece]:
    return [*part(element, "m:fName"), (" ", PLAIN), *part(element, "m:e")]


def limit(element: etree._Element) -> list[Piece]:
    return [*part(element, "m:e"), (f"({text_in(element, 'm:lim')}) ", PLAIN)]


def accented(element: etree._Element) -> list[Piece]:
    sign = setting(element, "m:accPr", "m:chr", "\u0302")
    return [(unicodedata.normalize("NFC", text_in(element, "m:e") + sign), PLAIN)]


def barred(element: etree._Element) -> list[Piece]:
    return [(text_in(element, "m:e") + "\u0304", PLAIN)]


def lines(element: etree._Element) -> list[Piece]:
    return [
        ("; ".join(as_text(merged(pieces_of(each))) for each in element.findall(N["m:e"])), PLAIN)
    ]


def matrix(element: etree._Element) -> list[Piece]:
    rows = [
        ", ".join(as_text(merged(pieces_of(cell))) for cell in row.findall(N["m:e"]))
        for row in element.findall(N["m:mr"])
    ]
    return [(f"[{'; '.join(rows)}]", PLAIN)]


def unseen(element: etree._Element) -> list[Piece]:
    shown = setting(element, "m:phantPr", "m:show", "1") in ("1", "on", "true")
    return part(element, "m:e") if shown else []


STRUCTURES: dict[str, Callable[[etree._Element], list[Piece]]] = {
    "f": fraction,
    "sSup": raised,
    "sSub": lowered,
    "sSubSup": both,
    "sPre": both_before,
    "rad": root,
    "nary": sum_like,
    "d": bracketed,
    "func": function,
    "limLow": limit,
    "limUpp": limit,
    "acc": accented,
    "bar": barred,
    "eqArr": lines,
    "m": matrix,
    "phant": unseen,
}
