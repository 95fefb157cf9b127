"""Words as search compares them: the same on a page and in what someone types. Pure.

Accents and case make no difference, nor do kinds of hyphens and marks that nobody sees; "5-10",
"a/b" and "5mg" are split; "1,000" is 1000 and "10⁹" is 10 with a 9 behind it, never 109. Every
word knows its place in the text, so that an excerpt can show the page's own words.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

# Raise it whenever a word is folded into something else: pages are then indexed again.
VERSION = 1
SPELLED_OUT = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "µ": "μ",
}
ACCENTS = re.compile("[\u0300-\u036f]")
APOSTROPHES = "'’‘ʼ`´"
BETWEEN_THOUSANDS = "\u00a0\u202f\u2009"
SUPERSCRIPT, SUBSCRIPT, FRACTION = "<super>", "<sub>", "<fraction>"
# In a text of kinds of characters, one for each (see ``Kinds``).
TOKEN = re.compile(
    r"(?P<thousands>(?<![am0.,])0{1,3}(?:[,~]000)+(?![0am])(?:\.0+(?![0.]))?)"
    r"|(?P<decimal>(?<![am0.,])0*[.]0+(?!0|\.0)|(?<![am0.,])0+,0{1,2}(?!0|,0))"
    r"|(?P<number>0+)"
    r"|(?P<raised>s+)|(?P<fraction>f)"
    r"|(?P<word>[am](?:z*[am0bs])*)"
)


@dataclass(frozen=True)
class Word:
    """A word in a text: its place, how it is compared, and what separates it from the next.

    ``accented`` is the same with its accents. ``gap`` is "" before a space, "-" before a hyphen or
    an apostrophe that someone may leave out, "," where two words stand side by side, else ".".
    """

    start: int
    end: int
    folded: str
    accented: str
    gap: str = ""

    @property
    def has_letters(self) -> bool:
        return not self.folded[:1].isdecimal()


class Kinds(dict[int, str]):
    """Code point → one letter for the kind of character; asked for once each."""

    def __missing__(self, code: int) -> str:
        self[code] = kind = _kind(chr(code))
        return kind


def _kind(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter in BETWEEN_THOUSANDS:
        return "~"
    if category[0] == "L" or category == "Nl":
        return "a"
    if category in ("Nd", "Cf", "Pd") or category[0] in "MZ" or letter.isspace():
        return {"Nd": "0", "Cf": "z", "Pd": "-", "M": "m"}.get(category) or (
            "m" if category[0] == "M" else " "
        )
    if category == "No":
        how = unicodedata.decomposition(letter).split(" ")[0]
        return {SUPERSCRIPT: "s", SUBSCRIPT: "b", FRACTION: "f"}.get(how, "a")
    if letter in APOSTROPHES:
        return "'"
    return {"−": "-", ".": ".", ",": ","}.get(letter, "/" if letter in "/;|+&" else "!")


class Folding(dict[int, str]):
    """Code point → what it is compared as; ``accents`` says whether those stay."""

    def __init__(self, *, accents: bool) -> None:
        super().__init__()
        self.accents = accents

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded

    def _fold(self, letter: str) -> str:
        if unicodedata.category(letter) == "Cf":
            return ""
        small = letter.casefold()
        if self.accents:
            return unicodedata.normalize("NFKC", small)
        plain = ACCENTS.sub("", unicodedata.normalize("NFKD", SPELLED_OUT.get(small, small)))
        return "".join(SPELLED_OUT.get(each, each) for each in plain)


NFC = partial(unicodedata.normalize, "NFC")
KINDS = Kinds()
WITHOUT_ACCENTS, WITH_ACCENTS = Folding(accents=False), Folding(accents=True)


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    kinds = text.translate(KINDS)
    found = list(_tokens(text, kinds))
    ends = [*(start for _, start, _ in found), len(text)][1:]
    return [
        Word(start, _with_ending(text, kinds, end), *part, _gap(kinds[end:following]))
        for (kind, start, end), following in zip(found, ends, strict=True)
        for part in _folded(text[start:end], kind)
    ]


def _tokens(text: str, kinds: str) -> Iterator[tuple[str, int, int]]:
    place = 0
    while found := TOKEN.search(kinds, place):
        kind, start, end = found.lastgroup or "", *found.span()
        yield kind, start, end
        place = _with_ending(text, kinds, end)


def _with_ending(text: str, kinds: str, end: int) -> int:
    """The end of a word with its "'s", which no search asks for."""
    has_ending = kinds[end : end + 1] == "'" and text[end + 1 : end + 2] in ("s", "S")
    return end + 2 if has_ending and kinds[end + 2 : end + 3] not in ("a", "0", "m") else end


def _folded(said: str, kind: str) -> list[tuple[str, str]]:
    """How a word is compared, without and with accents; a fraction is two words: ½ is 1 and 2."""
    if kind == "fraction":
        return [(part, part) for part in unicodedata.normalize("NFKD", said).split("\u2044")]
    if kind in ("thousands", "decimal"):
        number = _number(said, kind)
        return [(number, number)]
    return [(NFC(said.translate(WITHOUT_ACCENTS)), NFC(said.translate(WITH_ACCENTS)))]


def _number(said: str, kind: str) -> str:
    if kind == "thousands" and not said.startswith("0,"):
        return re.sub(f"[,{BETWEEN_THOUSANDS}]", "", said)
    said = said.replace(",", ".")
    return f"0{said}" if said.startswith(".") else said


def _gap(kinds: str) -> str:
    between = kinds.replace("z", "")
    if not between:
        return "."
    if " " in between or "~" in between:
        return ""
    if between in ("-", "'"):
        return "-"
    return "," if between.strip(",/") == "" else "."


def joined(found: list[Word]) -> list[str]:
    """Words that are also written as one: "stem-cell" as stemcell, "B-12" as b12; never 5-10."""
    together: list[str] = []
    chain: list[Word] = []
    for word in found:
        chain.append(word)
        if word.gap != "-":
            together += _joined_chain(chain)
            chain = []
    return together + _joined_chain(chain)


LONGEST_CHAIN = 5


def _joined_chain(chain: list[Word]) -> list[str]:
    chain = chain[:LONGEST_CHAIN]
    pairs = [
        one.folded + other.folded
        for one, other in zip(chain, chain[1:], strict=False)
        if one.has_letters
    ]
    whole = "".join(word.folded for word in chain)
    return pairs if len(chain) < 3 or not chain[0].has_letters else [*pairs, whole]


def singular(word: str) -> str:
    """A Spanish word without accents, the same for one and for several: mujer, mujeres.

    The stock stemmer misses those that end in a consonant or are short. Endings go one by one, so
    that "interés" and "intereses" meet; what is left need not be a word.
    """
    if word[:1].isdecimal():
        return word
    while len(word) > 3 and word[-1] in "se":
        word = word[:-1]
    return f"{word[:-1]}z" if word.endswith("c") else word
