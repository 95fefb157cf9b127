"""What the parts of a page are called at the desk."""

from articles.text import snapshot_fields

# What the page has beside its text; see details.py.
DETAILS = {
    "owner_id": "Owner",
    "coauthors": "Co-authors",
    "clinical_reviewer_id": "Clinical reviewer",
    "first_published_on": "First published on",
}


def page_labels():
    """Labels by name: of all that people write on a page, then of its details."""
    return snapshot_fields.labels() | DETAILS
