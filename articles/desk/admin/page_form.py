"""The form of a page: which fields someone finds, and what is shown around them."""

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.forms import DateInput, Script
from django.utils import timezone
from markdownx.models import MarkdownxField

from accessibility.changes.page_context import page_context
from articles import permissions, workflow
from articles.desk.admin.content import ArchivableAdmin
from articles.desk.forms import ArticleForm
from articles.desk.forms.pages import panels
from articles.desk.views.approval import page_state, readiness
from articles.desk.views.editor import (
    unsaved,
)
from articles.desk.views.publishing import (
    content_review,
    public_copies,
)
from articles.desk.widgets import LongSelect, MarkdownEditor
from articles.models import Person
from articles.publishing.timeline.upcoming import upcoming
from articles.text import snapshot_fields

CLASSES = {
    snapshot_fields.WHAT: ("opening",),
    snapshot_fields.TEXT: ("markdown",),
    snapshot_fields.SETTINGS: ("settings",),
}
FOLDED = ("settings", "collapse")


def _fieldset(heading, names, *, is_live):
    """Settings of a live page are folded; before that they are a part of what is filled in."""
    classes = CLASSES[heading]
    if is_live and heading == snapshot_fields.WHAT:
        # Section and address part are one address, which is only shown.
        kept = [name for name in names if name not in ("section", "slug")]
        names = [*kept, "public_address"]
    if is_live:
        classes = FOLDED if heading == snapshot_fields.SETTINGS else (*classes, "is-live")
    return heading, {"fields": names, "classes": classes}


class PageFormAdmin(ArchivableAdmin):
    """Offers the fields that someone may fill in."""

    form = ArticleForm
    change_form_template = None  # our own, by its name
    formfield_overrides = ArchivableAdmin.formfield_overrides | {
        MarkdownxField: {"widget": MarkdownEditor},
        models.DateField: {"widget": DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
    }
    readonly_fields = ("public_address",)

    class Media:
        css = {
            "all": [
                "accessibility/admin/choices.css",
                "articles/admin/desk.css",
                "articles/admin/content_review.css",
                "articles/admin/review.css",
                "articles/admin/saving.css",
                "articles/admin/seeing.css",
                "articles/admin/scheduling.css",
            ]
        }
        js = [
            Script("articles/admin/rows.js", type="module"),
            Script("articles/admin/similar-titles.js", type="module"),
            Script("articles/saving/autosave.js", type="module"),
        ]

    @admin.display(description="address")
    def public_address(self, article):
        return article.live_path

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
            sets.append(("Revision note", {"fields": ("note",), "classes": FOLDED}))
        return sets

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.editor = request.user
        if "body" in form.base_fields:
            sends = permissions.may_send_images(request.user)
            form.base_fields["body"].widget.may_send_images = sends
            form.base_fields["body"].widget.page = obj.pk if obj is not None else None
        form.unsaved = page_context(request).unsaved
        if "section" in form.base_fields:
            form.base_fields["section"].queryset = permissions.sections_open_to(request.user, obj)
        if "clinical_reviewer" in form.base_fields:
            named = obj.clinical_reviewer_id if obj is not None else None
            shown = Person.objects.filter(Q(archived_at=None) | Q(pk=named))
            form.base_fields["clinical_reviewer"].queryset = shown
            form.base_fields["clinical_reviewer"].widget.widget = LongSelect(about="affiliation")
        for name in {"section", "owner", "coauthors", "clinical_reviewer"} & set(form.base_fields):
            widget = form.base_fields[name].widget
            widget.can_add_related = widget.can_change_related = False
            widget.can_delete_related = widget.can_view_related = False
        return form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["may_publish"] = permissions.may_publish(request.user, obj)
        context["may_write"] = permissions.may_write(request.user, obj)
        if context["may_write"]:
            context |= unsaved.about_saving(request, obj, context["adminform"].form)
        if obj is not None and (latest := obj.latest_revision()):
            context["latest"] = latest
            context["public_copy"] = public_copies.about_page(obj, at=timezone.now())
            context["upcoming"] = upcoming(at=timezone.now(), articles=[obj])
            context["state"] = obj.state(at=timezone.now())
            context["state_name"] = workflow.STATES[context["state"]]
            context["reviewing"] = content_review.reviewing_of(request.user, obj, latest)
            context["problems"] = readiness.missing(obj, latest, form="")
            context |= readiness.for_form(request.user, obj, latest)
            context |= page_state.menu_of(request.user, obj, latest, context)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
