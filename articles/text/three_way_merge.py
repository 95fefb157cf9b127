"""Two editors' words into one: three-way by paragraph, by field, and by entry of a list.

Values in, values out. What only one of two editors changed is taken from that editor; what both
changed differently overlaps, and is left to a person. Nothing that someone wrote disappears
without being in the result or in an overlap.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from merge3 import Merge3

from articles.text.sequence_matching import Matcher

GAP = re.compile(r"(\n(?:[ \t]*\n)+|\s+\Z)")
NORMAL_GAP = "\n\n"
SIDE = {"unchanged": 0, "a": 1, "same": 1, "b": 2}  # whose lines merge3 counts
SEAM = ""  # stands between paragraphs where neighbors are told apart; no paragraph is empty


@dataclass(frozen=True)
class Overlap:
    """What two editors wrote in one place: a field, or some paragraphs of a text."""

    name: str
    base: Any
    mine: Any
    theirs: Any
    is_text: bool = False


@dataclass(frozen=True)
class Merge:
    """The merged values by name; a text with overlaps is in ``pieces`` instead."""

    values: dict[str, Any]
    pieces: dict[str, tuple["str | Overlap", ...]]
    overlaps: tuple[Overlap, ...]
    taken: tuple[str, ...]  # names of fields in which something of theirs came in

    def settled(self, choices: Sequence[Any]) -> dict[str, Any]:
        """All values, with one choice put in the place of each overlap, in their order."""
        chosen = dict(zip(map(id, self.overlaps), choices, strict=True))
        values = dict(self.values)
        for overlap in self.overlaps:
            if overlap.is_text:
                texts = (chosen.get(id(piece), piece) for piece in self.pieces[overlap.name])
                stripped = (text.strip("\n") for text in texts)
                values[overlap.name] = NORMAL_GAP.join(filter(str.strip, stripped))
            else:
                values[overlap.name] = chosen[id(overlap)]
        return values


@dataclass
class _Found:
    values: dict[str, Any] = field(default_factory=dict)
    pieces: dict[str, tuple[str | Overlap, ...]] = field(default_factory=dict)
    overlaps: list[Overlap] = field(default_factory=list)


def merge(
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    *,
    texts: Iterable[str] = (),
    lists: Iterable[str] = (),
    sets: Iterable[str] = (),
) -> Merge:
    """Merge values that have one set of names.

    ``texts``: names of those merged by paragraph; ``lists``: of those that are sequences of
    (key, further value) pairs, each key once, merged by entry; ``sets``: of those without an
    order, in which nothing can overlap. All others are one value each.
    """
    found = _Found()
    for name in mine:
        if name in texts:
            _merge_text_field(found, name, base[name], mine[name], theirs[name])
        elif name in lists:
            _merge_list_field(found, name, base[name], mine[name], theirs[name])
        elif name in sets:
            found.values[name] = _merge_set(base[name], mine[name], theirs[name])
        else:
            _merge_value(found, name, base[name], mine[name], theirs[name])
    taken = tuple(
        name
        for name in mine
        if name not in found.values or found.values[name] != _plain(mine[name])
    )
    return Merge(found.values, found.pieces, tuple(found.overlaps), taken)


def _plain(value: Any) -> Any:
    return newlines(value) if isinstance(value, str) else value


def newlines(text: str) -> str:
    """The text with the line ends that everything here is kept with, whatever a browser sent."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _merge_value(found: _Found, name: str, base: Any, mine: Any, theirs: Any) -> None:
    base, mine, theirs = _plain(base), _plain(mine), _plain(theirs)
    if mine == theirs or theirs == base:
        found.values[name] = mine
    elif mine == base:
        found.values[name] = theirs
    else:
        found.overlaps.append(Overlap(name, base, mine, theirs))


def _merge_set(base: Iterable[Any], mine: Iterable[Any], theirs: Iterable[Any]) -> list[Any]:
    """What either put in is in; what either took out is out."""
    before, one, other = set(base), set(mine), set(theirs)
    return sorted((one & other) | (one - before) | (other - before))


# --- Texts ----------------------------------------------------------------------------------


def _merge_text_field(found: _Found, name: str, base: str, mine: str, theirs: str) -> None:
    pieces = merge_text(base, mine, theirs, name=name)
    overlaps = [piece for piece in pieces if isinstance(piece, Overlap)]
    if overlaps:
        found.pieces[name] = tuple(pieces)
        found.overlaps += overlaps
    else:
        found.values[name] = "".join(map(str, pieces))


def merge_text(base: str, mine: str, theirs: str, *, name: str = "") -> list[str | Overlap]:
    """The merged text as one string, or in pieces where overlaps stand between them."""
    base, mine, theirs = newlines(base), newlines(mine), newlines(theirs)
    if mine == theirs or theirs == base:
        return [mine]
    if mine == base:
        return [theirs]
    regions = _regions(*(_paragraphs(text) for text in (base, mine, theirs)))
    pieces: list[str | Overlap] = []
    run: list[tuple[str, str]] = []
    for region in regions:
        if isinstance(region, list):
            run += region
            continue
        pieces += [_joined(run)] if run else []
        run = []
        old, left, right = map(_joined, region)
        pieces.append(Overlap(name, old, left, right, is_text=True))
    return pieces + ([_joined(run)] if run or not pieces else [])


Paragraphs = list[tuple[str, str]]  # each with the gap that follows it


def _paragraphs(text: str) -> Paragraphs:
    parts = GAP.split(text)
    pairs = list(zip(parts[::2], [*parts[1::2], ""], strict=False))
    return [(paragraph, gap) for paragraph, gap in pairs if paragraph]


