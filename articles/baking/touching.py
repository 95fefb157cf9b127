"""Which public pages there are, and which of them a change touches: one table, RULES.

Whoever adds a kind of public page adds its addresses to ``every_address`` and a rule to RULES;
the tests compare what the rules name with a full bake after every kind of act.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Q
from django.urls import reverse

from accessibility.announcing import EVERY_PAGE
from articles.models import LinkUse, Person, Publication, Section

HOPS = 8  # as many as an address is followed through redirects
FIXED = [
    "articles:home",
    "articles:site-index",
    "articles:resources",
    "accessibility:glossary",
    "accessibility:keyboard-help",
    "accessibility:statement",
    "articles:sitemap",
    "robots",
]


@dataclass
class Touch:
    """What happened up to the moment ``at``: to which articles, at which addresses."""

    at: datetime
    articles: set[int] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)

    def __bool__(self):
        return bool(self.articles or self.paths)

    @property
    def is_everything(self):
        return EVERY_PAGE in self.paths

    def add(self, *, articles=(), paths=()):
        self.articles.update(articles)
        self.paths.update(paths)

    @cached_property
    def rows(self):
        """What the articles and addresses answered up to now, by section, by-line and text."""
        concerned = Q(article__in=self.articles) | Q(path__in=self.paths)
        started = Publication.objects.happened().filter(concerned, starts_at__lte=self.at)
        names = ("path", "article", "section__slug", "revision", "revision__byline")
        return list(started.order_by().values(*names).distinct())

    @cached_property
    def addresses(self):
        """Every address that the articles ever had, and those that are named."""
        return self.paths | {row["path"] for row in self.rows}


# --- the table: what a change touches, the pages themselves first ---


def pages_themselves(touch):
    return sorted(touch.addresses)


def addresses_that_lead_to_them(touch):
    """Redirects follow a page to wherever it lives now, through other redirects too."""
    known, leading = set(touch.addresses), []
    aims = Q(target__in=touch.articles) | Q(target_url__in=known)
    started = Publication.objects.happened().filter(starts_at__lte=touch.at)
    for _ in range(HOPS):
        found = set(started.filter(aims).values_list("path", flat=True)) - known
        if not found:
            break
        leading += sorted(found)
        known |= found
        aims = Q(target_url__in=found)
    return leading


def sections_that_list_them(touch):
    slugs = {row["section__slug"] for row in touch.rows} - {None}
    return [reverse("articles:section", args=[slug]) for slug in sorted(slugs)]


def people_who_sign_them(touch):
    slugs = {person["slug"] for row in touch.rows for person in row["revision__byline"] or ()}
    return [reverse("articles:person", args=[slug]) for slug in sorted(slugs)]


def resources_they_use(touch):
    revisions = {row["revision"] for row in touch.rows} - {None}
    if LinkUse.objects.filter(revision__in=revisions).exists():
        yield reverse("articles:resources")


def lists_of_every_page(touch):
    if touch.rows:
        yield reverse("articles:home")
    if touch.rows or _names_person(touch):
        yield reverse("articles:site-index")
        yield reverse("articles:sitemap")


def _names_person(touch):
    people = reverse("articles:person", args=["x"]).removesuffix("x/")
    return any(path.startswith(people) for path in touch.paths)


RULES = [
    pages_themselves,
    addresses_that_lead_to_them,
    sections_that_list_them,
    people_who_sign_them,
    lists_of_every_page,
    resources_they_use,
]


def touched_by(touch):
    """The addresses that look different now, each once, in the order in which to bake them."""
    if touch.is_everything:
        return every_address(at=touch.at)
    named = (address for rule in RULES for address in rule(touch))
    return [address for address in dict.fromkeys(named) if is_address(address)]


def is_address(path):
    """Whether a request can have it as its path; an old site's ``page?id=3`` is none."""
    return path.startswith("/") and "?" not in path and "#" not in path


def every_address(*, at):
    """Every public address of the site at the moment ``at``, the most important first."""
    started = Publication.objects.happened().filter(starts_at__lte=at)
    pages = started.live(at=at).pages().newest_first().values_list("path", flat=True)
    rest = started.order_by("path").values_list("path", flat=True).distinct()
    named = [
        *(reverse(name) for name in FIXED),
        *(section.get_absolute_url() for section in Section.objects.in_order()),
        *pages,
        *(person.get_absolute_url() for person in Person.objects.order_by("slug")),
        *rest,
    ]
    return [address for address in dict.fromkeys(named) if is_address(address)]
