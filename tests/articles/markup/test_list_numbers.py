"""Lists keep their numbers, letters and Roman numerals; what is typed is what readers get."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accessibility.spoken import spoken
from articles.markup import render
from articles.markup.numerals import number_of, written


def html(source):
    return re.sub(r"\s*\n\s*", "", render(source).html)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a) one\nb) two", '<ol type="a"><li>one</li><li>two</li></ol>'),
        ("A) one\nB) two", '<ol type="A"><li>one</li><li>two</li></ol>'),
        ("i) one\nii) two", '<ol type="i"><li>one</li><li>two</li></ol>'),
        ("IV) four\nV) five", '<ol type="I" start="4"><li>four</li><li>five</li></ol>'),
        ("c) three", '<ol type="a" start="3"><li>three</li></ol>'),
        ("h) eight\ni) nine", '<ol type="a" start="8"><li>eight</li><li>nine</li></ol>'),
        ("i) nine\nj) ten", '<ol type="a" start="9"><li>nine</li><li>ten</li></ol>'),
        ("v) five\nvi) six", '<ol type="i" start="5"><li>five</li><li>six</li></ol>'),
        ("v) {type=i} five", '<ol type="i" start="5"><li>five</li></ol>'),
        ("z) x\naa) y", '<ol type="a" start="26"><li>x</li><li>y</li></ol>'),
        ("3. c\n2. b\n1. a", '<ol start="3" reversed=""><li>c</li><li>b</li><li>a</li></ol>'),
        (
            "4. four\n7. {value=7} seven\n8. eight",
            '<ol start="4"><li>four</li><li value="7">seven</li><li>eight</li></ol>',
        ),
        ("1. {value=-1} x\n1. y", '<ol start="-1"><li>x</li><li>y</li></ol>'),
        ("1. one\n1. two\n1. three", "<ol><li>one</li><li>two</li><li>three</li></ol>"),
        (
            "1. Step\n   a) one\n   b) two\n2. Next",
            '<ol><li>Step<ol type="a"><li>one</li><li>two</li></ol></li><li>Next</li></ol>',
        ),
        (
            "> a) one\n> b) two",
            '<blockquote><ol type="a"><li>one</li><li>two</li></ol></blockquote>',
        ),
        (
            "a) one\n\n   more\n\nb) two",
            '<ol type="a"><li><p>one</p><p>more</p></li><li><p>two</p></li></ol>',
        ),
        (
            "a) one\n\na) {type=a} another",
            '<ol type="a"><li><p>one</p></li></ol><ol type="a"><li><p>another</p></li></ol>',
        ),
        ("a) one\n1. two", '<ol type="a"><li>one</li></ol><ol><li>two</li></ol>'),
        (
            "2. {value=5}\n\n   > quoted",
            '<ol start="5"><li><blockquote><p>quoted</p></blockquote></li></ol>',
        ),
    ],
)
def test_a_list_is_numbered_as_it_is_typed(source, shown):
    assert html(source) == shown


@pytest.mark.parametrize(
    "source",
    [
        "E. coli is a bacterium",
        "A. Smith wrote it",
        "i.e. this",
        "No) such",
        "mix) it",
        "mm) of mercury",
        "a\\) typed",
        "Take it (arm\nA) or not",
        "a)no space",
        "one\nb) two",
        "{value=7} x",
    ],
)
def test_words_that_look_like_letters_of_a_list_stay_words(source):
    assert "<ol" not in render(source).html


def test_the_mark_of_a_number_is_no_text():
    page = render("1. one\n2. {value=5} two\n\nv) {type=i} three")

    assert page.text == "one\ntwo\nthree"
    assert "{" not in page.html


def test_a_screen_reader_says_the_letter_and_the_number():
    page = render(
        "c) three\nd) four\n\n3. three\n2. two\n\n1) one\n2) {value=7} seven\n\nI) x\nII) y"
    )

    said = [each.text for each in spoken(page.html)]

    assert [each for each in said if re.match(r"\w+\. ", each)] == [
        "c. three", "d. four", "3. three", "2. two", "1. one", "7. seven", "I. x", "II. y",
    ]  # fmt: skip


@given(st.integers(1, 3999), st.sampled_from("1aAiI"))
@settings(max_examples=300, deadline=None)
def test_a_sign_is_read_as_the_number_that_it_was_written_for(number, kind):
    assert number_of(written(number, kind), kind) == number
