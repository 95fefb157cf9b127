"""Words for assistive technology: facts that are computed, never typed, and phrases about keys.

Visible to everyone: a hint that only some people meet is a hint that nobody corrects.
"""

from posixpath import splitext
from urllib.parse import urlsplit

DEFAULT_KEYBOARD_HINT = "Enter opens a menu, Down Arrow or Tab goes into it, Escape closes it."

# What a menu's keyboard hint is put together from. Each phrase is true: a test performs it.
PHRASES = (
    "Enter opens a menu",
    "Space opens a menu",
    "Enter or Space opens a menu",
    "Enter or Space opens and closes a menu",
    "Down Arrow goes into it",
    "Tab goes into it",
    "Down Arrow or Tab goes into it",
    "Tab or Down Arrow goes into it",
    "Tab moves through it",
    "Down Arrow and Up Arrow move through it",
    "Escape closes it",
)

EXTERNAL_SITE = "external site"

FILE_KINDS = {
    ".csv": "CSV",
    ".doc": "Word",
    ".docx": "Word",
    ".mp3": "audio",
    ".mp4": "video",
    ".odt": "OpenDocument",
    ".pdf": "PDF",
    ".ppt": "PowerPoint",
    ".pptx": "PowerPoint",
    ".rtf": "RTF",
    ".xls": "Excel",
    ".xlsx": "Excel",
    ".zip": "ZIP",
}
LANGUAGE_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ko": "Korean",
    "pt": "Portuguese",
    "ru": "Russian",
    "tl": "Tagalog",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def file_kind(address: str) -> str:
    """The kind of file an address ends in, such as "PDF"; empty for a page."""
    try:
        path = urlsplit(address).path
    except ValueError:  # no address at all, such as http://[
        return ""
    return FILE_KINDS.get(splitext(path)[1].lower(), "")


def file_hint(address: str, *, size: int | None = None) -> str:
    """ "PDF, 1.2 MB" for a file of ``size`` bytes, "PDF" where the size is unknown."""
    kind = file_kind(address)
    if not kind or size is None:
        return kind
    return f"{kind}, {readable_size(size)}"


def readable_size(size: int) -> str:
    """Bytes as people read them: powers of 1,000, one decimal from a megabyte on."""
    if size < 999_500:  # what rounds to 1000 KB is a megabyte
        return f"{max(1, round(size / 1_000))} KB"
    return f"{size / 1_000_000:.1f} MB"


def language_hint(lang: str) -> str:
    """ "in Spanish" for ``es``; empty for a language we have no English name for."""
    name = LANGUAGE_NAMES.get(lang.split("-")[0].lower(), "")
    return f"in {name}" if name else ""
