"""Pages as Wagtail's own tutorial has them: types of pages, with orderable parts.

What editors can change here they can change there: menus, and what the site says on every page.
"""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.snippets.models import register_snippet


class HomePage(Page):
    pass


class SectionPage(Page):
    pass


class ArticlePage(Page):
    summary = models.TextField(blank=True)
    day = models.DateField()
    body = RichTextField()
    headings = models.JSONField(default=list)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("day"),
        FieldPanel("body"),
        InlinePanel("authors"),
        InlinePanel("resources"),
    ]


class Author(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(max_length=100)
    credentials = models.CharField(max_length=100, blank=True)
    affiliation = models.CharField(max_length=200, blank=True)


class Resource(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="resources")
    title = models.CharField(max_length=300)
    address = models.URLField(max_length=500)
    publisher = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)


@register_snippet
class MenuLink(models.Model):
    """An entry of a menu that is not the tree of pages."""

    menu = models.CharField(max_length=50, db_index=True)
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=200)
    address = models.CharField(max_length=500)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.label


@register_setting
class SiteWords(BaseSiteSetting):
    about = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    disclaimer = models.TextField(blank=True)
