"""Ids of the elements in a body: readable, unique, and the same at every rendering."""

import re
import unicodedata

PREFIX = "c-"
LONGEST_SLUG = 60


def slug(text: str) -> str:
    """ "Síntomas & signs" becomes "sintomas-signs"; other scripts keep their letters."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", letters))
    return _shortened("-".join(words))


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_SLUG:
        return text
    return text[:LONGEST_SLUG].rsplit("-", 1)[0]


class Identifiers:
    """Gives each name once; a name asked for again gets a number."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._counts: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def give(self, name: str) -> str:
        given = name
        while given in self._given:
            self._counts[name] = self._counts.get(name, 1) + 1
            given = f"{name}-{self._counts[name]}"
        self._given.add(given)
        return given
