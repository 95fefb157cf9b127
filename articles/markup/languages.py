"""Passages in another language: ``[texto]{lang=es}``, and links to pages in another language."""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from articles.markup.values import Page
from articles.markup.words import primary

TAG = r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}"
MARK = re.compile(
    rf"\{{[ ]?(?P<name>lang|hreflang)=(?P<quote>[\"']?)(?P<lang>{TAG})(?P=quote)[ ]?\}}"
)
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})


def span_syntax(parser: MarkdownIt) -> None:
    parser.inline.ruler.before("link", "language_span", _span)


def attributes(lang: str) -> dict[str, str]:
    if primary(lang) in RIGHT_TO_LEFT:
        return {"lang": lang, "dir": "rtl"}
    return {"lang": lang}


def lift(page: Page) -> None:
    """A block that holds nothing but a passage in one language carries that language itself.

    A PDF that a browser prints keeps the language of blocks and drops that of passages.
    """
    headings: dict[object, str] = {}
    for index, token in enumerate(page.tokens):
        lang = _only_language(token.children or []) if token.type == "inline" else ""
        if lang and (carrier := _carrier(page, index, lang)) is not None:
            carrier.attrs |= attributes(lang)
            token.children = _without_passages(token.children or [])
            headings[carrier.attrs.get("id")] = lang
    page.headings = [replace(each, lang=headings.get(each.id, "")) for each in page.headings]


def _only_language(children: list[Token]) -> str:
    """The language of all words, links with their own among them; none where they differ."""
    found: set[str] = set()
    around: list[str] = []
    for token in children:
        if token.tag in ("a", "span") and token.nesting:
            _enter_or_leave(around, token)
        elif _has_words(token):
            found.add(next(filter(None, around), ""))
    return found.pop() if len(found) == 1 else ""


def _enter_or_leave(around: list[str], token: Token) -> None:
    if token.nesting > 0:
        around.append(str(token.attrs.get("lang", "")))
    else:
        around.pop()


def _has_words(token: Token) -> bool:
    if token.tag == "img":
        return any(_has_words(child) for child in token.children or ())
    return token.type in ("text", "code_inline") and any(map(str.isalnum, token.content))


def _without_passages(children: list[Token]) -> list[Token]:
    """Without the outermost passages, whose language the block has now; links stay links."""
    kept: list[Token] = []
    around: list[str] = []
    dropped: list[bool] = []
    for token in children:
        if token.tag not in ("a", "span") or not token.nesting:
            kept.append(token)
            continue
        if token.nesting > 0:
            is_outermost = not any(around) and "lang" in token.attrs
            dropped.append(is_outermost and token.tag == "span")
            _enter_or_leave(around, token)
            if is_outermost:
                token.attrs = {k: v for k, v in token.attrs.items() if k not in ("lang", "dir")}
            is_dropped = dropped[-1]
        else:
            _enter_or_leave(around, token)
            is_dropped = dropped.pop()
        if not is_dropped:
            kept.append(token)
    return kept


def _carrier(page: Page, index: int, lang: str) -> Token | None:
    """What opens the block; of a list without paragraphs it is the item, whose rest is not so."""
    opener = page.tokens[index - 1]
    if not opener.hidden:
        return opener if opener.nesting > 0 else None
    item, rest = page.tokens[index - 2], page.tokens[index + 2 :]
    if item.type not in ("list_item_open", "dd_open"):
        return None
    blocks = list(_blocks_of_item(rest))
    if any(block.hidden for block in blocks):
        return None
    for block in blocks:
        block.attrs = _back(page.facts.language, lang) | block.attrs
    return item


def _back(language: str, lang: str) -> dict[str, str | int | float]:
    """What leads from a passage in ``lang`` back to the language of the page."""
    directions = ["rtl" if primary(each) in RIGHT_TO_LEFT else "ltr" for each in (language, lang)]
    if directions[0] == directions[1]:
        return {"lang": language}
    return {"lang": language, "dir": directions[0]}


def _blocks_of_item(tokens: list[Token]) -> Iterator[Token]:
    """The blocks that follow in an item, up to its end."""
    depth = 0
    for token in tokens:
        if depth == 0 and token.nesting > 0:
            yield token
        depth += token.nesting
        if depth < 0:
            return


def is_foreign(token: Token, language: str) -> bool:
    """Whether an element begins words in another language than the page's."""
    lang = str(token.attrs.get("lang", ""))
    return bool(lang) and primary(lang) != primary(language)


def _span(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != "[" or state.html_terminator_last("]{") < start:
        return False
    label_end = parseLinkLabel(state, start)
    mark = MARK.match(state.src, label_end + 1, state.posMax) if label_end > start + 1 else None
    if not mark or mark["name"] != "lang":
        return False
    if not silent:
        _push(state, start + 1, label_end, mark["lang"])
    state.pos = mark.end()
    return True


def _push(state: StateInline, start: int, end: int, lang: str) -> None:
    maximum = state.posMax
    state.pos, state.posMax = start, end
    state.push("span_open", "span", 1).attrs = dict(attributes(lang))
    state.md.inline.tokenize(state)
    state.push("span_close", "span", -1)
    state.posMax = maximum
