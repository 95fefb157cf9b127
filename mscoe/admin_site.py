"""The editors' desk: Django's admin under the centre's name, in the groups people look for."""

from django.conf import settings
from django.contrib import admin
from django.urls import path
from django.utils import timezone

from articles.views import editor, waiting

GROUPS = [
    ("Content", ["articles.article", "articles.section", "articles.image"]),
    ("People and links", ["articles.person", "articles.link"]),
    ("Whole site", ["accessibility.menu", "articles.sitesettings"]),
    ("Accounts", ["auth.user", "auth.group"]),
]


class CentreAdminSite(admin.AdminSite):
    index_title = "Your desk"
    index_template = "admin/articles/waiting/index.html"
    site_url = "/"
    enable_nav_sidebar = False
    empty_value_display = "–"
    final_catch_all_view = False  # an address of nothing is not found, signed in or not

    @property
    def site_header(self):
        return settings.SITE_NAME

    @property
    def site_title(self):
        return f"{settings.SITE_NAME}: editors' desk"

    def get_urls(self):
        return [
            path("markdown/preview/", editor.preview_text, name="markdown-preview"),
            path("markdown/frame/", editor.preview_frame, name="markdown-frame"),
            path("markdown/upload/", editor.upload_image, name="markdown-upload"),
            path("markdown/images/", editor.images, name="markdown-images"),
            path("waiting/csv/", self.admin_view(waiting.everything_as_csv), name="waiting-csv"),
            path("waiting/<slug:slug>/", self.admin_view(waiting.whole_list), name="waiting-list"),
            path(
                "waiting/<slug:slug>/csv/",
                self.admin_view(waiting.list_as_csv),
                name="waiting-list-csv",
            ),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        groups = waiting.groups(request.user, at=timezone.now())
        return super().index(request, {"groups": groups} | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        """Models by what they are for; whatever has no group of ours stays under its app."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            for model in app["models"]:
                model["one"] = model["model"]._meta.verbose_name
        if app_label:
            return apps
        known = {
            model["model"]._meta.label_lower: (app, model)
            for app in apps
            for model in app["models"]
        }
        groups = [
            self._group(name, [known.pop(label) for label in labels if label in known])
            for name, labels in GROUPS
        ]
        others = [app | {"models": left} for app in apps if (left := _left(app, known))]
        return [group for group in groups if group] + others

    def _group(self, name, found):
        if not found:
            return None
        app = found[0][0]
        return app | {"name": name, "models": [model for _, model in found]}


def _left(app, known):
    return [model for model in app["models"] if model["model"]._meta.label_lower in known]
