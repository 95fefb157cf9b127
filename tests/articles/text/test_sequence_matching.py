from difflib import SequenceMatcher
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import sequence_matching
from articles.text.sequence_matching import Matcher

FEW = st.lists(st.sampled_from("abcde"), max_size=12)


def blocks(one, other):
    return Matcher(None, one, other).get_matching_blocks()


def assert_are_blocks(found, one, other):
    """In order, equal on both sides, each as long as it can be, and closed by an empty one."""
    *real, last = found
    assert last == (len(one), len(other), 0)
    i = k = 0
    for left, right, size in real:
        assert size > 0
        assert one[left : left + size] == other[right : right + size]
        assert (left, right) >= (i, k)
        assert left >= i
        assert right >= k
        assert (left, right) != (i, k) or (i, k) == (0, 0)
        i, k = left + size, right + size


@given(one=FEW, other=FEW)
def test_short_sequences_match_in_blocks(one, other):
    assert_are_blocks(blocks(one, other), one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["-"] * 300, ["-"] * 250),
        (["-", 1] * 200, ["-", 2] * 200),
        (["-", 1, "-", 2] * 100, ["-", 2, "-", 1] * 90),
        (list(range(400)), list(range(400))[::-1]),
        ([*range(200), *["-"] * 200], [*["-"] * 200, *range(200)]),
        ([n for place in range(300) for n in ("-", place)], ["-", *range(5), "-"] * 60),
    ],
)
def test_long_sequences_match_in_blocks(one, other):
    found = blocks(one, other)

    assert_are_blocks(found, one, other)
    assert found[0][2] > 0


@given(one=FEW, other=FEW)
def test_sequences_that_are_too_long_for_difflib_match_in_blocks(one, other):
    with mock.patch.object(sequence_matching, "MOST_PAIRS", -1):
        assert_are_blocks(blocks(one, other), one, other)


@pytest.mark.parametrize(("one", "other"), [("abcabba", "cbabac"), ("", "a"), ("a", ""), ("", "")])
def test_short_sequences_match_as_difflib_has_it(one, other):
    theirs = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()

    assert blocks(one, other) == [tuple(block) for block in theirs]


def test_what_is_frequent_in_a_long_sequence_still_matches():
    one = [item for n in range(200) for item in ("-", n)]
    other = [item for n in range(200) for item in ("-", -1 - n)]

    assert sum(size for *_, size in blocks(one, other)) == 200
    ignoring = SequenceMatcher(None, one, other).get_matching_blocks()
    assert sum(size for *_, size in ignoring) < 200  # what difflib does of itself


def test_a_long_sequence_is_parted_by_what_is_unique_in_it():
    often = ["-"] * 300
    one = [*often, "A", *often, "B", "old"]
    other = ["new", *often, "A", *often, "B"]

    assert blocks(one, other) == [(0, 1, 602), (603, 603, 0)]


def test_moved_items_are_matched_once(monkeypatch):
    monkeypatch.setattr(sequence_matching, "MOST_PAIRS", -1)

    assert blocks([1, 2, 3, 4, 5], [9, 2, 3, 1, 5, 4]) == [(1, 1, 2), (4, 4, 1), (5, 6, 0)]
