"""Which public pages there are, and which of them a change touches: one table, RULES.

A new kind of public page adds its addresses to ``every_address`` and a rule to RULES;
the tests compare what the rules name with a full bake after every kind of act.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypedDict

from django.db.models import Q
from django.urls import reverse

from accessibility.changes.act_lock import EVERY_PAGE
from articles.baking import list_parts
from articles.baking.list_parts import LINK, PERSON, SECTION
from articles.models import (
    LONGEST_LIST,
    SITEMAP_RANGE,
    Link,
    ListEntry,
    Person,
    Publication,
    Section,
    sitemap_ranges,
)
from articles.models.initials import LETTERS, OTHER, Initial, prefix_of
from articles.models.list_entry import is_long

PEOPLE = "people"
PERSON_S = "/people/"
SHORT = "short/"
RESOURCES = re.compile(r"^/resources/[^/]+/$")
TWO_PARTS = re.compile(r"^/[^/]+/[^/]+/$")
HOPS = 8  # as many as an address is followed through redirects
FIXED = [
    "articles:home",
    "articles:site-index",
    "articles:resources",
    "accessibility:comfort",
    "accessibility:glossary",
    "accessibility:keyboard-help",
    "accessibility:statement",
    "accessibility:tell-thanks",
    "articles:sitemap",
    "articles:sitemap-site",
    "robots",
]


class Row(TypedDict):
    """A publication as ``Invalidation.rows`` reads it; ``article`` and ``section`` are keys."""

    pk: int
    path: str
    article: int | None
    section: int | None
    section__slug: str | None
    revision__byline: list[dict[str, str]] | None


@dataclass
class Invalidation:
    """What happened up to the moment ``at``: to which articles, at which addresses."""

    at: datetime
    articles: set[int] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.articles or self.paths)

    @property
    def is_everything(self) -> bool:
        return EVERY_PAGE in self.paths

    def add(self, *, articles: Iterable[int] = (), paths: Iterable[str] = ()) -> None:
        self.articles.update(articles)
        self.paths.update(paths)

    @cached_property
    def rows(self) -> list[Row]:
        """What the articles and addresses answered up to now, by section, by-line and text."""
        concerned = Q(article__in=self.articles) | Q(path__in=self.paths)
        started = Publication.objects.happened().filter(concerned, starts_at__lte=self.at)
        names = ("pk", "path", "article", "section", "section__slug", "revision__byline")
        return list(started.order_by().values(*names))

    @cached_property
    def lists(self) -> dict[tuple[str, int], set[str]]:
        """Where lists have these rows: keys by the lists, each (subject, number)."""
        found: dict[tuple[str, int], set[str]] = {}
        entries = ListEntry.objects.filter(publication__in={row["pk"] for row in self.rows})
        for subject, number, key in entries.values_list("subject", "number", "filed_under"):
            found.setdefault((subject, number), set()).add(key)
        return found

    @cached_property
    def addresses(self) -> set[str]:
        """Every address that the articles ever had, and those that are named."""
        return self.paths | {row["path"] for row in self.rows}


# --- the table: what a change touches, the pages themselves first ---


def pages_themselves(changed: Invalidation) -> list[str]:
    return sorted(changed.addresses)


def their_short_views(changed: Invalidation) -> list[str]:
    return [short for address in sorted(changed.addresses) for short in short_view_of(address)]


def short_view_of(address: str) -> Iterator[str]:
    """Where the short view of a page is; nothing for an address that has none."""
    if TWO_PARTS.match(address):
        yield f"{address}{SHORT}"


def addresses_that_lead_to_them(changed: Invalidation) -> list[str]:
    """Redirects follow a page to wherever it lives now, through other redirects too."""
    known = set(changed.addresses)
    leading: list[str] = []
    aims = Q(target__in=changed.articles) | Q(target_url__in=known)
    started = Publication.objects.happened().filter(starts_at__lte=changed.at)
    for _ in range(HOPS):
        found = set(started.filter(aims).values_list("path", flat=True)) - known
        if not found:
            break
        leading += sorted(found)
        known |= found
        aims = Q(target_url__in=found)
    return leading


def sections_that_list_them(changed: Invalidation) -> list[str]:
    slugs = {slug for row in changed.rows if (slug := row["section__slug"]) is not None}
    return [reverse("articles:section", args=[slug]) for slug in sorted(slugs)]


def letters_that_list_them(changed: Invalidation) -> Iterator[str]:
    """Of long lists the parts concerned; all of them, where a list just became long or short."""
    live, many = ListEntry.objects.live(at=changed.at), len(changed.articles)
    for (subject, number), keys in changed.lists.items():
        if subject != LINK:
            found = list_parts.touched(live.of(subject, number), keys, many=many)
            yield from list_parts.addresses(subject, number, found)


def parts_of_sitemap(changed: Invalidation) -> list[str]:
    numbers = {row["article"] // SITEMAP_RANGE for row in changed.rows if row["article"]}
    return [reverse("articles:sitemap-pages", args=[number]) for number in sorted(numbers)]


def people_who_sign_them(changed: Invalidation) -> list[str]:
    slugs = {person["slug"] for row in changed.rows for person in row["revision__byline"] or ()}
    return [reverse("articles:person", args=[slug]) for slug in sorted(slugs)]


def resources_they_use(changed: Invalidation) -> Iterator[str]:
    numbers = {number for subject, number in changed.lists if subject == LINK}
    if numbers:
        yield reverse("articles:resources")
    keys = set(Link.objects.filter(pk__in=numbers).values_list("filed_under", flat=True))
    keys |= {prefix_of(path.split("/")[2]) or "" for path in changed.paths if RESOURCES.match(path)}
    found = list_parts.touched(list_parts.used_links(at=changed.at), keys, many=len(keys))
    yield from list_parts.addresses(LINK, 0, found)


def lists_of_every_page(changed: Invalidation) -> Iterator[str]:
    if changed.rows:
        yield reverse("articles:home")
    if changed.rows or _names_person(changed):
        yield reverse("articles:site-index")
        yield reverse("articles:sitemap")
    if _names_person(changed):
        yield reverse("articles:sitemap-site")
        yield from _parts_of_people([*LETTERS, OTHER])
        yield from _pages_of_named_people(changed)


def _parts_of_people(initials: Iterable[str]) -> list[str]:
    return [reverse("articles:index-part", args=[PEOPLE, initial]) for initial in sorted(initials)]


def _names_person(changed: Invalidation) -> bool:
    return any(path.startswith(PERSON_S) for path in changed.paths)


def _pages_of_named_people(changed: Invalidation) -> Iterator[str]:
    """Parts of their lists, which say whose they are."""
    named = (path.removeprefix(PERSON_S).strip("/") for path in changed.paths if PERSON_S in path)
    slugs = [slug for slug in named if "/" not in slug]  # not a part of someone's list
    for person in Person.objects.filter(slug__in=slugs):
        begins = list(list_parts.of_list(PERSON, person.pk, at=changed.at))
        for slug in slugs:  # the one that they had before, too
            yield from list_parts.named("person-part", slug, begins)


RULES: list[Callable[[Invalidation], Iterable[str]]] = [
    pages_themselves,
    their_short_views,
    addresses_that_lead_to_them,
    sections_that_list_them,
    people_who_sign_them,
    lists_of_every_page,
    letters_that_list_them,
    parts_of_sitemap,
    resources_they_use,
]


def affected_by(changed: Invalidation) -> list[str]:
    """The addresses that look different now, each once, in the order in which to bake them."""
    if changed.is_everything:
        return every_address(at=changed.at)
    named = (address for rule in RULES for address in rule(changed))
    return [address for address in dict.fromkeys(named) if is_address(address)]


def is_address(path: str) -> bool:
    """Whether a request can have it as its path; an old site's ``page?id=3`` is none."""
    return path.startswith("/") and "?" not in path and "#" not in path


