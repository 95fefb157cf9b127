"""The numbers of a saved page's lists as they are typed here: "4.", "b)", "7. {value=7}"."""

from bs4 import Tag

from articles.markup.lettered_lists import LAST_ROMAN
from articles.markup.list_numbers import kind_of
from articles.markup.numerals import number_of, written

LAST_FIGURE = 999  # longer numbers are read as words: "1986. It was"
LAST_LETTER = 26  # of a first item
INTERRUPTING = ("1", "a", "A", "i", "I")  # what may follow words without a blank line


def numbers_of(element: Tag) -> list[int]:
    """The numbers that a browser shows before the items of an ``ol``."""
    items = element.find_all("li", recursive=False)
    step = -1 if element.has_attr("reversed") else 1
    number = whole(element.get("start"), len(items) if step < 0 else 1)
    numbers = []
    for item in items:
        number = whole(item.get("value"), number)
        numbers.append(number)
        number += step
    return numbers


def whole(text: object, otherwise: int) -> int:
    try:
        return int(str(text))
    except ValueError:
        return otherwise


def markers_of(element: Tag) -> list[str]:
    """What is typed before each item of an ``ol``: its sign, and a mark where that says too little.

    ``element["other"]`` is set on a list right after another, from which it must be told.
    """
    kind, numbers = str(element.get("type", "1")), numbers_of(element)
    ends = ")" if kind != "1" or element.get("other") else "."
    signs = signs_of(numbers, kind)
    if counts_down(numbers) and all(
        number_of(*each) == n for each, n in zip(signs, numbers, strict=True)
    ):
        marks = [""] * len(numbers)
    else:
        marks = [value_mark(n, numbers, sign, kind) for n, (sign, _) in enumerate(signs)]
    if kind_of([sign for sign, _ in signs]) != kind or (kind != "1" and element.get("other")):
        marks[0] = with_type(marks[0], kind)
    return [f"{sign}{ends}{mark}" for (sign, _), mark in zip(signs, marks, strict=True)]


def signs_of(numbers: list[int], kind: str) -> list[tuple[str, str]]:
    """A sign for each number, with its type; the first item's is one that begins a list."""
    last = {"1": LAST_FIGURE, "a": LAST_LETTER, "i": LAST_ROMAN}[kind.lower()]
    least = 0 if kind == "1" else 1
    signs = []
    for index, number in enumerate(numbers):
        highest = last if index == 0 or kind == "1" else 700
        signs.append((written(number if least <= number <= highest else 1, kind), kind))
    return signs


def counts_down(numbers: list[int]) -> bool:
    pairs = zip(numbers, numbers[1:], strict=False)
    return len(numbers) > 1 and all(after == before - 1 for before, after in pairs)


def value_mark(index: int, numbers: list[int], sign: str, kind: str) -> str:
    """The mark of a number that is not the one that is read without it."""
    read = number_of(sign, kind) if index == 0 else numbers[index - 1] + 1
    return "" if read == numbers[index] else f" {{value={numbers[index]}}}"


def with_type(mark: str, kind: str) -> str:
    return mark.replace("{", f"{{type={kind} ") if mark else f" {{type={kind}}}"


def may_follow_words(element: Tag) -> bool:
    """Whether a list is read as one right below a line of words."""
    if element.name != "ol":
        return True
    return markers_of(element)[0].split(" ")[0][:-1] in INTERRUPTING
