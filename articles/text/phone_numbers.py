"""Phone numbers in running text, however they are written."""

import re
from functools import lru_cache

GAP = r"(?:\\?[\s().+·/\u2010-\u2014-]){0,3}"  # between two digits; Markdown may escape a mark
BEFORE = r"(?<!\w)(?<!\d[.,/-])"
AFTER = r"(?!\w)(?![.,/-]\d)"
COUNTRY = "1"
WITH_AREA = 10  # digits of a North American number


def digits_of(number: str) -> str:
    """What is dialed, without the country's own prefix where the number is a long one."""
    digits = re.sub(r"\D", "", number)
    has_prefix = len(digits) == WITH_AREA + 1 and digits.startswith(COUNTRY)
    return digits[1:] if has_prefix else digits


@lru_cache(maxsize=100)
def pattern_of(number: str) -> re.Pattern[str]:
    """What finds the number: 8002738255 as 1-800-273-8255, (800) 273-8255, +1 800.273.8255."""
    digits = digits_of(number)
    prefix = rf"(?:\+?{COUNTRY}{GAP}|\\?\()?" if len(digits) == WITH_AREA else ""
    return re.compile(BEFORE + prefix + GAP.join(digits) + AFTER)


def names(text: str, number: str) -> bool:
    """Whether the text holds the number."""
    return bool(digits_of(number)) and pattern_of(number).search(text) is not None
