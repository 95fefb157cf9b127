"""What changed between two texts: passages, and in them words added and removed.

Text in, values out. Paragraphs are matched first and words only inside the paragraphs that
changed, so a long page costs little and a sentence that moved is not smeared over the whole text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, groupby

SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"
ALIKE = 0.4  # below this share of common words a passage was rewritten, not changed
SHORT_RUN = 2  # so few equal words between two changes only break up what is read
MOST_PAIRS = 60_000  # equal words (or paragraphs) before times after, in one comparison of a run
MOST_IN_ALL = 600_000  # and in all comparisons of two texts; past them runs are shown whole
PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
WORD = re.compile(r"\S+\s*")
IMAGE = re.compile(r"""!\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]+)[^()]*\)""")


@dataclass(frozen=True)
class Part:
    """A run of words that stayed, came or went."""

    kind: str
    text: str

    @property
    def words(self) -> str:
        return self.text.rstrip()

    @property
    def space(self) -> str:
        """The space between its last word and the next part."""
        return self.text[len(self.words) :]


@dataclass(frozen=True)
class Passage:
    """One or more paragraphs, as the parts they are made of."""

    kind: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def is_spacing_only(self) -> bool:
        return self.kind == CHANGED and all(part.kind == SAME for part in self.parts)


def compare(before: str, after: str) -> list[Passage]:
    """The passages of both texts in reading order; empty where both texts are."""
    rows = list(_rows(_paragraphs(before), _paragraphs(after)))
    changed = sum(kind == CHANGED for kind, *_ in rows)
    limit = min(MOST_PAIRS, MOST_IN_ALL // max(1, changed))
    return [
        Passage(CHANGED, tuple(_parts(old[0], new[0], limit)))
        if kind == CHANGED
        else _whole(kind, old if kind == REMOVED else new)
        for kind, old, new in rows
    ]


def as_text(passages: Sequence[Passage]) -> str:
    """Passages that differ as plain text, each with what happened to it."""
    return "\n\n".join(_passage_as_text(passage) for passage in passages if passage.kind != SAME)


def _passage_as_text(passage: Passage) -> str:
    if passage.is_spacing_only:
        return f"Only spacing changed: {passage.text}"
    if passage.kind != CHANGED:
        return f"{passage.kind.capitalize()}: {passage.text}"
    marked = (
        part.text if part.kind == SAME else f"[{part.kind}: {part.words}]{part.space or ' '}"
        for part in passage.parts
    )
    return f"Changed: {''.join(marked).strip()}"


def name_images(text: str, described: Mapping[str, str]) -> str:
    """Markdown in which each image is named by what it shows, not by the address of its file.

    ``described``: the words of each address, for uses without words of their own.
    """

    def named(found: re.Match[str]) -> str:
        words = found[1].strip() or described.get(found[2], "") or "decorative"
        return f"[Image: {words}]"

    return IMAGE.sub(named, text)


def _paragraphs(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").strip()
    return PARAGRAPH_END.split(text) if text else []


def _whole(kind: str, paragraphs: Sequence[str]) -> Passage:
    return Passage(kind, (Part(kind, "\n\n".join(paragraphs)),))


def _opcodes(
    old: list[str], new: list[str], limit: int
) -> Sequence[tuple[str, int, int, int, int]]:
    """What difflib says, or that everything was replaced where finding out would take too long."""
    before, after = Counter(old), Counter(new)
    if sum(count * after[item] for item, count in before.items()) > limit:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _rows(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    for tag, i, j, k, m in _opcodes(old, new, MOST_PAIRS):
        if tag == "equal":
            yield SAME, old[i:j], new[k:m]
        else:
            yield from _changed(old[i:j], new[k:m])


def _changed(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """A block that differs: paragraphs that are alike in pairs, the others as removed or added."""
    i = k = 0
    for j, m in [*_pairs(old, new), (len(old), len(new))]:
        if i < j:
            yield REMOVED, old[i:j], []
        if k < m:
            yield ADDED, [], new[k:m]
        if j < len(old):
            yield CHANGED, [old[j]], [new[m]]
        i, k = j + 1, m + 1


def _pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Which paragraph became which, in order, so that they share as many words as can be."""
    if len(old) * len(new) > MOST_PAIRS:
        return []
    old_words, new_words = ([Counter(text.split()) for text in texts] for texts in (old, new))
    best: dict[tuple[int, int], tuple[float, tuple]] = {}
    for i in range(len(old), -1, -1):
        for k in range(len(new), -1, -1):
            if i == len(old) or k == len(new):
                best[i, k] = 0.0, ()
                continue
            shared = _likeness(old_words[i], new_words[k])
            score, rest = best[i + 1, k + 1]
            paired = (score + shared, ((i, k), rest)) if shared >= ALIKE else (-1.0, ())
            best[i, k] = max(paired, best[i + 1, k], best[i, k + 1], key=lambda found: found[0])
    return list(_unlinked(best[0, 0][1]))


def _unlinked(linked: tuple) -> Iterator[tuple[int, int]]:
    while linked:
        pair, linked = linked
        yield pair


def _likeness(old: Counter, new: Counter) -> float:
    return 2 * (old & new).total() / (old.total() + new.total())


def _parts(before: str, after: str, limit: int) -> list[Part]:
    old, new = WORD.findall(before), WORD.findall(after)
    bare_old, bare_new = ([word.strip() for word in words] for words in (old, new))
    runs = [
        (tag == "equal" and (m - k > SHORT_RUN or k == 0 or m == len(new)), old[i:j], new[k:m])
        for tag, i, j, k, m in _opcodes(bare_old, bare_new, limit)
    ]
    return list(_joined(runs))


def _joined(runs: list[tuple[bool, list[str], list[str]]]) -> Iterator[Part]:
    """Neighboring runs of one nature as one part, what went before what came."""
    for is_same, group in groupby(runs, key=lambda run: run[0]):
        _, old, new = zip(*group, strict=True)
        gone, come = ("".join(chain.from_iterable(words)) for words in (old, new))
        if is_same:
            yield Part(SAME, come)
            continue
        if gone:
            yield Part(REMOVED, gone)
        if come:
            yield Part(ADDED, come)
