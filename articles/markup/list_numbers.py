"""The numbers of lists: which type they are, where they begin, and where they count otherwise.

Numbers count on from the first one typed, as in CommonMark. Beside that,

* a list whose numbers go down by one is a reversed one: ``3.``, ``2.``, ``1.``;
* ``{value=7}`` at the start of an item gives it a number of its own;
* letters and Roman numerals are told apart by the first two items, or by ``{type=i}``, which
  begins a new list when it comes later in one.
"""

import re
from copy import copy

from markdown_it.token import Token

from articles.markup.numerals import number_of
from articles.markup.values import Page

MARK = re.compile(r"\{(?:type=(?P<type>[1aAiI]))?(?: ?value=(?P<value>-?\d{1,9}))?\}(?: |$)")
LISTS = {"ordered_list_open": 1, "bullet_list_open": 1, "ordered_list_close": -1}
LISTS |= {"bullet_list_close": -1}


class NumberedList:
    """A list that is being read: its opening token and those of its items."""

    def __init__(self, token: Token) -> None:
        self.token = token
        self.items: list[Token] = []
        self.values: list[str | None] = []
        self.type = ""

    def add(self, item: Token, mark: re.Match | None) -> None:
        self.items.append(item)
        self.values.append(mark["value"] if mark else None)
        if mark and mark["type"]:
            self.type = mark["type"]

    def write_numbers(self) -> None:
        """Write the list's numbers into the attributes of its elements."""
        signs = [item.info for item in self.items]
        kind = self.type or kind_of(signs)
        numbers = [number_of(sign, kind) for sign in signs]
        if kind != "1":
            self.token.attrs["type"] = kind
        start = self.values[0] or str(numbers[0] if numbers[0] is not None else 1)
        self.token.attrs.pop("start", None)
        down = goes_down(numbers) and not any(self.values)
        if down or start != "1":  # a reversed list begins with the count of its items otherwise
            self.token.attrs["start"] = int(start)
        if down:
            self.token.attrs["reversed"] = ""
        for item, value in zip(self.items[1:], self.values[1:], strict=True):
            if value is not None:
                item.attrs["value"] = int(value)


def number_lists(page: Page) -> None:
    """Number every list; the marks that say how are taken out of the text."""
    open_lists: list[NumberedList | None] = []
    tokens: list[Token] = []
    skipped = 0
    for index, token in enumerate(page.tokens):
        if skipped:
            skipped -= 1
            continue
        if token.type in LISTS and token.nesting > 0:
            open_lists.append(NumberedList(token) if token.tag == "ol" else None)
        elif token.type in LISTS:
            if (done := open_lists.pop()) is not None and done.items:
                done.write_numbers()
        elif token.type == "list_item_open" and open_lists and open_lists[-1] is not None:
            found = _mark_of(page.tokens, index)
            if found and found["type"] and open_lists[-1].items:
                open_lists[-1] = _split(open_lists[-1], tokens)
            open_lists[-1].add(token, found)
            skipped = _take_mark(page.tokens[index + 2], found) if found else 0
        tokens.append(token)
    page.tokens = tokens


def _split(before: NumberedList, tokens: list[Token]) -> NumberedList:
    """Another list of the same kind right after one."""
    before.write_numbers()
    opening = copy(before.token)
    opening.attrs = {}
    tokens += [Token("ordered_list_close", "ol", -1, block=True), opening]
    return NumberedList(opening)


def _mark_of(tokens: list[Token], index: int) -> re.Match | None:
    """The mark at the start of the item that opens at ``index``."""
    content = tokens[index + 2] if index + 2 < len(tokens) else None
    if content is None or not content.children or tokens[index + 1].type != "paragraph_open":
        return None
    text = content.children[0]
    found = MARK.match(text.content) if text.type == "text" else None
    return found if found and (found["type"] or found["value"]) else None


def _take_mark(content: Token, found: re.Match) -> int:
    """Take a mark out of an item's first words; how many tokens to skip if none are left."""
    children = content.children or []
    children[0].content = children[0].content[found.end() :]
    if not children[0].content:
        del children[: 2 if len(children) > 1 and children[1].type == "softbreak" else 1]
    return 0 if children else 3


def kind_of(signs: list[str]) -> str:
    """The type of a list, by the signs before its items.

    "i" begins Roman numerals unless "j" follows; another single letter is one unless the numeral
    after it follows.
    """
    first, second = signs[0], signs[1] if len(signs) > 1 else ""
    if first.isdecimal():
        return "1"
    letter, roman = ("a", "i") if first.islower() else ("A", "I")
    if number_of(first, roman) is None:
        return letter
    if len(first) > 1:
        return roman
    if goes_on(first, second, roman):
        return roman
    return letter if first.lower() != "i" or goes_on(first, second, letter) else roman


def goes_on(first: str, second: str, kind: str) -> bool:
    """Whether the second sign is next to the first, up or down."""
    one, other = number_of(first, kind), number_of(second, kind)
    return one is not None and other is not None and abs(one - other) == 1


def goes_down(numbers: list[int | None]) -> bool:
    pairs = zip(numbers, numbers[1:], strict=False)
    return len(numbers) > 1 and all(
        one is not None and other is not None and other == one - 1 for one, other in pairs
    )
