"""One saved file → a record: which kind of page it is, and where its pictures lie."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from accessibility.text.cleaning import report, without_unseen
from articles.importers import saved_files
from articles.importers.dates import as_date
from articles.importers.decoding import decode_page, refuse_size
from articles.importers.html.pages import read_html
from articles.importers.html.titles import repeated_names
from articles.importers.markdown.pages import read_markdown
from articles.importers.records import ImportedPage, UnreadablePage
from articles.importers.text.pages import read_text
from articles.importers.word.conversion import read_word
from articles.importers.word.package import MOST_BYTES as MOST_BYTES_OF_WORD
from articles.markup.limits import MAX_SOURCE_BYTES

Reader = Callable[..., ImportedPage]
KINDS: dict[str, Reader] = {
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".mhtml": read_html,
    ".mht": read_html,
    ".webarchive": read_html,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".text": read_text,
}
WORD = ".docx"
ENOUGH_FOR_NAMES = 100_000  # bytes
LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)
# "2019-05-03-fatigue" was published on that day; its name is "fatigue".
DATED_NAME = re.compile(r"^\d{4}-\d{2}-\d{2}-(?=.)")
DRAFT_FOLDERS = {"drafts", "draft", "trash", "unpublished", "private"}
UNHELPFUL_NAMES = {"index", "default", "home", "page", "readme"}


def read_page(
    path: Path,
    *,
    base_url: str = "",
    site_names: tuple[str, ...] = (),
    root: Path | None = None,
    workplace: Path | None = None,
) -> ImportedPage:
    """The record of a saved page; ``root`` is the folder that may contain its pictures.

    ``workplace``: an empty folder for the pictures inside a Word document or a page that was saved
    as one file. They must stay there until the page is written.
    """
    if path.suffix.lower() == WORD:
        if workplace is None:
            raise UnreadablePage("A Word document needs a folder for its pictures.")
        content = bytes_of(path, limit=MOST_BYTES_OF_WORD)
        return read_word(content, name=name_of(path), folder=workplace)
    content = bytes_of(path, limit=saved_files.MOST_BYTES)
    saved = saved_files.opened(content, folder=workplace)
    decoded = decode_page(saved.content, declared=saved.declared)
    found = without_unseen(decoded.text, markup=True)
    find_file = image_finder(path, root or path.parent, base_url or saved.address)
    reader = reader_for(path, found.text, is_html=saved.is_html)
    if reader is not read_html:
        refuse_long_text(found.text)
    page = reader(
        saved.with_frames(found.text),
        base_url=base_url or saved.address,
        site_names=site_names,
        name=name_of(path),
        find_image=lambda address: saved.picture(address) or find_file(address),
    )
    removed = filter(None, [report("the file", found)])
    page = replace(page, remarks=(*decoded.remarks, *page.remarks, *removed))
    return with_limits_of_place(page, path, root or path.parent)


def with_limits_of_place(page: ImportedPage, path: Path, root: Path) -> ImportedPage:
    """What Jekyll and others say by a file's place: a folder of drafts, a day in its name."""
    folders = path.parts[len(root.parts) : -1] if path.is_relative_to(root) else ()
    drafts = next((name for name in folders if name.lower().strip("_") in DRAFT_FOLDERS), "")
    dated = DATED_NAME.match(path.stem)
    day = as_date(dated[0][:10]) if dated else None
    since = ((f"day in the name {path.name}", day),) if day else ()
    return replace(
        page,
        held_back=page.held_back or (f"folder {drafts}" if drafts else ""),
        public_since=(*page.public_since, *since),
    )


def refuse_long_text(text: str) -> None:
    """Refuse Markdown or plain text that is longer than a page may be."""
    if len(" ".join(text.split()).encode()) > MAX_SOURCE_BYTES:
        raise UnreadablePage(
            f"The text is too long for one page: it has more than {MAX_SOURCE_BYTES // 1000} KB."
            " Split it into several pages."
        )


def bytes_of(path: Path, *, limit: int) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise UnreadablePage("It is not a readable file.")
        refuse_size(path.stat().st_size, limit=limit)
        return path.read_bytes()
    except OSError as problem:
        raise UnreadablePage(f"The file cannot be read: {problem.strerror}.") from problem


def reader_for(path: Path, text: str, *, is_html: bool) -> Reader:
    if is_html or LOOKS_LIKE_HTML.match(text[:5000]):
        return read_html
    if reader := KINDS.get(path.suffix.lower()):
        return reader
    raise UnreadablePage(
        f"“{path.suffix or path.name}” files cannot be imported. Save the page as HTML, MHTML,"
        " Markdown, plain text or .docx."
    )


def name_of(path: Path) -> str:
    """A title made of a file's name, for a page that has none."""
    stem = (
        path.parent.name if path.stem.lower() in UNHELPFUL_NAMES and path.parent.name else path.stem
    )
    said = re.sub(r"[-_\s]+", " ", DATED_NAME.sub("", stem)).strip()
    return said[:1].upper() + said[1:]


def image_finder(page: Path, root: Path, base_url: str) -> Callable[[str], Path | None]:
    """Finds the file an image's address stands for: beside the page, or below a folder above it."""
    inside = root.resolve()

    def find(address: str) -> Path | None:
        for candidate in image_candidates(page, inside, address, base_url):
            file = candidate.resolve()
            if file.is_relative_to(inside) and file.is_file():
                return file
        return None

    return find


def image_candidates(page: Path, root: Path, address: str, base_url: str) -> Iterator[Path]:
    try:
        path = unquote(
            urlsplit(urljoin(base_url, address)).path if "//" in address else urlsplit(address).path
        )
    except ValueError:
        return
    if not path or "\x00" in path or len(path) > 1000:
        return
    if not path.startswith("/"):
        yield page.parent / path
    folder = page.parent.resolve()
    while folder.is_relative_to(root):
        yield folder / path.lstrip("/")
        if folder == root:
            return
        folder = folder.parent


def names_repeated_in(files: list[Path]) -> tuple[str, ...]:
    """What most saved HTML pages among the files call their site."""
    pages = [file for file in files if KINDS.get(file.suffix.lower()) is read_html]
    return repeated_names(beginning_of(file) for file in pages) if len(pages) > 1 else ()


def beginning_of(file: Path) -> str:
    """The first part of a page, as far as it can be read; reading it whole says what cannot."""
    try:
        if not file.is_file():
            return ""
        with file.open("rb") as saved:
            content = saved.read(ENOUGH_FOR_NAMES)
            return decode_page(saved_files.opened(content, folder=None).content).text
    except (OSError, UnreadablePage):
        return ""


def pages_in(path: Path) -> list[Path]:
    """The file itself, or the pages of a folder and the folders in it, in order."""
    if not path.is_dir():
        return [path]
    pages = []
    # Unlike a glob, a walk passes over folders that vanish or may not be opened.
    for folder, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found = [Path(folder, name) for name in files if not name.startswith(".")]
        pages += [each for each in found if each.suffix.lower() in {*KINDS, WORD}]
    return sorted(pages)
