"""Terms of the glossary as values, and which of them someone's words name: text in, text out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_VARIANTS = 4  # ways to say the same that a search asks for besides the words themselves


@dataclass(frozen=True)
class TermFact:
    """A term and what is known of it. ``address``: where its meaning stands.

    ``is_explained``: whether pages lead to its meaning where they first use it.
    """

    name: str
    plain_words: str = ""
    abbreviation: str = ""
    other_spellings: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    language: str = "en"
    address: str = ""
    is_explained: bool = True

    @property
    def term(self) -> str:
        """The name, as the audit asks for it."""
        return self.name

    @property
    def names(self) -> tuple[str, ...]:
        """What a text may call it, in full."""
        return (self.name, *self.other_spellings)

    @property
    def written(self) -> tuple[str, ...]:
        """Every form of it in a text, rightly or wrongly spelled."""
        short = (self.abbreviation,) if self.abbreviation else ()
        return (*self.names, *short, *self.misspellings)


def terms_in(words: str, terms: Iterable[TermFact]) -> list[TermFact]:
    """The terms that ``words`` name by any of their spellings, as whole words."""
    return [term for term in terms if _first_written(words, term)]


def said_otherwise(words: str, terms: Iterable[TermFact]) -> list[str]:
    """The same words with each term called by its name, or by its abbreviation.

    Words in quotation marks are matched exactly, so they are left as they are.
    """
    if '"' in words:
        return []
    said = list(dict.fromkeys(_variants(words, terms)))
    return said[:MOST_VARIANTS]


def _variants(words: str, terms: Iterable[TermFact]) -> Iterator[str]:
    for term in terms:
        if not (found := _first_written(words, term)):
            continue
        for other in filter(None, (term.name, term.abbreviation)):
            if other.casefold() != found[0].casefold():
                yield f"{words[: found.start()]}{other}{words[found.end() :]}"


def _first_written(words: str, term: TermFact) -> re.Match[str] | None:
    """The longest spelling found in ``words``."""
    for spelling in sorted(term.written, key=len, reverse=True):
        if found := re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", words, re.IGNORECASE):
            return found
    return None
