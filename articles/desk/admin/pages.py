"""The desk of pages: list, form, and the way to everything that is done with a page."""

import re

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.forms import DateInput, Script
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.timezone import localtime
from markdownx.models import MarkdownxField

from articles import permissions, publishing, workflow
from articles.desk import autosave, pagination
from articles.desk.admin.content import ArchivableAdmin, is_about_one
from articles.desk.admin.page_list import PageList, StandingFilter, StateFilter, UsedFilter
from articles.desk.forms import ArticleForm
from articles.desk.forms.bulk import MOST_PAGES
from articles.desk.forms.pages import panels
from articles.desk.views.approval import readiness, review
from articles.desk.views.editor import (
    conflicts,
    describe_pictures,
    draft_links,
    findings,
    preview,
    spoken,
    unsaved,
    word_upload,
)
from articles.desk.views.publishing import (
    bulk,
    content_review,
    history,
    hotfix,
    page_acts,
    public_copies,
    schedule,
)
from articles.desk.widgets import MarkdownEditor
from articles.models import Article, Person
from articles.text import snapshot_fields


def _with_several(what, label):
    """An action of the list: it asks on a screen of its own, see ``several``."""

    @admin.action(description=label)
    def ask(modeladmin, request, queryset):
        if (count := pagination.counted(queryset)) > MOST_PAGES:
            chosen = pagination.in_words(count)
            messages.error(request, f"Up to {MOST_PAGES} pages go at once; you chose {chosen}.")
            return None
        keys = list(queryset.order_by("title", "pk").values_list("pk", flat=True))
        address = reverse("admin:articles_article_several", args=[what])
        return redirect(f"{address}?{urlencode({'page': keys}, doseq=True)}")

    ask.__name__ = f"several_{what.replace('-', '_')}"
    return ask


CLASSES = {snapshot_fields.TEXT: ("markdown",), snapshot_fields.SETTINGS: ("settings",)}


def _fieldset(heading, names, *, is_live):
    if is_live:  # its section and address part are one address, which is only shown
        shown = {"section": None, "slug": "public_address"}
        names = [name for name in (shown.get(name, name) for name in names) if name]
    return heading, {"fields": names, "classes": CLASSES.get(heading, ())}


