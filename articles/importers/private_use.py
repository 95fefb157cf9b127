"""Characters of private use in imported text: what they show is guessed, or a mark stands for them.

No font but the author's shows them, search does not find them, and a screen reader says a number.
"""

import re

from articles.importers.symbol_fonts import PRIVATE, UNKNOWN, likely_sign

NOT_KNOWN = "A character (number {}) is unknown and appears as “[?]”. Type the character or a word."
GUESSED = "A symbol without a font (number {}) was read as “{}”. Compare it with the original."


REFERENCE = re.compile(r"&#(?:x([0-9a-f]{4,6})|([0-9]{5,7}));", re.I)


def without_private_use(text: str) -> tuple[str, list[str]]:
    """Text without such characters, and a sentence about each that it had."""
    if not PRIVATE.search(text):
        return text, []
    remarks: list[str] = []

    def shown(match: re.Match[str]) -> str:
        number, likely = f"{ord(match[0]):X}", likely_sign(match[0])
        remarks.append(GUESSED.format(number, likely) if likely else NOT_KNOWN.format(number))
        return likely or UNKNOWN

    return PRIVATE.sub(shown, text), list(dict.fromkeys(remarks))


def without_private_references(text: str) -> tuple[str, list[str]]:
    """The same for Markdown, where "&#xF0B3;" is such a character as well."""

    def opened(match: re.Match[str]) -> str:
        code = int(match[1], 16) if match[1] else int(match[2])
        is_private = code < 0x110000 and PRIVATE.match(chr(code))
        return chr(code) if is_private else match[0]

    return without_private_use(REFERENCE.sub(opened, text))
