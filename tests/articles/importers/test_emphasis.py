"""Emphasis, struck-out words and raised figures of a saved page are those of the page here."""

from html import escape

import pytest
from bs4 import BeautifulSoup, NavigableString
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importers.html.pages import read_html
from articles.markup import render


def imported(words):
    return read_html(f"<html><body><main><h1>Rest</h1><p>{words}</p></main></body></html>")


def shown(words):
    """The paragraph that readers get."""
    return render(imported(words).body).html.strip().removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("<del>500 mg</del> 250 mg/m<sup>2</sup>", "<s>500 mg</s> 250 mg/m<sup>2</sup>"),
        ("<b>Not</b> above 10<sup>9</sup>/L", "<strong>Not</strong> above 10<sup>9</sup>/L"),
        ("<i>Take</i> vitamin B<sub>12</sub>", "<em>Take</em> vitamin B<sub>12</sub>"),
        ("<b>10<sup>9</sup></b>/L", "<strong>10<sup>9</sup></strong>/L"),
        ("<b>10<sup>9</sup></b>L", "<strong>10<sup>9</sup></strong>L"),
        ("<del>10<sup>9</sup></del>5", "<s>10<sup>9</sup></s>5"),
        ("<s>(500 mg)</s>250 mg", "<s>(500 mg)</s>250 mg"),
        ("<s>−</s>5 °C", "<s>−</s>5 °C"),
        ("5<s>0</s> mg", "5<s>0</s> mg"),
        ("<strike>a</strike><b>b</b><i>c</i>d", "<s>a</s><strong>b</strong><em>c</em>d"),
        ("<b>a</b><i>b</i>c", "<strong>a</strong><em>b</em>c"),
        ("<b>stop<br></b>now", "<strong>stop</strong><br>\nnow"),
        ("x<sup><b>2</b></sup>", "x<sup><strong>2</strong></sup>"),
        ("25<sup>6*</sup> mg", "25<sup>6*</sup> mg"),
        ("10<sup>−6</sup>", "10<sup>−6</sup>"),
        ("the 5<sup>th</sup> day", "the 5<sup>th</sup> day"),
        ("e<sup>x<sub>1</sub></sup>", "e<sup>x<sub>1</sub></sup>"),
        ("<tt>10<sup>9</sup></tt>/L", "10<sup>9</sup>/L"),
        ("<code>10<b>9</b></code>", "<code>109</code>"),
        ("<b>dose <del>5</del>10</b> mg", "<strong>dose <s>5</s>10</strong> mg"),
        (
            '<b>a</b> <span lang="es">hola<sup>2</sup></span>',
            '<strong>a</strong> <span lang="es">hola<sup>2</sup></span>',
        ),
    ],
)
def test_a_mark_that_changes_the_meaning_stays_beside_every_other(words, kept):
    assert shown(words) == kept


def test_a_cell_a_heading_and_an_item_keep_their_marks_too():
    page = read_html(
        "<html><body><main><h1>Rest</h1><h2>Below <b>10<sup>9</sup></b>/L</h2>"
        "<ul><li><del>5 mg</del> 10 mg/m<sup>2</sup></li></ul>"
        "<table><tr><th>Count<th>Dose<tr><td>10<sup>9</sup><td><del>5</del> 10 m<sup>2</sup>"
        "</table></main></body></html>"
    )

    assert "## Below **10<sup>9</sup>**/L" in page.body
    assert "- ~~5 mg~~ 10 mg/m<sup>2</sup>" in page.body
    assert "| 10<sup>9</sup> | ~~5~~ 10 m<sup>2</sup> |" in page.body


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>5 of 10<i><sup>−6</sup></i></p>", "5 of 10<sup>−*6*</sup>"),
        ("<p>CO<b><i><sub>2</sub></i></b> gas</p>", "CO<sub>***2***</sub> gas"),
        ("<p>Take 10<del>5</del> mg</p>", "Take 10~~5~~ mg"),
    ],
)
def test_editors_read_figures_beside_an_emphasis_as_figures(html, markdown):
    """A character reference, as &#48; for a zero, says the same to readers and not to editors."""
    page = read_html(f"<main><h1>Rest</h1><p>Some words.</p>{html}</main>")

    assert page.body == f"Some words.\n\n{markdown}\n"


MARKS = {"b": "strong", "i": "em", "del": "s", "sup": "sup", "sub": "sub"}
TEXT = st.sampled_from(
    [
        "500 mg",
        "0",
        " ",
        "(",
        ")",
        ".",
        "−5",
        "*",
        "a",
        "é",
        "~",
        "_b",
        " c ",
        ":",
        "[1]",
        "<",
        "治",
    ]
).map(escape)
WORDS = st.recursive(
    TEXT | st.just("<br>"),
    lambda inner: st.tuples(st.sampled_from([*MARKS]), st.lists(inner, min_size=1, max_size=3)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=8,
)
LINES = st.lists(WORDS, min_size=1, max_size=6).map("".join)


def letters(html):
    """Each letter with the marks around it."""
    found = []
    for text in BeautifulSoup(html, "html.parser").find_all(string=True):
        if type(text) is NavigableString:
            names = {MARKS.get(each.name, each.name) for each in text.parents}
            marks = frozenset(names & {*MARKS.values()})
            found += [(letter, marks) for letter in text if not letter.isspace()]
    return found


@given(LINES)
@settings(max_examples=250, deadline=None)
def test_words_and_marks_survive_in_any_combination(words):
    before = letters(f"start {words} end")
    after = letters(shown(f"start {words} end"))

    assert [letter for letter, _ in after] == [letter for letter, _ in before]
    for (letter, marks), (_, expected) in zip(after, before, strict=True):
        weak = frozenset({"strong", "em"}) if not letter.isalnum() else frozenset()
        assert marks - weak == expected - weak, (letter, words)
