"""Marks that carry something through a converter inside the words themselves.

They are noncharacters of Unicode, which no text may hold, so that none can come from outside.
"""

import re

NOTE_START, NOTE_END = "\ufdd0", "\ufdd1"
LANGUAGE_START, LANGUAGE_NAMED, LANGUAGE_END = "\ufdd2", "\ufdd3", "\ufdd4"
INSERTED_START, INSERTED_END = "\ufdd5", "\ufdd6"
BESIDE_EMPHASIS = "\ufdd7"
ANY = re.compile("[\ufdd0-\ufdef]")
NOTE_KINDS = {"footnote": "\ufdd8", "endnote": "\ufdd9"}
DIGITS = str.maketrans("0123456789", "\ufde0\ufde1\ufde2\ufde3\ufde4\ufde5\ufde6\ufde7\ufde8\ufde9")
NUMBERS = {number: digit for digit, number in DIGITS.items()}
NOTE = re.compile(f"[ \t]*{NOTE_START}([\ufdd8\ufdd9])([\ufde0-\ufde9]+){NOTE_END}")
LANGUAGE = re.compile(
    f"{LANGUAGE_START}([^{LANGUAGE_NAMED}]*){LANGUAGE_NAMED}([^{LANGUAGE_END}]*){LANGUAGE_END}"
)
INSERTED = re.compile(f"{INSERTED_START}([0-9]+){INSERTED_END}")


def note_mark(name: str) -> str:
    """The mark of a note called "footnote-12": no letter or digit, so that no address holds it."""
    kind, _, number = name.partition("-")
    return f"{NOTE_START}{NOTE_KINDS[kind]}{number.translate(DIGITS)}{NOTE_END}"


def name_of_note(mark: re.Match[str]) -> str:
    kind = "footnote" if mark[1] == NOTE_KINDS["footnote"] else "endnote"
    return f"{kind}-{mark[2].translate(NUMBERS)}"


def without_marks(text: str) -> str:
    """Text from outside without characters that would be taken for marks."""
    return ANY.sub("", text)
