"""What differs between two revisions, field by field, as a person names the fields."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.text import diff

Changes = list[tuple[str, list[diff.Passage]]]

LONGEST_IN_WORDS = 12_000
ENDED = "The rest is too long to be shown here."


def changes(before: Any, after: Any) -> Changes:
    """Labels of what differs, each with its passages."""
    pairs = zip(fields(before), fields(after), strict=True)
    return [(label, diff.compare(old, new)) for (label, old), (_, new) in pairs if old != new]


def fields(revision: Any) -> list[tuple[str, str]]:
    """What a revision holds, as a person names it and in lines that can be compared."""
    authors = _listed(revision.byline, ", ", "name", "credentials", "affiliation")
    resources = _listed(revision.resources, "\n", "title", "address", "note")
    described = {image["address"]: image["alternative_text"] for image in revision.images}
    images = [
        image | {"shows": image["alternative_text"] or "Decorative image"}
        for image in revision.images
    ]
    pictures = _listed(images, "\n", "shows", "caption", "credit", "address")
    return [
        ("Title", revision.title),
        ("Short title", revision.short_title),
        ("Address", address(revision)),
        ("Summary", revision.summary),
        ("Language", revision.language),
        ("Authors", authors),
        ("Text", diff.name_images(revision.body, described)),
        ("Images", pictures),
        ("Additional information", resources),
        ("Sample page", "yes" if revision.is_sample else "no"),
    ]


def address(revision: Any) -> str:
    """The address the revision would have; empty while something is missing."""
    is_whole = revision.section and revision.slug
    return f"/{revision.section.slug}/{revision.slug}/" if is_whole else ""


def _listed(entries: Iterable[Mapping[str, str]], separator: str, *names: str) -> str:
    """One paragraph an entry, of the values that are there."""
    rows = ([entry[name] for name in names if entry[name]] for entry in entries)
    return "\n\n".join(separator.join(row) for row in rows)


def as_text(changed: Changes) -> str:
    """What ``changes`` found as plain text, without what stayed the same; for mail."""
    shown = "\n\n".join(
        f"{label}\n{'-' * len(label)}\n{diff.as_text(passages)}" for label, passages in changed
    )
    if len(shown) <= LONGEST_IN_WORDS:
        return shown
    return f"{shown[:LONGEST_IN_WORDS].rpartition(' ')[0]} …\n\n{ENDED}"
