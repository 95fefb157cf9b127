"""Bytes → text as a browser shows it, and more: what is broken is read as far as it can be.

A byte order mark decides, then UTF-8, then what the page declares, then Windows-1252. In a page of
UTF-8 only the bytes that are not UTF-8 are read as Windows-1252, so that one pasted quotation mark
does not spoil every other letter. Labels mean what the WHATWG Encoding Standard says they mean.
"""

import codecs
import re
from dataclasses import dataclass, field

from articles.importers.records import UnreadablePage

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]+encoding=["']([\w.-]+)""", re.I
)
# The codecs of a web page; labels that browsers take for a larger relative are renamed.
WEB_CODECS = {
    *("cp866", "cp874", "cp932", "cp949", "euc_jp", "iso2022_jp", "big5hkscs", "gb18030"),
    *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
    *(f"cp{number}" for number in range(1250, 1259)),
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
}
RENAMED = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
}
ALIASES = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "ks_c_5601-1987": "cp949",
    "windows-949": "cp949",
    "windows-874": "cp874",
    "ansi": "cp1252",
    "x-gbk": "gb18030",
}
UTF8_LETTER = (
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
LETTER = re.compile(UTF8_LETTER)
PIECE = re.compile(
    rb"(?P<whole>(?:[\x00-\x7f]|" + UTF8_LETTER + rb")+)"
    rb"|(?P<cut>(?:[\xc2\xc3]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})(?=\s*\Z))"
    # ’ “ – ≥ and the like without their last byte: "â€" is nobody's word.
    rb"|(?P<broken>\xe2[\x80-\x8f])|(?P<stray>[\x80-\xff])"
)
# "It’s" as classic Mac OS wrote it; in Windows-1252 that byte is the Õ of few words.
MAC_APOSTROPHE = re.compile(
    rb"[A-Za-z]\xd5(?:s|t|re|ll|ve|m|d)\b|\s\xd2[A-Za-z][^\xd2\xd3]{0,200}\xd3"
)
WINDOWS_QUOTES = re.compile(rb"[\x91-\x94]")
# Windows-1252 as browsers have it: its five unused bytes are control characters.
WINDOWS = [bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(256)]
CONTROLS = {n: WINDOWS[n] for n in range(0x80, 0xA0) if WINDOWS[n] != chr(n)}
BYTE_OF = {letter: number for number, letter in enumerate(WINDOWS)}
ENCODED_TWICE = re.compile(
    "â€[™œ\x9d“”˜¢¦\x93\x94\x99]|â‰[¥¤ˆ]|â†[’‘]|Ã[\xa0©¨¡³±¼¶¤Ÿ­ºª«§‰€–]|Â[\xa0°±µ·®©½¼¾²³¹«»¿¡]|Î[¼±²”]"
)
LOST = "\ufffd"
BINARY = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old Office document (.doc, .xls)",
    b"{\\rtf": "a rich-text document (.rtf)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file (gzip)",
}
AROUND = 20


@dataclass
class Decoded:
    """A page's text, and sentences about what its bytes did not say clearly."""

    text: str
    remarks: list[str] = field(default_factory=list)


def decoded(data: bytes, *, declared: str = "") -> Decoded:
    """The text of the bytes; ``declared`` is the encoding that came with them. Raises
    UnreadablePage for what is no text.
    """
    refuse_binary(data)
    found = by_mark(data) or by_zeros(data)
    if found is None:
        data = without_few_zeros(data)
        found = by_bytes(data, codec_called(declared) or declared_in(data))
    found.text = found.text.translate(CONTROLS if "\n" in found.text else CONTROLS | {0x85: "\n"})
    read_once_more(found)
    report_losses(found)
    return found


def refuse_binary(data: bytes) -> None:
    kind = next((kind for start, kind in BINARY.items() if data.startswith(start)), "")
    if kind:
        raise UnreadablePage(f"The file is not text but {kind}, in spite of its name.")


def by_mark(data: bytes) -> Decoded | None:
    if data.startswith(codecs.BOM_UTF8):
        return mixed(data.removeprefix(codecs.BOM_UTF8))
    codec = next((codec for mark, codec in MARKS if data.startswith(mark)), "")
    return Decoded(data.decode(codec, "replace")) if codec else None