def _joined(paragraphs: Paragraphs) -> str:
    """The text again; what ended a text and now stands inside it gets a gap."""
    between = [text + (gap if "\n" in gap[1:] else NORMAL_GAP) for text, gap in paragraphs[:-1]]
    return "".join(between) + "".join(text + gap for text, gap in paragraphs[-1:])


def _regions(
    base: Paragraphs, mine: Paragraphs, theirs: Paragraphs
) -> list["Paragraphs | tuple[Paragraphs, Paragraphs, Paragraphs]"]:
    """Runs of paragraphs that are settled, and (base, mine, theirs) where they are not."""
    sides = (base, mine, theirs)
    if (settled := _place_by_place(*sides)) is not None:
        return [settled]
    found: list[Paragraphs | tuple[Paragraphs, Paragraphs, Paragraphs]] = []
    for kind, *ends in _merged(sides):
        if kind == "conflict":
            i, j, k, m, n, o = ends
            found += _merge_neighbors(base[i:j], mine[k:m], theirs[n:o])
        else:
            found.append(sides[SIDE[kind]][ends[0] : ends[1]])
    return found


def _merged(sides: tuple[Paragraphs, Paragraphs, Paragraphs]) -> Iterable[tuple]:
    base, mine, theirs = ([text for text, _ in side] for side in sides)
    return Merge3(base, mine, theirs, sequence_matcher=Matcher).merge_regions()


def _place_by_place(base: Paragraphs, mine: Paragraphs, theirs: Paragraphs) -> Paragraphs | None:
    """The merged paragraphs where nobody added or took out any; None where that is not clean.

    Then it is certain which paragraph became which, also among many of the same words.
    """
    if not len(base) == len(mine) == len(theirs):
        return None
    merged: Paragraphs = []
    for old, left, right in zip(base, mine, theirs, strict=True):
        if old[0] not in (left[0], right[0]) and left[0] != right[0]:
            return None
        changed = [side for side in (left, right) if side[0] != old[0]]
        merged.append(next(iter(changed), left if left != old else right))
    return merged


def _merge_neighbors(
    base: Paragraphs, mine: Paragraphs, theirs: Paragraphs
) -> list["Paragraphs | tuple[Paragraphs, Paragraphs, Paragraphs]"]:
    """Once more with seams: neighbors that two editors changed one each do not overlap."""
    if (settled := _place_by_place(base, mine, theirs)) is not None:
        return [settled]
    sides = _with_seams(base), _with_seams(mine), _with_seams(theirs)
    found: list[Paragraphs | tuple[Paragraphs, Paragraphs, Paragraphs]] = []
    for kind, *ends in _merged(sides):
        if kind == "conflict":
            i, j, k, m, n, o = ends
            old, left, right = sides[0][i:j], sides[1][k:m], sides[2][n:o]
            found.append((_bare(old), _bare(left), _bare(right)))
        else:
            found.append(_bare(sides[SIDE[kind]][ends[0] : ends[1]]))
    return found


def _with_seams(paragraphs: Paragraphs) -> Paragraphs:
    return [(SEAM, ""), *(part for paragraph in paragraphs for part in (paragraph, (SEAM, "")))]


def _bare(paragraphs: Paragraphs) -> Paragraphs:
    return [(text, gap) for text, gap in paragraphs if text != SEAM]


# --- Lists ----------------------------------------------------------------------------------

Entries = Sequence[tuple[Hashable, Any]]


def _merge_list_field(
    found: _Found, name: str, base: Entries, mine: Entries, theirs: Entries
) -> None:
    merged = merge_list(base, mine, theirs)
    if merged is None:
        found.overlaps.append(Overlap(name, list(base), list(mine), list(theirs)))
    else:
        found.values[name] = merged


def merge_list(base: Entries, mine: Entries, theirs: Entries) -> list[tuple[Hashable, Any]] | None:
    """The merged entries; None where order or content is anybody's guess."""
    base, mine, theirs = list(base), list(mine), list(theirs)
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    keys = _merged_keys(*([key for key, _ in entries] for entries in (base, mine, theirs)))
    if keys is None or len(keys) != len(set(keys)):
        return None
    return _with_values(keys, dict(base), dict(mine), dict(theirs))


def _merged_keys(
    base: list[Hashable], mine: list[Hashable], theirs: list[Hashable]
) -> list[Hashable] | None:
    keys: list[Hashable] = []
    merged = Merge3(base, mine, theirs, sequence_matcher=Matcher)  # type: ignore[type-var]
    for kind, *ends in merged.merge_regions():
        if kind == "conflict":
            return None
        keys += (base, mine, theirs)[SIDE[kind]][ends[0] : ends[1]]
    return keys


def _with_values(
    keys: list[Hashable],
    base: dict[Hashable, Any],
    mine: dict[Hashable, Any],
    theirs: dict[Hashable, Any],
) -> list[tuple[Hashable, Any]] | None:
    found = _Found()
    for key in keys:
        old = base.get(key)
        _merge_value(found, str(key), old, mine.get(key, old), theirs.get(key, old))
    # Someone changed what is next to an entry that someone else took out.
    lost = (set(base) - set(keys)) & {
        key for side in (mine, theirs) for key, value in side.items() if value != base.get(key)
    }
    back = (set(base) & set(keys)) - (set(mine) & set(theirs))  # moved here, taken out there
    if found.overlaps or lost or back:
        return None
    return [(key, found.values[str(key)]) for key in keys]
