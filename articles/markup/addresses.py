"""What kind of place an address leads to."""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from accessibility.hints import file_kind

SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
PLACE = re.compile(rf"{SCHEME.pattern}|[/#?.]|[^?#]*(?:/|\.[a-z]{{2,5}})(?:[?#]|$)", re.IGNORECASE)
KIND_OF_SCHEME = {"mailto": "mail", "tel": "phone", "sms": "phone"}
WEB = ("", "http", "https")


def may_be_linked(address: str) -> bool:
    """Relative addresses and the schemes of the web, mail, telephone and text messages."""
    scheme = SCHEME.match(address)
    return scheme is None or scheme[1].lower() in SCHEMES


def leads_somewhere(address: str) -> bool:
    """Not a bare word: an address has a scheme, a path of the site or the name of a file."""
    return not address or PLACE.match(address) is not None


def relative_to_site(address: str, own_hosts: frozenset[str]) -> str:
    """An address on one of our own hosts without scheme and host; any other as it is."""
    parts = _split(address)
    if parts is None or parts.scheme not in WEB or not _is_own(parts, own_hosts):
        return address
    path = "/" + parts.path.lstrip("/")
    return urlunsplit(("", "", path, parts.query, parts.fragment))


def kind(address: str) -> str:
    """external, internal, file, mail or phone, of an address already made relative."""
    parts = _split(address)
    if parts is None or parts.netloc or parts.scheme in ("http", "https"):
        return "external"
    if parts.scheme in KIND_OF_SCHEME:
        return KIND_OF_SCHEME[parts.scheme]
    return "file" if file_kind(address) else "internal"


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _is_own(parts: SplitResult, own_hosts: frozenset[str]) -> bool:
    return bool(parts.netloc) and bool({parts.netloc.lower(), parts.hostname} & own_hosts)