def every_address(*, at: datetime) -> list[str]:
    """Every public address of the site at the moment ``at``, the most important first."""
    started = Publication.objects.happened().filter(starts_at__lte=at)
    pages = list(started.live(at=at).pages().newest_first().values_list("path", flat=True))
    rest = list(started.order_by("path").values_list("path", flat=True).distinct())
    named = [
        *(reverse(name) for name in FIXED),
        *(section.get_absolute_url() for section in Section.objects.in_order()),
        *(one for page in pages for one in (page, *short_view_of(page))),  # one query for both
        *_parts_of_lists(at),
        *(person.get_absolute_url() for person in Person.objects.order_by("slug")),
        *rest,
        *(short for address in rest for short in short_view_of(address)),
    ]
    return [address for address in dict.fromkeys(named) if is_address(address)]


def some_of_every_kind(*, at: datetime) -> list[str]:
    """A few addresses that are made by the templates of most pages."""
    pages = [page.path for page in Publication.objects.newest(3, at=at)]
    sections = [section.get_absolute_url() for section in Section.objects.in_order()[:1]]
    shorts = [short for page in pages for short in short_view_of(page)]
    return [*(reverse(name) for name in FIXED), *sections, *pages, *shorts]


def _parts_of_lists(at: datetime) -> Iterator[str]:
    """Letters of long lists, and ranges of the sitemap."""
    for section in Section.objects.in_order():
        begins = list_parts.of_list(SECTION, section.pk, at=at)
        yield from list_parts.named("index-part", section.slug, begins)
    for person in Person.objects.order_by("slug"):
        begins = list_parts.of_list(PERSON, person.pk, at=at)
        yield from list_parts.named("person-part", person.slug, begins)
    people = Person.objects.filter(archived_at=None)
    if is_long(people, longest=LONGEST_LIST):
        initials = people.order_by().values_list(Initial("name"), flat=True)
        yield from _parts_of_people(set(initials.distinct()))
    yield from list_parts.addresses(LINK, 0, list_parts.of_links(list_parts.used_links(at=at)))
    for number in sitemap_ranges(at=at):
        yield reverse("articles:sitemap-pages", args=[number])
