"""What a listener would hear differently in two texts."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from accessibility.spoken.utterances import Heard, Kind, Utterance


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
    matcher = SequenceMatcher(None, keys(old), keys(new), autojunk=False)
    return [
        Difference(tuple(old[a:b]), tuple(new[c:d]), heading_before(new, c))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def heard(utterances: list[Utterance]) -> list[Utterance]:
    return [each for each in utterances if each.heard is not Heard.AS_VOICE]


def keys(utterances: list[Utterance]) -> list[tuple[str, str, str]]:
    return [(each.text, each.lang, each.heard) for each in utterances]


def heading_before(utterances: list[Utterance], place: int) -> str:
    passed = (each.text for each in reversed(utterances[:place]) if each.kind is Kind.HEADING)
    return next(passed, "")
