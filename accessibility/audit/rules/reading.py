"""Reading: sentences and words that more people understand at the first try."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules import jargon
from accessibility.audit.rules.document import Document
from accessibility.audit.rules.language_words import WORDS
from accessibility.audit.rules.ruling import Fault, warning
from accessibility.audit.rules.structure import SHOWN_TAG
from accessibility.audit.rules.words import Counts, count, sentences_in, words_in
from accessibility.terms import TermFact

PROSE = ("p", "li", "dd", "figcaption")
LONGEST_SENTENCE = 35
LONGEST_PARAGRAPH = 150
FEWEST_WORDS = 150
FEWEST_SENTENCES = 8
HARDEST_GRADE = 12.0
HARDEST_LIX = 50.0
LEAST_PERSPICUITY = 40.0
MEASURED = ("en", "es")
MOST_ABBREVIATIONS = 300  # more stand in no page for readers
ABBREVIATION = re.compile(r"(?<![\w&/@#.-])([A-Z][A-Z0-9&]{0,4}[A-Z])(?:s)?(?![\w&@-]|\.\w)")
ORDINARY_WORDS = WORDS["en"] | WORDS["es"]
AUTHOR = re.compile(r"[A-Z][\w'’-]+ [A-Z]{1,3}[,:.]")
GENE = re.compile(r"\s+(?:genes?|mutations?|proteins?)\b", re.IGNORECASE)
ENDS = re.compile(r"[.!?…:;]")
STATES = re.compile(r", [A-Z]{2}\b(?:, [A-Z]{2}\b)+")  # a list of them
NEARBY = 200
ROMAN = re.compile(r"[IVXLC]+")
ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+|\b\S+\.(?:com|gov|org|edu|net|mil)\b\S*")


@warning("sentence-long", "3.1.5", Level.AAA)
def sentences_are_short(document: Document) -> Iterator[Fault]:
    """A sentence is short enough to be understood at the first try."""
    for element, _ in prose(document):
        for sentence in sentences_of(element, document):
            words = len(words_in(sentence))
            if words > LONGEST_SENTENCE:
                yield Fault(
                    element,
                    f"This sentence has {words} words. Many readers lose track before it ends.",
                    "Split it into two or three sentences, or turn it into a list.",
                    sentence,
                    identity=sentence,
                )


@warning("paragraph-long", "3.1.5", Level.AAA)
def paragraphs_are_short(document: Document) -> Iterator[Fault]:
    """A paragraph is short enough to keep one's place in."""
    for element, text in prose(document):
        words = len(text.split())
        if words > LONGEST_PARAGRAPH:
            yield Fault(
                element,
                f"This paragraph has {words} words. People who tire easily or use a magnifier"
                " lose their place.",
                "Split it where the topic changes, or turn it into a list.",
            )


@warning("reading-hard", "3.1.5", Level.AAA)
def texts_are_easy_to_read(document: Document) -> Iterator[Fault]:
    """A text is not hard to read, by two measures for English or one for Spanish."""
    language = language_of(document)
    counts = count(
        [
            line
            for element, _ in prose(document)
            for line in lines_of(element, document)
            if ENDS.search(line)  # an entry of a list of names is no sentence
        ],
        language,
    )
    is_enough = counts and counts.words >= FEWEST_WORDS and counts.sentences >= FEWEST_SENTENCES
    if counts is None or not is_enough or language not in MEASURED:
        return
    if measured := _hard(counts, language):
        yield Fault(
            document.body,
            f"This text is hard to read: {measured}.",
            "Shorten the longest sentences first. Then replace long words with short ones.",
            f"{counts.words} words in {counts.sentences} sentences",
            identity=f"{language} {measured}",
        )


@warning("jargon", "3.1.3", Level.AAA)
def words_are_plain(document: Document) -> Iterator[Fault]:
    """A word of offices or clinics gives way to a plain one, or is explained."""
    plain_words = jargon.PLAIN_WORDS.get(language_of(document), {})
    whole = document.text(document.body).casefold()
    met: set[str] = set()
    for element, text in prose(document):
        for found in _jargon(language_of(document)).finditer(text):
            word = found[0].casefold()
            plain = plain_words[word]
            is_new = word not in met and plain.casefold() not in whole
            if is_new and not _is_marked(element, word, document):
                yield Fault(
                    element,
                    f"Many readers will not know the word “{found[0]}”.",
                    f"Use “{plain}”, or explain the word where it first appears.",
                    _around(text, found),
                    identity=word,
                )
            met.add(word)


