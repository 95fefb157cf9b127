"""What differs between two revisions, field by field, as a person names the fields."""

from typing import Any

from articles.text import diff, snapshot_fields

Changes = list[tuple[str, list[diff.Passage]]]

LONGEST_IN_WORDS = 12_000
ENDED = "The rest is too long to be shown here."


def changes(before: Any, after: Any) -> Changes:
    """Labels of what differs, each with its passages."""
    pairs = zip(fields(before), fields(after), strict=True)
    return [(label, diff.compare(old, new)) for (label, old), (_, new) in pairs if old != new]


def fields(revision: Any) -> list[tuple[str, str]]:
    """What a revision holds, as a person names it and in lines that can be compared."""
    return [field.compared(revision) for field in snapshot_fields.FIELDS]


def as_text(changed: Changes) -> str:
    """What ``changes`` found as plain text, without what stayed the same; for mail."""
    shown = "\n\n".join(
        f"{label}\n{'-' * len(label)}\n{diff.as_text(passages)}" for label, passages in changed
    )
    if len(shown) <= LONGEST_IN_WORDS:
        return shown
    return f"{shown[:LONGEST_IN_WORDS].rpartition(' ')[0]} …\n\n{ENDED}"
