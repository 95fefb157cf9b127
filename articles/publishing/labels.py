"""What the parts of a page are called at the desk."""

# What every revision keeps, but for the images that follow from the text.
LABELS = {
    "section_id": "Section",
    "title": "Title",
    "slug": "Address part",
    "short_title": "Short title",
    "summary": "Summary",
    "body": "Text",
    "language": "Language",
    "is_sample": "Sample page",
    "byline": "Authors",
    "resources": "Additional information",
}
# What the page has beside its text; see details.py.
DETAILS = {
    "owner_id": "Owner",
    "coauthors": "Co-authors",
    "clinical_reviewer_id": "Clinical reviewer",
    "first_published_on": "First published on",
}
ALL_LABELS = LABELS | DETAILS
