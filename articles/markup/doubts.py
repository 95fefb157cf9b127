"""Places where Markdown leaves something out or reads a mark as its own, for the editor to judge.

What ``literals`` cannot decide: "- 5 mg" alone may be a list of one or a minus sign. An error is
what readers certainly do not get: a cell beyond the last column. Findings of this kind join those
of the audit; their remedy says how the line is to be written.
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import chain, islice

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from accessibility.audit.findings import Finding, Level, Severity
from articles.markup.tokens import end_of
from articles.markup.values import Page

CRITERION = "1.3.1"  # what is meant by a mark is lost on everyone who hears or sees the page
# What each holds, in one sentence, as the audit's own rules say it.
DOUBTS = {
    "table-cell-lost": "Every cell of a table has a column.",
    "mark-read-as-list": "A minus, a plus or a number at the start of a line is no list of one.",
    "mark-read-as-quote": "“Greater than” at the start of a line is no quotation.",
    "definition-unused": "A line that gives a link its address is used by a link.",
}
MOST_OF_ONE = 200  # as the audit keeps of one rule
FIGURE = re.compile(r"[<>≤≥=~≈±]?\s?[.,]?\d")
STARRED = re.compile(r"(?<=[\w%)])\*+(?![\w*])")
LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]")
QUOTED = re.compile(r"^[\s>]*")
LONGEST_EXCERPT = 80


def look(page: Page) -> None:
    """Keep what an editor should look at, in the order of the lines."""
    found = (_lost_cells, _lone_items, _figures_quoted, _unused)
    kept = chain.from_iterable(islice(find(page), MOST_OF_ONE) for find in found)
    page.findings = sorted(kept, key=lambda finding: finding.line or 0)


def _lost_cells(page: Page) -> Iterator[Finding]:
    """Rows with more cells than the table has columns."""
    lines = page.source.split("\n")
    columns = 0
    for index, token in enumerate(page.tokens):
        if token.type == "thead_open":
            columns = _columns(page.tokens, index)
        if token.type != "tr_open" or token.map is None:
            continue
        lost = [cell.strip() for cell in _cells(lines[token.map[0]])[columns:]]
        if said := [cell for cell in lost if cell]:
            yield _finding(
                "table-cell-lost",
                token.map[0],
                f"This row has more cells than the table has columns: readers do not get"
                f" “{_short(' | '.join(said))}”.",
                "Give the table one more column in its first two lines, or write a vertical bar"
                " that belongs to the text as \\|.",
                excerpt=lines[token.map[0]],
                severity=Severity.ERROR,
            )


def _columns(tokens: list[Token], head: int) -> int:
    end = end_of(tokens, head)
    return sum(token.type == "th_open" for token in tokens[head:end])


def _cells(line: str) -> list[str]:
    cells = escapedSplit(QUOTED.sub("", line).strip())
    cells = cells[1:] if cells[:1] == [""] else cells
    return cells[:-1] if cells[-1:] == [""] else cells


def _lone_items(page: Page) -> Iterator[Finding]:
    """Lists of one item, whose mark may have been a sign, a note mark, or a number's own dot."""
    has_note_marks = STARRED.search(page.source) is not None
    ends_at = 0
    for index, token in enumerate(page.tokens):
        if token.type not in ("bullet_list_open", "ordered_list_open"):
            continue
        items = _items(page.tokens, index)
        if page.tokens[items[0]].info.isalpha():  # "a)" is no number of the text
            continue
        first = int(token.attrs.get("start", 1))
        goes_on, ends_at = first == ends_at + 1, first + len(items) - 1
        if len(items) != 1 or token.map is None:
            continue
        words = _first_words(page.tokens, index)
        if token.type == "ordered_list_open":
            if not goes_on:
                yield _number_of_a_list(token.map[0], f"{first}{token.markup}", words)
        elif FIGURE.match(words) or (token.markup == "*" and has_note_marks):
            yield _mark_of_a_list(token.map[0], token.markup, words)


def _items(tokens: list[Token], opening: int) -> list[int]:
    level = tokens[opening].level + 1
    return [
        index
        for index in range(opening, end_of(tokens, opening))
        if tokens[index].type == "list_item_open" and tokens[index].level == level
    ]


def _first_words(tokens: list[Token], opening: int) -> str:
    inside = tokens[opening : end_of(tokens, opening)]
    return next((token.content for token in inside if token.type == "inline"), "")


def _mark_of_a_list(line: int, mark: str, words: str) -> Finding:
    meant = {"-": "a minus", "+": "a plus"}.get(mark, "the star of a note")
    return _finding(
        "mark-read-as-list",
        line,
        f"“{mark}” before “{_short(words)}” makes a list of one item, and readers do not see it as"
        f" {meant}.",
        f"If {meant} is meant, write \\{mark} instead of {mark}.",
        excerpt=f"{mark} {words}",
    )


def _number_of_a_list(line: int, number: str, words: str) -> Finding:
    return _finding(
        "mark-read-as-list",
        line,
        f"“{number} {_short(words)}” is read as item {number[:-1]} of a list that has no other.",
        f"If it is no list, write {number[:-1]}\\{number[-1]} instead of {number}",
        excerpt=f"{number} {words}",
    )


def _figures_quoted(page: Page) -> Iterator[Finding]:
    """A quotation of one line that begins with a figure may have been "greater than"."""
    for index, token in enumerate(page.tokens):
        if token.type != "blockquote_open" or token.map is None:
            continue
        words = _first_words(page.tokens, index)
        if token.map[1] - token.map[0] == 1 and FIGURE.match(words):
            yield _finding(
                "mark-read-as-quote",
                token.map[0],
                f"“> {_short(words)}” is shown as a quotation, without its mark.",
                "If “greater than” is meant, write it in words, or \\> instead of >.",
                excerpt=f"> {words}",
            )


def _unused(page: Page) -> Iterator[Finding]:
    """Lines such as ``[1]: https://…`` that no link of the text uses: readers never see them."""
    if not page.references:
        return
    lines = page.source.split("\n")
    used = {
        normalizeReference(label)
        for token in page.tokens
        if token.type == "inline"
        for label in LABEL.findall(token.content)
    }
    for label, reference in page.references.items():
        if label not in used:
            line = lines[reference["map"][0]]
            yield _finding(
                "definition-unused",
                reference["map"][0],
                f"Readers do not see this line: “{_short(line)}”. It gives the address of a link,"
                " and no link of the page uses it.",
                "Link to it where the text needs it, or write \\[ instead of the first [.",
                excerpt=line,
            )


def _finding(
    rule: str,
    line: int,
    message: str,
    remedy: str,
    *,
    excerpt: str,
    severity: Severity = Severity.WARNING,
) -> Finding:
    what = f"{rule}\n{excerpt}".encode("utf-8", "replace")
    return Finding(
        rule=rule,
        criterion=CRITERION,
        level=Level.A,
        severity=severity,
        message=message,
        remedy=remedy,
        excerpt=_short(excerpt),
        line=line + 1,
        element_hash=hashlib.sha256(what).hexdigest()[:32],
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 1].rstrip() + "…"
