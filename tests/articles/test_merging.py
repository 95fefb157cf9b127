import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.merging import Overlap, merge, merge_list, merge_text

WORDS = st.sampled_from(["Rest.", "Walk.", "Drink water.", "    code", "# Heat", "Call us."])
TEXTS = st.lists(WORDS, max_size=7).map("\n\n".join)
ENTRIES = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(["", "a", "b"])),
    max_size=5,
    unique_by=lambda entry: entry[0],
)


def paragraphs(text):
    return {part.strip() for part in text.split("\n\n")}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("A\n\nB", "A2\n\nB", "A\n\nB2", "A2\n\nB2"),
        ("A\n\nB\n\nC", "A\n\nC", "A\n\nB\n\nC2", "A\n\nC2"),
        ("A\n\nB", "A\n\nB\n\nC", "A2\n\nB", "A2\n\nB\n\nC"),
        ("A\n\nB", "New\n\nA\n\nB", "A\n\nB\n\nLast", "New\n\nA\n\nB\n\nLast"),
        ("A\r\n\r\nB", "A2\r\n\r\nB", "A\n\nB2", "A2\n\nB2"),
        ("A\n\n    C\n\nB", "A2\n\n    C\n\nB", "A\n\n    C\n\nB2", "A2\n\n    C\n\nB2"),
    ],
)
def test_what_two_editors_changed_in_different_paragraphs_is_merged(base, mine, theirs, merged):
    assert merge_text(base, mine, theirs) == [merged]


def test_paragraphs_that_both_changed_overlap_one_by_one_and_the_others_are_settled():
    pieces = merge_text(
        "A\n\nB\n\nC\n\nD", "A mine\n\nB\n\nC mine\n\nD", "A theirs\n\nB2\n\nC\n\nD"
    )

    assert [piece.mine.strip() for piece in pieces if isinstance(piece, Overlap)] == ["A mine"]
    assert pieces[1] == "B2\n\nC mine\n\nD"


def test_two_paragraphs_put_in_at_one_place_overlap():
    pieces = merge_text("A\n\nB", "A\n\nB\n\nMine", "A\n\nB\n\nTheirs")

    assert pieces[0].strip() == "A\n\nB"
    assert (pieces[1].mine, pieces[1].theirs) == ("Mine", "Theirs")


@given(base=TEXTS, other=TEXTS)
def test_one_editor_alone_gets_exactly_the_own_text(base, other):
    assert merge_text(base, other, base) == [other]
    assert merge_text(base, base, other) == [other]
    assert merge_text(base, other, other) == [other]


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_no_new_paragraph_of_anybody_is_lost(base, mine, theirs):
    pieces = merge_text(base, mine, theirs)

    kept = set()
    for piece in pieces:
        sides = (piece.mine, piece.theirs) if isinstance(piece, Overlap) else (piece,)
        kept = kept.union(*map(paragraphs, sides))
    assert paragraphs(mine) - paragraphs(base) <= kept
    assert paragraphs(theirs) - paragraphs(base) <= kept
    if len(base.split("\n\n")) == len(paragraphs(base)):  # of twins each may take out another
        assert paragraphs(base) & paragraphs(mine) & paragraphs(theirs) <= kept


@given(base=st.lists(WORDS, min_size=1, max_size=7, unique=True), data=st.data())
def test_changes_in_different_paragraphs_are_never_called_an_overlap(base, data):
    whose = data.draw(st.lists(st.sampled_from("mt-"), min_size=len(base), max_size=len(base)))

    def changed_by(name):
        return "\n\n".join(
            f"{text} {name}" if who == name else text for text, who in zip(base, whose, strict=True)
        )

    merged = merge_text("\n\n".join(base), changed_by("m"), changed_by("t"))

    both = zip(base, whose, strict=True)
    assert merged == ["\n\n".join(text if who == "-" else f"{text} {who}" for text, who in both)]


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ([(1, ""), (2, ""), (3, "")], [(1, ""), (4, ""), (2, "")], [1, 4, 2, 3]),
        ([(1, "note"), (2, "")], [(1, ""), (2, "other")], [1, 2]),
        ([(2, "")], [(1, ""), (2, ""), (3, "")], [2, 3]),
        ([(1, ""), (2, ""), (3, "")], [(1, ""), (2, ""), (4, "")], None),
        ([(1, "mine"), (2, "")], [(1, "theirs"), (2, "")], None),
        ([(2, "")], [(1, "changed"), (2, "")], None),
        ([(2, ""), (1, "")], [(1, "")], None),
    ],
)
def test_lists_are_merged_by_entry_where_order_and_content_are_certain(mine, theirs, merged):
    found = merge_list([(1, ""), (2, "")], mine, theirs)

    assert (found and [key for key, _ in found]) == merged


@given(base=ENTRIES, other=ENTRIES)
def test_one_editors_list_is_taken_as_it_is(base, other):
    assert merge_list(base, other, base) == other
    assert merge_list(base, base, other) == other


@given(base=ENTRIES, mine=ENTRIES, theirs=ENTRIES)
def test_a_merged_list_holds_what_either_editor_put_in(base, mine, theirs):
    merged = merge_list(base, mine, theirs)

    if merged is not None:
        new = {key for key, _ in mine + theirs} - {key for key, _ in base}
        assert new <= {key for key, _ in merged}
        assert len(merged) == len(dict(merged))


def test_fields_are_merged_one_by_one_and_overlaps_wait_for_a_choice():
    base = {"title": "Old", "language": "en", "body": "A\n\nB", "byline": [(1, "")]}
    mine = base | {"title": "Mine", "body": "A mine\n\nB"}
    theirs = base | {
        "title": "Theirs",
        "language": "es",
        "body": "A theirs\n\nB",
        "byline": [(1, ""), (2, "")],
    }

    merged = merge(base, mine, theirs, texts={"body"}, lists={"byline"})

    assert merged.values == {"language": "es", "byline": [(1, ""), (2, "")]}
    assert [(found.name, found.mine.strip()) for found in merged.overlaps] == [
        ("title", "Mine"),
        ("body", "A mine"),
    ]
    assert merged.settled(["Title", "A of both"]) == {
        "title": "Title",
        "language": "es",
        "body": "A of both\n\nB",
        "byline": [(1, ""), (2, "")],
    }
