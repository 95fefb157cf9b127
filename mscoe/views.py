"""The error pages, robots.txt, and media where no web server stands in front."""

import sys

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static
from django.urls import reverse
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from accessibility.changes.page_context import page_context
from accessibility.changes.same_origin import cross_site_refusal
from articles.baking.help_lines import kept_help_lines
from mscoe.monitoring.outages import Outage, outage_of

STYLESHEET = "mscoe/css/site.css"
IMAGE_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
SECONDS_TO_WAIT = 5
WAIT = "Wait a minute, then reload this page."
MAKE_ROOM = (
    "Try again later. If you run this site, free some disk space. It then works again by itself."
)
BROKEN = {
    "title": "Something went wrong on our side",
    "sentence": "This page cannot be shown right now. It is not your device, and you did nothing"
    " wrong.",
    "step": WAIT,
}
SAFE = (
    "This page cannot be shown right now. Everything you saved is safe, and you did nothing wrong."
)
TROUBLES = {
    Outage.AWAY: {"title": "The site cannot reach its database", "sentence": SAFE, "step": WAIT},
    Outage.FULL: {"title": "A disk of the site is full", "sentence": SAFE, "step": MAKE_ROOM},
    Outage.READ_ONLY: {
        "title": "The site’s database is read-only",
        "sentence": SAFE,
        "step": WAIT,
    },
    Outage.BUSY: {
        "title": "The site is busy",
        "sentence": "Something else on the site is taking a long time, so this could not be done"
        " in time. Everything you saved is safe, and you did nothing wrong.",
        "step": WAIT,
    },
}
NOT_OUR_NAME = "This site does not use the name in the address. Check the address.\n"
FOR_EVER = "public, max-age=31536000, immutable"


def not_allowed(request, exception):
    """Why, where that is known; and what was typed, for it could not be saved."""
    typed = typed_words(request.POST) if _is_of_ours(request) else []
    return render(request, "403.html", {"why": str(exception), "typed": typed}, status=403)


def _is_of_ours(request):
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def bad_request(request, exception):
    """421 for a name that is not ours (RFC 9110, 15.5.20): another server may answer to it."""
    if isinstance(exception, DisallowedHost):
        return HttpResponse(NOT_OUR_NAME, status=421, content_type="text/plain; charset=utf-8")
    return defaults.bad_request(request, exception)


def page_not_found(request, exception):
    return render(request, "404.html", status=404)


@csrf_exempt
def nothing_here(request):
    raise Http404


def form_refused(request, reason=""):
    """A form came without its token. What was typed is returned, if it came from this site.

    Going back is no help: pages of the desk are never kept, so they would come back empty.
    """
    typed = typed_words(request.POST) if _is_of_ours(request) else []
    return render(request, "403_csrf.html", {"typed": typed}, status=403)


def typed_words(data):
    """What a person would miss: whole sentences, and nothing that should stay unseen."""
    unseen = ("csrf", "_")  # a button's name begins with "_"
    return [
        value
        for name, values in data.lists()
        for value in values
        if " " in value.strip() and not name.startswith(unseen) and "password" not in name
    ]


def server_error(request):
    """Needs no database, session or template tag: any of them may be what has failed."""
    trouble = TROUBLES.get(outage_of(sys.exception()))
    crisis_line, patient_portal = _help_lines(request)
    page = loader.get_template("500.html").render(
        {
            **(trouble or BROKEN),
            "site_name": settings.SITE_NAME,
            "crisis_line": crisis_line,
            "patient_portal": patient_portal,
            "stylesheet": stylesheet_address(),
            "typed": _typed_in_vain(request),
        }
    )
    if trouble:
        return HttpResponse(page, status=503, headers={"Retry-After": SECONDS_TO_WAIT})
    return HttpResponse(page, status=500)


def _help_lines(request):
    """As the page at hand has them, else the baked site, else the settings of this machine."""
    site = page_context(request).site_settings
    if site is not None:
        return site.help_lines
    kept = kept_help_lines(settings.BAKED_ROOT)
    return kept or (settings.CRISIS_LINE, settings.PATIENT_PORTAL)


def _typed_in_vain(request):
    """What a form brought that could not be carried out; nothing if it cannot be read either."""
    try:
        return [] if cross_site_refusal(request) else typed_words(request.POST)
    except Exception:  # a name that is not ours, or a post that broke off
        return []


def stylesheet_address():
    """The hashed address, or the plain one where the manifest cannot be read."""
    try:
        return static(STYLESHEET)
    except (OSError, ValueError):
        return f"{settings.STATIC_URL}{STYLESHEET}"


@require_safe
def robots(request):
    """Everything may be read and found, but the desk and the endless pages of search results."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('articles:search')}?",
        f"Sitemap: {request.build_absolute_uri(reverse('articles:sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def media_image(request, name):
    """An image we made ourselves. Its name comes from its content, so it never changes."""
    kind = IMAGE_TYPES.get(name.rpartition(".")[2])
    if kind is None or "/" in name or not default_storage.exists(f"images/{name}"):
        raise Http404
    image = FileResponse(default_storage.open(f"images/{name}"), content_type=kind)
    image.headers["Cache-Control"] = FOR_EVER
    return image
