"""The language of words in a Word document (``w:lang``, 17.3.2.20), where it tells something.

Word marks languages by guess and by keyboard, so a mark is believed unless the words contradict it.
"""

from collections import Counter

from lxml import etree

from articles.importers import marks
from articles.importers.languages import contradicts, language_tag
from articles.importers.word.ooxml import N, child
from articles.importers.word.styles import Styles, style_of

WEIGHED = 3_000  # passages: enough to tell what a document is marked as
MOSTLY = 0.8  # less, and the marks are those of passages, not of the document
Passage = tuple[str, list[etree._Element]]


def marked_language(root: etree._Element, styles: Styles) -> tuple[str, str]:
    """The language that the words of a document are marked as, and words to judge it by.

    Words without a mark, if there are any, are the document's; marked ones are passages in it.
    """
    said: dict[str, list[str]] = {}
    for paragraph in root.iter(N["w:p"]):
        for language, texts in passages_of(paragraph, styles):
            said.setdefault(language, []).append("".join(each.text for each in texts))
        if sum(map(len, said.values())) > WEIGHED:
            break
    sizes = Counter({language: sum(map(len, texts)) for language, texts in said.items()})
    language, most = sizes.most_common(1)[0] if sizes else ("", 0)
    own = said.get("") or [text for texts in said.values() for text in texts]
    return language if most >= MOSTLY * sizes.total() else "", "\n".join(own)


def mark_passages(root: etree._Element, styles: Styles, language: str) -> None:
    """Put marks around passages in another language than the document's."""
    for paragraph in root.iter(N["w:p"]):
        for marked, texts in passages_of(paragraph, styles):
            said = "".join(each.text or "" for each in texts)
            if marked in ("", language) or not has_words(said):
                continue
            if not contradicts(said, marked=marked, rather=language):
                mark(texts, marked)


def passages_of(paragraph: etree._Element, styles: Styles) -> list[Passage]:
    """The words of a paragraph by their marked language, neighbors together."""
    found: list[Passage] = []
    style = style_of(paragraph)
    for run in paragraph.iter(N["w:r"]):
        texts = [each for each in run.iterfind(N["w:t"]) if each.text]
        if not texts:
            continue
        language = language_of_run(run, styles, style)
        if found and found[-1][0] == language:
            found[-1][1].extend(texts)
        else:
            found.append((language, texts))
    return found


def language_of_run(run: etree._Element, styles: Styles, style: str) -> str:
    properties = run.find(N["w:rPr"])
    lang = styles.property(properties, style, "w:lang")
    if lang is None:
        return ""
    rtl = child(properties, "w:rtl") is not None
    return language_tag(lang.get(N["w:bidi"] if rtl else N["w:val"]), default="")


def has_words(text: str) -> bool:
    """Whether a passage has a word in it: a number or a unit is said alike in every language."""
    return any(len(word) > 2 and word.isalpha() for word in text.replace("¿", " ").split()) or any(
        letter.isalpha() and ord(letter) > 0x370 for letter in text
    )


def mark(texts: list[etree._Element], language: str) -> None:
    for each in texts:
        each.text = (
            f"{marks.LANGUAGE_START}{language}{marks.LANGUAGE_NAMED}{each.text}{marks.LANGUAGE_END}"
        )
