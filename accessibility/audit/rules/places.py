"""The parts of an address, whatever was typed in its place."""

from urllib.parse import SplitResult, urlsplit

NOWHERE = SplitResult("", "", "", "", "")


def parts_of(address: str | None) -> SplitResult:
    """As ``urlsplit`` has them; nothing for what is no address, such as ``http://[``."""
    try:
        return urlsplit((address or "").strip())
    except ValueError:
        return NOWHERE
