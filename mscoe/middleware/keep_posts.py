"""When a post cannot be carried out - signed out, an old token, no database, no room - its words
are kept.

They travel in hidden fields of the answer, never through a redirect or an address. Such a page
needs no database, since that may be what has failed.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from mscoe import views
from mscoe.monitoring.outages import Outage, outage_of

TOKEN = "csrfmiddlewaretoken"
DOWN = "The site cannot reach its database right now. Your text is still here."
FULL = "A disk of the site is full, so nothing can be saved right now. Your text is still here."
READ_ONLY = "The site's database is read-only right now. Your text is still here."
BUSY = (
    "Another change to the site is taking a long time, so yours was not saved. Your text is"
    " still here."
)
SENTENCES = {
    Outage.AWAY: DOWN,
    Outage.FULL: FULL,
    Outage.READ_ONLY: READ_ONLY,
    Outage.BUSY: BUSY,
}


def page(request, *, title, sentence, button, status, form=None, leaving_out=()):
    """What was posted in hidden fields, with a button that posts it to the same address again."""
    posted = without(request.POST, (TOKEN, *leaving_out))
    text = loader.get_template("admin/kept.html").render(
        {
            "title": title,
            "site_title": settings.SITE_NAME,
            "site_header": settings.SITE_NAME,
            "sentence": sentence,
            "button": button,
            "form": form,
            "address": request.get_full_path(),
            "pairs": [(name, value) for name, values in posted.lists() for value in values],
            "has_files": bool(request.FILES),
            "token": get_token(request),
        }
    )
    response = HttpResponse(text, status=status)
    add_never_cache_headers(response)
    return response


def without(posted, names):
    kept = posted.copy()
    for name in names:
        kept.pop(name, None)
    return kept


def csrf_failure(request, reason=""):
    """A form of the desk whose token grew old, by signing in elsewhere, can be sent once more.

    Only what came from a page of this site is shown again: nobody else may put words on it.
    """
    if not (is_of_desk(request) and _came_from_here(request)):
        return views.form_refused(request, reason=reason)
    return page(
        request,
        title="Save again",
        sentence="You opened this form before you signed in, so the site needs to confirm that"
        " it is yours. Nothing you typed is lost, and nothing is saved yet.",
        button="Save again",
        status=403,
    )


def is_of_desk(request):
    """Whether this is a form of the desk, other than those in which passwords are typed."""
    desk, signing = reverse("admin:index"), (reverse("admin:login"), reverse("admin:logout"))
    return (
        request.method == "POST"
        and request.path.startswith(desk)
        and request.path not in signing
        and not any("password" in name for name in request.POST)
    )


def _came_from_here(request):
    origin = urlsplit(request.headers.get("Origin", ""))
    return origin.scheme == request.scheme and origin.netloc == request.get_host()


def keep_posts_that_cannot_be_saved(get_response):
    """Middleware: a post that database or disk could not take is answered with its words kept."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, problem):
        sentence = outage_sentence(problem)
        if request.method != "POST" or not sentence:
            return None
        if not request.accepts("text/html"):
            return JsonResponse({"error": sentence}, status=503, headers={"Retry-After": "5"})
        if not is_of_desk(request):
            return None
        return page(
            request,
            title="Not saved yet",
            sentence=f"{sentence} Wait a moment, then try again.",
            button="Try again",
            status=503,
        )

    middleware.process_exception = process_exception
    return middleware


def outage_sentence(problem):
    """A sentence, where it is the machine that cannot take a post; else nothing."""
    return SENTENCES.get(outage_of(problem), "")
