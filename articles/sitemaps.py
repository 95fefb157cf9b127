"""The sitemap, from live publications."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.urls import reverse
from django.utils import timezone

from articles.models import Person, Publication, Section


class Pages(Sitemap):
    limit = 5000

    def __init__(self, *, at):
        self.at = at

    def items(self):
        live = Publication.objects.live(at=self.at).pages()
        return live.only("path", "updated_on").order_by("path")

    def lastmod(self, publication):
        return publication.updated_on


class Sections(Sitemap):
    def items(self):
        return Section.objects.in_order()


class People(Sitemap):
    def items(self):
        return Person.objects.filter(archived_at=None).order_by("slug")


class FixedPages(Sitemap):
    def items(self):
        return [
            "articles:home",
            "articles:resources",
            "articles:site-index",
            "accessibility:glossary",
            "accessibility:comfort",
            "accessibility:keyboard-help",
            "accessibility:statement",
        ]

    def location(self, name):
        return reverse(name)


def public_sitemap(request):
    """The sitemap now, or at the moment for which it is baked."""
    at = getattr(request, "at", None) or timezone.now()
    parts = {"pages": Pages(at=at), "sections": Sections(), "people": People()}
    return sitemap(request, parts | {"fixed": FixedPages()})
