import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from articles.text.three_way_merge import Overlap, merge, merge_list, merge_text

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
        ("A\n\nB", "A\n\n\nB", "A2\n\nB", "A2\n\nB"),
        ("A\n\nB", "A2\n\nB", "A\n\n\nB", "A2\n\nB"),
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


# --- Long texts -----------------------------------------------------------------------------

NOT_SHRUNK = [Phase.explicit, Phase.generate]  # a text of 400 paragraphs would take minutes
LONG = 400  # paragraphs; from 200 on difflib ignores what stands there often, unless it is told
OFTEN = ["---", "Ask your nurse.", "- One tablet a day"]
EDITS = {
    "change": lambda text, by: [f"{text} {by}"],
    "take out": lambda text, by: [],
    "add": lambda text, by: [text, f"Added {by}."],
}


@st.composite
def edited_by_two(draw):
    """A long text whose every second paragraph may be one that stands there often, and edits.

    Each edit: its place, whose it is, what it does. Nobody touches the paragraphs between them.
    """
    often = draw(st.lists(st.sampled_from([*OFTEN, None]), min_size=LONG, max_size=LONG))
    base = [often[n] or f"Paragraph {n}." if n % 2 == 0 else f"Between {n}." for n in range(LONG)]
    edits = st.tuples(
        st.integers(0, LONG // 2 - 1), st.sampled_from("mt"), st.sampled_from([*EDITS])
    )
    return base, draw(st.lists(edits, max_size=60, unique_by=lambda edit: edit[0]))


def written(base, edits):
    done = {2 * place: (by, EDITS[edit]) for place, by, edit in edits}
    texts = [
        done[n][1](text, f"{done[n][0]}{n}") if n in done else [text] for n, text in enumerate(base)
    ]
    return "\n\n".join(part for parts in texts for part in parts)


@settings(max_examples=50, deadline=None, phases=NOT_SHRUNK)
@given(drawn=edited_by_two())
def test_edits_in_different_places_of_a_long_text_are_merged(drawn):
    base, edits = drawn
    sides = ([edit for edit in edits if edit[1] == by] for by in "mt")

    merged = merge_text(written(base, []), *(written(base, side) for side in sides))

    assert merged == [written(base, edits)]


@settings(max_examples=50, deadline=None, phases=NOT_SHRUNK)
@given(
    often=st.lists(st.sampled_from([*OFTEN, "", ""]), min_size=LONG, max_size=LONG),
    whose=st.lists(st.sampled_from("mt-"), min_size=LONG, max_size=LONG),
)
@example(often=["", "---"] * (LONG // 2), whose="mt" * (LONG // 2))
@example(often=["", "---"] * (LONG // 2), whose="m-" * 100 + "t-" * 50 + "mt" * 50)
@example(often=["---"] * LONG, whose="m" * 150 + "t" * 150 + "-" * 100)
def test_each_paragraph_of_a_long_text_may_be_changed_by_one_of_two(often, whose):
    base = [text or f"Paragraph {n}." for n, text in enumerate(often)]

    def changed_by(*names):
        pairs = enumerate(zip(base, whose, strict=True))
        return "\n\n".join(f"{text} {by}{n}" if by in names else text for n, (text, by) in pairs)

    assert merge_text(changed_by(), changed_by("m"), changed_by("t")) == [changed_by("m", "t")]


def test_a_long_text_that_both_rewrote_overlaps_paragraph_by_paragraph():
    sides = ([f"{word} {n}." for n in range(LONG)] for word in ("Old", "Mine", "Theirs"))

    pieces = merge_text(*map("\n\n".join, sides))

    overlaps = [(piece.mine.strip(), piece.theirs.strip()) for piece in pieces]
    assert overlaps == [(f"Mine {n}.", f"Theirs {n}.") for n in range(LONG)]


def test_a_long_list_of_links_is_merged_by_entry():
    base = [(n, "") for n in range(LONG)]
    mine, theirs = [(-1, ""), *base], [entry for entry in base if entry[0] != 300]

    assert merge_list(base, mine, theirs) == [(-1, ""), *theirs]


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
