"""Addresses in an imported page: made absolute, cleaned, or refused."""

import re
from urllib.parse import quote, urljoin, urlsplit

SAFE_SCHEMES = {"http", "https", "mailto", "tel", "sms"}
# The machine on which a site was built: its links there mean the site itself.
BUILDER = re.compile(
    r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::\d+)?(?=/|$)", re.I
)
# What an address may hold as it is; anything else is written as %XX.
KEEP = "%/:?#[]@!$&'()*+,;=~-._"


def absolute(address: str, base_url: str = "") -> str:
    """The address as a link of our own may hold it; empty for one that leads nowhere safe."""
    address = re.sub(r"[\t\n\r]", "", address or "").strip()
    address = re.sub(r"^(https?):/*(?=[^/])", r"\1://", address, flags=re.I)
    if not address:
        return ""
    address = BUILDER.sub("", address) or ("/" if BUILDER.match(address) else "")
    try:
        joined = urljoin(base_url, address) if base_url and not address.startswith("#") else address
        parts = urlsplit(joined)
    except ValueError:
        return ""
    if parts.scheme and parts.scheme.lower() not in SAFE_SCHEMES:
        return ""
    return quote(joined, safe=KEEP)


def is_relative(address: str) -> bool:
    """Whether an address needs the page's own to lead anywhere; "#part" does not."""
    return bool(address) and not address.startswith("#") and not urlsplit(address).scheme
