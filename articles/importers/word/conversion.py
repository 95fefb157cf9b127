"""A Word document (.docx) → a record: headings, lists, tables, links, notes and pictures.

mammoth reads the document by its styles; the HTML it gives goes the way of every imported page.
What a page cannot hold is said in the record's remarks, so that nothing is lost without a word.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import mammoth
from bs4 import BeautifulSoup, NavigableString, Tag

from articles.importers.html.pages import read_html
from articles.importers.records import ImportedPage, UnreadablePage
from articles.importers.word.messages import LOST, in_words

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
SAVE_AGAIN = "Open it in Word or LibreOffice and save it as .docx."
NO_WORD_FILE = f"The file is no Word document of today's kind (.docx). {SAVE_AGAIN}"
# Styles that mean something, beside the headings and lists that mammoth knows by itself.
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='List Paragraph'] => p:fresh
p[style-name='No Spacing'] => p:fresh
p[style-name='caption'] => p:fresh
p[style-name='Caption'] => p:fresh
strike => s
"""
# Kept through the HTML importer, which escapes everything that Markdown would take for a mark.
NOTE_START, NOTE_END = "\ue000", "\ue001"
NOTE_MARK = re.compile(f"[ \t]*{NOTE_START}((?:foot|end)note-[0-9]+){NOTE_END}")


def read_word(content: bytes, *, name: str, folder: Path) -> ImportedPage:
    """The record of a Word document; ``folder`` is an empty one that takes its pictures.

    ``name``: a title for want of one. Raises UnreadablePage.
    """
    archive = opened(content)
    pictures: dict[str, Path] = {}
    try:
        html, messages = converted(content, folder, pictures)
        remarks = tuple(dict.fromkeys([*remarks_on(archive), *messages]))
    except Exception as problem:  # a damaged archive fails in more ways than can be named
        what = type(problem).__name__
        raise UnreadablePage(f"The Word document is damaged ({what}). {SAVE_AGAIN}") from problem
    soup = BeautifulSoup(html, "lxml")
    notes = taken_notes(soup)
    page = read_html(
        f"<html><body><main>{inner(soup)}</main></body></html>",
        name=name,
        find_image=pictures.get,
    )
    return with_notes(page, notes, remarks)


def opened(content: bytes) -> zipfile.ZipFile:
    """The document's archive, if it is one that may be read."""
    if len(content) > MOST_BYTES:
        raise UnreadablePage("The Word document has more than 20 MB. Make its pictures smaller.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        unpacked = sum(entry.file_size for entry in archive.infolist())
        archive.getinfo("word/document.xml")
    except (zipfile.BadZipFile, KeyError) as problem:
        raise UnreadablePage(NO_WORD_FILE) from problem
    if unpacked > MOST_UNPACKED:
        raise UnreadablePage("The Word document unpacks to more than 200 MB, which is refused.")
    return archive


def converted(
    content: bytes, folder: Path, pictures: dict[str, Path]
) -> tuple[str, tuple[str, ...]]:
    """The document as HTML, its pictures as files, and what mammoth could not make of it."""

    def keep(image) -> dict[str, str]:
        address = f"picture-{len(pictures) + 1}"
        with image.open() as file:
            (folder / address).write_bytes(file.read())
        pictures[address] = folder / address
        return {"src": address}

    result = mammoth.convert_to_html(
        io.BytesIO(content),
        style_map=STYLES,
        convert_image=mammoth.images.img_element(keep),
        external_file_access=False,
    )
    return result.value, tuple(filter(None, (in_words(each.message) for each in result.messages)))


def inner(soup: BeautifulSoup) -> str:
    return soup.body.decode_contents() if soup.body else ""


# --- Notes: Word's footnotes and endnotes become footnotes of Markdown --------------------------


def taken_notes(soup: BeautifulSoup) -> dict[str, Tag]:
    """Marks the places of notes in the text and takes the notes themselves out, by name."""
    notes = {}
    for item in soup.find_all("li", id=re.compile("^(foot|end)note-[0-9]+$")):
        for back in item.find_all("a", href=re.compile("note-ref-")):
            back.decompose()
        notes[str(item["id"])] = item
    for link in soup.find_all("a", href=re.compile("^#(foot|end)note-[0-9]+$")):
        name = link["href"][1:]
        place = link.parent if link.parent is not None and link.parent.name == "sup" else link
        place.replace_with(NavigableString(f"{NOTE_START}{name}{NOTE_END}"))
    for item in notes.values():
        item.extract()
    for listing in soup.find_all("ol"):
        if not listing.find("li"):
            listing.decompose()
    return notes


def with_notes(page: ImportedPage, notes: dict[str, Tag], remarks: tuple[str, ...]) -> ImportedPage:
    body = NOTE_MARK.sub(r"[^\1]", page.body)
    definitions = [f"[^{name}]: {plain(item)}" for name, item in notes.items() if name in body]
    text = "\n\n".join([body.strip("\n"), *definitions]).strip("\n")
    return replace(page, body=f"{text}\n" if text else "", remarks=(*page.remarks, *remarks))


def plain(item: Tag) -> str:
    """A note's Markdown, on one line."""
    note = read_html(
        f"<html><body><main><h1>Note</h1>{item.decode_contents()}</main></body></html>"
    )
    return " ".join(note.body.split())


# --- What could not be carried ------------------------------------------------------------------


def remarks_on(archive: zipfile.ZipFile) -> Iterator[str]:
    document = archive.read("word/document.xml").decode("utf-8", "replace")
    for element, sentence in LOST.items():
        if re.search(rf"<{element}[\s/>]", document):
            yield sentence
    parts = [each for each in archive.namelist() if re.match(r"word/(header|footer)\d*\.xml", each)]
    if any(re.search(rb"<w:t[\s>][^<]*\w", archive.read(each)) for each in parts):
        yield "Headers and footers of the paper were left out."
