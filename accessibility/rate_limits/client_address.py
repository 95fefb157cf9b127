"""Where a request comes from, for rate limits and for nothing else.

A proxy of ours names the client's address in a header that it always sets itself
(``deploy/nginx.conf``); it is believed only when the connection comes from a trusted proxy: a
socket file, or an address in ``settings.TRUSTED_PROXIES``. Addresses are never stored or logged.
"""

import hmac
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings

HEADER = "HTTP_X_CLIENT_ADDRESS"
SOCKET_FILE = "unix"
# One household or phone gets a whole /64 (RFC 6177), so its addresses count as one client.
IPV6_PREFIX = 64
UNKNOWN = "unknown"


def client_network(meta: dict[str, str]) -> str:
    """An IPv4 address, or the /64 of an IPv6 address; ``unknown`` where there is neither."""
    address = _address(meta)
    if address is None:
        return UNKNOWN
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((int(address), IPV6_PREFIX), strict=False))


def _address(meta: dict[str, str]) -> IPv4Address | IPv6Address | None:
    peer = meta.get("REMOTE_ADDR", "")
    if not _is_trusted(peer):
        return parsed(peer)
    return parsed(meta.get(HEADER, "")) or parsed(peer)


def _is_trusted(peer: str) -> bool:
    trusted: Iterable[str] = settings.TRUSTED_PROXIES
    address = parsed(peer)
    if address is None:
        return not peer.strip() and SOCKET_FILE in trusted  # a socket file has no address
    return any(address in ip_network(one) for one in trusted if one != SOCKET_FILE)


def parsed(text: str) -> IPv4Address | IPv6Address | None:
    """An address as it is compared; None for anything else, such as two addresses in a row."""
    try:
        address = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def digest(*parts: str) -> str:
    """A keyed SHA-256 in hexadecimal: the same for the same parts, and no use without the key."""
    encoded = [part.encode(errors="surrogatepass") for part in parts]
    message = b"".join(len(part).to_bytes(4) + part for part in encoded)
    return hmac.digest(settings.SECRET_KEY.encode(), message, "sha256").hex()
