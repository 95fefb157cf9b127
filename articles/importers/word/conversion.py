"""A Word document (.docx) → a record: headings, lists, tables, links, notes and pictures.

mammoth reads the document by its styles; the HTML it gives goes the way of every imported page.
What a page cannot hold is said in the record's remarks, so that nothing is lost without a word.
"""

import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import mammoth
from bs4 import BeautifulSoup, NavigableString, Tag
from mammoth.documents import Image

from articles.importers import marks
from articles.importers.addresses import absolute
from articles.importers.html.flow import Flow
from articles.importers.html.markdown import markdown_of
from articles.importers.html.nodes import HEADINGS
from articles.importers.html.pages import read_html
from articles.importers.records import (
    ImportedPage,
    ImportedPerson,
    ImportedResource,
    LeftOut,
    UnreadablePage,
)
from articles.importers.word.lists import STYLE_MAP, build_lists
from articles.importers.word.messages import describe
from articles.importers.word.normalize import Normalized, normalize
from articles.importers.word.ooxml import N
from articles.importers.word.package import MOST_BYTES, Package, open_package
from articles.importers.word.plain_file import plain_file
from articles.importers.word.typed_lists import mark_typed_items
from articles.importers.word.warm_up import read_a_small_document
from articles.importers.word.wrong_files import DAMAGED

__all__ = ["MOST_BYTES", "read_word"]

# Styles of Word, LibreOffice and Pandoc that say nothing but how a paragraph looks.
PLAIN_STYLES = (
    *("List Paragraph", "No Spacing", "Caption", "Normal (Web)", "Plain Text"),
    *("Body Text", "Body Text 2", "Body Text 3", "Body Text Indent", "Body Text First Indent"),
    *("Text Body", "Table Contents", "Table Heading", "Table Paragraph", "Standard"),
    *("First Paragraph", "Compact", "Image Caption", "Table Caption", "Figure", "Illustration"),
)
# Styles that mean something, beside the headings and lists that mammoth knows by itself.
STYLES = f"""
{STYLE_MAP}
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
strike => s
"""
Record = TypeVar("Record", ImportedPerson, ImportedResource, LeftOut)
logger = logging.getLogger(__name__)
NO_WORDS = (
    "No text was found in the document. If it is a scan or a picture of a page, you need to type"
    " the text."
)
ALL_HIDDEN = "All the text in the document is hidden. Unhide it in Word, then send it again."
PICTURE_IN_NOTE = "A picture in a note was left out. If readers need it, add it to the text."
NOTE_ON_TITLE = (
    "The note on the title was moved to the end of the page, because a title cannot have notes."
)


def read_word(content: bytes, *, name: str, folder: Path) -> ImportedPage:
    """The record of a Word document; ``folder`` is an empty one that takes its pictures.

    ``name``: a title for want of one. Raises UnreadablePage.
    """
    try:
        package = open_package(content)
        document = normalize(package, folder)
        html, messages = converted(package, document)
    except UnreadablePage:
        raise
    except Exception as problem:  # a damaged archive fails in more ways than can be named
        logger.warning("A Word document could not be read.", exc_info=True)
        raise UnreadablePage(DAMAGED) from problem
    soup = BeautifulSoup(html, "lxml")
    mark_typed_items(soup, document.marked.items)
    build_lists(soup, document.marked.items)
    notes = taken_notes(soup)
    mark_languages(soup)
    document.insertions.put_back(soup)
    refuse_without_words(soup, document)
    page = read_html(
        f'<html lang="{document.language.tag}"><body><main>{inner(soup)}</main></body></html>',
        name=name,
        find_image=document.pictures.files.get,
    )
    page = replace(page, title=document.marked.without_number(page.title))
    return with_notes(page, notes, messages, document)


def warm_up() -> None:
    """Called once in the process that conversions are forked from."""
    read_a_small_document(read_word)


def converted(package: Package, document: Normalized) -> tuple[str, tuple[str, ...]]:
    """The document as HTML, and what mammoth could not make of it."""

    def address(image: Image) -> dict[str, str]:
        with image.open() as file:
            key = file.read().decode("ascii")
        return {"src": key, "alt": ""} if key in document.pictures.decorative else {"src": key}

    result = mammoth.convert_to_html(
        plain_file(package, document.pictures),
        style_map=STYLES + plain_styles_in(package),
        convert_image=mammoth.images.img_element(address),
        external_file_access=False,
    )
    return result.value, tuple(filter(None, (describe(each.message) for each in result.messages)))


def plain_styles_in(package: Package) -> str:
    """Rules for those that the document knows; mammoth tries each on every paragraph and run."""
    styles = package.tree(package.related("styles"))
    known = () if styles is None else styles.iterfind(f"{N['w:style']}/{N['w:name']}")
    names = {each.get(N["w:val"], "").casefold() for each in known}
    shown = (name for name in PLAIN_STYLES if name.casefold() in names)
    return "\n".join(f"p[style-name='{name}'] => p:fresh" for name in shown)


