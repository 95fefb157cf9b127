"""The desk of menus: a list, one page a menu, and the ways to everything done with it."""

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import path

from accessibility import menus
from accessibility.forms import MenuForm
from accessibility.hints import PHRASES
from accessibility.models import Menu, MenuVersion
from accessibility.views import editorial

LIVE = Prefetch("versions", MenuVersion.objects.live().select_related("by"), to_attr="live")


@admin.register(Menu)
class MenuAdmin(admin.ModelAdmin):
    form = MenuForm
    list_display = ("name", "state", "live_since", "live_by")
    ordering = ("id",)
    actions = None

    class Media:
        css = {"all": ["accessibility/admin/menus.css"]}

    @admin.display(description="state")
    def state(self, menu):
        return menus.state_of(menu, live=self.live_version(menu))

    @admin.display(description="live since")
    def live_since(self, menu):
        live = self.live_version(menu)
        return live and live.at

    @admin.display(description="published by")
    def live_by(self, menu):
        live = self.live_version(menu)
        return live and live.by

    def live_version(self, menu):
        return menu.live[0] if menu.live else None

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("items", LIVE)

    def get_fields(self, request, obj=None):
        return ("name", "keyboard_hint") if obj else ("slug", "name", "keyboard_hint")

    def changelist_view(self, request, extra_context=None):
        may_add = self.has_add_permission(request) and menus.places_without_menu()
        extra = (extra_context or {}) | {"has_add_permission": bool(may_add)}
        return super().changelist_view(request, extra)

    def add_view(self, request, form_url="", extra_context=None):
        if not menus.places_without_menu():
            messages.info(request, "Every place in the page has its menu already.")
            return redirect("admin:accessibility_menu_changelist")
        return super().add_view(request, form_url, extra_context)

    def has_delete_permission(self, request, obj=None):
        return False  # its versions are what readers once had

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["phrases"] = PHRASES
        if obj:
            context |= {"title": f"Menu: {obj}", "menu": obj}
            context |= editorial.overview(obj, request.user)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        return self.response_change(request, obj)

    def response_change(self, request, obj):
        messages.success(
            request, f"Name and hint of “{obj}” were saved. Readers see no change yet."
        )
        return redirect("admin:accessibility_menu_change", obj.pk)

    def get_urls(self):
        def at(route, view):
            guarded = self.admin_site.admin_view(view)
            return path(f"<int:pk>/{route}", guarded, name=f"accessibility_menu_{view.__name__}")

        return [
            at("move/", editorial.move),
            at("items/add/", editorial.item),
            at("items/<int:item_pk>/", editorial.item),
            at("items/<int:item_pk>/remove/", editorial.remove),
            at("bin/", editorial.removed),
            at("bin/<int:entry_pk>/bring-back/", editorial.bring_back),
            at("publish/", editorial.publish),
            at("versions/", editorial.versions),
            at("versions/<int:version_pk>/restore/", editorial.restore),
            *super().get_urls(),
        ]
