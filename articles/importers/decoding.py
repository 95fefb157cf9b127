"""Bytes of a saved page → text, whatever program saved it."""

import codecs
import re

from articles.importers.records import UnreadablePage

MOST_BYTES = 5_000_000
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]+encoding="([\w.-]+)""", re.I
)
# Zero-width marks, soft hyphens and the control characters that no text needs.
INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f\x7f]")


def decode_page(data: bytes) -> str:
    """The text of a saved page, with plain line ends; unreadable bytes are refused in words."""
    refuse_size(len(data), limit=MOST_BYTES)
    text = in_its_encoding(data)
    if not text.strip():
        raise UnreadablePage("The file is empty.")
    return plain_line_ends(text)


def refuse_size(size: int, *, limit: int) -> None:
    if size > limit:
        raise UnreadablePage(
            f"The file is {size / 1_000_000:.1f} MB; a page of text may have "
            f"{limit / 1_000_000:.0f} MB at most."
        )


def in_its_encoding(data: bytes) -> str:
    for encoding in likely_encodings(data):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadablePage("The file is not text: its bytes fit no encoding we know.")


def likely_encodings(data: bytes) -> list[str]:
    """Encodings to try, in order: a byte order mark, UTF-8, what the page declares, Windows."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return [encoding]
    if b"\x00" in data:
        return []
    declared = DECLARED.search(data[:4096])
    named = [next(filter(None, declared.groups())).decode("ascii")] if declared else []
    # Browsers read "latin-1" as Windows-1252, and so do we; its five unused bytes fall to latin-1.
    named = [name for name in named if name.lower() not in ("iso-8859-1", "latin1", "utf-16")]
    return ["utf-8", *named, "cp1252", "latin-1"]


def plain_line_ends(text: str) -> str:
    text = re.sub("\r\n?|[\x0c\x85\u2028\u2029]", "\n", text)
    return INVISIBLE.sub("", text)
