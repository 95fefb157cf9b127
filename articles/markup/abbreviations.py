"""Abbreviations: explained where they first stand in the text, marked wherever they stand.

An author writes ``*[HSCT]: hematopoietic stem cell transplantation`` on a line of its own; the
glossary explains others. The explanation is visible text, because a ``title`` is often not read.
In a heading, a link and the words that a list defines there is no mark: a screen reader would break
the line at it, and say in pieces what it lists or announces.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from articles.markup.limits import MAX_ABBREVIATIONS, too_many_abbreviations
from articles.markup.tokens import element, text_token
from articles.markup.values import Page

DEFINITION = re.compile(r"\*\[([^\[\]]{1,60})\]:[ \t]*(.*\S)")
NEARBY = 300
ENDING = 3  # letters by which another form of the words may differ: "therapy", "therapies"
FIRST_WORD = re.compile(r"\w+")
UNMARKED = frozenset({"heading_open", "dt_open"})


def definitions(parser: MarkdownIt) -> None:
    parser.block.ruler.before(
        "reference", "abbreviation", _definition, {"alt": ["paragraph", "reference", "blockquote"]}
    )


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not line.startswith("*[") or not (found := DEFINITION.match(line)):
        return False
    if not FIRST_WORD.match(found[1]):
        return False
    if not silent:
        defined: dict[str, str] = state.env.setdefault("abbreviations", {})
        defined.setdefault(" ".join(found[1].split()), found[2].strip())
        state.line = start + 1
    return True


class Explanations:
    """Finds abbreviations in text, and remembers which have been explained."""

    def __init__(self, long_forms: dict[str, str]) -> None:
        self.long_forms = long_forms
        self.unexplained = set(long_forms)
        self._by_first_word: dict[str, list[str]] = {}
        for abbreviation in sorted(long_forms, key=len, reverse=True):
            if word := FIRST_WORD.match(abbreviation):
                self._by_first_word.setdefault(word[0], []).append(abbreviation)

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Each abbreviation that stands in the text as a whole word, longest first."""
        done = 0
        for word in FIRST_WORD.finditer(text):
            for abbreviation in self._beginning_with(word[0]):
                end = word.start() + len(abbreviation)
                if word.start() >= done and _stands_at(text, word.start(), end, abbreviation):
                    yield word.start(), abbreviation
                    done = end
                    break

    def _beginning_with(self, word: str) -> list[str]:
        """Those whose first word it is, or of whose first word it is the plural: "DMTs"."""
        return self._by_first_word.get(word) or self._by_first_word.get(word.removesuffix("s"), [])

    def explanation(self, abbreviation: str, before: str, after: str) -> str:
        """What to add behind this use: nothing if it is explained, here or earlier."""
        if abbreviation not in self.unexplained:
            return ""
        self.unexplained.discard(abbreviation)
        long_form = self.long_forms[abbreviation]
        in_brackets = before.endswith("(") and after.startswith(")")
        if _is_written_out(long_form.casefold(), before, after, in_brackets=in_brackets):
            return ""
        return f": {long_form}" if in_brackets else f" ({long_form})"


def _stands_at(text: str, start: int, end: int, abbreviation: str) -> bool:
    if text[start:end] != abbreviation:
        return False
    after = text[end + _plural(text, end) :][:1]
    return not (text[end - 1].isalnum() and after.isalnum())


def _plural(text: str, end: int) -> int:
    """The length of the "s" of "DMTs"."""
    return int(text[end - 1].isupper() and text[end : end + 1] == "s")


def _is_written_out(words: str, before: str, after: str, *, in_brackets: bool) -> bool:
    """Whether the author says the words, in this form or another, where the abbreviation stands."""
    before, after = before.rstrip(" (").casefold(), after.lstrip(" (").casefold()
    if before.endswith(words) or after.startswith(words):
        return True
    stem = words[:-ENDING]
    if len(stem) < 2 * ENDING:
        return False
    return after.startswith(stem) or (in_brackets and stem in before[-len(words) - ENDING :])


def explain(page: Page) -> None:
    """Explain each abbreviation once, in running text if it stands there, else in a heading."""
    explained = (term for term in page.facts.terms if term.is_explained)
    long_forms = {term.abbreviation: term.name for term in explained if term.abbreviation}
    long_forms |= page.abbreviations
    if not long_forms:
        return
    if len(page.abbreviations) > MAX_ABBREVIATIONS:
        raise too_many_abbreviations()
    explanations = Explanations(long_forms)
    headings = []
    previous = None
    for token in page.tokens:
        if token.type == "inline" and previous is not None and previous.type == "heading_open":
            headings.append(token)
        elif token.type == "inline":
            marks = previous is None or previous.type not in UNMARKED
            token.children = _explained(token.children or [], explanations, marks=marks)
        previous = token
    for token in headings:
        token.children = _explained(token.children or [], explanations, marks=False)


def _explained(children: list[Token], explanations: Explanations, *, marks: bool) -> list[Token]:
    """What stands before and after counts, whether it is plain, in a link or stressed."""
    result: list[Token] = []
    links = 0
    texts = [token.content for token in children if token.type == "text"]
    whole, place = "".join(texts), 0
    for token in children:
        links += token.nesting if token.tag == "a" else 0
        if token.type == "text":
            result += _split(token, explanations, whole, place, marks=marks and not links)
            place += len(token.content)
        else:
            result.append(token)
    return result


def _split(
    token: Token, explanations: Explanations, whole: str, place: int, *, marks: bool
) -> list[Token]:
    """``whole``: the text of the block, in which the token's begins at ``place``."""
    text = token.content
    result: list[Token] = []
    done = 0
    for start, abbreviation in explanations.find(text):
        end = start + len(abbreviation)
        plural = text[end : end + _plural(text, end)]
        first, last = place + start, place + end + len(plural)
        around = whole[max(0, first - NEARBY) : first], whole[last : last + NEARBY]
        explanation = explanations.explanation(abbreviation, *around)
        mark = element("abbr", abbreviation) if marks else [text_token(abbreviation)]
        result += [text_token(text[done:start]), *mark]
        result += [text_token(plural + explanation)] if plural or explanation else []
        done = end + len(plural)
    return [*result, text_token(text[done:])] if result else [token]
