"""The hash that approvals are bound to, held to what it was when they were given."""

from dataclasses import replace

import pytest

from articles.text import snapshot_fields
from articles.text.snapshot_fields import Field, Kind

EMPTY = {field.name: field.empty for field in snapshot_fields.FIELDS}
PLAIN = EMPTY | {
    "title": "Living with fatigue",
    "short_title": "",
    "summary": "Why MS tires you, and what helps.",
    "body": "Rest before you are tired.\n",
    "section_id": 7,
    "slug": "fatigue",
    "language": "en",
    "is_sample": False,
    "byline": [],
    "resources": [],
    "images": [],
}
FULL = EMPTY | {
    "title": "Vivir con fatiga",
    "short_title": "Fatiga",
    "summary": "Por qué cansa la EM.",
    "body": "Descanse a tiempo.\n\n![](/media/images/a.jpg)\n",
    "section_id": None,
    "slug": "",
    "language": "es",
    "is_sample": True,
    "byline": [
        {
            "person": 3,
            "slug": "rosa",
            "name": "Rosa Example",
            "credentials": "MD",
            "affiliation": "MS Center",
        }
    ],
    "resources": [
        {
            "link": 5,
            "address": "https://example.org/",
            "title": "A page",
            "publisher": "Society",
            "kind": "page",
            "language": "en",
            "note": "Short.",
        }
    ],
    "images": [
        {
            "address": "/media/images/a.jpg",
            "width": 800,
            "height": 600,
            "sources": [],
            "alternative_text": "A chair",
            "is_decorative": False,
            "caption": "",
            "credit": "Jon",
        }
    ],
}
# Version 1, as sites have stored it with their approvals. These never change.
STORED = [
    (EMPTY, "6b9d6010beeb750851651ba8c43aa5b3629cedd92fded2ed0cf777c691ea6433"),
    (PLAIN, "f64460fdcc931211f7219023de06db6af086ca9993a091684b4e883550741049"),
    (FULL, "4e829cdda4a6fec3b8039537e47a8d48da69cae011a6507bb18b3efe6b387b9d"),
]
AUDIENCE = Field("stand_in", "Stand-in", Kind.LINE, since=2)
LEVEL = Field("level", "Level", Kind.CODE, since=3, empty="plain")


@pytest.fixture
def later_fields(monkeypatch):
    fields = (*snapshot_fields.FIELDS, AUDIENCE, LEVEL)
    monkeypatch.setattr(snapshot_fields, "FIELDS", fields)


@pytest.mark.parametrize(("values", "stored"), STORED)
def test_a_text_has_the_hash_it_was_approved_with(values, stored):
    assert snapshot_fields.content_hash(values) == stored
    assert snapshot_fields.hash_version(values) == 1


@pytest.mark.parametrize(("values", "stored"), STORED)
def test_fields_that_were_added_later_change_no_hash_while_they_are_empty(
    values, stored, later_fields
):
    written = values | {"stand_in": "", "level": "plain"}

    assert snapshot_fields.content_hash(written) == stored
    assert snapshot_fields.hash_version(written) == 1


def test_what_is_written_in_a_later_field_makes_another_hash(later_fields):
    written = [
        PLAIN | {"stand_in": stand_in, "level": level}
        for stand_in in ("", "Families")
        for level in ("plain", "expert")
    ]

    assert [snapshot_fields.hash_version(values) for values in written] == [1, 3, 2, 3]
    assert len({snapshot_fields.content_hash(values) for values in written}) == 4


@pytest.mark.parametrize("name", FULL)
def test_every_field_counts_in_the_hash(name):
    changed = FULL | {name: PLAIN[name]}

    assert snapshot_fields.content_hash(changed) != snapshot_fields.content_hash(FULL)


def test_fields_are_declared_in_any_order(monkeypatch):
    monkeypatch.setattr(snapshot_fields, "FIELDS", snapshot_fields.FIELDS[::-1])

    assert [snapshot_fields.content_hash(values) for values, _ in STORED] == [
        stored for _, stored in STORED
    ]


def test_labels_never_change_a_hash(monkeypatch):
    renamed = tuple(replace(field, label="Another") for field in snapshot_fields.FIELDS)
    monkeypatch.setattr(snapshot_fields, "FIELDS", renamed)

    assert [snapshot_fields.content_hash(values) for values, _ in STORED] == [
        stored for _, stored in STORED
    ]
