"""What a request asks of a file beyond its name: encodings, conditions, ranges. Pure."""

import calendar
import re
from email.utils import formatdate, parsedate
from enum import Enum
from functools import lru_cache
from typing import Final
from urllib.parse import quote
from wsgiref.types import WSGIEnvironment

REFUSED = re.compile(r"^q=0(?:\.0*)?$")
RANGE = re.compile(r"^\s*([0-9]{0,18})\s*-\s*([0-9]{0,18})\s*$")


class Unsatisfiable(Enum):
    """Its one member stands for a range of which the file has nothing."""

    RANGE = "unsatisfiable"


UNSATISFIABLE: Final = Unsatisfiable.RANGE


@lru_cache(maxsize=256)
def accepted_encodings(header: str) -> tuple[str, ...]:
    """Those of our encodings that the reader takes, the smallest first."""
    taken = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if not REFUSED.match(weight.replace(" ", "")):
            taken.add(name.strip())
    return tuple(encoding for encoding in ("br", "gzip") if encoding in taken)


@lru_cache(maxsize=4096)
def http_date(moment: int) -> str:
    return formatdate(moment, usegmt=True)


def parse_date(text: str) -> int | None:
    parts = parsedate(text)
    try:
        return None if parts is None else calendar.timegm(parts)
    except (ValueError, OverflowError):
        return None


def status_for(environ: WSGIEnvironment, tag: str, mtime: int) -> int:
    """200, 304 or 412, by the order of RFC 9110, 13.2.2."""
    if has_changed(environ, tag, mtime):
        return 412
    if "HTTP_IF_NONE_MATCH" in environ:
        return 304 if names(environ["HTTP_IF_NONE_MATCH"], tag, weakly=True) else 200
    since = parse_date(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
    return 304 if since is not None and mtime <= since else 200


def has_changed(environ: WSGIEnvironment, tag: str, mtime: int) -> bool:
    """Whether the file is not the one that the request is only meant for."""
    if "HTTP_IF_MATCH" in environ:
        return not names(environ["HTTP_IF_MATCH"], tag, weakly=False)
    since = parse_date(environ.get("HTTP_IF_UNMODIFIED_SINCE", ""))
    return since is not None and mtime > since


def names(header: str, tag: str, *, weakly: bool) -> bool:
    """Whether one of the tags of ``header`` is ``tag``."""
    given = [part.strip() for part in header.split(",")]
    if weakly:
        given = [part.removeprefix("W/") for part in given]
    return tag in given or given == ["*"]


def range_applies(environ: WSGIEnvironment, tag: str, mtime: int) -> bool:
    """A part is sent only of the file that the reader has begun to fetch."""
    condition = environ.get("HTTP_IF_RANGE")
    if condition is None:
        return True
    if condition.startswith('"'):
        return condition == tag
    return parse_date(condition) == mtime


def wanted_range(header: str, size: int) -> tuple[int, int] | Unsatisfiable | None:
    """(first, last), UNSATISFIABLE, or None where the whole file is to be sent."""
    unit, _, wanted = header.partition("=")
    if unit.strip().lower() != "bytes" or "," in wanted:
        return None
    match = RANGE.match(wanted)
    if match is None or match[1] == match[2] == "":
        return UNSATISFIABLE
    if match[1] == "":
        first, last = max(size - int(match[2]), 0), size - 1
    else:
        first, last = int(match[1]), min(int(match[2] or size), size - 1)
    return (first, last) if first <= last else UNSATISFIABLE


def quoted(path: str) -> str:
    """A WSGI path (bytes as Latin-1) as it travels in an address."""
    return quote(path.encode("latin-1"), safe="/~!$&'()*+,;=:@-._")