def by_zeros(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in the tags of a page every second byte is zero."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) / 8 or min(even, odd) > max(even, odd) / 8:
        return None
    return Decoded(data.decode("utf-16-be" if even > odd else "utf-16-le", "replace"))


def without_few_zeros(data: bytes) -> bytes:
    if data.count(0) > len(data) / 100 + 4:
        raise UnreadablePage("The file is not text: its encoding is unknown.")
    return data.replace(b"\x00", b"")


def declared_in(data: bytes) -> str:
    match = DECLARED.search(data[:4096])
    return codec_called(next(filter(None, match.groups())).decode("ascii")) if match else ""


def codec_called(label: str) -> str:
    """The codec of a web page's label; empty for one that no browser knows, and for UTF-8."""
    label = label.strip().lower()
    try:
        name = ALIASES.get(label) or codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = RENAMED.get(name, name)
    return name if name in WEB_CODECS else ""


def by_bytes(data: bytes, codec: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        letters, strays = (
            len(LETTER.findall(data)),
            len(LETTER.sub(b"", data).translate(None, ASCII)),
        )
    is_other = codec and codec != "cp1252" and letters < 10 * strays
    if is_other:
        return Decoded(data.decode(codec, "replace"))
    if not letters and codec == "" and is_mac_roman(data):
        remark = "The file seems to come from a classic Mac. Check its special characters."
        return Decoded(data.decode("mac-roman"), [remark])
    return mixed(data, is_clean=not letters and codec == "cp1252")


ASCII = bytes(range(128))


def is_mac_roman(data: bytes) -> bool:
    return bool(MAC_APOSTROPHE.search(data)) and not WINDOWS_QUOTES.search(data)


def mixed(data: bytes, *, is_clean: bool = False) -> Decoded:
    """UTF-8 whose stray bytes are Windows-1252; ``is_clean`` where all of it is UTF-8."""
    has_letters = bool(LETTER.search(data))
    parts: list[str] = []
    strays: list[str] = []
    for piece in PIECE.finditer(data):
        if piece.lastgroup == "whole":
            parts.append(piece[0].decode("utf-8"))
        elif is_part_of_letter(piece, has_letters=has_letters):
            parts.append(LOST)
        else:
            strays += (read := [WINDOWS[byte] for byte in piece[0]])
            parts += [LOST if letter in UNUSED else letter for letter in read]
    remarks = [strays_sentence(strays)] if strays and not is_clean else []
    return Decoded("".join(parts), remarks)


def is_part_of_letter(piece: re.Match[bytes], *, has_letters: bool) -> bool:
    """Whether bytes are what is left of a letter of UTF-8, and no Windows-1252."""
    if piece.lastgroup == "cut":
        return has_letters or piece[0][0] in (0xC2, 0xC3)
    return piece.lastgroup == "broken" and has_letters


UNUSED = {chr(n) for n in range(0x80, 0xA0)}


def strays_sentence(strays: list[str]) -> str:
    shown = " ".join(dict.fromkeys(letter for letter in strays if letter.isprintable()))
    count = f"{len(strays)} bytes are" if len(strays) > 1 else "One byte is"
    return (
        f"{count} not valid UTF-8 and read as Windows-1252 ({shown[:60]}). Check these characters."
    )


def read_once_more(found: Decoded) -> None:
    """Text that was encoded twice is read as it was meant where every letter fits, else named."""
    doubles = ENCODED_TWICE.findall(found.text)
    if not doubles:
        return
    meant = as_utf8(found.text)
    if meant is None:
        found.remarks.append(
            f"Characters such as “{doubles[0]}” were already garbled when the page was saved, in"
            f" at least {len(doubles)} places: {around(found.text, doubles[0])}. Compare it with"
            " the original."
        )
        return
    found.remarks.append(
        f"The text was encoded twice (“{doubles[0]}” for “{as_utf8(doubles[0])}”). It was repaired."
    )
    found.text = meant


def as_utf8(text: str) -> str | None:
    try:
        return bytes(BYTE_OF[letter] for letter in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


def report_losses(found: Decoded) -> None:
    if count := found.text.count(LOST):
        signs = f"{count} characters were" if count > 1 else "One character was"
        found.remarks.append(
            f"{signs} lost in the file and appear as “{LOST}”: {around(found.text, LOST)}."
            " Compare the page with the original."
        )


def around(text: str, sign: str) -> str:
    """The words on both sides of the first place where a sign stands."""
    at = text.find(sign)
    words = " ".join(
        re.sub(r"<[^<>]*>?|^[^<>]*>", " ", text[max(0, at - AROUND) : at + AROUND]).split()
    )
    return f"“… {words} …”"