def refuse_without_words(soup: BeautifulSoup, document: Normalized) -> None:
    if soup.get_text(strip=True) or soup.find("img"):
        return
    hidden = any(piece.kind == "hidden text" for piece in document.report.left_out)
    raise UnreadablePage(ALL_HIDDEN if hidden else NO_WORDS)


def mark_languages(soup: BeautifulSoup) -> None:
    """Marks around words become the element that names their language."""
    for text in list(soup.find_all(string=marks.LANGUAGE)):
        pieces = marks.LANGUAGE.split(str(text))
        for index in range(0, len(pieces), 3):
            if index:
                put_span(text, *pieces[index - 2 : index])
            if pieces[index]:
                text.insert_before(NavigableString(pieces[index]))
        text.extract()


def put_span(place: NavigableString, language: str, words: str) -> None:
    """Words in a language before a place, together with those in it right before."""
    before = place.previous_sibling
    if isinstance(before, Tag) and before.name == "span" and before.get("lang") == language:
        before.append(NavigableString(words))
        return
    span = Tag(name="span", attrs={"lang": language})
    span.append(NavigableString(words))
    place.insert_before(span)


def inner(soup: BeautifulSoup) -> str:
    return soup.body.decode_contents() if soup.body else ""


# --- Notes: Word's footnotes and endnotes become footnotes of Markdown --------------------------


def taken_notes(soup: BeautifulSoup) -> dict[str, Tag]:
    """Marks the places of notes in the text and takes the notes themselves out, by name."""
    notes: dict[str, Tag] = {}
    items = soup.find_all("li", id=re.compile("^(foot|end)note-[0-9]+$"))
    for item in items:
        for back in item.find_all("a", href=re.compile("note-ref-")):
            back.decompose()
        notes[str(item["id"])] = item
    for link in soup.find_all("a", href=re.compile("^#(foot|end)note-[0-9]+$")):
        mark = NavigableString(marks.note_mark(str(link["href"])[1:]))
        place = link.parent if link.parent is not None and link.parent.name == "sup" else link
        around = place.find_parent("a")
        if around is not None:  # a mark is a link of its own: it follows the one it is in
            around.insert_after(mark)
            place.extract()
        else:
            place.replace_with(mark)
    for item in items:  # a note with several marks is there as often
        item.extract()
    for listing in soup.find_all("ol"):
        if not listing.find("li"):
            listing.decompose()
    return notes


def with_notes(
    page: ImportedPage, notes: dict[str, Tag], messages: tuple[str, ...], document: Normalized
) -> ImportedPage:
    """The record with its notes as those of Markdown, and all that is to be said of it."""
    written = {name: note_text(item, document) for name, item in notes.items()}

    def reference(mark: re.Match[str]) -> str:
        name = marks.name_of_note(mark)
        return f"[^{name}]" if written.get(name) else ""

    body = marks.NOTE.sub(reference, page.body)
    on_title = marks.NOTE.search(page.title)
    definitions = [f"[^{name}]: {text}" for name, text in written.items() if text]
    text = "\n\n".join([body.strip("\n"), *definitions]).strip("\n")
    if on_title:
        document.report.remark(NOTE_ON_TITLE)
    return replace(
        page,
        title=marks.NOTE.sub("", page.title),
        byline=tuple(map(without_marks, page.byline)),
        reviewers=tuple(map(without_marks, page.reviewers)),
        resources=tuple(map(without_marks, page.resources)),
        language_is_assumed=document.language.is_assumed,
        body=f"{text}\n" if text else "",
        boilerplate=(*document.report.left_out, *map(without_marks, page.boilerplate)),
        remarks=tuple(dict.fromkeys([*page.remarks, *document.report.remarks, *messages])),
    )


def without_marks(record: Record) -> Record:
    """A part of the record whose words hold no marks of notes."""
    said = {key: marks.without_marks(text) for key, text in vars(record).items()}
    return replace(record, **said)


def note_text(item: Tag, document: Normalized) -> str:
    """A note's Markdown: what follows its first paragraph is indented, as the page's text is."""
    for heading in item.find_all(HEADINGS):
        heading.name = "p"
    flow = Flow(
        language=document.language.tag,
        address_of=lambda address: absolute(address, ""),
        image_of=lambda image: None,
    )
    blocks = flow.blocks(item)
    if item.find("img"):
        document.report.remark(PICTURE_IN_NOTE)
    if blocks and blocks[0].name != "p":
        return " ".join(markdown_of(blocks).split())
    return markdown_of(blocks).replace("\n", "\n    ").replace("\n    \n", "\n\n")
