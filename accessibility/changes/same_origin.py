"""Where a form was sent from. Readers have no cookie, so nothing else tells a forged request."""

from typing import Any

ELSEWHERE = "This form was not sent from this site. Please send it again."


def cross_site_refusal(request: Any) -> str:
    """A message for someone who sent the form from another site, or "".

    Browsers that send no referrer name no origin either; then Sec-Fetch-Site tells.
    """
    own = f"{request.scheme}://{request.get_host()}"
    is_own = request.headers.get("Origin", "null") in ("null", own)
    is_same = request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    return "" if is_own and is_same else ELSEWHERE
