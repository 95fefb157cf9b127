"""Logs that tell what happened and not who read what: as text, or a JSON object a line.

While a request is answered, or where a message is about one, every line has its id; the reader's
address and the words that came with the request are cut out, whatever says them. Signatures of
links that let someone in are cut out everywhere.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

from accessibility.rate_limits import client_address

SIGNED = re.compile(r"(/(?:review|draft)/\d+|/admin/(?:invitation|reset)/\w+(?=/))[./][\w.-]+")
WORD = re.compile(r"\w{3,}")
ADDRESSES = ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", client_address.HEADER)
FAULT = 500  # HTTP: from here on it is the site's
MOST_READ = 100_000  # signs of what a request brought

request_at_hand = ContextVar("request_at_hand", default=None)


class WithoutSignatures(logging.Filter):
    """Cuts the signature out of links to a review, a draft or a first password."""

    def filter(self, record):
        said = record.getMessage()
        if SIGNED.search(said):
            record.msg, record.args = SIGNED.sub(r"\1.…", said), None
        return True


class RefusalsInALine(logging.Filter):
    """A request that was refused (4xx) is no fault of the site: its line carries no traceback."""

    def filter(self, record):
        status = getattr(record, "status_code", None)
        if status is not None and status < FAULT:
            record.exc_info = record.exc_text = record.stack_info = None
        return True


class Text(logging.Formatter):
    """A line for people."""

    def __init__(self):
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record):
        return redacted(super().format(record), request_of(record))


class Json(logging.Formatter):
    """A line for machines."""

    def format(self, record):
        request = request_of(record)
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": redacted(record.getMessage(), request),
        }
        if request is not None:
            told["request_id"] = getattr(request, "id", "")
            told["method"] = request.method
        if record.exc_info:
            told["exception"] = redacted(self.formatException(record.exc_info), request)
        return json.dumps(told, ensure_ascii=False)


def request_of(record):
    """What a line is about: the request it names, or the one that is being answered."""
    named = getattr(record, "request", None)
    return named if hasattr(named, "META") else request_at_hand.get()


def redacted(text, request):
    """The text without the reader's address and without words that came with the request."""
    if request is None:
        return text
    for name in ADDRESSES:
        if address := request.META.get(name):
            text = text.replace(address, "…")
    brought = set(WORD.findall(_brought_by(request).lower()))
    return WORD.sub(lambda word: "…" if word[0].lower() in brought else word[0], text)


def _brought_by(request):
    """What was asked for and, from readers, what was sent; texts of the desk are too long."""
    forms = [request.GET]
    if not request.path.startswith("/admin/"):
        forms.append(_posted(request))
    values = (value for form in forms for _, values in form.lists() for value in values)
    return " ".join(values)[:MOST_READ]


def _posted(request):
    """Nothing where the request broke off before it was read."""
    try:
        return request.POST
    except Exception:
        return type(request.GET)()
