"""What only styles show in a saved page is said by its marks here: raised, lowered, struck out."""

import pytest

from articles.importers.html.pages import read_html
from articles.importers.writing import first_sentences

SHEET = ".c1 { vertical-align: super; font-size: 60% } .up { vertical-align: 4pt }"
SHEET += " .gone { text-decoration: line-through } @media print { .note { vertical-align: super } }"


def page_of(words, *, title="Rest"):
    return read_html(
        f"<html><head><style>{SHEET}</style></head><body><main><h1>{title}</h1><p>{words}</p>"
        "</main></body></html>"
    )


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ('10<span style="vertical-align:super">9</span>/L', "10<sup>9</sup>/L"),
        ('10<SPAN STYLE="Vertical-Align: Super">9</SPAN>/L', "10<sup>9</sup>/L"),
        ('10<span class="c1">9</span>/L', "10<sup>9</sup>/L"),
        ('10<span class="c2 up">9</span>/L', "10<sup>9</sup>/L"),
        ('10<span class="note">9</span>/L', "109/L"),
        ('H<span style="vertical-align:sub">2</span>O', "H<sub>2</sub>O"),
        ('H<span style="vertical-align:-25%">2</span>O', "H<sub>2</sub>O"),
        ('x<font style="position:relative;top:-4.0pt">2</font>', "x<sup>2</sup>"),
        (
            'x<span style="position:relative;top:-4.0pt;mso-text-raise:4.0pt">2</span>',
            "x<sup>2</sup>",
        ),
        ('10<a href="/n" style="vertical-align:super">9</a>', "10[<sup>9</sup>](/n)"),
        ('10<sup><span style="vertical-align:super">9</span></sup>', "10<sup>9</sup>"),
        ('10<span class="c1"><sup>9</sup></span>', "10<sup>9</sup>"),
        ("10<sup>−</sup><sup>6</sup>", "10<sup>−6</sup>"),
        ('<span style="vertical-align:baseline">a</span>b', "ab"),
        ('<img style="vertical-align:-3px" src="/x" alt="y"> words', "words"),
        ('<span class="gone">500 mg</span> 250 mg', "~~500 mg~~ 250 mg"),
        (
            '<span style="text-decoration: underline line-through">500 mg</span> 250 mg',
            "~~500 mg~~ 250 mg",
        ),
        ("Take 25² and 10⁹", "Take 25² and 10⁹"),
    ],
)
def test_looks_become_marks(words, body):
    assert page_of(words).body == f"{body}\n"


def test_words_that_were_moved_for_the_layout_are_not_raised():
    long = "a passage that stands a little lower than the words that are beside it"

    assert page_of(f'<span style="vertical-align:-4px">{long}</span>').body == f"{long}\n"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ('25<sup><a href="#r3">3</a></sup> mg', "“25³”"),
        ("in 2019<sup>4,5</sup>", "“2019⁴,⁵”"),
        ('10<sup><a href="/r9">9</a></sup>/L', "“10⁹”"),
        ("8<sup><b>2</b></sup>", "“8²”"),
        ("3.5<sup>2</sup>", "“3.5²”"),
    ],
)
def test_a_raised_figure_that_may_mark_a_note_is_asked_about(words, asked):
    (remark,) = [each for each in page_of(words).remarks if "exponent" in each]

    assert asked in remark


@pytest.mark.parametrize(
    "words",
    ["10<sup>9</sup>/L", "m<sup>2</sup>", "5<sup>th</sup>", "a trial<sup>4</sup>", "5<sup>*</sup>"],
)
def test_what_is_plainly_an_exponent_or_a_mark_is_not_asked_about(words):
    assert [each for each in page_of(words).remarks if "exponent" in each] == []


def test_a_title_a_link_s_name_and_a_summary_hold_the_figure_as_a_character():
    page = page_of(
        "<a href='/x'>below 10<sup>9</sup>/L</a> and more words, so that it is a sentence, H<sub>2"
        "</sub>O.",
        title="CD4 below 10<sup>9</sup>/L",
    )

    assert page.title == "CD4 below 10⁹/L"
    assert page.links[0].text == "below 10⁹/L"
    assert first_sentences(page.body) == (
        "below 10⁹/L and more words, so that it is a sentence, H₂O."
    )
