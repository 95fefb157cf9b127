"""A live site as a busy machine serves it: pages in two parts with a pause between, files late.

``python -m pytest -p tests.halting_site tests/journeys`` fails where a test judges a page that is
half there, or where a script of ours counts on answers that come at once.
"""

import time
from functools import wraps

import pytest
from django.core.handlers.wsgi import WSGIHandler

PAUSE = 0.4  # s
FIRST_PART = 3  # the first third of a page: its head, and not yet its main text


@pytest.fixture(scope="session", autouse=True)
def halting_site():
    """Only what goes over the wire halts: Django's test client does not come this way."""
    prompt = WSGIHandler.__call__
    WSGIHandler.__call__ = halting(prompt)
    yield
    WSGIHandler.__call__ = prompt


def halting(prompt):
    @wraps(prompt)
    def answer(handler, environ, start_response):
        response = prompt(handler, environ, start_response)
        if not is_page(response):
            time.sleep(PAUSE / 2)
            return response
        body = b"".join(response)
        response.close()
        return two_parts(body)

    return answer


def is_page(response):
    headers = getattr(response, "headers", {})
    return headers.get("Content-Type", "").startswith("text/html")


def two_parts(body):
    end = len(body) // FIRST_PART
    yield body[:end]
    time.sleep(PAUSE)
    yield body[end:]
