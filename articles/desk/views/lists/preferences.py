"""Each person's own preferences, and the time zone in which the desk shows them times."""

from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accessibility.changes.forms import shown_again
from accessibility.changes.optimistic_lock import FormConflict
from articles import permissions, publishing
from articles.desk.forms import DeskPreferencesForm
from articles.models import DeskPreferences


def in_own_time(view):
    """Let a screen of the desk read and show times in the signed-in person's time zone."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        with timezone.override(DeskPreferences.of(request.user).zone):
            response = view(request, *args, **kwargs)
            # A template that is rendered after the view would be rendered in the site's zone.
            if hasattr(response, "render") and not response.is_rendered:
                response = response.render()
            return response

    return answer


@never_cache
def preferences(request):
    """Everybody's own: nobody else's can be seen or set here."""
    if not permissions.is_editor(request.user):
        raise PermissionDenied
    mine = DeskPreferences.of(request.user)
    form = DeskPreferencesForm(request.POST or None, instance=mine)
    if not form.is_valid():
        return _shown(request, form)
    try:
        publishing.save_preferences(preferences=mine, by=request.user, opened=form.opened())
    except FormConflict as refusal:
        stored = DeskPreferences.objects.get(pk=mine.pk)
        again = shown_again(form, refusal, instance=stored)
        return _shown(request, again, status=409, **again.shown_beside(refusal))
    messages.success(request, "Preferences saved.")
    if mine.brought_in:
        messages.info(request, mine.brought_in.sentence)
    return redirect("admin:preferences")


def _shown(request, form, *, status=200, **more):
    context = {**admin.site.each_context(request), "title": "My preferences", "form": form, **more}
    context["site_zone"] = timezone.get_default_timezone_name()
    return render(request, "admin/preferences.html", context, status=status)
