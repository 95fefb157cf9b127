"""What every page says, and what the home page features: one form."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import permissions, publishing
from articles.desk.admin.content import ActAdmin
from articles.desk.forms import SiteSettingsForm
from articles.models import Article, SiteSettings
from articles.publishing.corrections.facts import LINE, PORTAL, changed_facts
from articles.publishing.corrections.finding import holders

FACTS = {*LINE, PORTAL}


@admin.register(SiteSettings)
class SiteSettingsAdmin(ActAdmin):
    form = SiteSettingsForm
    fieldsets = (
        ("Every page", {"fields": ("site_name", "about", "contact", "disclaimer")}),
        (
            "Where readers find help",
            {
                "fields": (
                    *("crisis_label", "crisis_number", "crisis_press", "crisis_address"),
                    *("portal_label", "portal_address"),
                ),
                "description": "Shown in the quick links, beside the home page and on the pages "
                "for what goes wrong. Change them here only.",
            },
        ),
        ("Home page", {"fields": ("home_title", "home_introduction")}),
    )

    class Media:
        css = {"all": ["articles/admin/desk.css"]}
        js = [Script("articles/admin/rows.js", type="module")]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.editor = request.user
        return form

    def get_object(self, request, object_id, from_field=None):
        return SiteSettings.current()

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return redirect("admin:articles_sitesettings_change", 1)

    def has_add_permission(self, request):
        return False

    def render_change_form(self, request, context, *args, **kwargs):
        live = Article.objects.with_live_title(at=timezone.now()).exclude(live_title=None)
        featured = live.filter(featured__isnull=False).order_by("featured__position")
        context["featured_titles"] = featured.values_list("live_title", flat=True)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        featured = [values["page"] for values in form.featured.values()]
        form.saved = publishing.save_settings(
            settings=obj, by=request.user, featured=featured, opened=form.opened()
        )
        if FACTS & set(form.changed_data):
            self._point_to_old_facts(request)

    def _point_to_old_facts(self, request):
        """Says how much still names the old number or address, and where to replace it."""
        readable = permissions.readable(request.user)
        found = holders(changed_facts(), at=timezone.now(), readable=readable)
        if found:
            count = len(found)
            link = reverse("admin:old-facts")
            self.message_user(
                request,
                format_html(
                    '{} still {} the old number or address. <a href="{}">Look at {}</a>',
                    "1 page or text" if count == 1 else f"{count} pages and texts",
                    "names" if count == 1 else "name",
                    link,
                    "it" if count == 1 else "them",
                ),
                messages.WARNING,
            )
