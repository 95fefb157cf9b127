"""Characters that nobody sees go out of a text, and what stays is written in one way. Pure.

A soft hyphen or a zero-width space hides a word from search, and braille displays spell some of
them out ("zero 5 mg"). Marks of direction can show figures in another order than they are read.

What is seen never changes: the text is brought to NFC, not NFKC, so that 10⁹, ½, µ and ≥ stay.
A soft hyphen between two figures becomes a hyphen: copied from a PDF it was one.
"""

import re
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

SOFT_HYPHEN, BYTE_ORDER_MARK = "\u00ad", "\ufeff"
DIRECTION, CONTROL, OTHER = "direction mark", "control character", "invisible character"
NAMES = {
    SOFT_HYPHEN: "soft hyphen",
    "\u200b": "zero-width space",
    "\u2060": "word joiner",
    BYTE_ORDER_MARK: "byte order mark",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    **dict.fromkeys(
        "\u034f\u180e\u2061\u2062\u2063\u2064\u2065\ufff9\ufffa\ufffb\uffff\ufffe", OTHER
    ),
    **dict.fromkeys(map(chr, range(0x206A, 0x2070)), OTHER),
    **dict.fromkeys(map(chr, range(0xFDD0, 0xFDF0)), OTHER),
    **dict.fromkeys("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e", DIRECTION),
    **dict.fromkeys("\u2066\u2067\u2068\u2069", DIRECTION),
    **dict.fromkeys(map(chr, [*range(9), *range(14, 32), *range(127, 160)]), CONTROL),
    **dict.fromkeys(map(chr, range(0xE0000, 0xE0080)), OTHER),
}
UNSEEN = re.compile(f"[{re.escape(''.join(NAMES))}]")
REFERENCE = re.compile(
    r"&(?:#x[0-9a-f]{2,6}|#[0-9]{3,7}|shy|zwn?j|lrm|rlm|NoBreak|ZeroWidthSpace"
    r"|Negative(?:VeryThin|Thin|Medium|Thick)Space|ic|it|af|Invisible(?:Comma|Times)"
    r"|ApplyFunction);",
    re.IGNORECASE,
)
LINE_BREAK = re.compile("[\x0b\x0c\u2028\u2029]")
# Latin and Armenian ligatures, and Arabic letters in the shapes of old fonts (not whole phrases).
LIGATURE = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufbb1\ufbd3-\ufd3d\ufe80-\ufefc]")
# Flags of parts of countries are spelled with these.
FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
WORD_HYPHEN = "\x1e"  # how Word writes its non-breaking hyphen into plain text
# Blocks whose letters join or are stacked: Arabic to Vedic, Syloti Nagri to Meetei Mayek, beyond.
JOINING = (0x0600, 0x1100, 0x1700, 0x1D00, 0xA800, 0xAC00, 0xFB50, 0xFEFD, 0x10A00, 0x12000)
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"
MARKS = "\u061c\u200e\u200f"
OPENING = {
    "\u202a": LEFT_TO_RIGHT,
    "\u202b": RIGHT_TO_LEFT,
    "\u2066": LEFT_TO_RIGHT,
    "\u2067": RIGHT_TO_LEFT,
    "\u202d": "",
    "\u202e": "",
}
FIRST_STRONG = "\u2068"
CLOSING = "\u202c\u2069"
LONGEST_SAMPLE = 40


@dataclass(frozen=True)
class Cleaned:
    """A text without what nobody sees.

    ``removed`` counts what went by its name, ``opened`` the joined letters that are letters now.
    ``beside_figures`` are places between two figures, as they read now: someone should look there.
    """

    text: str
    removed: Counter[str] = field(default_factory=Counter)
    opened: int = 0
    beside_figures: tuple[str, ...] = ()

    @property
    def is_reported(self) -> bool:
        return bool(self.removed or self.opened)


def clean(text: str, *, multiline: bool = True, markup: bool = False) -> str:
    """The text alone: see ``cleaned``."""
    return cleaned(text, multiline=multiline, markup=markup).text


def cleaned(text: str, *, multiline: bool = True, markup: bool = False) -> Cleaned:
    """The text as it is stored. ``markup``: it is Markdown, in which ``&shy;`` is a soft hyphen."""
    seen = without_unseen(text, multiline=multiline, markup=markup)
    opened = LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), seen.text)
    count = len(LIGATURE.findall(seen.text))
    composed = unicodedata.normalize("NFC", opened)
    return Cleaned(composed, seen.removed, count, seen.beside_figures)


def without_unseen(text: str, *, multiline: bool = True, markup: bool = False) -> Cleaned:
    """The text without what nobody sees, otherwise letter for letter as it was."""
    if markup and "&" in text:
        text = REFERENCE.sub(_unseen_or_as_typed, text)
    text = LINE_BREAK.sub("\n" if multiline else " ", text)
    if not UNSEEN.search(text):
        return Cleaned(text)
    removal = _Removal()
    lines = [removal.line(line) for line in text.split("\n")]
    return Cleaned("\n".join(lines), removal.removed, 0, tuple(removal.samples))


