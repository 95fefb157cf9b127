"""Marks that carry something through a converter inside the words themselves.

They are noncharacters of Unicode, which no text may hold, so that none can come from outside.
"""

import re

NOTE_START, NOTE_END = "\ufdd0", "\ufdd1"
LANGUAGE_START, LANGUAGE_NAMED, LANGUAGE_END = "\ufdd2", "\ufdd3", "\ufdd4"
INSERTED_START, INSERTED_END = "\ufdd5", "\ufdd6"
BESIDE_EMPHASIS = "\ufdd7"
ANY = re.compile("[\ufdd0-\ufdef]")
NOTE = re.compile(f"[ \t]*{NOTE_START}((?:foot|end)note-[0-9]+){NOTE_END}")
LANGUAGE = re.compile(
    f"{LANGUAGE_START}([^{LANGUAGE_NAMED}]*){LANGUAGE_NAMED}([^{LANGUAGE_END}]*){LANGUAGE_END}"
)
INSERTED = re.compile(f"{INSERTED_START}([0-9]+){INSERTED_END}")


def without_marks(text: str) -> str:
    """Text from outside without characters that would be taken for marks."""
    return ANY.sub("", text)
