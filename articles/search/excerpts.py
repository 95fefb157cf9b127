"""The passage of a page that a search result shows, in the page's own words."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import takewhile

from articles.text.search_folding import Word, words

MATCH_START, MATCH_STOP = "\ue000", "\ue001"  # private use: no folded text contains them
LONG = 22  # words of a passage
BEFORE = 6  # words shown before the first match
MOST_PASSAGES = 2
ENDS_SENTENCE = re.compile(r"[.?!\n]")

Part = tuple[str, bool]  # text, and whether it matched
Passage = tuple[int, int]  # first and last word, by their places


def excerpt_parts(text: str, marked: str) -> list[Part]:
    """An excerpt of ``text`` as a list of (text, whether it matched), with marks where it was cut.

    ``marked``: the folded words of the text, with marks around those that matched.
    """
    found, hits = words(text), _hits(marked)
    if len(hits) != len(found):  # the entry was made by an earlier folding
        hits = [False] * len(found)
    if not found:
        return [(text, False)] if text else []
    parts: list[Part] = []
    for first, last in _passages(text, found, hits):
        parts += _passage(text, found, hits, first, last)
    return _merged(parts)


def _hits(marked: str) -> list[bool]:
    """For each folded word, whether it matched."""
    inside = False
    hits: list[bool] = []
    for word in marked.split(" ") if marked else []:
        hits.append(inside or MATCH_START in word)
        inside = word.rfind(MATCH_START) > word.rfind(MATCH_STOP) if hits[-1] else False
    return hits


def _passages(text: str, found: Sequence[Word], hits: Sequence[bool]) -> list[Passage]:
    """(first word, last word) of up to two passages: those that hold the most matched words."""
    places = [place for place, hit in enumerate(hits) if hit]
    if not places:
        return [(0, min(LONG, len(found)) - 1)]
    chosen: list[Passage] = []
    known: set[str] = set()
    while places and len(chosen) < MOST_PASSAGES:
        new = {place: _matched_from(place, places, found) - known for place in places}
        best = max(places, key=lambda place: len(new[place]))
        if not new[best]:
            break
        first = _beginning(text, best, found)
        last = min(first + LONG, len(found)) - 1
        chosen.append((first, last))
        known |= new[best]
        places = [place for place in places if not first <= place <= last]
    return _apart(sorted(chosen))


def _matched_from(place: int, places: Sequence[int], found: Sequence[Word]) -> set[str]:
    """The matched words of a passage that begins not far before a place."""
    start = bisect_left(places, place)
    within = takewhile(lambda other: other < place + LONG - BEFORE, places[start : start + LONG])
    return {found[other].folded for other in within}


def _beginning(text: str, place: int, found: Sequence[Word]) -> int:
    """A few words before a match, or the beginning of its sentence where that is nearer."""
    for index in range(place, max(0, place - BEFORE), -1):
        if ENDS_SENTENCE.search(text[found[index - 1].end : found[index].start]):
            return index
    return max(0, place - BEFORE)


def _apart(passages: Iterable[Passage]) -> list[Passage]:
    """The second of two begins after the first has ended."""
    kept: list[Passage] = []
    for first, last in passages:
        first = max(first, kept[-1][1] + 1) if kept else first
        if first <= last:
            kept.append((first, last))
    return kept


def _passage(
    text: str, found: Sequence[Word], hits: Sequence[bool], first: int, last: int
) -> list[Part]:
    """One passage, with a mark where it does not begin or end as the text or a sentence does."""
    start = _edge(text, found[first].start, -1)
    end = _edge(text, found[last].end, 1)
    begins = start == 0 or text[start:][:1].isupper()
    ends = end == len(text) or text[end - 1] in ".?!"
    parts = [("" if begins else "… ", False)]
    place = start
    for index in range(first, last + 1):
        if hits[index] and found[index].start >= place:
            parts.append((text[place : found[index].start], False))
            parts.append((text[found[index].start : found[index].end], True))
            place = found[index].end
    return [*parts, (text[place:end], False), ("" if ends else " …", False)]


def _edge(text: str, place: int, step: int) -> int:
    """Where what is written without a space ends: "<LLN" is shown with its mark."""
    while 0 < place < len(text) and not text[place if step > 0 else place - 1].isspace():
        place += step
    return place


def _merged(parts: Iterable[Part]) -> list[Part]:
    """Parts of one kind in a row as one; matches with nothing but a space between are one match."""
    merged: list[Part] = []
    for text, is_match in parts:
        if text and merged and merged[-1][1] == is_match:
            merged[-1] = (merged[-1][0] + text, is_match)
        elif is_match and len(merged) > 1 and not merged[-1][0].strip() and merged[-2][1]:
            between, _ = merged.pop()
            merged[-1] = (merged[-1][0] + between + text, True)
        elif text:
            merged.append((text, is_match))
    return [(_on_one_line(text), is_match) for text, is_match in merged]


def _on_one_line(text: str) -> str:
    text = re.sub(r"… …", "…", text)
    return re.sub(r"(?<![.?!:;,])\s*\n\s*", " · ", text).replace("\n", " ")
