"""Abbreviations: explained, and marked, where the text first uses them as words of their own.

An author writes ``*[HSCT]: hematopoietic stem cell transplantation`` on a line of its own; the
glossary explains others. The explanation is visible text, because a ``title`` is often not read.
Without an explanation beside it the mark ``<abbr>`` would say nothing, and a screen reader breaks
the line at it. In a heading and the words that a list defines there is no mark for that reason.

Names, links and passages in another language keep their words: "National MS Society".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from articles.markup.languages import is_foreign
from articles.markup.limits import MAX_ABBREVIATIONS, too_many_abbreviations
from articles.markup.proper_names import Use, compound_end, use_at
from articles.markup.tokens import element, run_of, text_token
from articles.markup.values import Page

DEFINITION = re.compile(r"\*\[([^\[\]]{1,60})\]:[ \t]*(.*\S)")
NEARBY = 300
ENDING = 3  # letters by which another form of the words may differ: "therapy", "therapies"
FIRST_WORD = re.compile(r"\w+")
UNMARKED = frozenset({"heading_open", "dt_open"})


def definitions(parser: MarkdownIt) -> None:
    parser.block.ruler.before(
        "reference", "abbreviation", _definition, {"alt": ["paragraph", "reference", "blockquote"]}
    )


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not line.startswith("*[") or not (found := DEFINITION.match(line)):
        return False
    if not FIRST_WORD.match(found[1]):
        return False
    if not silent:
        defined: dict[str, str] = state.env.setdefault("abbreviations", {})
        defined.setdefault(" ".join(found[1].split()), found[2].strip())
        state.line = start + 1
    return True


class Explanations:
    """Finds abbreviations in text, and remembers which have been explained."""

    def __init__(self, long_forms: dict[str, str]) -> None:
        self.long_forms = long_forms
        self.unexplained = set(long_forms)
        by_first_word: dict[str, list[str]] = {}
        for abbreviation in sorted(long_forms, key=len, reverse=True):
            if word := FIRST_WORD.match(abbreviation):
                by_first_word.setdefault(word[0], []).append(abbreviation)
        self._by_first_word = {word: tuple(some) for word, some in by_first_word.items()}

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Each abbreviation that is a whole word of the text, longest first."""
        done = 0
        for word in FIRST_WORD.finditer(text):
            candidates = self._beginning_with(word[0])
            # All at once: most of hundreds that begin with one word are not here.
            if word.start() < done or not text.startswith(candidates, word.start()):
                continue
            for abbreviation in candidates:
                end = word.start() + len(abbreviation)
                if _stands_at(text, word.start(), end, abbreviation):
                    yield word.start(), abbreviation
                    done = end
                    break

    def _beginning_with(self, word: str) -> tuple[str, ...]:
        """Those whose first word it is, or of whose first word it is the plural: "DMTs"."""
        return self._by_first_word.get(word) or self._by_first_word.get(word.removesuffix("s"), ())

    def written_out(self, text: str) -> str:
        """Plain text with what is not explained yet explained at its first use in it."""
        for start, abbreviation in reversed(list(self._first_uses(text))):
            end = start + len(abbreviation)
            end += _plural(text, end)
            words = self.explanation(abbreviation, text[:start], text[end:])
            text = text[:end] + words + text[end:]
        return text

    def _first_uses(self, text: str) -> Iterator[tuple[int, str]]:
        for start, abbreviation in self.find(text):
            end = start + len(abbreviation)
            end += _plural(text, end)
            if abbreviation not in self.unexplained:
                continue
            if self.is_written_out(abbreviation, text[:start], text[end:]):
                self.unexplained.discard(abbreviation)
            elif use_at(text, start, end, self.long_forms) is Use.WORD:
                self.unexplained.discard(abbreviation)
                yield start, abbreviation

    def is_written_out(self, abbreviation: str, before: str, after: str) -> bool:
        """Whether the author explains it where it is used."""
        long_form = self.long_forms[abbreviation].casefold()
        return _is_written_out(long_form, before, after, in_brackets=_in_brackets(before, after))

    def explanation(self, abbreviation: str, before: str, after: str) -> str:
        """What to add behind this use."""
        long_form = self.long_forms[abbreviation]
        return f": {long_form}" if _in_brackets(before, after) else f" ({long_form})"


def _stands_at(text: str, start: int, end: int, abbreviation: str) -> bool:
    if not text.startswith(abbreviation, start):
        return False
    after = text[end + _plural(text, end) :][:1]
    return not (text[end - 1].isalnum() and after.isalnum())


def _plural(text: str, end: int) -> int:
    """The length of the "s" of "DMTs"."""
    return int(text[end - 1].isupper() and text[end : end + 1] == "s")


def _in_brackets(before: str, after: str) -> bool:
    return before.endswith("(") and after.startswith(")")


def _is_written_out(words: str, before: str, after: str, *, in_brackets: bool) -> bool:
    """Whether the author says the words, in this form or another, where the abbreviation stands."""
    before, after = before.rstrip(" (").casefold(), after.lstrip(" (").casefold()
    if before.endswith(words) or after.startswith(words):
        return True
    stem = words[:-ENDING]
    if len(stem) < 2 * ENDING:
        return False
    return after.startswith(stem) or (in_brackets and stem in before[-len(words) - ENDING :])


