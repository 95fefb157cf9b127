"""What is before the items of a list: numbers, and bullets that are there without a word."""

from lxml.html import HtmlElement

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
         (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Markers:
    """Numbers the items of each list once."""

    def __init__(self) -> None:
        self.numbers: dict[HtmlElement, int] = {}

    def of(self, item: HtmlElement) -> str:
        """ "2." for the second item of a numbered list; empty where no numbers show."""
        whole = item.getparent()
        if whole is None or whole.tag != "ol" or not shows_bullets(item):
            return ""
        if item not in self.numbers:
            self.numbers |= numbered(whole)
        kind = item.get("type") or whole.get("type") or "1"
        return f"{written(self.numbers[item], kind)}." if item in self.numbers else ""


def shows_bullets(item: HtmlElement) -> bool:
    """Style sheets take bullets and numbers away in menus and from lists with a class."""
    whole = item.getparent()
    if whole is None or whole.tag not in ("ol", "ul"):
        return False
    return "class" not in whole.attrib and not any(True for _ in whole.iterancestors("nav"))


def numbered(whole: HtmlElement) -> dict[HtmlElement, int]:
    items = list(whole.iterchildren("li"))
    step = -1 if "reversed" in whole.attrib else 1
    number = as_number(whole.get("start"), len(items) if step < 0 else 1)
    numbers = {}
    for item in items:
        numbers[item] = number = as_number(item.get("value"), number)
        number += step
    return numbers


def as_number(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def written(number: int, kind: str) -> str:
    if kind in ("a", "A") and number > 0:
        return letters(number) if kind == "a" else letters(number).upper()
    if kind in ("i", "I") and 0 < number < 4000:
        return roman(number) if kind == "i" else roman(number).upper()
    return str(number)


def letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def roman(number: int) -> str:
    text = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text
