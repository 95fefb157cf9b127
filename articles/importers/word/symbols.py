"""Signs of symbol fonts in a Word document become characters; none is dropped."""

import re

from lxml import etree

from articles.importers.symbol_fonts import (
    PRIVATE,
    UNKNOWN,
    in_font,
    likely_sign,
    sign,
    symbol_font,
)
from articles.importers.word.ooxml import N, own_runs, remove, words
from articles.importers.word.reporting import Report
from articles.importers.word.styles import Styles, style_of

NOT_KNOWN = (
    "A symbol in the font “{}” (number {}) is unknown and appears as “[?]”. Type the symbol or a"
    " word instead."
)
GUESSED = "A symbol without a font (number {}) was read as “{}”. Compare it with the document."
NO_FONTS = ("", "")
# Marks of our own on the way through the converter; a document has no use for noncharacters.
NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")


def show_signs(root: etree._Element, styles: Styles, report: Report) -> None:
    """Every sign as the character it shows, and no character of private use."""
    for paragraph in root.iter(N["w:p"]):
        style = style_of(paragraph)
        for run in own_runs(paragraph):
            show_signs_of_run(run, styles, style, report)
    for each in root.iter(N["m:t"]):
        each.text = cleaned(each.text or "", NO_FONTS, report)


def show_signs_of_run(run: etree._Element, styles: Styles, style: str, report: Report) -> None:
    for symbol in run.findall(N["w:sym"]):
        shown = shown_symbol(symbol.get(N["w:font"], ""), symbol.get(N["w:char"], ""), report)
        run.replace(symbol, words(shown, kind="sign"))
    for soft in run.findall(N["w:softHyphen"]):
        remove(soft)
    fonts: tuple[str, str] | None = None
    for each in run.findall(N["w:t"]):
        if each.attrib.pop("kind", ""):
            continue
        if each.text and fonts is None:
            fonts = fonts_of(run, styles, style)
        each.text = cleaned(each.text or "", fonts or NO_FONTS, report)


def fonts_of(run: etree._Element, styles: Styles, style: str) -> tuple[str, str]:
    """The symbol fonts a run is set in, for ASCII and for the rest; empty for fonts of letters."""
    properties = run.find(N["w:rPr"])
    ascii, rest = (styles.font(properties, style, each) for each in ("ascii", "hAnsi"))
    return symbol_font(ascii), symbol_font(rest)


def shown_symbol(font: str, number: str, report: Report) -> str:
    """What a ``w:sym`` shows (17.3.3.30): ``number`` is hexadecimal."""
    code = int(number, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", number) else 0
    if known := symbol_font(font):
        return sign(known, code) or unknown(known, number, report)
    if 0xF000 <= code <= 0xF0FF or not code:
        return unknown(font, number, report)
    return (
        cleaned(chr(code), NO_FONTS, report) if code < 0x110000 else unknown(font, number, report)
    )


def unknown(font: str, number: str, report: Report) -> str:
    report.remark(NOT_KNOWN.format(font or "unknown", number or "missing"))
    return UNKNOWN


def cleaned(text: str, fonts: tuple[str, str], report: Report) -> str:
    """A run's words: in their fonts' signs, without what is of private use.

    Soft hyphens and the like go when the draft is saved, which reports them.
    """
    text = NONCHARACTERS.sub("", text)
    if fonts == NO_FONTS:
        return without_private_use(text, report)
    return "".join(shown_character(each, fonts[each > "\x7f"], report) for each in text)


def shown_character(character: str, font: str, report: Report) -> str:
    if not font:
        return without_private_use(character, report)
    shown = in_font(character, font)
    return unknown(font, f"{ord(character):X}", report) if shown == UNKNOWN else shown


def without_private_use(text: str, report: Report) -> str:
    def shown(match: re.Match[str]) -> str:
        number = f"{ord(match[0]):X}"
        if likely := likely_sign(match[0]):
            report.remark(GUESSED.format(number, likely))
            return likely
        return unknown("", number, report)

    return PRIVATE.sub(shown, text) if PRIVATE.search(text) else text
