"""The editors' desk: Django's admin under the center's name, in the groups people look for."""

from django.conf import settings
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone

from accessibility.changes.snapshots import read_in_one_snapshot
from accessibility.views import cleaned_posts
from articles import permissions, publishing
from articles.desk.views.editor import findings, markdown_editor, spoken
from articles.desk.views.library import home_page, old_facts, trash
from articles.desk.views.lists import help, preferences, site_history, site_report, worklists
from articles.desk.views.publishing import as_of, public_copies
from articles.models import DeskPreferences
from mscoe import own_password, set_password, sign_in, sign_in_throttle
from mscoe.monitoring import status_page
from mscoe.monitoring.health.files import disks

GROUPS = [
    ("Content", ["articles.article", "articles.section", "articles.image"]),
    ("People and links", ["articles.person", "articles.link"]),
    (
        "Whole site",
        [
            "accessibility.menu",
            "accessibility.term",
            "accessibility.message",
            "articles.sitesettings",
        ],
    ),
    ("Accounts", ["auth.user", "auth.group"]),
]


class CentreAdminSite(admin.AdminSite):
    index_title = "Your desk"
    index_template = "admin/articles/worklists/index.html"
    site_url = "/"
    enable_nav_sidebar = False
    empty_value_display = "–"
    login_form = sign_in.SignInForm
    final_catch_all_view = False  # an address of nothing is not found, signed in or not

    @property
    def site_header(self):
        return settings.SITE_NAME

    @property
    def site_title(self):
        return f"{settings.SITE_NAME}: editors' desk"

    def admin_view(self, view, cacheable=False):
        """A view of the desk, in the signed-in person's time zone.

        All that it shows is of one moment, so that no form is based on words it does not show.
        What is posted to it outlives the session it was typed in.
        """
        guarded = preferences.in_own_time(
            cleaned_posts.reported(super().admin_view(view, cacheable))
        )
        guarded = read_in_one_snapshot(guarded)
        return guarded if view == self.logout else sign_in.sign_in_place(guarded)

    def login(self, request, extra_context=None):
        """After signing in people go on to a page of this site, or to the desk."""
        sign_in.keep_next_on_this_site(request)
        response = super().login(request, extra_context)
        has_signed_in = request.method == "POST" and response.status_code == 302
        if not has_signed_in:
            return response
        publishing.record_sign_in(request.user)
        return sign_in_throttle.remember_browser(request, response)

    def logout(self, request, extra_context=None):
        """Signing out ends on its own page, whatever address came along."""
        request.GET, request.META["QUERY_STRING"] = QueryDict(), ""
        if request.method == "POST" and request.user.is_authenticated:
            publishing.record_sign_out(request.user)
        return super().logout(request, extra_context)

    def password_change(self, request, extra_context=None):
        context = {**self.each_context(request), **(extra_context or {})}
        return own_password.OwnPasswordChange.as_view(extra_context=context)(request)

    def get_urls(self):
        def at(route, view, name):
            return path(route, self.admin_view(view), name=name)

        return [
            at("r/<int:content_type_id>/<path:object_id>/", self.shown_on_site, "view_on_site"),
            path("sign-in/", sign_in.from_open_form, name="sign-in"),
            *set_password.urls,
            path("preferences/", self.admin_view(preferences.preferences), name="preferences"),
            at("copies/", public_copies.copies, "copies"),
            at("status/", status_page.status_page, "status-page"),
            path("as-of/", self.admin_view(as_of.site), name="as-of"),
            path("as-of/page/", self.admin_view(as_of.page), name="as-of-page"),
            path("markdown/preview/", markdown_editor.preview_text, name="markdown-preview"),
            path("markdown/frame/", markdown_editor.preview_frame, name="markdown-frame"),
            path("markdown/advice/", findings.advise, name="markdown-advice"),
            path("markdown/repair/", findings.repair_text, name="markdown-repair"),
            path("markdown/dismiss/", findings.dismiss_in_editor, name="markdown-dismiss"),
            path("markdown/spoken/", spoken.speak, name="markdown-spoken"),
            path("markdown/paste/", markdown_editor.paste, name="markdown-paste"),
            path("markdown/upload/", markdown_editor.upload_image, name="markdown-upload"),
            path("markdown/links/", markdown_editor.links, name="markdown-links"),
            path("markdown/images/", markdown_editor.images, name="markdown-images"),
            at("help/", help.contents, "help"),
            at("help/<slug:slug>/", help.topic, "help-topic"),
            at("home-page/", home_page.home_page, "home-page"),
            at("home-page/preview/", home_page.preview, "home-page-preview"),
            at("home-page/<int:pk>/undo/", home_page.undo, "home-page-undo"),
            at("old-numbers/", old_facts.old_facts, "old-facts"),
            at("audit/", site_report.audit, "site-report"),
            at("site-history/", site_history.site_history, "site-history"),
            at("site-history/csv/", site_history.as_file, "site-history-csv"),
            at("worklists/csv/", worklists.everything_as_csv, "worklists-csv"),
            at("worklists/<slug:slug>/", worklists.whole_list, "worklist"),
            at("worklists/<slug:slug>/csv/", worklists.list_as_csv, "worklist-csv"),
            at("trash/", trash.listing, "trash"),
            at("trash/<str:kind>/<int:pk>/archive/", trash.archive, "archive"),
            at("trash/<str:kind>/<int:pk>/restore/", trash.restore, "restore"),
            *(each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"),
        ]

    def each_context(self, request):
        context = super().each_context(request)
        if context["has_permission"]:
            context["has_shortcuts"] = DeskPreferences.of(request.user).has_shortcuts
        return context

    def index(self, request, extra_context=None):
        now = timezone.now()
        room = disks(at=now)
        context = {
            **worklists.first_page(request.user, at=now),
            "copies": public_copies.notable(at=now),
            "may_arrange_home": permissions.may_arrange_home(request.user),
            "has_old_facts": permissions.may_see_old_facts(request.user),
            "room": "" if room.is_ok else room.words,
            "has_site_history": permissions.may_read_site_history(request.user),
        }
        return super().index(request, context | (extra_context or {}))

    def shown_on_site(self, request, content_type_id, object_id):
        """Where the public sees a row of the desk; of other rows nothing is said."""
        kind = get_object_or_404(ContentType, pk=content_type_id)
        model = kind.model_class()
        if model is None or not self.is_registered(model):
            raise Http404("There is no such item at the desk.")
        model_admin = self.get_model_admin(model)
        row = model_admin.get_object(request, object_id)
        if row is None or not hasattr(row, "get_absolute_url"):
            raise Http404("This item has no page on the site.")
        if not model_admin.has_view_permission(request, row):
            raise PermissionDenied
        return redirect(row.get_absolute_url())

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
