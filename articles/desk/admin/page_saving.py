"""Saving the form of a page: by the act, with conflicts answered and unsaved work let go."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join

from accessibility.changes.page_context import page_context
from articles import permissions, publishing
from articles.desk import autosave
from articles.desk.admin.content import ArchivableAdmin
from articles.desk.similar_pages import similar_pages
from articles.desk.views.editor import (
    conflicts,
)
from articles.desk.views.publishing import (
    page_acts,
)
from articles.publishing.drafts.details import as_typed, details_of
from articles.publishing.errors import EditConflict


class PageSavingAdmin(ArchivableAdmin):
    """Hands what was typed to ``publishing.save_draft``."""

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        article = self.get_object(request, object_id) if object_id else None
        if request.method == "POST" and article is not None and article.archived_at is not None:
            raise PermissionDenied(page_acts.denial_reason(request.user, article))
        if request.method == "GET" and "unsaved" in request.GET:
            page_context(request).unsaved = autosave.find(
                request.user, request.GET["unsaved"], article
            )
        try:
            if object_id and conflicts.CHOOSING in request.POST:
                page = self._resolve_conflict(request, object_id)
                if page is not None:
                    return page
            return super().changeform_view(request, object_id, *args, **kwargs)
        except EditConflict as conflict:
            article = conflict.latest.article
            return conflicts.show(request, article, conflict, pairs=conflicts.pairs_of(request))

    def _resolve_conflict(self, request, object_id):
        article = self.get_object(request, object_id)
        if article is None or not permissions.may_write(request.user, article):
            return None  # the form itself says so
        form = self.get_form(request, article)(request.POST, instance=article)
        return conflicts.resolve(request, article, form) if form.is_valid() else None

    def save_model(self, request, obj, form, change):
        if not change and obj.owner is None:
            obj.owner = request.user
        window = form.cleaned_data.get("window") or ""
        page_context(request).saved = publishing.save_draft(
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
            saved = page_context(request).saved
            number = None if saved.merged else saved.revision.number
            sequence = typed.get("sequence") or 0
            details = as_typed(details_of(saved.revision.article))
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
        response = self.response_change(request, obj)
        if found := similar_pages(obj.title, user=request.user, but=obj.pk):
            links = format_html_join(
                ", ", '<a href="{}">{}</a> ({})', ((p.address, p.title, p.about) for p in found)
            )
            messages.info(request, format_html("Pages with similar titles exist: {}.", links))
        return response

    def response_change(self, request, obj):
        follow_up = next(
            (name for name in ("preview", "publish") if f"_{name}" in request.POST), None
        )
        messages.success(request, f"Draft of “{obj}” saved. Readers see no change.")
        if sentence := conflicts.merged_sentence(page_context(request).saved.merged):
            messages.info(request, sentence)
        if follow_up:
            return redirect(f"admin:articles_article_{follow_up}", obj.pk)
        return redirect("admin:articles_article_change", obj.pk)
