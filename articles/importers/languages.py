"""Which of the site's languages a text is in, where the page does not say."""

import re

COMMON_WORDS = {
    "en": re.compile(r"\b(?:the|and|of|to|is|are|for|with|your|you|that|not)\b", re.I),
    "es": re.compile(r"\b(?:el|la|los|las|de|que|para|con|una|por|su|es|del)\b", re.I),
}
ENOUGH = 6


def language_of(text: str, *, default: str = "en") -> str:
    """The language whose little words are most frequent; the default when there are few."""
    counts = {lang: len(words.findall(text[:20_000])) for lang, words in COMMON_WORDS.items()}
    best = max(counts, key=counts.get)
    others = sum(counts.values()) - counts[best]
    return best if counts[best] >= ENOUGH and counts[best] > 2 * others else default


def language_tag(value: object, *, default: str) -> str:
    """ "es" of "es-MX" or "ES"; the default for anything that is no language tag."""
    match = re.match(r"\s*([a-z]{2,3})(?:[-_][\w-]+)?\s*$", str(value or ""), re.I)
    return match[1].lower() if match else default
