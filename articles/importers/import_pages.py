"""Files of saved pages → the site: each read, written, and told about; none stops the others."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, urljoin

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from articles.importers.in_child import names_repeated_in, read_page
from articles.importers.outcomes import (
    CREATED,
    FAILED,
    UNCHANGED,
    UPDATED,
    NotImported,
    Outcome,
    Wishes,
)
from articles.importers.reading import pages_in
from articles.importers.records import ImportedPage, LeftOut, UnreadablePage
from articles.importers.writing import sha_of, write_page
from articles.publishing.errors import Refused

__all__ = ["CREATED", "FAILED", "UPDATED", "Reported", "Wishes", "files_in", "import_files"]

REFUSALS = (NotImported, UnreadablePage, Refused)


@dataclass
class Reported:
    """What to tell about one file."""

    name: str
    status: str
    path: str = ""
    sentence: str = ""
    remarks: list[str] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A file, and the folder it was found through."""

    file: Path
    folder: Path
    is_given: bool  # by name, not found in a given folder

    @property
    def name(self) -> str:
        return os.path.relpath(self.file, self.folder)

    def address(self, base_url: str) -> str:
        """Where the page was: at the base address, or below it like the file in its folder."""
        if self.is_given or not base_url.endswith("/"):
            return base_url
        return urljoin(base_url, quote(self.name))


def files_in(paths: list[Path]) -> list[Found]:
    """Every page at or below the given paths."""
    return [
        Found(file, path if path.is_dir() else path.parent, not path.is_dir())
        for path in paths
        for file in pages_in(path)
    ]


def import_files(
    files: list[Found], *, wishes: Wishes, base_url: str, site_names: tuple[str, ...]
) -> Iterator[Reported]:
    """Import the files one by one, telling about each as soon as it is done."""
    site_names = (*site_names, *names_repeated_in([found.file for found in files]))
    promised: dict[str, tuple[str, str]] = {}  # path: the name of a file, the digest of its page
    for found in files:
        try:
            with tempfile.TemporaryDirectory() as workplace:  # for pictures, until they are written
                page = read_page(
                    found.file,
                    base_url=found.address(base_url),
                    site_names=site_names,
                    root=found.folder,
                    workplace=Path(workplace),
                )
                outcome = written_or_rehearsed(page, found, wishes=wishes, promised=promised)
        except Exception as problem:  # one bad page, whatever is wrong with it, stops no other
            yield Reported(found.name, FAILED, sentence=sentence_about(problem))
        else:
            yield reported(found.name, page, outcome)


def written_or_rehearsed(
    page: ImportedPage, found: Found, *, wishes: Wishes, promised: dict[str, tuple[str, str]]
) -> Outcome:
    """Write the page. A dry run keeps nothing, so what earlier files would hold is told here."""
    sha = sha_of(page)
    if again := next((path for path, (_, known) in promised.items() if known == sha), ""):
        return Outcome(UNCHANGED, path=again)
    source = found.file.resolve().as_uri()[-500:]
    names = {path: name for path, (name, _) in promised.items()}
    outcome = write_page(page, source=source, wishes=replace(wishes, promised=names))
    if wishes.dry_run and wishes.section and outcome.status == CREATED and outcome.path:
        promised[outcome.path] = (found.name, sha)
    return outcome


def sentence_about(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    if isinstance(problem, REFUSALS):
        return str(problem)
    if isinstance(problem, DatabaseError):
        return f"The database refused it: {str(problem).splitlines()[0]}"
    return f"It cannot be imported ({type(problem).__name__}: {problem})."


def reported(name: str, page: ImportedPage, outcome: Outcome) -> Reported:
    return Reported(
        name,
        outcome.status,
        outcome.path,
        outcome.sentence,
        [*page.remarks, *outcome.remarks],
        by_kind(page.boilerplate),
    )


def by_kind(boilerplate: tuple[LeftOut, ...]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for piece in boilerplate:
        kinds.setdefault(piece.kind, []).append(piece.text)
    return kinds
