"""What an author can link to, found by the words of its title: pages, drafts, other sites."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from articles import permissions
from articles.models import Link, Publication

EACH = 8  # of a kind: to find more, type another word
LONGEST = 200


@dataclass(frozen=True)
class Choice:
    """A place to link to: its address, its title, and what it is in a few words."""

    address: str
    title: str
    about: str


def choices(words, *, user):
    """Live pages first, then drafts that ``user`` may read, then links to other sites."""
    wanted = words[:LONGEST].split()
    if not wanted:
        return []
    live = _live(wanted)
    return [*live, *_drafts(wanted, user), *_other_sites(wanted)]


def _live(words):
    pages = Publication.objects.live(at=timezone.now()).pages()
    found = pages.filter(_all_in(words, "revision__title", "path"))
    rows = found.order_by("revision__title", "path").values_list("path", "revision__title")
    return [Choice(path, title, f"Live page, {path}") for path, title in rows[:EACH]]


def _drafts(words, user):
    """Working copies with an address, of pages that readers do not have."""
    live = Publication.objects.live(at=timezone.now()).pages()
    found = (
        permissions.readable(user)
        .filter(_all_in(words, "title"), archived_at=None, section__isnull=False)
        .exclude(slug="")
        .exclude(pk__in=live.values("article"))
        .select_related("section")
        .order_by("title")
    )
    return [
        Choice(article.path, article.title, "Draft: readers cannot open it yet")
        for article in found[:EACH]
    ]


def _other_sites(words):
    """Registered links: web pages, and the documents, studies and guidelines among them."""
    found = Link.objects.filter(
        _all_in(words, "title", "publisher", "address", "kind"), archived_at=None
    ).order_by("title", "address")
    return [Choice(link.address, str(link), _about_link(link)) for link in found[:EACH]]


def _about_link(link):
    is_page = link.kind == Link.Kind.PAGE
    where = "Another site" if is_page else f"{link.get_kind_display()} on another site"
    return ", ".join(filter(None, [where[0].upper() + where[1:], link.publisher]))


def _all_in(words, *columns):
    """Every word is in one of the columns."""
    held = Q()
    for word in words:
        somewhere = Q()
        for column in columns:
            somewhere |= Q(**{f"{column}__icontains": word})
        held &= somewhere
    return held
