"""Files from outside, read in a child process with limits: what goes wrong there is a sentence.

What reads them is large, so the web server never imports it: it is named here, and only the process
that children are forked from has it.
"""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypedDict, Unpack

from articles import images, sandbox
from articles.importers.records import ImportedImage, ImportedPage, Pasted, UnreadablePage

LIMITS = sandbox.Limits()
PATIENT = sandbox.Limits(waiting=600)  # a command has the time that a request has not
PASTE = sandbox.Limits(processor=5, clock=10, waiting=5)
SECONDS_FOR_PICTURES = 60
NO_TIME_LEFT = "the pictures of this page took longer than a minute. Add this one on the page."
Answer = Any  # what the function of a name returns


class PageOptions(TypedDict, total=False):
    """What may be told to ``reading.read_page`` beside the file."""

    base_url: str
    site_names: tuple[str, ...]
    root: Path | None
    workplace: Path | None


class FragmentOptions(TypedDict, total=False):
    """What may be told to ``html.fragment.read_fragment`` beside the HTML."""

    language: str
    first_note: int


def read_page(path: Path, **options: Unpack[PageOptions]) -> ImportedPage:
    """As ``reading.read_page``. Raises UnreadablePage."""
    what = "document" if path.suffix.lower() == ".docx" else "page"
    return in_child("articles.importers.reading.read_page", path, options, what, PATIENT)


def names_repeated_in(files: list[Path]) -> tuple[str, ...]:
    """As ``reading.names_repeated_in``; none where that takes too long."""
    limits = sandbox.Limits(processor=60, clock=300, waiting=PATIENT.waiting)
    try:
        return sandbox.run("articles.importers.reading.names_repeated_in", files, limits=limits)
    except sandbox.Stopped:
        return ()


def read_word(content: bytes, *, name: str, folder: Path) -> ImportedPage:
    """As ``word.conversion.read_word``. Raises UnreadablePage."""
    options = {"name": name, "folder": folder}
    return in_child(
        "articles.importers.word.conversion.read_word", content, options, "document", LIMITS
    )


def read_fragment(html: str, **options: Unpack[FragmentOptions]) -> Pasted:
    """As ``html.fragment.read_fragment``. Raises UnreadablePage."""
    name = "articles.importers.html.fragment.read_fragment"
    return in_child(name, html, options, "text", PASTE)


def in_child(
    name: str, argument: object, options: Mapping[str, object], what: str, limits: sandbox.Limits
) -> Answer:
    try:
        return sandbox.run(name, argument, options, raises=(UnreadablePage,), limits=limits)
    except sandbox.Stopped as stopped:
        raise UnreadablePage(stopped.sentence(what)) from stopped


class Pictures:
    """The pictures of a page, prepared before anything of it is written: each file once."""

    def __init__(self, page: ImportedPage) -> None:
        files = list(dict.fromkeys(image.file for image in page.images if image.file is not None))
        self.made: dict[Path | None, images.PreparedImage | str] = {}
        made = images.prepare_files(files) if files else []
        if made is not None:
            self.made.update(zip(files, made, strict=True))
            return
        ends_at = time.monotonic() + SECONDS_FOR_PICTURES
        for file in files:
            late = time.monotonic() > ends_at
            self.made[file] = NO_TIME_LEFT if late else prepared(file)

    def of(self, image: ImportedImage) -> images.PreparedImage:
        """The picture's files. Raises ImageRefused."""
        made = self.made[image.file]
        if isinstance(made, str):
            raise images.ImageRefused(made)
        return made


def prepared(file: Path) -> images.PreparedImage | str:
    """The picture's files, or why there are none."""
    try:
        return images.prepare(file.read_bytes())
    except images.ImageRefused as refusal:
        return str(refusal)
    except OSError as problem:
        return f"its file cannot be read: {problem.strerror}."