@admin.register(Article)
class ArticleAdmin(ArchivableAdmin):
    form = ArticleForm
    change_form_template = None  # our own, by its name
    formfield_overrides = ArchivableAdmin.formfield_overrides | {
        MarkdownxField: {"widget": MarkdownEditor},
        models.DateField: {"widget": DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
    }
    list_display = ("name", "section", "state", "updated", "by")
    list_display_links = ("name",)
    list_filter = (
        StateFilter,
        StandingFilter,
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
        _with_several(what, label)
        for what, label in (
            ("submit", "Submit for approval…"),
            ("publish", "Publish…"),
            ("owner", "Set the owner…"),
            ("review-date", "Set the next review…"),
            ("section", "Put into a section…"),
        )
    )
    empty_value_display = "none"  # as the filters name pages without a section or an owner
    ordering = ("-updated_at",)
    search_fields = ("title", "short_title", "summary", "body")
    search_help_text = "Words of the title, the summary or the text"
    show_facets = admin.ShowFacets.NEVER
    readonly_fields = ("public_address",)

    class Media:
        css = {
            "all": [
                "articles/admin/desk.css",
                "articles/admin/keeping_true.css",
                "articles/admin/review.css",
                "articles/admin/saving.css",
                "articles/admin/seeing.css",
                "articles/admin/scheduling.css",
            ]
        }
        js = [
            Script("articles/admin/rows.js", type="module"),
            Script("articles/saving/autosave.js", type="module"),
        ]

    @admin.display(description="title", ordering="title")
    def name(self, article):
        return str(article)

    @admin.display(description="state")
    def state(self, article):
        state = article.state(at=timezone.now())
        return format_html('<span class="state state-{}">{}</span>', state, workflow.STATES[state])

    @admin.display(description="updated", ordering="updated_at")
    def updated(self, article):
        return date_format(localtime(article.updated_at), "j F Y, H:i")

    @admin.display(description="by", ordering="updated_by", empty_value="–")
    def by(self, article):
        return (article.updated_by and article.updated_by.get_full_name()) or article.updated_by

    @admin.display(description="address")
    def public_address(self, article):
        return article.live_path

    def get_queryset(self, request):
        """Lists hold what someone may read; of a single page, its own rights are asked."""
        rows = super().get_queryset(request)
        if not is_about_one(request):
            rows = permissions.only_readable(rows, request.user).defer("body")
        return rows.with_facts(at=timezone.now())

    def get_changelist(self, request, **kwargs):
        return PageList

    def get_search_results(self, request, queryset, search_term):
        """Pages that have every word, or a word that begins like it."""
        return queryset.with_words(search_term), False

    def has_view_permission(self, request, obj=None):
        return permissions.may_read(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return permissions.may_write(request.user, obj)

    def has_add_permission(self, request):
        return permissions.may_start(request.user)

    def get_readonly_fields(self, request, obj=None):
        fields = list(self.readonly_fields)
        if not permissions.may_invite(request.user, obj):
            fields += ["owner", "coauthors"]
        if not permissions.may_name_reviewer(request.user, obj):
            fields.append("clinical_reviewer")
        return fields

    def get_fieldsets(self, request, obj=None):
        """A page keeps its public address until it is moved, which is an act of its own."""
        is_live = obj is not None and obj.live_path is not None
        sets = [_fieldset(heading, names, is_live=is_live) for heading, names in panels()]
        if obj is None or self.has_change_permission(request, obj):
            sets.append(("For the history", {"fields": ("note",), "classes": ("settings",)}))
        return sets

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.editor = request.user
        if "body" in form.base_fields:
            sends = permissions.may_send_images(request.user)
            form.base_fields["body"].widget.may_send_images = sends
            form.base_fields["body"].widget.page = obj.pk if obj is not None else None
        form.unsaved = getattr(request, "unsaved", None)
        if "section" in form.base_fields:
            form.base_fields["section"].queryset = permissions.sections_open_to(request.user, obj)
        if "clinical_reviewer" in form.base_fields:
            named = obj.clinical_reviewer_id if obj is not None else None
            shown = Person.objects.filter(Q(archived_at=None) | Q(pk=named))
            form.base_fields["clinical_reviewer"].queryset = shown
        for name in {"section", "owner", "coauthors", "clinical_reviewer"} & set(form.base_fields):
            widget = form.base_fields[name].widget
            widget.can_add_related = widget.can_change_related = False
            widget.can_delete_related = widget.can_view_related = False
        return form

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        article = self.get_object(request, object_id) if object_id else None
        if request.method == "POST" and article is not None and article.archived_at is not None:
            raise PermissionDenied(page_acts.why_not(request.user, article))
        if request.method == "GET" and "unsaved" in request.GET:
            request.unsaved = autosave.find(request.user, request.GET["unsaved"], article)
        try:
            if object_id and conflicts.CHOOSING in request.POST:
                page = self._settle(request, object_id)
                if page is not None:
                    return page
            return super().changeform_view(request, object_id, *args, **kwargs)
        except publishing.EditConflict as conflict:
            article = conflict.latest.article
            return conflicts.show(request, article, conflict, pairs=conflicts.pairs_of(request))

    def _settle(self, request, object_id):
        article = self.get_object(request, object_id)
        if article is None or not permissions.may_write(request.user, article):
            return None  # the form itself says so
        form = self.get_form(request, article)(request.POST, instance=article)
        return conflicts.settle(request, article, form) if form.is_valid() else None

    def save_model(self, request, obj, form, change):
        if not change and obj.owner is None:
            obj.owner = request.user
        window = form.cleaned_data.get("window") or ""
        request.saved = publishing.save_draft(
            article=obj,
            by=request.user,
            byline=form.byline(),
            resources=form.resource_list(),
            note=form.cleaned_data.get("note", ""),
            base=autosave.base_of(request.session, window, form.base()),
            coauthors=form.coauthors(),
            seen=form.seen() | autosave.details_of(request.session, window, form.base()),
        )
        self._forget_unsaved(request, window, form.cleaned_data)

    def _forget_unsaved(self, request, window, typed):
        """What was kept of the form while it was typed has been saved with it."""
        if window:
            number = None if request.saved.merged else request.saved.revision.number
            sequence = typed.get("sequence") or 0
            details = publishing.as_typed(publishing.details_of(request.saved.revision.article))
            autosave.remember(
                request.session, window, number=number, sequence=sequence, details=details
            )
            autosave.forget(request.user, window)
        if typed.get("restored"):
            restored, sequence = typed["restored"].split(":")
            autosave.forget(request.user, restored, sequence=int(sequence))

    def save_related(self, request, form, formsets, change):
        """By-line, resources and co-authors were saved with the page, by the act."""

    def response_add(self, request, obj, post_url_continue=None):
        return self.response_change(request, obj)

    def response_change(self, request, obj):
        follow_up = next(
            (name for name in ("preview", "publish") if f"_{name}" in request.POST), None
        )
        messages.success(request, f"The draft of “{obj}” was saved. Readers see no change.")
        if sentence := conflicts.told(request.saved.merged):
            messages.info(request, sentence)
        if follow_up:
            return redirect(f"admin:articles_article_{follow_up}", obj.pk)
        return redirect("admin:articles_article_change", obj.pk)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["may_publish"] = permissions.may_publish(request.user, obj)
        context["may_write"] = permissions.may_write(request.user, obj)
        if context["may_write"]:
            context |= unsaved.about_saving(request, obj, context["adminform"].form)
        if obj is not None and (latest := obj.latest_revision()):
            context["latest"] = latest
            context["public_copy"] = public_copies.about_page(obj, at=timezone.now())
            context["coming"] = publishing.coming(at=timezone.now(), articles=[obj])
            context["state"] = obj.state(at=timezone.now())
            context["state_name"] = workflow.STATES[context["state"]]
            context["reviewing"] = content_review.reviewing_of(request.user, obj, latest)
            context["problems"] = readiness.missing(obj, latest, form="")
            context |= readiness.for_form(request.user, obj, latest)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def changelist_view(self, request, extra_context=None):
        mine = autosave.of_person(request.user) if permissions.may_write(request.user) else []
        return super().changelist_view(request, (extra_context or {}) | {"unsaved": mine})

    def get_urls(self):
        def at(name, view):
            guarded = self.admin_site.admin_view(view)
            return path(
                f"<int:pk>/{name}/", guarded, name=f"articles_article_{re.sub('[-/]', '_', name)}"
            )

        desk = ("preview", "publish", "withdraw", "move", "compare", "restore")
        coming = ("cancel_schedule", "set_end", "swap")
        from_word = self.admin_site.admin_view(word_upload.new_page)
        discard = self.admin_site.admin_view(unsaved.discard)
        scheduled = self.admin_site.admin_view(schedule.scheduled)
        return [
            *(at(name, getattr(page_acts, name)) for name in desk),
            at("history", history.history),
            at("preview/screen", preview.screen),
            at("share", draft_links.share),
            path(
                "preview-style/<str:look>.css",
                self.admin_site.admin_view(preview.style),
                name="articles_preview_style",
            ),
            path(
                "several/<slug:what>/",
                self.admin_site.admin_view(bulk.several),
                name="articles_article_several",
            ),
            *(at(name, getattr(schedule, name)) for name in coming),
            path("scheduled/", scheduled, name="articles_article_scheduled"),
            path("from-word/", from_word, name="articles_article_word"),
            at("mend", hotfix.mend),
            *(at(name.replace("_", "-"), getattr(findings, name)) for name in findings.DESK),
            at("spoken", spoken.hear),
            at("word-report", word_upload.report),
            at("describe", describe_pictures.describe),
            at("still-right", content_review.still_right),
            at("review-date", content_review.review_date),
            *(at(name.replace("_", "-"), getattr(review, name)) for name in review.DESK),
            path("autosave/", unsaved.keep, name="articles_article_autosave_new"),
            path("<int:pk>/autosave/", unsaved.keep, name="articles_article_autosave"),
            path("here/", unsaved.here, name="articles_article_here_new"),
            path("<int:pk>/here/", unsaved.here, name="articles_article_here"),
            path("discard/", discard, name="articles_article_discard"),
            *super().get_urls(),
        ]
