"""Languages: so that a voice reads each passage the way it is spoken."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules import language_words
from accessibility.audit.rules.document import HEADINGS, Document
from accessibility.audit.rules.ruling import Fault, error, warning
from accessibility.audit.rules.words import words_in
from accessibility.hints import LANGUAGE_NAMES

PASSAGES = ("p", "li", "dd", "dt", "td", "th", "caption", "figcaption", "blockquote", *HEADINGS)
FEWEST_WORDS = 5
FEWEST_COMMON_WORDS = 4


@error("page-language", "3.1.1", Level.A, whole_pages=True)
def pages_name_their_language(document: Document) -> Iterator[Fault]:
    """A page names its language."""
    if document.source.lstrip().lower().startswith(("<svg", "<math", "<?xml")):
        return
    if not (document.root.get("lang") or "").strip():
        yield Fault(
            document.root,
            "The page does not say which language it is in, so a screen reader may use the wrong"
            " voice.",
            "Set the language of the page.",
            "<html>",
            identity="no language",
        )


@error("page-language-valid", "3.1.1", Level.A, whole_pages=True)
def page_languages_exist(document: Document) -> Iterator[Fault]:
    """The language of a page is one that exists."""
    tag = document.root.get("lang") or ""
    if tag.strip() and not language_words.is_valid(tag):
        yield Fault(
            document.root,
            f"“{tag}” is not a language tag.",
            "Use a tag such as “en” for English or “es” for Spanish.",
            f'<html lang="{tag}">',
            identity=tag,
        )


@error("language-valid", "3.1.2", Level.AA)
def languages_of_passages_exist(document: Document) -> Iterator[Fault]:
    """The language of a passage is one that exists."""
    for element in _marked(document):
        tag = element.get("lang") or ""
        if not language_words.is_valid(tag) and _own_text(element, document).strip():
            yield Fault(
                element,
                f"“{tag}” is not a language tag, so a screen reader cannot choose a voice for"
                " this passage.",
                "Use a tag such as “en” for English or “es” for Spanish.",
            )


@warning("language-wrong", "3.1.2", Level.AA)
def passages_are_in_the_language_they_claim(document: Document) -> Iterator[Fault]:
    """A passage is in the language it is marked with."""
    for element in _marked(document):
        claimed = language_words.primary(element.get("lang") or "")
        text = _own_text(element, document)
        found = language_words.language_of(text, rather_than=claimed)
        if found and language_words.is_valid(element.get("lang") or ""):
            yield Fault(
                element,
                f"This passage is marked as {_name(claimed)}, but seems to be {_name(found)}. A"
                " voice for the wrong language is hard to understand.",
                f"Mark it as “{found}” if that is right.",
            )


@warning("language-unmarked", "3.1.2", Level.AA)
def passages_in_other_languages_are_marked(document: Document) -> Iterator[Fault]:
    """A passage in another language is marked."""
    for element in document.all(*PASSAGES):
        if any(each is not element for each in element.iter(*PASSAGES)):
            continue
        claimed = language_words.primary(_language_at(element, document))
        text = _own_text(element, document)
        if not claimed or element.get("lang") or len(words_in(text)) < FEWEST_WORDS:
            continue
        found = language_words.language_of(text, rather_than=claimed, least=FEWEST_COMMON_WORDS)
        if found and not _is_the_whole(element, document):
            yield Fault(
                element,
                f"This passage seems to be {_name(found)}. A screen reader would read it as"
                f" {_name(claimed)}.",
                f"Put the passage in square brackets and write {{lang={found}}} right after it.",
            )


@warning("page-language-wrong", "3.1.1", Level.A, whole_pages=True)
def pages_are_in_the_language_they_claim(document: Document) -> Iterator[Fault]:
    """A page is in the language it names."""
    claimed = language_words.primary(document.root.get("lang") or "")
    title = document.root.findtext("head/title") or ""
    text = f"{title} {_own_text(document.root, document)}"
    found = language_words.language_of(text, rather_than=claimed) if claimed else ""
    if found:
        yield Fault(
            document.root,
            f"The page is marked as {_name(claimed)}, but seems to be {_name(found)}.",
            f"Mark it as “{found}” if that is right.",
            shortened(text),
            identity=f"{claimed} {found}",
        )


def shortened(text: str) -> str:
    return " ".join(text.split()[:12])


def _marked(document: Document) -> Iterator[HtmlElement]:
    for element in document.exposed:
        if element.get("lang") and element.tag != "html":
            yield element


def _language_at(element: HtmlElement, document: Document) -> str:
    for each in element.iterancestors():
        if each.get("lang") is not None:
            return each.get("lang") or ""
    return document.page.language


def _own_text(element: HtmlElement, document: Document) -> str:
    """The words inside that no element further in claims for another language."""
    return " ".join("".join(_pieces(element, document)).split())


def _pieces(element: HtmlElement, document: Document) -> Iterator[str]:
    """Text and alternative text, in order; iterative, since pages nest without end."""
    waiting: list[HtmlElement | str] = [element]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
            continue
        if document.is_exposed(each) and (each is element or not each.get("lang")):
            yield f"{each.text or ''} {each.get('alt') or ''}"
            for child in reversed(each):
                waiting.append(child.tail or "")
                if isinstance(child.tag, str):
                    waiting.append(child)


def _is_the_whole(element: HtmlElement, document: Document) -> bool:
    """Whether the page has nothing else, so that its own language is what is wrong."""
    return document.page.is_whole and document.text(element) == document.text(document.body)


def _name(language: str) -> str:
    return LANGUAGE_NAMES.get(language, f"“{language}”")
