"""The error pages: what is said when there is no page to show."""

from django.conf import settings
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static

STYLESHEET = "mscoe/css/site.css"


def page_not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    """Needs no database, session or template tag: any of them may be what has failed."""
    page = loader.get_template("500.html").render(
        {
            "site_name": settings.SITE_NAME,
            "crisis_line": settings.CRISIS_LINE,
            "patient_portal": settings.PATIENT_PORTAL,
            "stylesheet": stylesheet_address(),
        }
    )
    return HttpResponseServerError(page)


def stylesheet_address():
    """The hashed address, or the plain one where the manifest cannot be read."""
    try:
        return static(STYLESHEET)
    except (OSError, ValueError):
        return f"{settings.STATIC_URL}{STYLESHEET}"
