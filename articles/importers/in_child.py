"""Files from outside, read in a child process with limits: what goes wrong there is a sentence.

What reads them is large, so the web server never imports it: it is named here, and only the process
that children are forked from has it.
"""

import time
from pathlib import Path

from articles import images, sandbox
from articles.importers.records import ImportedImage, ImportedPage, Pasted, UnreadablePage

LIMITS = sandbox.Limits()
PATIENT = sandbox.Limits(waiting=600)  # a command has the time that a request has not
PASTE = sandbox.Limits(processor=5, clock=10, waiting=5)
SECONDS_FOR_PICTURES = 60
NO_TIME_LEFT = "the pictures of this page took longer than a minute. Add this one on the page."


def read_page(path: Path, **options) -> ImportedPage:
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


def read_fragment(html: str, **options) -> Pasted:
    """As ``html.fragment.read_fragment``. Raises UnreadablePage."""
    name = "articles.importers.html.fragment.read_fragment"
    return in_child(name, html, options, "text", PASTE)


def in_child(name: str, argument, options: dict, what: str, limits: sandbox.Limits):
    try:
        return sandbox.run(name, argument, options, raises=(UnreadablePage,), limits=limits)
    except sandbox.Stopped as stopped:
        raise UnreadablePage(stopped.sentence(what)) from stopped


class Pictures:
    """The pictures of a page, prepared before anything of it is written: each file once."""

    def __init__(self, page: ImportedPage) -> None:
        files = list(dict.fromkeys(image.file for image in page.images))
        made = images.prepare_files(files) if files else []
        if made is not None:
            self.made = dict(zip(files, made, strict=True))
            return
        self.made = {}
        ends_at = time.monotonic() + SECONDS_FOR_PICTURES
        for image in page.images:
            if image.file not in self.made:
                late = time.monotonic() > ends_at
                self.made[image.file] = NO_TIME_LEFT if late else prepared(image.file)

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
