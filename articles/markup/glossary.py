"""Terms of the glossary: where the text first uses one, it leads to its meaning in plain words."""

from collections.abc import Iterator

from markdown_it.token import Token

from accessibility.terms import TermFact
from articles.markup.abbreviations import FIRST_WORD
from articles.markup.proper_names import Use, use_at
from articles.markup.tokens import attribute, closing, opening, run_of, text_token
from articles.markup.values import Page

TERM_CLASS = "term"
# What a screen reader lists, or says again and again, keeps its own words.
LEFT_ALONE = frozenset({"heading_open", "th_open", "dt_open", "caption_open", "figcaption_open"})


class Terms:
    """Finds terms in text by any of their names, and remembers which have been linked."""

    def __init__(self, terms: tuple[TermFact, ...]) -> None:
        self.unlinked = {term for term in terms if term.is_explained and term.address}
        self._by_first_word: dict[str, list[tuple[str, TermFact]]] = {}
        names = [(name, term) for term in self.unlinked for name in term.names]
        for name, term in sorted(names, key=lambda pair: (-len(pair[0]), pair[0])):
            if word := FIRST_WORD.match(name):
                same_start = self._by_first_word.setdefault(word[0].casefold(), [])
                same_start.append((name.casefold(), term))

    def find(self, text: str) -> Iterator[tuple[int, int, TermFact]]:
        """Each term that is a whole word of the text, the longest name first."""
        done = 0
        for word in FIRST_WORD.finditer(text):
            for name, term in self._by_first_word.get(word[0].casefold(), ()):
                end = word.start() + len(name)
                if word.start() >= done and _stands_at(text, word.start(), end, name):
                    yield word.start(), end, term
                    done = end
                    break


def _stands_at(text: str, start: int, end: int, name: str) -> bool:
    """As a word of its own, no part of “stem-cell” or “relapse-free”."""
    if text[start:end].casefold() != name:
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before == "-" or after == "-" or after.isalnum())


def link_terms(page: Page) -> None:
    terms = Terms(page.facts.terms)
    if not terms.unlinked:
        return
    previous = None
    for token in page.tokens:
        is_free = previous is None or previous.type not in LEFT_ALONE
        if token.type == "inline" and is_free:
            token.children = _linked(token.children or [], terms)
        previous = token


def _linked(children: list[Token], terms: Terms) -> list[Token]:
    """Links do not nest, and words in another language are not the glossary's."""
    whole = "".join(run_of(token) for token in children)
    result: list[Token] = []
    inside = begin = 0
    for token in children:
        if token.tag == "a" or (token.tag == "span" and (inside or attribute(token, "lang"))):
            inside += token.nesting
        is_free = token.type == "text" and not inside
        result += _split(token, terms, whole, begin) if is_free else [token]
        begin += len(run_of(token))
    return result


def _split(token: Token, terms: Terms, whole: str, begin: int) -> list[Token]:
    """``whole``: the text of the block, in which the token's begins at ``begin``."""
    text = token.content
    result: list[Token] = []
    done = 0
    for start, end, term in terms.find(text):
        if term not in terms.unlinked or use_at(whole, begin + start, begin + end) is Use.NAME:
            continue
        terms.unlinked.discard(term)
        link = opening("a", class_=TERM_CLASS, href=term.address)
        link.type = "link_open"
        shut = closing("a")
        shut.type = "link_close"
        result += [text_token(text[done:start]), link, text_token(text[start:end]), shut]
        done = end
    return [*result, text_token(text[done:])] if result else [token]
