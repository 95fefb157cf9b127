"""Every request that Django answers has an id, in logs and in its answer, and is counted."""

import re
import secrets
import time

from mscoe.monitoring import metrics
from mscoe.monitoring.logs import request_at_hand

SANE = re.compile(r"[A-Za-z0-9-]{8,64}")


def name_and_measure(get_response):
    """Middleware, nearly the first: what comes before it has no id."""

    def middleware(request):
        began = time.perf_counter()
        request.id = id_of(request)
        token = request_at_hand.set(request)
        try:
            response = get_response(request)
        finally:
            request_at_hand.reset(token)
        response.headers["X-Request-ID"] = request.id
        metrics.count(request, response, seconds=time.perf_counter() - began)
        return response

    return middleware


def id_of(request):
    """The one that the web server in front gave, if it looks like one; else one of our own."""
    given = request.headers.get("X-Request-ID", "")
    return given if SANE.fullmatch(given) else secrets.token_hex(16)
