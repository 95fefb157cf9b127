"""Lists that were typed or pasted as words - "•	rest", "o	drink", "2) call" - made into lists.

Text in, text out. Numbers stay as they are shown; items that are set in, or marked as a word
processor marks its second and third level, are nested.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.markup.numerals import number_of, written

SIGNS = "•‣◦▪▫■□●○·➢➤►❖⁃\uf0b7\uf0a7\uf0d8"
LINE = re.compile(r"(?P<quote>(?: {0,3}>[ \t]?)*)(?P<indent>[ \t]*)(?P<words>.*)")
BULLET = re.compile(
    rf"(?P<sign>[{SIGNS}](?=[ \t\xa0]*[^\s\d])|[{SIGNS}](?=[ \t\xa0])|[o§](?=\t)|[–—](?=[ \t\xa0]))"
    r"[ \t\xa0]*(?=\S)"
)
NUMBER = re.compile(
    r"(?P<open>\(?)(?P<sign>\d{1,3}|[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})(?P<ends>[.)])"
    r"(?P<gap>[ \t\xa0]+)(?=\S)"
)
SEVERAL = re.compile(r"[ \t\xa0]+(?=[•●▪‣][ \t\xa0])")
# What Markdown reads as something else than more words of the item above.
OTHER_BLOCK = re.compile(r"(?:#{1,6}(?:[ \t]|$)|```|~~~|:::|\||>|[-*+][ \t]|!\[)")
FENCE = re.compile(r" {0,3}(?:```|~~~)")
DEEPER = {"o": 1, "◦": 1, "○": 1, "§": 2, "▪": 2, "■": 2, "\uf0a7": 2}
ITS_MARK = re.compile(r"[-*+][ \t]+|\d{1,9}[.)][ \t]+")


@dataclass(frozen=True)
class Line:
    """A line of the source: the marks of quotations before it, how far it is set in, its words."""

    quote: str
    indent: int
    words: str


@dataclass
class Item:
    """One item: how far it is set in, its kind ("-", or a type of numbers), its number, its words.

    ``is_sure`` is false for a number that may just begin a line of words.
    """

    indent: int
    kind: str
    depth: int = 0
    number: int = 0
    ends: str = ""
    words: list[str] = field(default_factory=list)
    is_sure: bool = True


def from_line(lines: list[str], line: int) -> list[str]:
    """The lines with the first typed list of the block at ``line``, from 1, made into a list."""
    start = _first(lines, line - 1)
    if start is None:
        return lines
    items, end = _items(lines, start)
    if len(items) < 2 and not items[0].is_sure:
        return lines
    quote = _line(lines[start]).quote
    made = [f"{quote}{row}" for row in _rows(items, _set_in(lines, start))]
    before = [quote.rstrip()] if start and _is_of_block(lines[start - 1], quote) else []
    after = [quote.rstrip()] if end < len(lines) and _is_of_block(lines[end], quote) else []
    return [*lines[:start], *before, *made, *after, *lines[end:]]


def _first(lines: list[str], index: int) -> int | None:
    """Where the first item is, in the block of lines that ``index`` is in, from there on."""
    for at in range(index, len(lines)):
        if not _words(lines[at]) or FENCE.match(lines[at]):
            return None
        if _item(lines[at], None, _next_words(lines, at + 1)) is not None:
            return at
    return None


def _items(lines: list[str], start: int) -> tuple[list[Item], int]:
    """The items of a run that begins at ``start``, and the index behind it."""
    quote, items, end = _line(lines[start]).quote, list[Item](), start
    for at in range(start, len(lines)):
        if _line(lines[at]).quote.rstrip() != quote.rstrip():
            break
        if not _words(lines[at]):
            continue
        found = _item(lines[at], items, _next_words(lines, at + 1))
        if found is not None and found.indent >= (items[0].indent if items else 0):
            items += _parted(found)
        elif at == end and items and not OTHER_BLOCK.match(_words(lines[at])):
            items[-1].words.append(_bare(_words(lines[at])))
        else:
            break
        end = at + 1
    return items, end


def _item(text: str, items: list[Item] | None, following: str) -> Item | None:
    """The item that a line begins; a number needs one that is next to it, or a tab."""
    line = _line(text)
    if found := BULLET.match(line.words):
        words, depth = _bare(line.words[found.end() :]), DEEPER.get(found["sign"], 0)
        return Item(line.indent, "-", depth, words=[words], is_sure=found["sign"] not in "–—")
    if found := NUMBER.match(line.words):
        kind, number = _number(found["sign"], items or [])
        before = [item for item in items or [] if item.kind == kind]
        goes_on = bool(before) and before[-1].number + 1 == number
        is_sure = goes_on or "\t" in found["gap"]
        if is_sure or _leads_on(following, kind, number):
            ends = "." if kind == "1" and found["ends"] == "." else ")"
            words = _bare(line.words[found.end() :])
            return Item(line.indent, kind, 0, number, ends, [words], is_sure)
    return None


def _number(sign: str, items: list[Item]) -> tuple[str, int]:
    """The type and the number that a sign means in its place: after "h", "i" is a letter."""
    if sign.isdecimal():
        return "1", int(sign)
    kinds = ("i", "a") if sign.islower() else ("I", "A")
    read = [(kind, number) for kind in kinds if (number := number_of(sign, kind))]
    last = {item.kind: item.number for item in items}
    goes_on = [each for each in read if last.get(each[0], -1) + 1 == each[1]]
    likely = [each for each in read if each[0] in "aA" and sign not in "iI"]
    return (goes_on or likely or read or [("", 0)])[0]


def _leads_on(following: str, kind: str, number: int) -> bool:
    found = NUMBER.match(following)
    return found is not None and bool(kind) and found["sign"] == written(number + 1, kind)


def _parted(item: Item) -> Iterator[Item]:
    """Several items, where their bullets are all in one line."""
    words = SEVERAL.split(item.words[0]) if item.kind == "-" else item.words
    for each in words:
        found = BULLET.match(each)
        bare = each[found.end() :] if found and each is not words[0] else each
        yield Item(item.indent, item.kind, item.depth, item.number, item.ends, [bare], item.is_sure)


def _rows(items: list[Item], base: int) -> Iterator[str]:
    """The lines of the list in Markdown."""
    open_lists: list[tuple[Item, int]] = []  # the last item of each, and where its words begin
    for index, item in enumerate(items):
        before = _close(open_lists, item, items[index + 1 :])
        outer = open_lists[-1][1] if open_lists else base
        mark = _mark(item, before, is_inner=bool(open_lists))
        within = outer + len(mark.split(" ")[0]) + 1
        open_lists.append((item, within))
        yield f"{' ' * outer}{mark} {item.words[0]}"
        yield from (" " * within + words for words in item.words[1:])


def _close(open_lists: list[tuple[Item, int]], item: Item, later: list[Item]) -> Item | None:
    """End the lists that an item is no part of; the item before it in its own list."""
    before = None
    while open_lists:
        last = open_lists[-1][0]
        if item.indent > last.indent or (
            item.indent == last.indent and _is_within(item, last, open_lists, later)
        ):
            break
        before = open_lists.pop()[0]
    return before if before is not None and before.kind == item.kind else None


def _is_within(
    item: Item, last: Item, open_lists: list[tuple[Item, int]], later: list[Item]
) -> bool:
    """Whether an item of another kind, set in no further, still belongs to the item above it."""
    if item.kind == last.kind or any(each.kind == item.kind for each, _ in open_lists):
        return item.kind == last.kind == "-" and item.depth > last.depth
    comes_back = (each for each in later if each.kind == last.kind)
    return any(each.kind == "-" or each.number == last.number + 1 for each in comes_back)


def _mark(item: Item, before: Item | None, *, is_inner: bool) -> str:
    """What is typed before an item, with its number where Markdown would count another."""
    if item.kind == "-":
        return "-"
    if before is None and is_inner and item.number != 1:
        return f"{written(1, item.kind)}{item.ends} {{value={item.number}}}"
    is_next = before is None or item.number == before.number + 1
    value = "" if is_next else f" {{value={item.number}}}"
    return f"{written(item.number, item.kind)}{item.ends}{value}"


def _set_in(lines: list[str], start: int) -> int:
    """How far the words of the block stand in that a list begins in."""
    first = start
    while first and _is_of_block(lines[first - 1], _line(lines[start]).quote):
        first -= 1
    line = _line(lines[first])
    mark = ITS_MARK.match(line.words) if first != start else None
    return line.indent + len(mark[0]) if mark else line.indent


def _is_of_block(text: str, quote: str) -> bool:
    return _line(text).quote.rstrip() == quote.rstrip() and bool(_words(text))


def _line(text: str) -> Line:
    found = LINE.match(text)
    if found is None:
        return Line("", 0, text)
    return Line(found["quote"], len(found["indent"].expandtabs(4)), found["words"])


def _words(text: str) -> str:
    return _line(text).words.strip()


def _next_words(lines: list[str], index: int) -> str:
    """The words of the next line that has some."""
    return next((words for each in lines[index:] if (words := _words(each))), "")


def _bare(words: str) -> str:
    """Without the mark of a line break: an item ends by itself."""
    return re.sub(r"(?:\\|[ \t])+$", "", words)
