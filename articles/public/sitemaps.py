"""The sitemap, from live publications: an index, the site's own pages, and pages by fixed ranges.

A range holds the pages of a thousand articles, whichever of them are live: publishing one changes
one file. Its lines are put together here: a template takes six times as long for a thousand.
"""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap, x_robots_tag
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join

from accessibility.changes.page_context import page_context
from articles.models import SITEMAP_RANGE, Person, Publication, Section, sitemap_ranges

PART = "<sitemap><loc>{}{}</loc></sitemap>"
PAGE = "<url><loc>{}{}</loc><lastmod>{}</lastmod></url>"


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
    lines = format_html_join("", PART, ((_origin(request), part) for part in parts))
    return _xml(request, "articles/sitemap_index.xml", lines)


def site(request):
    return sitemap(request, {"fixed": FixedPages(), "sections": Sections(), "people": People()})


@x_robots_tag
def pages(request, number):
    first = number * SITEMAP_RANGE
    live = Publication.objects.live(at=_moment(request)).pages()
    rows = live.filter(article__gte=first, article__lt=first + SITEMAP_RANGE).order_by("path")
    found = list(rows.values_list("path", "updated_on"))
    if not found:
        raise Http404
    origin = _origin(request)
    lines = format_html_join("", PAGE, ((origin, path, day) for path, day in found))
    return _xml(request, "articles/sitemap_pages.xml", lines)


def _origin(request):
    return f"{request.scheme}://{request.get_host()}"


def _xml(request, template, lines):
    return render(request, template, {"lines": lines}, content_type="application/xml")


def _moment(request):
    """Now, or the moment for which the sitemap is baked."""
    return page_context(request).at or timezone.now()
