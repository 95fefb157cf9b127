"""What someone may have meant who found nothing."""

import re
from collections.abc import Collection
from datetime import datetime
from difflib import get_close_matches

from articles.models import Publication
from articles.search.query import search

WORD = re.compile(r"[^\W\d_]{4,}")
LIKE_ENOUGH = 0.75  # of 1, as difflib counts
MOST_UNKNOWN = 4  # words; each is compared with every known one


def respelling(words: str, *, at: datetime) -> str:
    """What someone may have meant who found nothing for ``words``, or ""; it finds something."""
    live = Publication.objects.live(at=at).pages()
    texts = live.values_list("revision__title", "revision__short_title", "revision__summary")
    known = {word for fields in texts for word in WORD.findall(" ".join(fields).casefold())}
    respelled = respell(words, known)
    return respelled if respelled and search(respelled, at=at).exists() else ""


def respell(words: str, known: Collection[str]) -> str:
    """``words`` with each that is not ``known`` replaced by the one most like it, or ""."""
    unknown = {word for word in WORD.findall(words) if word.casefold() not in known}
    if len(unknown) > MOST_UNKNOWN:
        return ""
    like = {word: _most_like(word.casefold(), known) or word for word in unknown}
    respelled = WORD.sub(lambda match: like.get(match[0], match[0]), words)
    return respelled if respelled != words else ""


def _most_like(word: str, known: Collection[str]) -> str | None:
    as_long = [other for other in known if abs(len(other) - len(word)) <= 2]
    return next(iter(get_close_matches(word, as_long, n=1, cutoff=LIKE_ENOUGH)), None)
