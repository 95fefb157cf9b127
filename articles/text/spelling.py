"""Whether only spelling differs between two texts, so that an approval may be carried on.

Strict, because nobody reads the text again: every changed word must be one typing slip away from
what it was, outside of addresses, numbers, doses, times and negations, and nothing may come or go.
What is in doubt counts as more than spelling.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from accessibility.text.cleaning import cleaned

WORD = re.compile(r"\S+")
LETTERS = re.compile(r"[^\W\d_]+")
APOSTROPHES = str.maketrans("", "", "'’")
ADDRESS = re.compile(r"://|]\(|www\.|[@{}=<>\\/`]")
CLOSE = 1  # slips: a letter more, less, other, or two that changed places
SHORTEST = 3  # letters; in shorter words every letter counts

# Words that decide what a sentence tells someone to do. Neither side of a change may be one.
WEIGHTY_WORDS = """
no not never none nor neither nothing nobody without cannot cant dont doesnt isnt arent wasnt
wont shouldnt mustnt neednt less least more most only except unless until if and or but may
might can could should would must shall will need zero one once two twice three thrice four five
six seven eight nine ten half quarter double mg mcg ug kg g gram grams ml liter liters litre
litres iu mmol unit units percent dose doses dosage tablet tablets pill pills drop drops capsule
capsules injection injections second seconds minute minutes hour hours hourly day days daily
night nightly week weeks weekly month months monthly year years yearly before after during above
below over under up down start stop begin end left right high low first last now
"""
WEIGHTY = frozenset(WEIGHTY_WORDS.split())
NEGATING = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "anti", "a", "de")
# Pairs that are one slip apart and mean different things.
CONFUSED_PAIRS = """
dysphagia/dysphasia ileum/ilium perineal/peroneal affect/effect cord/chord oral/aural
palpation/palpitation mucous/mucus lose/loose patients/patience there/three tired/tried
"""
CONFUSED = frozenset(frozenset(pair.split("/")) for pair in CONFUSED_PAIRS.split())


@dataclass(frozen=True)
class Judgement:
    """Pairs of (old word, new word); an empty word means that one was added or removed."""

    mended: tuple[tuple[str, str], ...]
    beyond: tuple[tuple[str, str], ...]


def judge(before: str, after: str) -> Judgement:
    """Split the differences into corrected spelling and what goes beyond it."""
    mended: list[tuple[str, str]] = []
    beyond: list[tuple[str, str]] = []
    before, after = _without_unseen(before), _without_unseen(after)
    for pair in _changed_words(before, after):
        (mended if _is_spelling(*pair) else beyond).append(pair)
    if not beyond and _gaps(before) != _gaps(after):
        beyond.append(("the lines", "other lines"))
    return Judgement(tuple(mended), tuple(beyond))


def _without_unseen(text: str) -> str:
    """The text as it is stored today, unless that touches a number: nobody sees the rest."""
    found = cleaned(text, markup=True)
    return text if found.beside_figures else found.text


def _changed_words(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = WORD.findall(before), WORD.findall(after)
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if j - i == m - k:
            yield from zip(old[i:j], new[k:m], strict=True)
        else:
            yield " ".join(old[i:j]), " ".join(new[k:m])


def _gaps(text: str) -> list[str]:
    """What is between words, as far as it can matter to Markdown."""
    return WORD.split(text.replace("\r\n", "\n").strip())


def _is_spelling(old: str, new: str) -> bool:
    if not old or not new or re.search(r"\d", old + new) or ADDRESS.search(old + new):
        return False
    old, new = old.translate(APOSTROPHES), new.translate(APOSTROPHES)
    if LETTERS.split(old) != LETTERS.split(new):  # another sign, or another number of words
        return False
    return all(
        one == other or _is_slip(one, other)
        for one, other in zip(LETTERS.findall(old), LETTERS.findall(new), strict=True)
    )


def _is_slip(old: str, new: str) -> bool:
    if min(len(old), len(new)) < SHORTEST or _is_abbreviation(old) or _is_abbreviation(new):
        return False
    one, other = old.casefold(), new.casefold()
    if {one, other} & WEIGHTY or frozenset((one, other)) in CONFUSED or _is_negated(one, other):
        return False
    return distance(one, other) <= CLOSE


def _is_abbreviation(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1


def _is_negated(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return any(longer == prefix + shorter for prefix in NEGATING)


def distance(one: str, other: str) -> int:
    """Slips between two words: letters put in, left out, mistaken, or swapped with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for k, there in enumerate(other, 1):
            cost = min(before[k] + 1, row[k - 1] + 1, before[k - 1] + (letter != there))
            if i > 1 and k > 1 and letter == other[k - 2] and one[i - 2] == there:
                cost = min(cost, earlier[k - 2] + 1)
            row.append(cost)
    return row[-1]
