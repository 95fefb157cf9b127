"""The list of pages: its columns, filters and search, and its bulk actions."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.timezone import localtime

from articles import permissions
from articles.desk import autosave, pagination
from articles.desk.admin.content import ArchivableAdmin, is_about_one
from articles.desk.admin.page_changelist import ApprovalFilter, PageList, StateFilter, UsedFilter
from articles.desk.forms.bulk import MOST_PAGES
from articles.models import STATE_NAMES


def _bulk_action(what, label):
    """An action of the list: it asks on a screen of its own, see ``bulk``."""

    @admin.action(description=label)
    def ask(modeladmin, request, queryset):
        if (count := pagination.counted(queryset)) > MOST_PAGES:
            chosen = pagination.count_label(count)
            messages.error(
                request, f"You selected {chosen} pages. Select {MOST_PAGES} or fewer at a time."
            )
            return None
        keys = list(queryset.order_by("title", "pk").values_list("pk", flat=True))
        address = reverse("admin:articles_article_bulk", args=[what])
        return redirect(f"{address}?{urlencode({'page': keys}, doseq=True)}")

    ask.__name__ = f"bulk_{what.replace('-', '_')}"
    return ask


class PageListAdmin(ArchivableAdmin):
    """Lists what someone may read."""

    list_display = ("name", "section", "state", "updated", "by")
    list_display_links = ("name",)
    list_filter = (
        StateFilter,
        ApprovalFilter,
        ("section", UsedFilter),
        "language",
        "is_sample",
        ("owner", UsedFilter),
    )
    list_select_related = ("section", "updated_by")
    list_per_page = 50
    paginator = pagination.ShortPaginator
    show_full_result_count = False
    actions = tuple(
        _bulk_action(what, label)
        for what, label in (
            ("submit", "Submit for approval…"),
            ("publish", "Publish…"),
            ("owner", "Set owner…"),
            ("review-date", "Set next review…"),
            ("section", "Move to section…"),
        )
    )
    empty_value_display = "none"  # as the filters name pages without a section or an owner
    ordering = ("-updated_at",)
    search_fields = ("title", "short_title", "summary", "body")
    search_help_text = "Search the title, summary and text"
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description="title", ordering="title")
    def name(self, article):
        return str(article)

    @admin.display(description="state")
    def state(self, article):
        state = article.state(at=timezone.now())
        return format_html('<span class="state state-{}">{}</span>', state, STATE_NAMES[state])

    @admin.display(description="updated", ordering="updated_at")
    def updated(self, article):
        return date_format(localtime(article.updated_at), "F j, Y, P")

    @admin.display(description="by", ordering="updated_by", empty_value="–")
    def by(self, article):
        return (article.updated_by and article.updated_by.get_full_name()) or article.updated_by

    def get_queryset(self, request):
        """Lists show the pages someone may read; for a single page, its own permissions decide."""
        rows = super().get_queryset(request)
        if not is_about_one(request):
            rows = permissions.only_readable(rows, request.user).defer("body")
        return rows.with_facts(at=timezone.now())

    def get_changelist(self, request, **kwargs):
        return PageList

    def get_search_results(self, request, queryset, search_term):
        """Pages that have every word, or a word that begins like it."""
        return queryset.with_words(search_term), False

    def changelist_view(self, request, extra_context=None):
        mine = autosave.of_person(request.user) if permissions.may_write(request.user) else []
        return super().changelist_view(request, (extra_context or {}) | {"unsaved": mine})
