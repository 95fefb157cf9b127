"""``/healthz`` and ``/readyz``: whether this process lives, and whether to send it readers.

Asked by machines, by any name and without HTTPS: so they come before all that minds either.
"""

from django.http import JsonResponse

from mscoe import __version__
from mscoe.monitoring import health

QUIET = {"Cache-Control": "no-store"}


def answer_probes(get_response):
    """Middleware: the first of all."""

    def middleware(request):
        probe = PROBES.get(request.path)
        if probe is None or request.method not in ("GET", "HEAD"):
            return get_response(request)
        return probe()

    return middleware


def alive():
    return JsonResponse({"alive": True}, headers=QUIET)


def ready():
    known = health.conditions()
    is_ready = health.is_ready(known)
    checks = [
        {
            "name": condition.name,
            "ok": condition.is_ok,
            "words": condition.words,
            "since": condition.since,
        }
        for condition in known
    ]
    answer = {
        "ready": is_ready,
        "version": __version__,
        "checks": checks,
        "failed_pages": health.failures(),
    }
    return JsonResponse(answer, status=200 if is_ready else 503, headers=QUIET)


PROBES = {"/healthz": alive, "/readyz": ready}