@warning("glossary-term", "3.1.3", Level.AAA)
def terms_of_the_glossary_are_explained(document: Document) -> Iterator[Fault]:
    """A term of the glossary leads to its meaning where it is first used."""
    for term in _terms(document):
        if not term.is_explained:
            continue
        if (place := _first_place((term.name,), document)) is not None:
            element, text, found = place
            if not _is_marked(element, found[0], document):
                yield Fault(
                    element,
                    f"“{found[0]}” is in the glossary, but this page does not explain it.",
                    "Explain the word where it first appears, or link it to the glossary.",
                    _around(text, found),
                    identity=term.name,
                )


@warning("glossary-spelling", "3.1.3", Level.AAA)
def terms_of_the_glossary_are_spelled_right(document: Document) -> Iterator[Fault]:
    """A term of the glossary is spelled as the glossary spells it."""
    for term in _terms(document):
        if (place := _first_place(term.misspellings, document)) is not None:
            element, text, found = place
            yield Fault(
                element,
                f"The glossary spells “{found[0]}” as “{term.name}”.",
                f"Write “{term.name}”, so that readers can find it by searching.",
                _around(text, found),
                identity=found[0],
            )


@warning("abbreviation", "3.1.4", Level.AAA)
def abbreviations_are_written_out_once(document: Document) -> Iterator[Fault]:
    """An abbreviation is written out where it is first used."""
    whole = document.text(document.body)
    known = {term.abbreviation for term in _terms(document) if term.is_explained}
    known |= {document.text(each) for each in document.all("abbr", "dfn")}
    met: set[str] = set()
    for element, text in prose(document):
        for found in ABBREVIATION.finditer(ADDRESS.sub("…", text)):
            short = found[1]
            is_new = short not in met and short not in known and len(met) < MOST_ABBREVIATIONS
            if not is_new or _needs_no_words(found):
                continue
            met.add(short)
            if not _is_written_out(short, whole):
                yield Fault(
                    element,
                    f"“{short}” is not spelled out anywhere on this page.",
                    "Spell it out where it first appears, followed by the short form in"
                    f" parentheses: “… ({short})”.",
                    _around(found.string, found),
                    identity=short,
                )


def prose(document: Document) -> list[tuple[HtmlElement, str]]:
    """The blocks of running text, each with its own words, in order."""
    return document.keep(_prose)


def _prose(document: Document) -> list[tuple[HtmlElement, str]]:
    found = []
    for element in document.all(*PROSE):
        holds_blocks = any(each is not element for each in element.iter(*PROSE))
        in_navigation = next(element.iterancestors("nav", "footer", "header"), None) is not None
        is_foreign = next(iter(element.xpath("ancestor-or-self::*[@lang][1]/@lang")), "")
        if holds_blocks or in_navigation or not _same_language(is_foreign, document):
            continue
        if text := SHOWN_TAG.sub(" ", document.text(element)).strip():
            found.append((element, text))
    return found


def lines_of(element: HtmlElement, document: Document) -> list[str]:
    """The words of a block, parted where a line ends for good."""
    return [SHOWN_TAG.sub(" ", line) for line in document.walk.lines(element)]


def sentences_of(element: HtmlElement, document: Document) -> list[str]:
    lines = lines_of(element, document)
    return [sentence for line in lines for sentence in sentences_in(line)]


def language_of(document: Document) -> str:
    tag = (document.root.get("lang") or "") if document.page.is_whole else ""
    return (tag or document.page.language).partition("-")[0].lower()


def _same_language(tag: str, document: Document) -> bool:
    return not tag or tag.partition("-")[0].lower() == language_of(document)


