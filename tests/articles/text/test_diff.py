import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.diff import ADDED, CHANGED, REMOVED, SAME, compare, name_images


def seen(before, after):
    """The passages as short text: [-gone-] and {+come+}, one line a passage."""
    marks = {SAME: "{}", ADDED: "{{+{}+}}", REMOVED: "[-{}-]"}
    return [
        "".join(marks[part.kind].format(part.text) for part in passage.parts)
        for passage in compare(before, after)
    ]


STORY = "Rest helps. Cooling helps many people too."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        (STORY, STORY, [STORY]),
        ("", STORY, ["{+" + STORY + "+}"]),
        (STORY, "", ["[-" + STORY + "-]"]),
        (
            "Rest helps. Cooling helps many people too.",
            "Rest helps. Cooling helps some people too.",
            ["Rest helps. Cooling helps [-many -]{+some +}people too."],
        ),
        (
            "Fatigue is common in MS.",
            "Fatigue is very common in MS.",
            ["Fatigue is {+very +}common in MS."],
        ),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", ["One.", "[-Two.-]", "Three."]),
        ("One.\r\n\r\nTwo.", "One.\n\nTwo.", ["One.\n\nTwo."]),
        (
            "What it tries to do is stop MS.",
            "Entirely other words stand here now.",
            ["[-What it tries to do is stop MS.-]", "{+Entirely other words stand here now.+}"],
        ),
        (
            "The cells are collected and frozen.",
            "A new paragraph came first.\n\nThe cells are collected and then frozen.",
            [
                "{+A new paragraph came first.+}",
                "The cells are collected and {+then +}frozen.",
            ],
        ),
        (
            "Ask about the dose and the side effects of it.",
            "Ask about a dose and a side effect of it.",
            ["Ask about [-the dose and the side effects -]{+a dose and a side effect +}of it."],
        ),
    ],
)
def test_words_added_and_removed(before, after, expected):
    assert seen(before, after) == expected


def test_a_change_of_spacing_alone_is_said_to_be_one():
    (passage,) = compare("- one\n- two", "- one\n  - two")

    assert (passage.kind, passage.is_spacing_only) == (CHANGED, True)


TEXTS = st.lists(
    st.lists(st.sampled_from(["a", "b", "the", "of", "MS"]), min_size=1, max_size=9).map(" ".join),
    max_size=6,
).map("\n\n".join)


@given(TEXTS, TEXTS)
def test_no_word_is_lost_from_either_text(before, after):
    parts = [part for passage in compare(before, after) for part in [*passage.parts, None]]

    def words(*kinds):
        return " ".join(part.text if part.kind in kinds else "" for part in parts if part).split()

    assert (words(SAME, REMOVED), words(SAME, ADDED)) == (before.split(), after.split())


@pytest.mark.prove
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the a of " * 20_000, "of the a " * 20_000),
        ("\n\n".join(f"the a {n} of" for n in range(5_000)), "the a of\n\n" * 5_000),
        ("\n\n".join(f"the a {n} of" for n in range(99)), "\n\n".join(["the of a x"] * 99)),
        ("word " * 1_900, "word wort " * 950),
        (
            "\n\n".join(f"{n} " + "word " * 200 for n in range(150)),
            (("word wort " * 99) + "\n\n") * 150,
        ),
        ("a\n\n" * 40_000, "b\n\n" + "a\n\nb\n\n" * 20_000),
    ],
)
def test_hostile_texts_are_compared_in_bounded_time(before, after):
    start = time.process_time()

    compare(before, after)

    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("See ![A fan](/media/images/a.png).", "See [Image: A fan]."),
        ("![](/media/images/a.png)", "[Image: Lines]"),
        ("![](/media/images/b.png)", "[Image: decorative]"),
        ('![A \\[fan\\]](/media/images/a.png "Cool")', "[Image: A \\[fan\\]]"),
        ("[A fan](/a/)", "[A fan](/a/)"),
    ],
)
def test_an_image_is_named_by_what_it_shows(text, named):
    assert name_images(text, {"/media/images/a.png": "Lines"}) == named
