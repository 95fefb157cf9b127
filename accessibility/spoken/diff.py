"""What a listener would hear differently in two texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from accessibility.spoken.utterances import Heard, Kind, Utterance

# Pairs of utterances: beyond, comparing would take seconds, and what changed is told as a whole.
MOST_PAIRS = 4_000_000
Key = tuple[str, str, str]
Span = tuple[int, int, int, int]  # from and to in the old text, from and to in the new one


@dataclass(frozen=True)
class Difference:
    """What was heard in one place before and is heard there now; either may be empty.

    ``under`` is the last heading that is heard before it, in the new text.
    """

    before: tuple[Utterance, ...]
    after: tuple[Utterance, ...]
    under: str


def differences(old: list[Utterance], new: list[Utterance]) -> list[Difference]:
    """Only what is heard counts: a link that leads elsewhere under the same words is the same."""
    old, new = heard(old), heard(new)
    return [
        Difference(tuple(old[a:b]), tuple(new[c:d]), heading_before(new, c))
        for a, b, c, d in changed(keys(old), keys(new))
    ]


def heard(utterances: list[Utterance]) -> list[Utterance]:
    return [each for each in utterances if each.heard is not Heard.AS_VOICE]


def keys(utterances: list[Utterance]) -> list[Key]:
    return [(each.text, each.lang, each.heard) for each in utterances]


def changed(old: list[Key], new: list[Key]) -> Iterator[Span]:
    start = same_at_start(old, new)
    end = same_at_start(old[start:][::-1], new[start:][::-1])
    first, second = old[start : len(old) - end], new[start : len(new) - end]
    if len(first) * len(second) > MOST_PAIRS:
        yield start, len(old) - end, start, len(new) - end
        return
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a + start, b + start, c + start, d + start


def same_at_start(old: list[Key], new: list[Key]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    different = (place for place, (one, other) in pairs if one != other)
    return next(different, min(len(old), len(new)))


def heading_before(utterances: list[Utterance], place: int) -> str:
    passed = (each.text for each in reversed(utterances[:place]) if each.kind is Kind.HEADING)
    return next(passed, "")
