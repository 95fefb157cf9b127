"""Pages as Wagtail's own tutorial has them: types of pages, with orderable parts."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page


class HomePage(Page):
    pass


class SectionPage(Page):
    pass


class ArticlePage(Page):
    summary = models.TextField(blank=True)
    day = models.DateField()
    body = RichTextField()
    headings = models.JSONField(default=list)
    disclaimer = models.TextField(blank=True)

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
