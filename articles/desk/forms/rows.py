"""Rows in an order that people choose: authors, additional information, featured pages."""

import re

from django import forms
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import cached_property

from articles.desk.forms.choosing import LivePageField, live_pages, offered_pages
from articles.desk.widgets import RelatedSelect
from articles.models import Article, ByLine, Link, Person, Resource


class OrderedRows(forms.BaseFormSet):
    """Rows in an order that people choose; nothing is listed twice.

    What a row is about is its first field. ``editor`` sees "add" beside it where that is allowed.
    """

    def __init__(self, *args, editor, **kwargs):
        self.editor = editor
        super().__init__(*args, **kwargs)

    @property
    def subject(self):
        return next(iter(self.form.base_fields))

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Remove"
        self.offer(form.fields[self.subject])

    def offer(self, chosen):
        """Prepare the field that says what a row is about."""
        # What is in the trash is not offered; where it is already chosen, it stays.
        standing = [values[self.subject] for values in self.initial or ()]
        chosen.queryset = chosen.queryset.filter(Q(archived_at=None) | Q(pk__in=standing))
        add, change = (
            get_permission_codename(action, chosen.queryset.model._meta)
            for action in ("add", "change")
        )
        chosen.widget.choices = self._choices(chosen)
        chosen.widget.can_add_related = self.editor.has_perm(f"articles.{add}")
        chosen.widget.can_change_related = self.editor.has_perm(f"articles.{change}")

    def _choices(self, chosen):
        """What is offered is the same in every row: looked up once."""
        if not hasattr(self, "_looked_up"):
            self._looked_up = list(chosen.choices)
        return self._looked_up

    def clean(self):
        if any(self.errors) or not self.management_form.is_valid():
            return  # what arrived cannot be read as rows
        seen = set()
        for values in self.values():
            if values[self.subject] in seen:
                raise ValidationError(f"“{values[self.subject]}” is in the list twice.")
            seen.add(values[self.subject])

    def values(self):
        """What was filled in, in order, without the rows that are empty or were removed."""
        rows = (row.cleaned_data for row in self.ordered_forms)
        return [values for values in rows if values.get(self.subject)]


class AuthorRow(forms.Form):
    person = forms.ModelChoiceField(
        Person.objects.all(),
        required=False,
        widget=RelatedSelect(ByLine, "person", about="affiliation"),
    )


class ResourceRow(forms.Form):
    link = forms.ModelChoiceField(
        Link.objects.all(),
        required=False,
        widget=RelatedSelect(Resource, "link", about="publisher"),
    )
    note = forms.CharField(
        max_length=300, required=False, help_text="Optional. Why it is worth reading."
    )


class FeaturedPageField(LivePageField):
    """A page by its address. A featured page that is no longer live can stay."""

    chosen_as = "featured"

    def prepare_value(self, value):
        if not isinstance(value, int):
            return value
        live = live_pages().filter(article=value).first()
        return live.path if live else NOT_LIVE.format(value)

    def clean(self, value):
        stays = re.fullmatch(NOT_LIVE.format(r"(\d{1,18})"), str(value or "").strip())
        if stays:
            chosen = {f"{self.chosen_as}__isnull": False}
            page = Article.objects.filter(pk=stays[1], **chosen).first()
            if page is not None:
                return page
        return super().clean(value)


NOT_LIVE = "Page {}, which is not live"


class FirstPageField(FeaturedPageField):
    """The same of a page that its section lists first."""

    chosen_as = "listed_first"


class FeaturedRow(forms.Form):
    page = FeaturedPageField(required=False)


class FirstRow(forms.Form):
    page = FirstPageField(required=False)


class OrderedPages(OrderedRows):
    """Rows about live pages, which are looked up and written out once for all rows."""

    def offer(self, chosen):
        chosen.widget.offered = self.offered

    @cached_property
    def offered(self):
        return offered_pages()


def rows_of(row, *, formset=OrderedRows):
    return forms.formset_factory(
        row, formset=formset, extra=1, can_order=True, can_delete=True, max_num=100
    )


AuthorRows, ResourceRows = map(rows_of, (AuthorRow, ResourceRow))
FeaturedRows = rows_of(FeaturedRow, formset=OrderedPages)
FirstRows = rows_of(FirstRow, formset=OrderedPages)
