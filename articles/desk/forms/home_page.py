"""The home page: its words, what it features, the order of sections and of their first pages."""

from django import forms
from django.forms.models import fields_for_model

from articles.desk.forms.choosing import live_pages, offered_pages
from articles.desk.forms.rows import FeaturedRows, FirstRows
from articles.models import Section, SiteSettings
from articles.publishing.library.home_page import HomePage

WORDS = ("home_title", "home_introduction")
FIRST, FEATURED = "first", "featured"


class HomePageForm(forms.Form):
    """One number for each section, and rows of pages for each of them and for what is featured."""

    seen = forms.CharField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False)

    def __init__(self, data=None, *, home, editor):
        super().__init__(data, initial=self._begun(home))
        self.fields |= fields_for_model(SiteSettings, WORDS)
        self.sections = sorted(
            Section.objects.in_order(),
            key=lambda one: home.sections.index(one.pk) if one.pk in home.sections else 0,
        )
        for place, section in enumerate(self.sections, start=1):
            self.fields[_order(section)] = forms.IntegerField(
                label=f"Order of {section}", initial=place, min_value=1, max_value=999
            )
        self.featured = _rows(FeaturedRows, data, FEATURED, home.featured, editor)
        self.first = {
            section.pk: self._first(data, section, home.first.get(str(section.pk), []), editor)
            for section in self.sections
        }

    def _begun(self, home):
        return {
            "seen": home.fingerprint,
            "home_title": home.title,
            "home_introduction": home.introduction,
        }

    def _first(self, data, section, pages, editor):
        rows = _rows(FirstRows, data, f"{FIRST}-{section.pk}", pages, editor)
        rows.offered = offered_pages(section=section)
        return rows

    def parts(self):
        """Each section with its number and the rows of its first pages."""
        return [(one, self[_order(one)], self.first[one.pk]) for one in self.sections]

    def words(self):
        return [self[name] for name in WORDS]

    def clean(self):
        if not self.featured.is_valid():
            self.add_error(None, "Please correct the errors under Featured pages.")
        for section in self.sections:
            if not self.first[section.pk].is_valid():
                self.add_error(None, f"Please correct the errors under {section}.")
            else:
                self._refuse_others(section)
        return super().clean()

    def _refuse_others(self, section):
        """A section lists its own pages; one that is not live is nowhere yet."""
        pages = [values["page"] for values in self.first[section.pk].values()]
        elsewhere = live_pages().filter(article__in=pages).exclude(section=section)
        for publication in elsewhere:
            self.add_error(None, f"“{publication.revision.title}” is not in {section}.")

    def home(self):
        """What was typed, as a HomePage."""
        order = {one.pk: self.cleaned_data[_order(one)] for one in self.sections}
        return HomePage(
            title=self.cleaned_data["home_title"],
            introduction=self.cleaned_data["home_introduction"],
            featured=_keys(self.featured),
            sections=sorted(order, key=order.get),  # sections with one number stay as they are
            first={str(section): _keys(rows) for section, rows in self.first.items()},
        )


def _rows(formset, data, prefix, pages, editor):
    initial = [{"page": page} for page in pages]
    return formset(data, prefix=prefix, initial=initial, editor=editor)


def _keys(rows):
    return [values["page"].pk for values in rows.values()]


def _order(section):
    return f"order-{section.pk}"
