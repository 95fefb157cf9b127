"""Footnotes: ``[^name]`` in the text, ``[^name]: words`` on a line of its own.

The block rule is the plugin's. References are ours, because the plugin's looks for the end of a
label through the whole paragraph, at each bracket again.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from articles.markup.tokens import (
    block,
    closing,
    closing_block,
    element,
    opening,
    opening_block,
    text_token,
)
from articles.markup.values import Page
from articles.markup.words import Words, words_in

REFERENCE = re.compile(r"\[\^([^\s\]]{1,100})\]")


def syntax(parser: MarkdownIt) -> None:
    parser.block.ruler.before(
        "reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]}
    )
    parser.inline.ruler.before("link", "footnote_reference", _reference)


def _reference(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos):
        return False
    found = REFERENCE.match(state.src, state.pos, state.posMax)
    if not found or ":" + found[1] not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_reference", "", 0).meta["label"] = found[1]
    state.pos = found.end()
    return True


@dataclass
class Note:
    """One footnote: its list item, its name, and where the text refers to it."""

    number: int
    item: Token
    label: str
    id: str
    references: list[str] = field(default_factory=list)


def gather(page: Page) -> None:
    """Move the notes to the end of the body, in the order in which the text refers to them.

    A note that nothing refers to, or whose name is taken, comes last: it is not lost.
    """
    body, definitions = _without_notes(page.tokens)
    if not definitions:
        return
    items = _in_order_of_mention(body, definitions)
    page.tokens = body + _section(items, words_in(page.facts.language))


def _without_notes(tokens: list[Token]) -> tuple[list[Token], list[tuple[str, list[Token]]]]:
    body: list[Token] = []
    definitions: list[tuple[str, list[Token]]] = []
    open_notes: list[list[Token]] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            open_notes.append([])
            definitions.append((token.meta["label"], open_notes[-1]))
        elif token.type == "footnote_reference_close":
            open_notes.pop()
        else:
            (open_notes[-1] if open_notes else body).append(token)
    return body, definitions


def _in_order_of_mention(
    body: list[Token], definitions: list[tuple[str, list[Token]]]
) -> list[tuple[str, list[Token]]]:
    """Notes as the text meets them; those met first within a note follow that note."""
    named = dict(reversed(definitions))
    ordered: dict[str, list[Token]] = {}
    doubled: list[tuple[str, list[Token]]] = []
    _follow(body, named, ordered)
    for label, tokens in definitions:
        if ordered.setdefault(label, tokens) is not tokens:
            doubled.append(("", tokens))
        _follow(tokens, named, ordered)
    return [*ordered.items(), *doubled]


def _follow(
    tokens: list[Token], named: dict[str, list[Token]], ordered: dict[str, list[Token]]
) -> None:
    waiting = deque([tokens])
    while waiting:
        for label in _mentions(waiting.popleft()):
            if label not in ordered:
                ordered[label] = named[label]
                waiting.append(named[label])


def _mentions(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_reference":
                yield child.meta["label"]


def _section(items: list[tuple[str, list[Token]]], words: Words) -> list[Token]:
    tokens = [
        opening_block("section", class_="footnotes", aria_label=words.footnotes),
        opening_block("ol"),
    ]
    for label, content in items:
        item = opening_block("li")
        item.meta["footnote"] = label
        tokens += [item, *content, closing_block("li")]
    return [*tokens, closing_block("ol"), closing_block("section")]


def link(page: Page) -> None:
    """Link each reference to its note, and each note back to its references."""
    notes = _notes(page)
    if not notes:
        return
    words = words_in(page.facts.language)
    labelled = {note.label: note for note in notes if note.label}
    for token in page.tokens:
        if token.children:
            token.children = _linked(page, token.children, labelled, words)
    page.tokens = _with_back_links(page.tokens, {id(note.item): note for note in notes}, words)


def _notes(page: Page) -> list[Note]:
    items = [token for token in page.tokens if "footnote" in token.meta]
    notes = [
        Note(number, item, item.meta["footnote"], page.identifiers.give(f"footnote-{number}"))
        for number, item in enumerate(items, start=1)
    ]
    for note in notes:
        note.item.attrs["id"] = note.id
    return notes


def _linked(page: Page, children: list[Token], notes: dict[str, Note], words: Words) -> list[Token]:
    result: list[Token] = []
    for token in children:
        if token.type == "footnote_reference":
            page.budget.tick()
            result += _reference_tokens(page, notes[token.meta["label"]], words)
        else:
            result.append(token)
    return result


def _reference_tokens(page: Page, note: Note, words: Words) -> list[Token]:
    reference = page.identifiers.give(f"footnote-{note.number}-reference")
    note.references.append(reference)
    return [
        opening("sup", class_="footnote-reference"),
        opening("a", href=f"#{note.id}", id=reference),
        *element("span", f"{words.footnote} ", class_="visually-hidden"),
        text_token(str(note.number)),
        closing("a"),
        closing("sup"),
    ]


def _with_back_links(tokens: list[Token], notes: dict[int, Note], words: Words) -> list[Token]:
    result: list[Token] = []
    open_items: list[Note | None] = []
    for token in tokens:
        if token.type in ("li_open", "list_item_open"):
            open_items.append(notes.get(id(token)))
        elif token.type in ("li_close", "list_item_close"):
            note = open_items.pop()
            if note and note.references:
                _add_back_links(result, _back_links(note, words))
        result.append(token)
    return result


def _add_back_links(tokens: list[Token], links: list[Token]) -> None:
    """Put the links at the end of the last paragraph, or in a paragraph of their own."""
    if tokens[-1].type == "paragraph_close" and tokens[-2].children is not None:
        tokens[-2].children += [text_token(" "), *links]
    else:
        tokens += block("p", links)


def _back_links(note: Note, words: Words) -> list[Token]:
    links: list[Token] = []
    for count, reference in enumerate(note.references, start=1):
        name = f"{words.back_to} {note.number}" + (f", {count}" if count > 1 else "")
        if links:
            links.append(text_token(" "))
        links += element(
            "a", "\u21a9\ufe0e", href=f"#{reference}", class_="footnote-back", aria_label=name
        )
    return links
