"""The words of published revisions, folded as ``search_folding`` folds them."""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from django.contrib.postgres.search import SearchVector
from django.db.models import QuerySet, Value

from articles.models import Revision, SearchEntry
from articles.text.search_folding import VERSION, joined, singular, words

CONFIGURATIONS = {"en": "english", "es": "spanish"}
SPANISH = CONFIGURATIONS["es"]
AT_ONCE = 100


class EntryFields(TypedDict):
    """What an entry keeps of a revision; ``vector`` is made by PostgreSQL."""

    configuration: str
    text: str
    folded: str
    vector: SearchVector
    version: int


def index(revision: Revision, *, text: str) -> None:
    """Keep the words of ``revision``: its title weighs most, then its summary, then its text."""
    SearchEntry.objects.update_or_create(revision=revision, defaults=_entry(revision, text))


def index_new(texts: Iterable[tuple[Revision, str]]) -> None:
    """The same for many revisions that were never indexed: pairs of a revision and its text."""
    SearchEntry.objects.bulk_create(
        SearchEntry(revision=revision, **_entry(revision, text)) for revision, text in texts
    )


def index_like(revisions: Mapping[int, Revision], *, texts: Mapping[int, str]) -> None:
    """The same for new revisions that differ in addresses from those whose keys they are given by.

    ``texts``: what is read in the new ones, by the same keys. Where no word of it changed, the
    entry is the old one's, and PostgreSQL has nothing to parse.
    """
    known = SearchEntry.objects.filter(revision__in=revisions, version=VERSION)
    same = {one.revision_id: one for one in known if one.text == texts[one.revision_id]}
    for key, entry in same.items():
        entry.pk, entry.revision = None, revisions[key]
    SearchEntry.objects.bulk_create(same.values())
    index_new((text, texts[key]) for key, text in revisions.items() if key not in same)


def needs_indexing() -> bool:
    """Whether entries were made when words were folded otherwise."""
    return _old().exists()


def index_again() -> int:
    """Index again what was folded otherwise, some at a time; returns how many that were."""
    count = 0
    while entries := list(_old().select_related("revision").order_by("pk")[:AT_ONCE]):
        for entry in entries:
            index(entry.revision, text=entry.text)
        count += len(entries)
    return count


def _old() -> QuerySet[SearchEntry]:
    return SearchEntry.objects.exclude(version=VERSION)


def _entry(revision: Revision, text: str) -> EntryFields:
    configuration = CONFIGURATIONS.get(revision.language, "simple")
    names = " ".join(person["name"] for person in revision.byline)
    title = f"{revision.title} {revision.short_title}"
    by_weight = {"A": title, "B": revision.summary, "C": names, "D": text}
    vectors = [
        SearchVector(Value(form), weight=weight, config=configuration)
        for weight, said in by_weight.items()
        for form in _forms(said, configuration)
    ]
    return {
        "configuration": configuration,
        "text": text,
        "folded": _forms(text, configuration)[0],
        "vector": sum(vectors[1:], vectors[0]),
        "version": VERSION,
    }


def _forms(text: str, configuration: str) -> list[str]:
    """What is indexed of a text: its words; Spanish with accents too, for the stock stemmer.

    Words that a hyphen joins come last, as one: there they are next to nothing that a quoted
    phrase could be about.
    """
    found = words(text)
    together = " ".join(joined(found))
    folded = [word.folded for word in found]
    if configuration != SPANISH:
        return [" ".join(folded), together]
    accented = " ".join(word.accented for word in found)
    return [" ".join(map(singular, folded)), accented, together]