class Rank(IntEnum):
    """Where an abbreviation is best explained; a lower number is better."""

    WORD = 0
    COMPOUND = 1
    HEADING = 2


@dataclass(frozen=True)
class Place:
    """Where an abbreviation is explained: ``words`` are added at ``behind``, if any are."""

    rank: Rank
    token: Token
    start: int
    end: int
    behind: int
    words: str
    mark: bool


def explain(page: Page) -> None:
    """Explain each abbreviation once: in running text, in a compound there, or in a heading."""
    explained = (term for term in page.facts.terms if term.is_explained)
    long_forms = {term.abbreviation: term.name for term in explained if term.abbreviation}
    long_forms |= page.abbreviations
    if not long_forms:
        return
    if len(page.abbreviations) > MAX_ABBREVIATIONS:
        raise too_many_abbreviations()
    places = _best_places(page, Explanations(long_forms))
    by_token: dict[int, list[Place]] = {}
    for place in places:
        by_token.setdefault(id(place.token), []).append(place)
    for token in page.tokens if places else ():
        if any(id(child) in by_token for child in token.children or ()):
            token.children = [
                new
                for child in token.children or ()
                for new in _rewritten(child, by_token.get(id(child), []))
            ]


def _best_places(page: Page, explanations: Explanations) -> list[Place]:
    best: dict[str, Place] = {}
    previous = ""
    for token in page.tokens:
        if token.type == "inline":
            for abbreviation, place in _places(token, previous, page, explanations):
                page.budget.tick()
                known = best.get(abbreviation)
                if known is None or place.rank < known.rank:
                    best[abbreviation] = place
                if place.rank is Rank.WORD:
                    explanations.unexplained.discard(abbreviation)
        previous = token.type
    return list(best.values())


def _places(
    block: Token, opener: str, page: Page, explanations: Explanations
) -> Iterator[tuple[str, Place]]:
    """Where a block could explain what is unexplained so far; text in links counts as written."""
    children = block.children or []
    whole = "".join(run_of(token) for token in children)
    in_heading = opener == "heading_open"
    kept = begin = 0
    for token in children:
        if token.tag == "a" or (token.tag == "span" and (kept or _is_foreign(token, page))):
            kept += token.nesting
        for start, abbreviation in explanations.find(token.content if token.type == "text" else ""):
            if abbreviation not in explanations.unexplained:
                continue
            use = Candidate(explanations, abbreviation, token, start, whole, begin)
            if place := use.place(in_heading=in_heading, may_add=not kept):
                yield abbreviation, replace(place, mark=opener not in UNMARKED and not kept)
        begin += len(run_of(token))


def _is_foreign(token: Token, page: Page) -> bool:
    return is_foreign(token, page.facts.language)


class Candidate:
    """One use of an abbreviation, in a block whose text is ``whole``."""

    def __init__(
        self,
        explanations: Explanations,
        abbreviation: str,
        token: Token,
        start: int,
        whole: str,
        begin: int,
    ) -> None:
        self.explanations, self.abbreviation = explanations, abbreviation
        self.token, self.start, self.whole, self.begin = token, start, whole, begin
        self.end = start + len(abbreviation)
        self.behind = self.end + _plural(token.content, self.end)

    def place(self, *, in_heading: bool, may_add: bool) -> Place | None:
        """What explaining it here takes; None where it keeps its words as they are."""
        first, last = self.begin + self.start, self.begin + self.behind
        before, after = self.whole[max(0, first - NEARBY) : first], self.whole[last : last + NEARBY]
        rank = Rank.HEADING if in_heading else Rank.WORD
        if self.explanations.is_written_out(self.abbreviation, before, after):
            return self.at(rank, self.behind, "")
        use = use_at(self.whole, first, last, self.explanations.long_forms)
        if not may_add or use is Use.NAME or (in_heading and use is Use.COMPOUND):
            return None
        if use is Use.COMPOUND:
            words = f" ({self.abbreviation}: {self.explanations.long_forms[self.abbreviation]})"
            return self.at(Rank.COMPOUND, compound_end(self.token.content, self.behind), words)
        words = self.explanations.explanation(self.abbreviation, before, after)
        return self.at(rank, self.behind, words)

    def at(self, rank: Rank, behind: int, words: str) -> Place:
        return Place(rank, self.token, self.start, self.end, behind, words, mark=False)


def _rewritten(token: Token, places: list[Place]) -> list[Token]:
    """The text with its marks and explanations; two may be explained behind one compound."""
    if not places:
        return [token]
    text, result = token.content, list[Token]()
    marked = {place.start for place in places if place.mark}
    edges = {edge for place in places for edge in (place.start, place.end, place.behind)}
    for start, end in pairwise(sorted(edges | {0, len(text)})):
        words = text[start:end]
        result += element("abbr", words) if start in marked else [text_token(words)]
        if added := "".join(place.words for place in places if place.behind == end):
            result.append(text_token(added))
    return result
