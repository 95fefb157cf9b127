"""The desk of menus: a list, one page a menu, and the ways to everything done with it."""

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import path

from accessibility.changes.admin import OpenedAdmin
from accessibility.hints import PHRASES
from accessibility.menus import acts
from accessibility.menus.live import NAMES
from accessibility.models import Menu, MenuVersion
from accessibility.views import menu_arranging, menu_entries, menu_versions
from accessibility.views.menu_forms import MenuForm
from accessibility.views.menu_overview import overview

LIVE = Prefetch("versions", MenuVersion.objects.live().select_related("by"), to_attr="live")


@admin.register(Menu)
class MenuAdmin(OpenedAdmin):
    form = MenuForm
    list_display = ("name", "shown", "state", "live_since", "live_by")
    ordering = ("id",)
    actions = None

    class Media:
        css = {"all": ["accessibility/admin/menus.css", "accessibility/admin/choices.css"]}

    @admin.display(description="shown")
    def shown(self, menu):
        return "On every page" if menu.slug in NAMES else menu.get_place_display()

    @admin.display(description="state")
    def state(self, menu):
        return acts.state_of(menu, live=self.live_version(menu))

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
        if obj is None:
            return ("slug", "name", "place", "keyboard_hint")
        own = () if obj.slug in NAMES else ("place",)
        return ("name", *own, "keyboard_hint")

    def changelist_view(self, request, extra_context=None):
        extra = (extra_context or {}) | {
            "legacy_hints": acts.legacy_hints(),
            "may_arrange": self.has_change_permission(request),
        }
        return super().changelist_view(request, extra)

    def save_model(self, request, obj, form, change):
        if change:
            form.saved = acts.save_words(obj, by=request.user, opened=form.opened())
        else:
            acts.add_menu(obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        return False  # its versions are what readers once had

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["phrases"] = PHRASES
        if obj:
            context |= {"title": f"Menu: {obj}", "menu": obj}
            context |= overview(obj, request)
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
            at("move/", menu_arranging.move),
            at("undo/", menu_arranging.undo),
            at("redo/", menu_arranging.redo),
            at("legacy-hint/", menu_arranging.drop_legacy_hint),
            at("items/add/", menu_entries.item),
            at("items/choices/", menu_entries.choices),
            at("items/<int:item_pk>/", menu_entries.item),
            at("items/<int:item_pk>/remove/", menu_entries.remove),
            at("bin/", menu_entries.removed),
            at("trash/<int:entry_pk>/restore/", menu_entries.restore_entry),
            at("preview/", menu_versions.preview),
            at("preview/page/", menu_versions.preview_page),
            at("publish/", menu_versions.publish),
            at("versions/", menu_versions.versions),
            at("versions/<int:version_pk>/", menu_versions.compare),
            at("versions/<int:version_pk>/restore/", menu_versions.restore),
            *super().get_urls(),
        ]
