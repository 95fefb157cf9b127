"""What a revision keeps of a page, field by field: declared here, once.

Forms, conflicts, comparisons, restoring, unsaved work, exports, imports and the hash that approvals
are bound to read ``FIELDS`` when they run. A field more is an entry here, and a column of that name
on Article and on Revision.
"""

import enum
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.text import diff


class Kind(enum.Enum):
    """What a field holds; how it is merged, asked for and shown follows from that."""

    LINE = "a line of words"
    PARAGRAPH = "a few sentences"
    TEXT = "Markdown, merged paragraph by paragraph"
    CODE = "one value out of several, or part of an address"
    FLAG = "yes or no"
    ROW = "the key of a row; the name ends in _id"
    LIST = "entries in an order, merged by entry"
    DERIVED = "entries that follow from the text: neither typed nor merged"


# What a page holds, by the names of fields, as a merge takes it: lists are (key, note) pairs.
PageValues = dict[str, Any]
KeptEntry = Mapping[str, Any]  # of a list that a revision keeps: of people, links or images
KeptEntries = list[KeptEntry]

WORDS = frozenset({Kind.LINE, Kind.PARAGRAPH, Kind.TEXT})
ENTRIES = frozenset({Kind.LIST, Kind.DERIVED})


@dataclass(frozen=True)
class Entries:
    """What the entries of a list are. ``key`` tells them apart, ``note`` may differ with it.

    ``prefix``: of their rows in the form; ``exported``: what an export says of an entry.
    """

    exported: tuple[str, ...]
    key: str = ""
    note: str = ""
    prefix: str = ""

    def pairs(self, kept: Iterable[Mapping[str, Any]]) -> list[tuple[Any, str]]:
        """A revision's entries as a merge takes them: (key, note), "" without a note."""
        return [(entry[self.key], entry[self.note] if self.note else "") for entry in kept]


@dataclass(frozen=True)
class Field:
    """One field of a revision.

    ``noun`` names it within a sentence; ``panel`` is where the form of a page has it, "" for rows
    of their own. ``since`` is the version of the hash that first counted the field: for a new one
    the next number, and ``empty`` is what it holds on pages that were written before.
    ``exported_as`` is its key in an exported page; the text itself has none. ``compared_as`` and
    ``compare`` say what a comparison shows; ``in_hotfix``: the live text can be fixed there.
    """

    name: str
    label: str
    kind: Kind
    noun: str = ""
    panel: str = ""
    empty: Any = ""
    since: int = 1
    exported_as: str = ""
    entries: Entries | None = None
    compared_as: str = ""
    compare: Callable[[Any], str] | None = None
    in_hotfix: bool = False

    @property
    def form_name(self) -> str:
        """Its name in forms, and that of the related row on a model."""
        return self.name.removesuffix("_id") if self.kind is Kind.ROW else self.name

    @property
    def phrase(self) -> str:
        return self.noun or self.label.lower()

    def compared(self, revision: Any) -> tuple[str, str]:
        """What a comparison of two revisions calls it, and its lines there."""
        value = getattr(revision, self.name)
        if self.compare is not None:
            shown = self.compare(revision)
        elif self.kind is Kind.FLAG:
            shown = "yes" if value else "no"
        else:
            shown = str(value)
        return self.compared_as or self.label, shown


# --- What comparisons show ----------------------------------------------------------------------


def address(revision: Any) -> str:
    """The address the revision would have; empty while something is missing."""
    is_whole = revision.section and revision.slug
    return f"/{revision.section.slug}/{revision.slug}/" if is_whole else ""


def _without_line(revision: Any) -> str:
    """The section is part of the address, and compared with it."""
    return ""


def _authors(revision: Any) -> str:
    return _listed(revision.byline, ", ", "name", "credentials", "affiliation")


def _resources(revision: Any) -> str:
    return _listed(revision.resources, "\n", "title", "address", "note")


def _text(revision: Any) -> str:
    described = {image["address"]: image["alternative_text"] for image in revision.images}
    return diff.name_images(revision.body, described)


def _images(revision: Any) -> str:
    images = [
        image | {"shows": image["alternative_text"] or "Decorative image"}
        for image in revision.images
    ]
    return _listed(images, "\n", "shows", "caption", "credit", "address")


