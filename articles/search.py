"""Full text over live pages: what was published is indexed; what is live is found."""

import re

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db.models import F, Q, Value

from articles.models import Publication, SearchEntry

CONFIGURATIONS = {"en": "english", "es": "spanish"}
MATCH_START, MATCH_STOP = "\ue000", "\ue001"  # private use: no page contains them
LONGEST_QUERY = 200  # characters


def index(revision, *, text):
    """Keep the words of ``revision``: its title weighs most, then its summary, then its text."""
    configuration = CONFIGURATIONS.get(revision.language, "simple")
    names = " ".join(person["name"] for person in revision.byline)
    vector = (
        SearchVector(
            Value(f"{revision.title} {revision.short_title}"), weight="A", config=configuration
        )
        + SearchVector(Value(revision.summary), weight="B", config=configuration)
        + SearchVector(Value(names), weight="C", config=configuration)
        + SearchVector(Value(text), weight="D", config=configuration)
    )
    SearchEntry.objects.update_or_create(
        revision=revision,
        defaults={"configuration": configuration, "text": text, "vector": vector},
    )


def search(words, *, at):
    """Publications live at ``at`` that contain ``words``, best first.

    Each has ``revision``, ``section`` and ``excerpt``, whose matches ``excerpt_parts`` tells apart.
    The words may hold quoted phrases, "or" and a minus before a word.
    """
    contains = Q(pk__in=[])
    for configuration in [*CONFIGURATIONS.values(), "simple"]:
        contains |= Q(
            revision__search_entry__configuration=configuration,
            revision__search_entry__vector=_query(words, configuration),
        )
    query = _query(words, F("revision__search_entry__configuration"))
    return (
        Publication.objects.live(at=at)
        .pages()
        .filter(contains)
        .annotate(
            # A string instead of F() would make a new vector and drop the weights.
            rank=SearchRank(F("revision__search_entry__vector"), query),
            excerpt=SearchHeadline(
                F("revision__search_entry__text"),
                query,
                config=F("revision__search_entry__configuration"),
                start_sel=MATCH_START,
                stop_sel=MATCH_STOP,
                max_fragments=2,
                min_words=10,
                max_words=22,
                fragment_delimiter=" … ",
            ),
        )
        .select_related("revision", "section")
        .order_by("-rank", "path")
    )


def excerpt_parts(excerpt):
    """An excerpt as a list of (text, whether it matched), with marks where it was cut."""
    words = excerpt.replace(MATCH_START, "").replace(MATCH_STOP, "")
    before = "" if words[:1].isupper() else "… "
    after = "" if words[-1:] in ".?!" else " …"
    pieces = re.split(f"{MATCH_START}([^{MATCH_STOP}]*){MATCH_STOP}", before + excerpt + after)
    return [(text, place % 2 == 1) for place, text in enumerate(pieces) if text]


def _query(words, configuration):
    return SearchQuery(words, search_type="websearch", config=configuration)
