"""Numbers as attributes hold them, or should."""

import re

WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})")


def whole_number(text: str | None) -> int | None:
    """The number that is all there is in the text; None for anything else."""
    given = (text or "").strip()
    return int(given) if WHOLE.fullmatch(given) else None


def number(text: str | None) -> float | None:
    """The same with decimals."""
    given = (text or "").strip()
    return float(given) if DECIMAL.fullmatch(given) else None