def _hard(counts: Counts, language: str) -> str:
    """What the measures say of a hard text, in words; empty for one that is not."""
    if language == "es":
        is_hard = counts.perspicuity < LEAST_PERSPICUITY
        return f"{counts.perspicuity:.0f} on the INFLESZ scale, where 55 is average" * is_hard
    is_hard = counts.grade > HARDEST_GRADE and counts.lix > HARDEST_LIX
    return (
        f"it asks for about {counts.grade:.0f} years of school, and its LIX is {counts.lix:.0f}"
        " (past 50 is hard)"
    ) * is_hard


@lru_cache(maxsize=8)
def _jargon(language: str) -> re.Pattern[str]:
    words = sorted(jargon.PLAIN_WORDS.get(language, {}), key=len, reverse=True)
    if not words:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _terms(document: Document) -> list[TermFact]:
    """The terms of the page's own language."""
    return [term for term in document.terms if term.language == language_of(document)]


def _first_place(
    names: tuple[str, ...], document: Document
) -> tuple[HtmlElement, str, re.Match[str]] | None:
    """Where one of the names first stands in the text, as whole words."""
    whole = document.text(document.body).casefold()
    met = [name for name in names if name.casefold() in whole]
    if not met:
        return None
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, met))})(?!\w)", re.IGNORECASE)
    for element, text in prose(document):
        if found := pattern.search(text):
            return element, text, found
    return None


def _is_marked(element: HtmlElement, word: str, document: Document) -> bool:
    """Whether the word is a link, or is marked as a term with its meaning."""
    marked = (document.text(each).casefold() for each in element.iter("a", "abbr", "dfn"))
    return any(word.casefold() in words for words in marked)


def _needs_no_words(found: re.Match[str]) -> bool:
    short = found[1]
    if short in jargon.KNOWN_ABBREVIATIONS or ROMAN.fullmatch(short):
        return True
    if short.casefold() in ORDINARY_WORDS and len(short) > 2:
        return True
    before = found.string[max(0, found.start() - NEARBY) : found.start()]
    after = found.string[found.end() : found.end() + NEARBY]
    if GENE.match(after) or _is_shouted(before, after):
        return True
    # The state behind a town, what someone studied behind a name, the initials in a citation.
    is_listed = before.endswith((", ", ", or ", ", and ", ", y ", ", o ")) or STATES.match(after)
    is_place_or_degree = bool(is_listed) and (len(short) == 2 or short in jargon.CREDENTIALS)
    is_citation = AUTHOR.match(found.string) is not None or "et al" in after
    is_author = is_citation and len(short) < 4 and _is_author(before, after)
    return is_place_or_degree or is_author


def _is_author(before: str, after: str) -> bool:
    """Whether these are the initials of one of several authors, as citations write them."""
    is_one = re.search(r"[A-Z][\w'’-]+ $", before) is not None
    is_listed = re.match(r"[,:.]", after) is not None
    return is_one and is_listed


def _is_shouted(before: str, after: str) -> bool:
    """Whether the word beside it is an ordinary one in capitals too."""
    beside = [*words_in(before[-40:])[-1:], *words_in(after[:40])[:1]]
    return any(
        len(word) > 1 and word.isupper() and (len(word) > 3 or word.casefold() in ORDINARY_WORDS)
        for word in beside
    )


def _is_written_out(short: str, whole: str) -> bool:
    """Whether brackets hold the short form behind the long one, or the long one behind it."""
    behind = re.search(rf"\w\s*[(\[]\s*(?:the\s+|or\s+)?{re.escape(short)}s?\b", whole)
    before = re.search(rf"\b{re.escape(short)}s?\s*[(\[]\s*[^\W\d]", whole)
    return behind is not None or before is not None or _spells(short, whole)


def _spells(short: str, whole: str) -> bool:
    """Whether neighboring words begin with the letters of the short form."""
    letters = [letter for letter in short if letter.isalpha()]
    words = r",?[\s-]+(?:(?:of|for|and|the|on|in|de|la|del)\s+)*".join(
        rf"{letter}[a-záéíóúñ]+" for letter in letters
    )
    return re.search(rf"\b{words}\b", whole, re.IGNORECASE) is not None


def _around(text: str, found: re.Match[str]) -> str:
    """The words about a place in a text."""
    start = max(0, text.rfind(" ", 0, max(0, found.start() - 30)))
    return text[start : found.end() + 40].strip()
