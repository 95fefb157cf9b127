"""Whose change is whose, told by fingerprints."""

import pytest

from accessibility import glossary
from accessibility.changes.optimistic_lock import (
    FormConflict,
    Opened,
    fingerprint,
    merge_into,
)
from accessibility.models import Term
from tests.accessibility.menus.menu_factories import editor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("A\r\nB ", "A\nB", True),
        (None, "", True),
        ("a", "A", False),
        (False, "", False),
        (0, "", False),
        (["b", "a"], ["a", "b"], False),
        ({2, 1}, [1, 2], True),
    ],
)
def test_a_fingerprint_is_of_the_value_and_not_of_the_way_it_came(one, other, is_same):
    assert (fingerprint(one) == fingerprint(other)) is is_same


def term(**fields):
    return Term(pk=1, **{"name": "myelin", "plain_words": "Old.", "abbreviation": ""} | fields)


OLD = Opened({name: fingerprint(getattr(term(), name)) for name in ("plain_words", "abbreviation")})


@pytest.mark.parametrize(
    ("mine", "theirs", "saved", "names"),
    [
        ({"plain_words": "Mine."}, {}, ("Mine.", ""), ()),
        ({}, {"plain_words": "Theirs."}, ("Theirs.", ""), ("plain_words",)),
        ({"plain_words": "Same."}, {"plain_words": "Same."}, ("Same.", ""), ()),
        ({"plain_words": "Mine."}, {"abbreviation": "T"}, ("Mine.", "T"), ("abbreviation",)),
    ],
)
def test_what_one_of_two_changed_is_taken_from_that_one(mine, theirs, saved, names):
    row = term(**mine)

    merged = merge_into(row, stored=term(**theirs), opened=OLD, by=None)

    assert (row.plain_words, row.abbreviation) == saved
    assert merged.names == names


def test_what_the_form_did_not_have_comes_from_the_row():
    row = term(plain_words="Mine.", name="Read a while ago")

    merge_into(row, stored=term(in_use=False), opened=OLD, by=None)

    assert (row.name, row.in_use, row.plain_words) == ("myelin", False, "Mine.")


def test_names_that_belong_together_overlap_together():
    row, stored = term(plain_words="Mine."), term(abbreviation="T")

    with pytest.raises(FormConflict) as refused:
        merge_into(
            row, stored=stored, opened=OLD, by=None, together=[("plain_words", "abbreviation")]
        )

    assert refused.value.overlaps == ("plain_words", "abbreviation")


def test_the_act_refuses_with_a_sentence_and_leaves_the_term_as_it_was():
    stored = glossary.save_term(term=Term(name="myelin", plain_words="Theirs."), by=None).row
    mine = Term.objects.get(pk=stored.pk)
    mine.plain_words = "Mine."

    with pytest.raises(FormConflict) as refused:
        glossary.save_term(term=mine, by=editor(), opened=OLD)

    assert str(refused.value) == (
        "This was changed after you opened the form, in fields that you changed too: Meaning in"
        " plain words. Nothing was overwritten. Compare what is saved now with your version. If"
        " you save again, your version replaces it."
    )
    assert Term.objects.get().plain_words == "Theirs."
