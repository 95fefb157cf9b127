"""What someone typed into the search field → the live pages that hold it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchQueryField,
    SearchRank,
)
from django.db import connection
from django.db.models import Case, F, Q, QuerySet, When

from articles.models import Publication
from articles.search.excerpts import MATCH_START, MATCH_STOP
from articles.search.index import CONFIGURATIONS, SPANISH
from articles.text.search_folding import Word, joined, singular, words

LONGEST_QUERY = 200  # characters
PART = re.compile(
    r"(?:^|(?<=\s))(?P<no>-(?=[^\W\d_]|[\"“]))?(?:[\"“](?P<phrase>[^\"”]*)[\"”]|(?P<word>\S+))"
)
ENTRY = "revision__search_entry__"


@dataclass(frozen=True)
class Part:
    """A word, a compound or a quoted phrase of a query; ``is_excluded`` has a minus before it."""

    words: tuple[Word, ...]
    is_phrase: bool = False
    is_excluded: bool = False


def search(typed: str, *, at: datetime, otherwise: Iterable[str] = ()) -> QuerySet[Publication]:
    """Publications live at ``at`` that contain the words ``typed``, best first.

    ``otherwise``: the same in other words, which count as much. Each publication has ``revision``,
    ``section``, ``indexed_text`` and ``excerpt``, which ``excerpt_parts`` puts together. The words
    may hold quoted phrases, "or" and a minus before a word.
    """
    said = [typed, *otherwise]
    contains = Q(pk__in=[])
    for configuration in [*CONFIGURATIONS.values(), "simple"]:
        if query := _query(said, configuration):
            contains |= Q(
                **{f"{ENTRY}configuration": configuration, f"{ENTRY}vector": query},
            )
    live = Publication.objects.live(at=at).pages()
    if not (query := _own_query(said)):
        return live.none()
    return (
        live.filter(contains)
        .annotate(
            # A string instead of F() would make a new vector and drop the weights.
            rank=SearchRank(F(f"{ENTRY}vector"), query),
            indexed_text=F(f"{ENTRY}text"),
            excerpt=SearchHeadline(
                F(f"{ENTRY}folded"),
                query,
                config=F(f"{ENTRY}configuration"),
                start_sel=MATCH_START,
                stop_sel=MATCH_STOP,
                highlight_all=True,
            ),
        )
        .select_related("revision", "section")
        .order_by("-rank", "path")
    )


def are_small_words(typed: str) -> bool:
    """Whether the words are only such as "the", which no search looks for."""
    with connection.cursor() as cursor:
        query = _expression([typed], "english")
        cursor.execute("SELECT numnode(to_tsquery('english', %s)) = 0", [query])
        return cursor.fetchone()[0]


def _query(said: Sequence[str], configuration: str) -> SearchQuery | None:
    """The query for pages of one configuration; None where there is no word in it."""
    expression = _expression(said, configuration)
    if not expression:
        return None
    return SearchQuery(expression, search_type="raw", config=configuration)


def _own_query(said: Sequence[str]) -> Case | None:
    """The query by which a page in whatever language is ranked."""
    spanish, other = (_expression(said, name) for name in (SPANISH, "english"))
    if not other:
        return None
    return Case(
        When(
            **{f"{ENTRY}configuration": SPANISH},
            then=SearchQuery(spanish, search_type="raw", config=SPANISH),
        ),
        default=SearchQuery(other, search_type="raw", config=F(f"{ENTRY}configuration")),
        output_field=SearchQueryField(),
    )


# --- what was typed, as a tsquery ---------------------------------------------------------------


def _expression(said: Iterable[str], configuration: str) -> str:
    """In PostgreSQL's own syntax. Words hold letters and figures alone, so none is an operator."""
    each = (_of_alternatives(parts(typed), configuration) for typed in said)
    return " | ".join(f"({one})" for one in each if one)


def parts(typed: str) -> list[list[Part]]:
    """What was typed, cut at "or": a list of lists of parts, without what holds no word."""
    alternatives: list[list[Part]] = [[]]
    for found in PART.finditer(typed):
        if (found["word"] or "").casefold() == "or" and not found["no"]:
            alternatives.append([])
            continue
        is_phrase, is_excluded = found["phrase"] is not None, bool(found["no"])
        said = tuple(words(found["phrase"] if is_phrase else found["word"]))
        if said:
            alternatives[-1].append(Part(said, is_phrase, is_excluded))
    return [each for each in alternatives if each]


def _of_alternatives(alternatives: Iterable[Iterable[Part]], configuration: str) -> str:
    return " | ".join(
        "(" + " & ".join(_of_part(part, configuration) for part in each) + ")"
        for each in alternatives
    )


def _of_part(part: Part, configuration: str) -> str:
    if part.is_phrase:
        said = _phrase(part.words, configuration)
    else:
        said = " & ".join(_compound(each, configuration) for each in _side_by_side(part.words))
    return f"!({said})" if part.is_excluded else f"({said})"


def _side_by_side(found: Sequence[Word]) -> list[list[Word]]:
    """The words of "bladder/bowel" are looked for each by itself; a number's parts are not."""
    compounds = [[found[0]]]
    for one, other in pairwise(found):
        if one.gap == "," and one.has_letters and other.has_letters:
            compounds.append([])
        compounds[-1].append(other)
    return compounds


def _compound(found: Sequence[Word], configuration: str) -> str:
    """ "stem-cell": side by side, or as one word."""
    together = joined(list(found))[-1:] if len(found) > 1 else []
    as_one = together if together == ["".join(word.folded for word in found)] else []
    return " | ".join([_phrase(found, configuration), *map(_quoted, as_one)]).join("()")


def _phrase(found: Iterable[Word], configuration: str) -> str:
    return " <-> ".join(_word(word, configuration) for word in found)


def _word(word: Word, configuration: str) -> str:
    if configuration != SPANISH:
        return _quoted(word.folded)
    forms = dict.fromkeys([singular(word.folded), word.accented, word.folded])
    return " | ".join(map(_quoted, forms)).join("()")


def _quoted(word: str) -> str:
    return f"'{word}'"
