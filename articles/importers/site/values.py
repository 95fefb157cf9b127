"""What the values in a site's folder may be: texts, days, flags, lists of such. Else a sentence.

YAML reads ``title: 2020`` as a number and ``title: No`` as a refusal; the first is taken as the
text it was meant to be, the second is asked to be put in quotes.
"""

from datetime import date, datetime
from typing import Any

Value = Any  # of YAML: a text, day, flag, number, list or mapping, as its key says
Row = dict[str, Value]

LISTS = frozenset(
    [
        "people",
        "resources",
        "images",
        "reviews",
        "review_dates",
        "sources",
        "items",
        "unpublished_items",
    ]
)
TEXTS = frozenset(["featured", "first", "other_spellings", "misspellings", "coauthors", "editors"])
MAPPINGS = frozenset(["withdrawn", "unpublished_words"])
FLAGS = frozenset(
    [
        "sample",
        "decorative",
        "is_decorative",
        "gone",
        "source_untouched",
        "archived",
        "badge_alone",
        "explained_on_pages",
        "in_use",
    ]
)
DAYS = frozenset(["published_on", "updated_on", "on", "reviewed_on", "due_on"])
NUMBERS = frozenset(
    ["width", "height", "position", "revision", "review_months", "focus_x", "focus_y"]
)
NEEDED = {
    "people": ("slug",),
    "resources": ("address",),
    "images": ("address",),
    "sources": ("file",),
    "reviews": ("person", "reviewed_on", "due_on"),
    "review_dates": ("due_on",),
}


class UnreadableFolder(Exception):
    """A sentence that names the file and what is wrong with it."""


def mapping(values: Value, where: str) -> Row:
    """The names and values, each checked by what it is called; nothing else may be there."""
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise UnreadableFolder(f"{where} must contain names and values.")
    return {key: _value(key, value, where) for key, value in values.items()}


def _value(key: str, value: Value, where: str) -> Value:
    if value is None:
        return None
    if key in TEXTS:
        return _texts(key, value, where)
    if key in LISTS:
        return _rows(key, value, where)
    if key in MAPPINGS:
        return mapping(value, f"{where}: {key}")
    if key in DAYS and type(value) is not date:
        raise UnreadableFolder(f"{where}: {key} must be a date such as 2026-10-12.")
    if key in FLAGS and type(value) is not bool:
        raise UnreadableFolder(f"{where}: {key} must be true or false.")
    if key in NUMBERS and type(value) is not int:
        raise UnreadableFolder(f"{where}: {key} must be a number.")
    return value if key in DAYS | FLAGS | NUMBERS else _text(key, value, where)


def _rows(key: str, value: Value, where: str) -> list[Row]:
    if not isinstance(value, list):
        raise UnreadableFolder(f"{where}: {key} must be a list.")
    rows = [mapping(entry, f"{where}: {key}") for entry in value]
    for row in rows:
        for name in NEEDED.get(key, ()):
            if not row.get(name):
                raise UnreadableFolder(f"{where}: {key} has an entry without {name}.")
    return rows


def _texts(key: str, value: Value, where: str) -> list[str]:
    if not isinstance(value, list):
        raise UnreadableFolder(f"{where}: {key} must be a list.")
    return [_text(key, entry, where) for entry in value]


def _text(key: str, value: Value, where: str) -> str:
    if isinstance(value, (date, datetime)):
        value = value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise UnreadableFolder(f"{where}: {key} must be text. Put it in quotes.")
    if "\x00" in str(value):
        raise UnreadableFolder(f"{where}: {key} contains a NUL character, which is not allowed.")
    return str(value)
