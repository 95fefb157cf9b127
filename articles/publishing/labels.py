"""What the parts of a page are called at the desk."""

from datetime import date

from articles.text import snapshot_fields

# What the page has beside its text; see details.py.
DETAILS = {
    "owner_id": "Owner",
    "coauthors": "Co-authors",
    "clinical_reviewer_id": "Clinical reviewer",
    "first_published_on": "First published on",
}
# The key of an account or a person, a day, or the keys of accounts; and all details by name.
Detail = int | date | list[int] | None
Details = dict[str, Detail]


def page_labels() -> dict[str, str]:
    """Labels by name: of all that people write on a page, then of its details."""
    return snapshot_fields.labels() | DETAILS
