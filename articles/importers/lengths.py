"""Words that are longer than their field: cut, and said."""

from django.utils.text import Truncator


def cut(text: str, length: int, what: str, remarks: list[str]) -> str:
    if len(text) <= length:
        return text
    remarks.append(
        f"The {what} was shortened to {length} characters. Left out: “{text[length - 20 :][:80]}”."
    )
    return Truncator(text).chars(length)
