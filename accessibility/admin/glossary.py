"""The desk of the glossary: a list that can be searched, and a form for each term."""

from django.contrib import admin
from django.utils.text import Truncator

from accessibility import glossary
from accessibility.changes.admin import OpenedAdmin
from accessibility.models import Term
from accessibility.views.menu_forms import TERM_FIELDS, TermForm


@admin.register(Term)
class TermAdmin(OpenedAdmin):
    form = TermForm
    list_display = ("name", "abbreviation", "meaning", "language", "in_use")
    list_filter = ("language", "in_use")
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("name", "abbreviation", "plain_words", "other_spellings", "misspellings")
    fields = TERM_FIELDS
    actions = None

    @admin.display(description="meaning")
    def meaning(self, term):
        return Truncator(term.plain_words).words(15)

    def has_delete_permission(self, request, obj=None):
        return False  # taken out of use instead, and kept

    def save_model(self, request, obj, form, change):
        form.saved = glossary.save_term(term=obj, by=request.user, opened=form.opened())
