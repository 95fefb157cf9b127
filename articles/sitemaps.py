"""The sitemap, from live publications: an index, the site's own pages, and pages by fixed ranges.

A range holds the pages of a thousand articles, whichever of them are live: publishing one changes
one file.
"""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.models import SITEMAP_RANGE, Person, Publication, Section, sitemap_ranges


class Pages(Sitemap):
    def __init__(self, *, live):
        self.live = live

    def items(self):
        return self.live.only("path", "updated_on").order_by("path")

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


def index(request):
    """Where the parts are; it changes only when a range gets its first page or loses its last."""
    numbers = sitemap_ranges(at=_moment(request))
    parts = [reverse("articles:sitemap-site")]
    parts += [reverse("articles:sitemap-pages", args=[number]) for number in numbers]
    context = {"sitemaps": [{"location": request.build_absolute_uri(part)} for part in parts]}
    return TemplateResponse(request, "sitemap_index.xml", context, content_type="application/xml")


def site(request):
    return sitemap(request, {"fixed": FixedPages(), "sections": Sections(), "people": People()})


def pages(request, number):
    first = number * SITEMAP_RANGE
    live = _live(request).filter(article__gte=first, article__lt=first + SITEMAP_RANGE)
    if not live.exists():
        raise Http404
    return sitemap(request, {"pages": Pages(live=live)})


def _live(request):
    return Publication.objects.live(at=_moment(request)).pages()


def _moment(request):
    """Now, or the moment for which the sitemap is baked."""
    return getattr(request, "at", None) or timezone.now()
