"""Tables as CSV files that spreadsheets read, and never run."""

import csv
import io
import unicodedata
from collections.abc import Iterable

MARK = "\ufeff"  # by which spreadsheets know UTF-8
STARTS_A_FORMULA = "=+-@−"
# Letters and marks that show nothing: combining joiner, variation selectors, fillers of Hangul,
# the empty braille cell.
SHOWS_NOTHING = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(number) for number in (*range(0xFE00, 0xFE10), *range(0x180B, 0x1810))
}
INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs", "Zs", "Zl", "Zp")  # categories of Unicode


def as_csv(rows: Iterable[Iterable[object]]) -> bytes:
    """The rows as the bytes of a CSV file; whatever a spreadsheet might run stays a text."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([as_text(cell) for cell in row] for row in rows)
    return (MARK + file.getvalue()).encode()


def as_text(cell: object) -> object:
    """The cell; behind an apostrophe where it begins as a formula does.

    Spreadsheets differ in what they drop before they look for a formula, and some read full-width,
    small or raised signs as the plain ones. So the first character that shows is judged, in its
    plainest form. Numbers stay numbers.
    """
    if not isinstance(cell, str):
        return cell
    plain = unicodedata.normalize("NFKD", cell)
    first = next((sign for sign in plain if shows(sign)), "")
    begins_a_line = cell[:1] in ("\t", "\r", "\n")
    return f"'{cell}" if begins_a_line or (first and first in STARTS_A_FORMULA) else cell


def shows(sign: str) -> bool:
    return sign not in SHOWS_NOTHING and unicodedata.category(sign) not in INVISIBLE
