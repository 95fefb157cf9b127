"""The desk's page that answers one question: is everything all right?"""

from django.contrib import admin
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mscoe import __version__
from mscoe.monitoring import health


@never_cache
@require_safe
def status_page(request):
    """What is wrong comes first, since when and what to do; then all that is well."""
    known = health.conditions()
    context = {
        **admin.site.each_context(request),
        "title": "Site status",
        "wrong": [condition for condition in known if not condition.is_ok],
        "right": [condition for condition in known if condition.is_ok],
        "version": __version__,
    }
    return render(request, "admin/status_page.html", context)
