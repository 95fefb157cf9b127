"""Emphasis that Markdown can write: every paragraph is read back, and must say the same.

``said`` and ``read`` give a text letter by letter, each with the marks around it; white space does
not count. Struck-out words must never become plain: "~~500 mg~~ 250 mg" is one dose.
"""

import re
from collections.abc import Callable, Iterator

from bs4 import NavigableString, PageElement, Tag
from markdown_it.token import Token

from articles.importers import marks
from articles.importers.html.elements import holds
from articles.markup import TooMuch, inline_tokens

MARKS = ("strong", "em", "del")
READ_BACK = (*MARKS, "sup", "sub", "code", "a", "span")
LETTER_MARKS = (*MARKS, "sup", "sub", "code")
TAG_OF = {"s": "del"}
Letters = list[tuple[str, frozenset[str]]]
# Stands beside the delimiters of an emphasis while a paragraph is written.
GUARD = marks.BESIDE_EMPHASIS
GUARDED_LETTER = re.compile(rf"([^\W_])(?={GUARD}+[*~_])|(?<={GUARD})([^\W_])")
# A tilde of the text beside those that strike out.
GUARDED_TILDE = re.compile(rf"(?<![\\~])~(?={GUARD})|(?<={GUARD})~(?!~)")
STRUCK_LEFT_OUT = "Struck-out text that cannot be shown was left out: “{}”."

Write = Callable[[Tag], str]


def faithful(el: Tag, text: str, write: Callable[..., str], remarks: list[str]) -> str:
    """The Markdown of a paragraph that reads back as its element does.

    ``text``: the element's Markdown as it was first written. ``write(el, guarded=, underscore=)``
    writes it again after the element was changed. Emphasis that cannot be written is dropped, the
    weakest first; struck-out words then go as well, with a remark.
    """
    text = unguarded(text)
    if not holds(el, READ_BACK) or reads_as(text, said(el)):
        return text.strip()
    rearrange(el)
    for drop in (None, "em", "strong", "del"):
        if drop:
            dropped(el, drop, remarks)
        expected = said(el)
        for written in candidates(el, write):
            if reads_as(written, expected):
                return written.strip()
    return unguarded(write(el)).strip()


def candidates(el: Tag, write: Callable[..., str]) -> Iterator[str]:
    """A paragraph's Markdown in every way of writing emphasis, the plainest first."""
    for underscore in (False, True):
        text = write(el, underscore=underscore)
        yield unguarded(text)
        yield guarded(text)


def unguarded(text: str) -> str:
    return GUARDED_TILDE.sub(r"\\~", text).replace(GUARD, "")


def guarded(text: str) -> str:
    """Letters beside an emphasis as character references, which let it begin and end there."""
    return unguarded(GUARDED_LETTER.sub(lambda match: f"&#{ord(match[0])};", text))


def reads_as(markdown: str, expected: Letters) -> bool:
    return read(markdown) == expected


def said(el: Tag) -> Letters:
    """The letters of an element with the names of the marks around each."""
    letters: Letters = []
    waiting: list[tuple[object, frozenset[str]]] = [(el, frozenset())]
    while waiting:
        node, inside = waiting.pop()
        if isinstance(node, Tag):
            around = inside | {node.name} if node.name in LETTER_MARKS else inside
            waiting += [(child, around) for child in reversed(node.contents)]
        else:
            letters += [(letter, inside) for letter in str(node) if counts(letter)]
    return letters


def read(markdown: str) -> Letters:
    """The same of what a reader of this Markdown sees; nothing if it is past a limit."""
    try:
        tokens = inline_tokens(markdown)
    except TooMuch:
        return []
    letters: Letters = []
    around: list[str] = []
    for token in tokens:
        if token.nesting:
            note_mark(token, around)
        elif token.type in ("text", "code_inline"):
            more = {"code"} if token.type == "code_inline" else set()
            inside = frozenset([*around, *more])
            letters += [(letter, inside) for letter in token.content if counts(letter)]
    return letters


def counts(letter: str) -> bool:
    """Whether readers see a letter; marks of our own are gone before they do."""
    return not letter.isspace() and not marks.ANY.match(letter)


def note_mark(token: Token, around: list[str]) -> None:
    name = TAG_OF.get(token.tag, token.tag)
    if name not in (*MARKS, "sup", "sub"):
        return
    if token.nesting > 0:
        around.append(name)
    elif name in around:
        around.remove(name)


# --- The same words, so that their marks can be written -----------------------------------------


def rearrange(el: Tag) -> None:
    """Join neighbors of one kind, and move out of an emphasis what need not be in it."""
    for emphasis in el.find_all(MARKS):
        if emphasis.parent is not None:
            join_next(emphasis)
    for emphasis in reversed(el.find_all(MARKS)):
        go_inside(emphasis)
    for mark in reversed(el.find_all([*MARKS, "sup", "sub"])):
        move_out(mark, edge=r"[\s\W]+" if mark.name in ("strong", "em") else r"\s+")
    while el.contents and is_break(el.contents[-1]):
        el.contents[-1].extract()
    while el.contents and is_break(el.contents[0]):
        el.contents[0].extract()
    el.smooth()


def go_inside(emphasis: Tag) -> None:
    """ "10*<sup>9</sup>*" does not open; "10<sup>*9*</sup>" does, and says the same."""
    raised = emphasis.contents[0] if len(emphasis.contents) == 1 else None
    if isinstance(raised, Tag) and raised.name in ("sup", "sub"):
        emphasis.replace_with(raised.extract())
        emphasis.extend(list(raised.contents))
        raised.append(emphasis)


def join_next(emphasis: Tag) -> None:
    while isinstance(after := emphasis.next_sibling, Tag) and after.name == emphasis.name:
        emphasis.extend(list(after.contents))
        after.decompose()


def move_out(mark: Tag, *, edge: str) -> None:
    """ "**Note:**If" does not close; "**Note**:If" does. Nothing that was struck out comes back."""
    mark.smooth()
    while mark.contents and splits_off(mark.contents[-1], f"{edge}$", mark.insert_after):
        pass
    while mark.contents and splits_off(mark.contents[0], f"^{edge}", mark.insert_before):
        pass
    if not mark.get_text(strip=True) and not mark.find("img"):
        mark.unwrap()


def splits_off(node: PageElement, edge: str, put: Callable[..., object]) -> bool:
    """Whether all of a node went outside: a line break, or a text that is all edge."""
    if isinstance(node, Tag):
        if node.name == "br":
            put(node.extract())
        return node.name == "br"
    text = str(node)
    found = re.search(edge, text)
    if not found:
        return False
    put(NavigableString(found[0]))
    rest = text[: found.start()] + text[found.end() :]
    node.replace_with(NavigableString(rest)) if rest else node.extract()
    return not rest


def is_break(node: PageElement) -> bool:
    return node.name == "br" if isinstance(node, Tag) else not str(node).strip()


def dropped(el: Tag, name: str, remarks: list[str]) -> None:
    for emphasis in el.find_all(name):
        if name == "del":
            remarks.append(STRUCK_LEFT_OUT.format(" ".join(emphasis.get_text().split())))
            emphasis.decompose()
        else:
            emphasis.unwrap()
    el.smooth()
