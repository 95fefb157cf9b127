"""Full text over live pages: what was published is indexed; what is live is found."""

import re
from difflib import get_close_matches
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db import connection
from django.db.models import F, Q, Value

from accessibility.clean_text import clean
from articles.models import Publication, SearchEntry

CONFIGURATIONS = {"en": "english", "es": "spanish"}
MATCH_START, MATCH_STOP = "\ue000", "\ue001"  # private use: no page contains them
LONGEST_QUERY = 200  # characters
WORD = re.compile(r"[^\W\d_]{4,}")
LIKE_ENOUGH = 0.75  # of 1, as difflib counts
MOST_UNKNOWN = 4  # words; each is compared with every known one


def index(revision, *, text):
    """Keep the words of ``revision``: its title weighs most, then its summary, then its text."""
    SearchEntry.objects.update_or_create(revision=revision, defaults=_words(revision, text))


def index_new(texts):
    """The same for many revisions that were never indexed: pairs of a revision and its text."""
    SearchEntry.objects.bulk_create(
        SearchEntry(revision=revision, **_words(revision, text)) for revision, text in texts
    )


def index_like(revisions, *, texts):
    """The same for new revisions that differ in addresses from those whose keys they are given by.

    ``texts``: what is read in the new ones, by the same keys. Where no word of it changed, the
    entry is the old one's, and PostgreSQL has nothing to parse.
    """
    known = SearchEntry.objects.filter(revision__in=revisions)
    same = {one.revision_id: one for one in known if one.text == texts[one.revision_id]}
    for key, entry in same.items():
        entry.pk, entry.revision = None, revisions[key]
    SearchEntry.objects.bulk_create(same.values())
    index_new((text, texts[key]) for key, text in revisions.items() if key not in same)


def _words(revision, text):
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
    return {"configuration": configuration, "text": text, "vector": vector}


def search(words, *, at, otherwise=()):
    """Publications live at ``at`` that contain ``words``, best first.

    ``otherwise``: the same in other words, which count as much. Each publication has ``revision``,
    ``section`` and ``excerpt``, whose matches ``excerpt_parts`` tells apart. The words may hold
    quoted phrases, "or" and a minus before a word.
    """
    words = clean(words, multiline=False)
    contains = Q(pk__in=[])
    for configuration in [*CONFIGURATIONS.values(), "simple"]:
        contains |= Q(
            revision__search_entry__configuration=configuration,
            revision__search_entry__vector=_query(words, configuration, otherwise),
        )
    query = _query(words, F("revision__search_entry__configuration"), otherwise)
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
    excerpt = re.sub(f"{MATCH_STOP}(\\s+){MATCH_START}", r"\1", excerpt)
    excerpt = re.sub(r"(?<![.?!:;,])\s*\n\s*", " · ", excerpt).replace("\n", " ")
    pieces = re.split(f"{MATCH_START}([^{MATCH_STOP}]*){MATCH_STOP}", before + excerpt + after)
    return [(text, place % 2 == 1) for place, text in enumerate(pieces) if text]


def respelling(words, *, at):
    """What somebody may have meant who found nothing for ``words``, or ""; it finds something."""
    live = Publication.objects.live(at=at).pages()
    texts = live.values_list("revision__title", "revision__short_title", "revision__summary")
    known = {word for fields in texts for word in WORD.findall(" ".join(fields).casefold())}
    respelled = respell(words, known)
    return respelled if respelled and search(respelled, at=at).exists() else ""


def respell(words, known):
    """``words`` with each that is not ``known`` replaced by the one most like it, or ""."""
    unknown = {word for word in WORD.findall(words) if word.casefold() not in known}
    if len(unknown) > MOST_UNKNOWN:
        return ""
    like = {word: _most_like(word.casefold(), known) or word for word in unknown}
    respelled = WORD.sub(lambda match: like.get(match[0], match[0]), words)
    return respelled if respelled != words else ""


def _most_like(word, known):
    as_long = [other for other in known if abs(len(other) - len(word)) <= 2]
    return next(iter(get_close_matches(word, as_long, n=1, cutoff=LIKE_ENOUGH)), None)


def are_small_words(words):
    """Whether ``words`` are only such as "the", which no search looks for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery('english', %s)) = 0", [words])
        return cursor.fetchone()[0]


def _query(words, configuration, otherwise=()):
    queries = (
        SearchQuery(said, search_type="websearch", config=configuration)
        for said in (words, *otherwise)
    )
    return reduce(or_, queries)
