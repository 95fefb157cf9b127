"""Parts of lists that are split by first letters: which there are, which a change touches."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from articles.models import LONGEST_LIST, Link, ListEntry, Person, Section
from articles.models.initials import DEEPEST, part_of
from articles.models.list_entry import next_letters, under

SECTION = str(ListEntry.Subject.SECTION)
PERSON = str(ListEntry.Subject.PERSON)
LINK = str(ListEntry.Subject.LINK)
# Whose lists they are, and the view that shows a part of one.
OWNERS: dict[str, tuple[type[Section] | type[Person], str]] = {
    SECTION: (Section, "index-part"),
    PERSON: (Person, "person-part"),
}


def touched(
    rows: QuerySet[ListEntry] | QuerySet[Link],
    keys: Collection[str],
    *,
    many: int,
    prefix: str = "",
) -> Iterator[str]:
    """First letters of parts that look different now that ``many`` rows at most came or went.

    ``keys``: where these are filed. Where a list just became long or short, all its parts.
    """
    if not keys or len(prefix) == DEEPEST:
        return  # nothing moved here, or nothing is split further
    count = under(rows, prefix).order_by()[: LONGEST_LIST + many + 1].count()
    if count + many <= LONGEST_LIST:
        return
    begins = {key[: len(prefix) + 1] for key in keys if len(key) > len(prefix)}
    if count <= LONGEST_LIST + many:
        begins |= set(next_letters(rows, prefix, longest=1))
    for begin in sorted(begins):
        yield begin
        below = {key for key in keys if key.startswith(begin)} or {begin}
        yield from touched(rows, below, many=many, prefix=begin)


def of_keys(keys: Sequence[str], prefix: str = "") -> Iterator[str]:
    """First letters of every part of a list with these keys, which are in order."""
    if len(keys) <= LONGEST_LIST or len(prefix) == DEEPEST:
        return
    begins: dict[str, list[str]] = {}
    for key in keys:
        if len(key) > len(prefix):
            begins.setdefault(key[: len(prefix) + 1], []).append(key)
    for begin, some in begins.items():
        yield begin
        yield from of_keys(some, begin)


def of_list(subject: str, number: int, *, at: datetime) -> Iterator[str]:
    """First letters of all parts of one list."""
    rows = ListEntry.objects.of(subject, number).live(at=at).order_by("filed_under")
    return of_keys(list(rows.values_list("filed_under", flat=True)))


def of_links(used: QuerySet[Link]) -> Iterator[str]:
    return of_keys(list(used.order_by("filed_under").values_list("filed_under", flat=True)))


def used_links(*, at: datetime) -> QuerySet[Link]:
    """Links that live pages use."""
    uses = ListEntry.objects.of(LINK, OuterRef("pk")).live(at=at)
    return Link.objects.filter(Exists(uses))


def addresses(subject: str, number: int, begins: Iterable[str]) -> list[str]:
    """Where the parts of a list with these first letters are."""
    begins = list(begins)
    if begins and subject == LINK:
        return [reverse("articles:resources-part", args=[part_of(begin)]) for begin in begins]
    if not begins:
        return []
    model, name = OWNERS[subject]
    slugs = model.objects.filter(pk=number).values_list("slug", flat=True)
    return [address for slug in slugs for address in named(name, slug, begins)]


def named(name: str, slug: str, begins: Iterable[str]) -> list[str]:
    return [reverse(f"articles:{name}", args=[slug, part_of(begin)]) for begin in begins]
