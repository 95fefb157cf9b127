"""What every page says, and what the home page features: one form."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.shortcuts import redirect
from django.utils import timezone

from articles import publishing
from articles.desk.admin.content import ActAdmin
from articles.desk.forms import SiteSettingsForm
from articles.models import Article, SiteSettings


@admin.register(SiteSettings)
class SiteSettingsAdmin(ActAdmin):
    form = SiteSettingsForm
    fieldsets = (
        ("Every page", {"fields": ("site_name", "about", "contact", "disclaimer")}),
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
        publishing.save_settings(
            settings=obj, by=request.user, featured=featured, opened=form.opened()
        )
