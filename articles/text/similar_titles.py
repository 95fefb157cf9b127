"""Whether two titles are so much alike that their pages may be about the same. Pure."""

from collections.abc import Sequence

from articles.text.search_folding import words

# Words that tell no page of this site from another.
EVERYWHERE = frozenset(
    [
        "a",
        "about",
        "an",
        "and",
        "are",
        "at",
        "by",
        "de",
        "del",
        "e",
        "el",
        "en",
        "for",
        "from",
        "how",
        "if",
        "in",
        "is",
        "it",
        "la",
        "las",
        "living",
        "los",
        "multiple",
        "ms",
        "o",
        "of",
        "on",
        "or",
        "para",
        "por",
        "que",
        "sclerosis",
        "the",
        "to",
        "un",
        "una",
        "what",
        "when",
        "with",
        "y",
        "you",
        "your",
    ]
)
ENOUGH = 0.6  # of the words of both titles
SHORTEST_STEM = 5
STEM = 0.7  # of the shorter word


def key_words(title: str) -> list[str]:
    """The words that say what a page is about, as search folds them; all if there are no others."""
    parts = (part for word in words(title) for part in word.folded.split("."))
    folded = [word for word in dict.fromkeys(parts) if word]
    return [word for word in folded if word not in EVERYWHERE] or folded


def beginning(word: str) -> str:
    """What the words that are like this one begin with, too."""
    return word[: max(SHORTEST_STEM, int(STEM * len(word)))]


def are_similar(typed: Sequence[str], other: Sequence[str]) -> bool:
    """Whether most key words of both titles are the same, or begin alike."""
    shared = sum(any(_alike(word, each) for each in other) for word in typed)
    return bool(shared) and 2 * shared / (len(typed) + len(other)) >= ENOUGH


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter = min(one, other, key=len)
    return (
        len(shorter) >= SHORTEST_STEM
        and one.startswith(start := beginning(shorter))
        and (other.startswith(start))
    )
