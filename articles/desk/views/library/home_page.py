"""The home page at the desk: arranged, looked at, saved, and any change undone."""

from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accessibility.changes.page_context import page_context
from articles import permissions, publishing
from articles.desk.forms import HomePageForm
from articles.models import Event, SiteSettings
from articles.public import context as public_context
from articles.publishing.errors import HomePageChanged
from articles.publishing.library.home_page import HomePage

SHOWN = 10  # changes
NOT_SHOWN = "There is no preview until the errors are corrected. Save the form to see them."


def for_arrangers(view):
    """Never cached, and only for people who may arrange the home page."""

    @wraps(view)
    @never_cache
    def answer(request, *args, **kwargs):
        if not permissions.may_arrange_home(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return answer


@for_arrangers
def home_page(request):
    now = HomePage.now()
    form = HomePageForm(request.POST or None, home=now, editor=request.user)
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            saved = publishing.save_home_page(home=form.home(), by=request.user, seen=seen)
        except HomePageChanged as refusal:
            form.add_error(None, str(refusal))
            form.data = form.data.copy()
            form.data["seen"] = now.fingerprint
        else:
            messages.success(request, "Home page saved." if saved else "Nothing was changed.")
            return redirect("admin:home-page")
    return _screen(request, form)


def _screen(request, form):
    changes = Event.objects.filter(verb=Event.Verb.HOME_SAVED).select_related("by")
    context = {
        **admin.site.each_context(request),
        "title": "Home page",
        "form": form,
        "changes": changes.order_by("-at", "-pk")[:SHOWN],
    }
    return render(request, "admin/articles/home_page.html", context)


@require_POST
@for_arrangers
def preview(request):
    """The home page as readers would have it; nothing is saved."""
    form = HomePageForm(request.POST, home=HomePage.now(), editor=request.user)
    if not form.is_valid():
        return render(request, "articles/home_not_shown.html", {"why": NOT_SHOWN})
    home, site = form.home(), SiteSettings.current()
    site.home_title, site.home_introduction = home.title, home.introduction
    page_context(request).site_settings = site
    context = public_context.arranged_home(home, at=timezone.now()) | {"menu_path": "/"}
    response = render(request, "articles/home.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_POST
@for_arrangers
def undo(request, pk):
    """Back to what the home page was before a change; that is a change as well."""
    event = get_object_or_404(Event, pk=pk, verb=Event.Verb.HOME_SAVED)
    publishing.save_home_page(home=HomePage.kept(event.data["was"]), by=request.user)
    messages.success(request, "The home page is as it was before that change.")
    return redirect("admin:home-page")