def _listed(entries: Iterable[Mapping[str, str]], separator: str, *names: str) -> str:
    """One paragraph an entry, of the values that are there."""
    rows = ([entry[name] for name in names if entry[name]] for entry in entries)
    return "\n\n".join(separator.join(row) for row in rows)


# --- The fields, in the order in which the desk shows them --------------------------------------

WHAT, TEXT, SETTINGS = "Page", "Text", "Settings"
FIELDS: tuple[Field, ...] = (
    Field("section_id", "Section", Kind.ROW, panel=WHAT, empty=None, compare=_without_line),
    Field("title", "Title", Kind.LINE, panel=WHAT, in_hotfix=True),
    Field("slug", "Address part", Kind.CODE, panel=WHAT, compared_as="Address", compare=address),
    Field("short_title", "Short title", Kind.LINE, panel=WHAT),
    Field("summary", "Summary", Kind.PARAGRAPH, panel=WHAT, in_hotfix=True),
    Field("body", "Text", Kind.TEXT, panel=TEXT, compare=_text, in_hotfix=True),
    Field("language", "Language", Kind.CODE, panel=SETTINGS, empty="en"),
    Field(
        "is_sample",
        "Sample page",
        Kind.FLAG,
        noun="sample page mark",
        panel=SETTINGS,
        empty=False,
        exported_as="sample",
    ),
    Field(
        "byline",
        "Authors",
        Kind.LIST,
        noun="list of authors",
        empty=[],
        exported_as="people",
        compare=_authors,
        entries=Entries(
            key="person",
            prefix="authors",
            exported=("slug", "name", "credentials", "affiliation"),
        ),
    ),
    Field(
        "resources",
        "Additional information",
        Kind.LIST,
        noun="list under additional information",
        empty=[],
        compare=_resources,
        entries=Entries(
            key="link",
            note="note",
            prefix="resources",
            exported=("address", "title", "publisher", "kind", "language", "note"),
        ),
    ),
    Field(
        "images",
        "Images",
        Kind.DERIVED,
        noun="list of images",
        empty=[],
        compare=_images,
        entries=Entries(
            exported=("address", "alternative_text", "is_decorative", "caption", "credit")
        ),
    ),
)


def named(name: str) -> Field:
    """The field of that name; KeyError for none."""
    return {field.name: field for field in FIELDS}[name]


def names(*kinds: Kind) -> tuple[str, ...]:
    """Names of the fields of some kinds; of all fields without any."""
    return tuple(field.name for field in FIELDS if not kinds or field.kind in kinds)


def columns() -> tuple[str, ...]:
    """Names of the fields that the working copy has as columns of its own."""
    return tuple(field.name for field in FIELDS if field.kind not in ENTRIES)


def lists() -> tuple[Field, ...]:
    """Lists that people write; in the working copy they are rows of their own."""
    return tuple(field for field in FIELDS if field.kind is Kind.LIST)


def labels() -> dict[str, str]:
    """What the desk calls the fields that people write, by name."""
    return {field.name: field.label for field in FIELDS if field.kind is not Kind.DERIVED}


def in_panel(panel: str) -> tuple[str, ...]:
    """Names in the form of a page, of the fields in one of its panels."""
    return tuple(field.form_name for field in FIELDS if field.panel == panel)


def in_hotfix() -> tuple[str, ...]:
    """Names of the fields in which the live text can be fixed."""
    return tuple(field.name for field in FIELDS if field.in_hotfix)


# --- The hash that approvals are bound to -------------------------------------------------------


def hash_version(values: Mapping[str, Any]) -> int:
    """The version of the hash that tells these values from any others.

    That of the newest field that holds something: what was written, or approved, before a field
    was added has the hash that it had then.
    """
    filled = (field.since for field in FIELDS if values[field.name] != field.empty)
    return max(filled, default=1)


def content_hash(values: Mapping[str, Any]) -> str:
    """SHA-256 over every field, as hexadecimal digits: the same for the same values.

    Version 1 counts all of its fields; a later field counts once it holds something.
    """
    counted = {
        field.name: values[field.name]
        for field in FIELDS
        if field.since == 1 or values[field.name] != field.empty
    }
    if (version := hash_version(values)) > 1:
        counted["hash version"] = version
    written = json.dumps(counted, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
