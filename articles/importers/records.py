"""What an imported page says, before anything is written: plain values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path


class UnreadablePage(Exception):
    """A page cannot be imported; the message says why, in plain words."""


@dataclass(frozen=True)
class ImportedPerson:
    name: str
    credentials: str = ""
    affiliation: str = ""


@dataclass(frozen=True)
class ImportedLink:
    address: str
    text: str


@dataclass(frozen=True)
class ImportedResource:
    title: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class ImportedImage:
    """An image the body shows; ``address`` is how the body writes it."""

    address: str
    alternative_text: str = ""
    caption: str = ""
    file: Path | None = None
    is_decorative: bool = False  # said so, by an empty description


@dataclass(frozen=True)
class LeftOut:
    """A piece of the old site that stays out of the body, and what it was."""

    kind: str
    text: str


@dataclass(frozen=True)
class ImportedPage:
    """What a page says. ``held_back`` quotes what kept it from readers on its old site;
    ``public_since`` and ``public_until`` hold (how it is written, moment) of each limit to that.
    """

    title: str
    body: str
    byline: tuple[ImportedPerson, ...] = ()
    reviewers: tuple[ImportedPerson, ...] = ()
    short_title: str = ""
    summary: str = ""
    language: str = "en"
    language_is_assumed: bool = False
    links: tuple[ImportedLink, ...] = ()
    resources: tuple[ImportedResource, ...] = ()
    images: tuple[ImportedImage, ...] = ()
    boilerplate: tuple[LeftOut, ...] = ()
    menu_hint: str = ""
    published_on: date | None = None
    updated_on: date | None = None
    source: str = ""
    remarks: tuple[str, ...] = ()
    held_back: str = ""
    public_since: tuple[tuple[str, date | datetime], ...] = ()
    public_until: tuple[tuple[str, date | datetime], ...] = ()
    extras: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pasted:
    """What was copied in another program, as Markdown, and a sentence about each thing lost."""

    body: str
    remarks: tuple[str, ...] = ()
