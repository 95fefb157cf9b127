"""Characters of private use in imported text: what they show is guessed, or a mark stands for them.

No font but the author's shows them, search does not find them, and a screen reader says a number.
"""

import re

from articles.importers.symbol_fonts import PRIVATE, UNKNOWN, likely_sign

NOT_KNOWN = "A sign (number {}) is not known here: “[?]” is in its place. Type the sign or a word."
GUESSED = "A sign that names no font (number {}) was read as “{}”: compare it with the original."


def without_private_use(text: str) -> tuple[str, list[str]]:
    """Text without such characters, and a sentence about each that it had."""
    remarks: list[str] = []

    def shown(match: re.Match) -> str:
        number, likely = f"{ord(match[0]):X}", likely_sign(match[0])
        remarks.append(GUESSED.format(number, likely) if likely else NOT_KNOWN.format(number))
        return likely or UNKNOWN

    return PRIVATE.sub(shown, text), list(dict.fromkeys(remarks))
