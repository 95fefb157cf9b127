import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import spelling


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Recieve help.", "Receive help."),
        ("teh end", "the end"),
        ("Fatige, often", "Fatigue, often"),
        ("**occured** today", "**occurred** today"),
        ("its warm", "it's warm"),
        ("Depresion is common", "Depression is common"),
        ("well-knwon signs", "well-known signs"),
    ],
)
def test_one_slip_in_a_word_is_spelling(before, after):
    judged = spelling.judge(before, after)

    assert judged.beyond == ()
    assert len(judged.mended) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You can drive", "You can't drive"),
        ("Stop now", "Stop not"),
        ("It is safe", "It is unsafe"),
        ("symptomatic lesions", "asymptomatic lesions"),
        ("You would relapse", "You could relapse"),
        ("Take 5 mg", "Take 5 mcg"),
        ("Take 5 mg", "Take 50 mg"),
        ("Take five", "Take fine"),
        ("each day", "each days"),
        ("hypotonia", "hypertonia"),
        ("prednisone", "prednisolone"),
        ("dysphagia", "dysphasia"),
        ("increase it", "decrease it"),
        ("an MRI", "an MRA"),
        ("Tell us", "Tell US"),
        ("Rest a lot", "Rest lot"),
        ("Rest", "Rest well"),
        ("Eat, grandma", "Eat grandma"),
        ("Rest.", "Rest!"),
        ("longterm", "long term"),
        ("[see](https://a.example/one)", "[see](https://a.example/onn)"),
        ("write to ida@example.org", "write to ada@example.org"),
        ("## Rest", "### Rest"),
        ("One.\n\nTwo.", "One. Two."),
        ("> quoted", "quoted"),
        ("[hola]{lang=es}", "[hola]{lang=en}"),
        ("", "Words"),
        ("Words", ""),
    ],
)
def test_whatever_may_change_what_is_said_is_more_than_spelling(before, after):
    assert spelling.judge(before, after).beyond != ()


def test_what_goes_beyond_is_told_apart_from_what_was_mended():
    judged = spelling.judge("Recieve two pills. Rest.", "Receive ten pills. Rest.")

    assert judged.mended == (("Recieve", "Receive"),)
    assert judged.beyond == (("two", "ten"),)


def test_other_line_ends_are_no_change():
    assert spelling.judge("One.\r\n\r\nTwo.", "One.\n\nTwo.") == spelling.Judgement((), ())


@given(st.text())
def test_a_text_never_differs_from_itself(text):
    assert spelling.judge(text, text) == spelling.Judgement((), ())


@given(st.text("ab", max_size=8), st.text("ab", max_size=8))
def test_the_distance_of_two_words_is_the_same_both_ways(one, other):
    assert spelling.distance(one, other) == spelling.distance(other, one)
    assert (spelling.distance(one, other) == 0) == (one == other)
