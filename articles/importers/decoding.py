"""Bytes of a saved page → text, whatever program saved it."""

import re

from articles.importers.encodings import Decoded, decoded
from articles.importers.records import UnreadablePage

MOST_BYTES = 5_000_000


def decode_page(data: bytes, *, declared: str = "") -> Decoded:
    """The text of a saved page, with plain line ends, and what was unclear about its bytes.

    ``declared``: the encoding that came with the bytes. What is no text is refused in words.
    """
    refuse_size(len(data), limit=MOST_BYTES)
    page = decoded(data, declared=declared)
    if not page.text.strip():
        raise UnreadablePage("The file is empty.")
    page.text = plain_line_ends(page.text)
    return page


def refuse_size(size: int, *, limit: int) -> None:
    if size > limit:
        raise UnreadablePage(
            f"The file is {size / 1_000_000:.1f} MB. The limit for a page of text is"
            f" {limit / 1_000_000:.0f} MB."
        )


def plain_line_ends(text: str) -> str:
    return re.sub("\r\n?|[\x0c\x85\u2028\u2029]", "\n", text)
