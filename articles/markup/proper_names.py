"""How a word is used: by itself, in a compound, or as part of a name or an address.

"National MS Society", "BEAT-MS" and "ms.example.org/MS" are names: words put into the middle of one
change what it says. There is no list of names here; capital letters beside the word tell.
"""

import re
from collections.abc import Container
from enum import Enum

SPACES = " \t\u00a0\u202f"
# A word ends at these, so that nothing behind them belongs to it.
BREAKS = '\n()[]{}“”"«»…,;:!?|—*'
ENDINGS = ".'’‘"  # and at these, where no letter follows
JOINTS = re.compile(r"[-\u2010\u2011\u2013/]")
LOWER_CASE = re.compile(r"[^\W\d_]+")
POSSESSIVE = re.compile(r"['’]s?$")
WORD_BEFORE = re.compile(rf"([^{re.escape(SPACES + BREAKS)}]+)[{SPACES}]+$")
WORD_AFTER = re.compile(rf"[{SPACES}]+([^{re.escape(SPACES + BREAKS)}]+)")
SENTENCE_START = re.compile(rf"(?:^|[\n.!?:;…([{{“\"«‘—•|])[{SPACES}'’“\"]*$")
NEIGHBORS = 4  # words on each side that may be part of one name
NEARBY = 200  # characters on each side


class Use(Enum):
    """``WORD``: a word of its own. ``COMPOUND``: joined to ordinary words, as in "MS-related"."""

    WORD = "word"
    COMPOUND = "compound"
    NAME = "name"


def use_at(text: str, start: int, end: int, known: Container[str] = ()) -> Use:
    """How ``text[start:end]``, a whole word with its plural, is used.

    ``known`` are abbreviations: their capital letters do not make a name of what is beside them.
    """
    before, after = text[max(0, start - NEARBY) : start], text[end : end + NEARBY]
    joined_before, joined_after = _joined_before(before), _joined_after(after)
    if joined_before or joined_after:
        return _compound_or_name(joined_before, joined_after, known)
    if _is_named_after(after, known) or _is_named_before(before, known):
        return Use.NAME
    return Use.WORD


def _joined_before(before: str) -> str:
    """What is written together with the word, in front of it."""
    place = len(before)
    while place and before[place - 1] not in SPACES + BREAKS:
        place -= 1
    return before[place:].lstrip(ENDINGS)


def _joined_after(after: str) -> str:
    place = 0
    while place < len(after) and after[place] not in SPACES + BREAKS:
        place += 1
    return after[:place].rstrip(ENDINGS)


def compound_end(text: str, end: int) -> int:
    """Where the compound ends that the word ending at ``end`` is part of."""
    return end + len(_joined_after(text[end : end + NEARBY]))


def _compound_or_name(before: str, after: str, known: Container[str]) -> Use:
    """Lower-case words and other abbreviations joined by hyphens or slashes make no name."""
    is_joined = (not before or JOINTS.match(before[-1])) and (
        not after or JOINTS.match(after[0]) or POSSESSIVE.fullmatch(after)
    )
    parts = [*JOINTS.split(before)[:-1], *JOINTS.split(POSSESSIVE.sub("", after))[1:]]
    if is_joined and all(_is_ordinary(part, known) for part in parts):
        return Use.COMPOUND
    return Use.NAME


def _is_ordinary(part: str, known: Container[str]) -> bool:
    is_lower_case = part.islower() and LOWER_CASE.fullmatch(part) is not None
    return is_lower_case or part in known or part.removesuffix("s") in known


def _is_named_after(after: str, known: Container[str]) -> bool:
    for _ in range(NEIGHBORS):
        if not (found := WORD_AFTER.match(after)):
            return False
        word = found[1]
        if not _is_neutral(word.rstrip(ENDINGS), known):
            return _is_capital(word.rstrip(ENDINGS))
        if word[-1] in ENDINGS:
            return False  # the sentence ends
        after = after[found.end() :]
    return False


def _is_named_before(before: str, known: Container[str]) -> bool:
    for _ in range(NEIGHBORS):
        if not (found := WORD_BEFORE.search(before)) or found[1][-1] in ENDINGS:
            return False
        word, before = found[1].lstrip(ENDINGS), before[: found.start()]
        if _is_neutral(word, known):
            continue
        # Any word has a capital letter at the start of a sentence, but not only capital letters.
        starts_sentence = SENTENCE_START.search(before) is not None
        return _is_capital(word) and not (starts_sentence and not word.isupper())
    return False


def _is_neutral(word: str, known: Container[str]) -> bool:
    return word in known or word.removesuffix("s") in known


def _is_capital(word: str) -> bool:
    """As names are written; “I”, “A” and what belongs to someone (“Rosa’s”) are not."""
    return len(word) > 1 and word[0].isupper() and not POSSESSIVE.search(word)