def report(label: str, found: Cleaned) -> str:
    """What was done to a field, in a sentence for the editor who saved it; "" for nothing."""
    sentences = []
    if found.removed:
        sentences.append(f"Removed from {label}: {_counted(found.removed.items())}.")
    if found.opened:
        letters = "joined letter was" if found.opened == 1 else "joined letters were"
        sentences.append(f"{label}: {found.opened} {letters} written as single letters.")
    if found.beside_figures:
        places = ", ".join(f"“{place}”" for place in found.beside_figures[:5])
        sentences.append(f"Check these numbers: {places}.")
    return " ".join(sentences)


def _counted(items: Iterable[tuple[str, int]]) -> str:
    parts = [f"{count} {name}{'s' if count != 1 else ''}" for name, count in sorted(items)]
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def _unseen_or_as_typed(found: re.Match[str]) -> str:
    letter = unescape(found[0])
    return letter if UNSEEN.fullmatch(letter) and letter not in "\x00" else found[0]


class _Removal:
    """One text's removal, line by line, with the count of what went."""

    def __init__(self) -> None:
        self.removed: Counter[str] = Counter()
        self.samples: list[str] = []

    def line(self, line: str) -> str:
        if not UNSEEN.search(line):
            return line
        kept = [span for found in FLAG.finditer(line) for span in range(*found.span())]
        directions = _directions(line)
        letters = list(line)
        for found in UNSEEN.finditer(line):
            place = found.start()
            if place in kept:
                continue
            letters[place] = self._instead(line, place, directions)
            if letters[place] != line[place]:
                self.removed[NAMES[line[place]]] += 1
        self._sample(line, letters)
        return "".join(letters)

    def _instead(self, line: str, place: int, directions: dict[int, str]) -> str:
        letter = line[place]
        if NAMES[letter] == DIRECTION:
            return directions.get(place, "")
        before, after = _neighbor(line, place, -1), _neighbor(line, place, 1)
        if letter in "\u200c\u200d":
            return letter if _joins(letter, before, after) else ""
        if letter == WORD_HYPHEN or (
            letter == SOFT_HYPHEN and before.isdecimal() and after.isdecimal()
        ):
            return "-"
        if letter == "\u034f" and unicodedata.combining(after or " "):
            return letter
        return _control(letter, before, after) if NAMES[letter] == CONTROL else ""

    def _sample(self, line: str, letters: list[str]) -> None:
        for found in UNSEEN.finditer(line):
            place = found.start()
            sides = _neighbor(line, place, -1) + _neighbor(line, place, 1)
            if len(sides) == 2 and sides.isdecimal() and letters[place] != line[place]:
                sample = _words_around(letters, place)
                if sample not in self.samples:
                    self.samples.append(sample)


def _neighbor(line: str, place: int, step: int) -> str:
    """The next letter on one side that is seen; "" at the end of the line."""
    place += step
    while 0 <= place < len(line) and line[place] in NAMES:
        place += step
    return line[place] if 0 <= place < len(line) else ""


def _control(letter: str, before: str, after: str) -> str:
    """A byte of Windows-1252 read as Latin-1 is what it was there; others never fuse two words."""
    if "\x80" <= letter <= "\x9f":
        return letter.encode("latin-1").decode("cp1252", "ignore")
    is_optional_hyphen = letter == "\x1f"
    return " " if before.isalnum() and after.isalnum() and not is_optional_hyphen else ""


def _joins(letter: str, before: str, after: str) -> bool:
    """Emoji are joined, and the letters of scripts that need to know where they join."""
    if letter == "\u200d" and _is_emoji(before) and _is_emoji(after):
        return True
    return _is_of_joining_script(before) or _is_of_joining_script(after)


def _is_emoji(letter: str) -> bool:
    return bool(letter) and (unicodedata.category(letter) in ("So", "Sk") or letter == "\ufe0f")


def _is_of_joining_script(letter: str) -> bool:
    return (
        bool(letter)
        and bisect(JOINING, ord(letter)) % 2 == 1
        and unicodedata.category(letter)[0] in "LM"
    )


def _directions(line: str) -> dict[int, str]:
    """What replaces each mark of direction: nothing, unless the line is written right to left.

    There single marks stay, and an embedding or isolate becomes a mark at its start and its end,
    which keeps "-5" from being shown as "5-". Overrides, which reverse letters, always go.
    """
    if not any(_runs_right_to_left(letter) for letter in line):
        return {}
    instead: dict[int, str] = {}
    within: list[str] = []
    for place, letter in enumerate(line):
        if letter in MARKS:
            instead[place] = letter
        elif letter in OPENING or letter == FIRST_STRONG:
            within.append(OPENING[letter] if letter in OPENING else _strong(line[place:]))
            instead[place] = within[-1]
        elif letter in CLOSING and within:
            instead[place] = within.pop()
    return instead


def _runs_right_to_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL") and letter not in MARKS


def _strong(text: str) -> str:
    """The mark of the direction that the first letter of a direction has."""
    for letter in text[1:]:
        if letter in CLOSING:
            break
        if _runs_right_to_left(letter):
            return RIGHT_TO_LEFT
        if unicodedata.bidirectional(letter) == "L":
            break
    return LEFT_TO_RIGHT


def _words_around(letters: list[str], place: int) -> str:
    """The word at a place, with its neighbors, as it reads now."""
    before = "".join(letters[max(0, place - LONGEST_SAMPLE) : place]).split(" ")[-2:]
    after = "".join(letters[place + 1 : place + LONGEST_SAMPLE]).split(" ")[:2]
    return " ".join(before) + letters[place] + " ".join(after)
