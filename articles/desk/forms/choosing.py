"""Choosing a page that is live, by its title or its address."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html_join

from articles.models import Publication

OFFERED = 400


class LivePageWidget(forms.TextInput):
    """A text field that offers live pages to pick from, without a script."""

    template_name = "articles/widgets/live_page.html"
    offered = None  # the options, where someone has made them for many fields

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["options"] = offered_pages() if self.offered is None else self.offered
        context["list_id"] = f"{context['widget']['attrs'].get('id', name)}_pages"
        return context


class LivePageField(forms.CharField):
    """The article of a live page; what is typed is its address or its title."""

    widget = LivePageWidget

    def __init__(self, **options):
        options.setdefault("help_text", "Its address, such as /treatments/relapses/, or its title.")
        super().__init__(max_length=600, **options)

    def clean(self, value):
        words = super().clean(value).strip()
        if not words:
            return None
        path = words.rpartition(" ")[2] if words.endswith("/") else ""
        found = live_pages().filter(path=path) if path else live_pages()
        if not path:
            found = found.filter(revision__title__iexact=words)
        found = list(found[:2])
        if not found:
            raise ValidationError(
                f"No live page has the title or address “{words}”. Choose one from the list,"
                " or copy its address."
            )
        if len(found) > 1:
            raise ValidationError(
                f"More than one page is called “{words}”. Enter the address instead."
            )
        return found[0].article


def offered_pages(**only):
    """Options of the pages that were changed last, by their titles: all pages on most sites."""
    newest = live_pages().filter(ends_at=None, **only).newest_first()
    rows = newest.values_list("path", "revision__title")[:OFFERED]
    by_title = sorted(rows, key=lambda row: row[1].casefold())
    return format_html_join("", '<option value="{}">{}</option>', by_title)


def live_pages():
    live = Publication.objects.live(at=timezone.now()).pages()
    return live.select_related("revision", "article")
