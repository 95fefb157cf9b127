"""Lists of saved pages keep their numbers, and so does what is made of them here, read again."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accessibility.names.html_tree import parse
from accessibility.spoken.markers import Markers
from articles.importers.html.pages import read_html
from articles.markup import render


def page_of(main, *, css=""):
    return read_html(
        f"<html><head><style>{css}</style></head><body><main><h1>Rest</h1>{main}</main></body></html>"
    )


def shown(main, **given):
    return re.sub(r"\s*\n\s*", "", render(page_of(main, **given).body).html)


def ol(attributes="", *items):
    return f"<ol{attributes}>{''.join(f'<li>{each}</li>' for each in items)}</ol>"


@pytest.mark.parametrize(
    "html",
    [
        ol(' start="4"', "x", "y"),
        ol(' type="a"', "x"),
        ol(' type="A" start="9"', "x"),
        ol(' type="i" start="5"', "x"),
        ol(' type="I" start="5"', "x", "y"),
        ol(' type="a" start="9"', "x"),
        ol(' type="a" start="27"', "x", "y"),
        ol(' type="i" start="120"', "x", "y"),
        ol(' start="10" reversed=""', "x", "y", "z"),
        ol(' start="0"', "x", "y"),
        ol(' start="-3"', "x", "y"),
        ol(' type="a"', *"abcdefghijklmnopqrstuvwxyzABCD"),
        '<ol start="3"><li>x</li><li value="1">y</li><li>z</li></ol>',
        '<ol start="4"><li>x</li><li value="7">y</li><li>z</li></ol>',
        "<blockquote>" + ol(' type="i"', "x", "y") + "</blockquote>",
        f"{ol('', 'x')}{ol('', 'y')}",
        "<ol><li><p>x</p>" + ol(' start="3"', "y") + "</li></ol>",
        '<ol type="a"><li>x' + ol(' type="i"', "y", "z") + "</li><li>w</li></ol>",
    ],
)
def test_a_list_is_the_same_after_it_came_in_and_again_after_it_went_out(html):
    assert shown(html) == html
    assert shown(shown(html)) == html


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<ol start=4><li>x<li value=7>y<li>z</ol>", "4. x\n7. {value=7} y\n8. z\n"),
        ("<ol reversed><li>x<li>y</ol><ol><li>z</ol>", "2. x\n1. y\n\n1) z\n"),
        ("<ol><li>x</ol><p>Wait.</p><ol start=2><li>y</ol>", "1. x\n\nWait.\n\n2. y\n"),
        ("<ul><li>x<ul><li><p>y</p><p>z</p></ul></ul>", "- x\n\n  - y\n\n    z\n"),
        ("<ol reversed><li value=5>x<li value=2>y</ol>", "5. x\n2. {value=2} y\n"),
        ("<ol start='4th'><li value=''>x</ol>", "4. x\n"),
        ("<ol style='list-style-type: lower-alpha'><li>x</ol>", "a) x\n"),
        ("<ul style='list-style: upper-roman inside'><li>x<li>y</ul>", "I) x\nII) y\n"),
        ("<ol style='list-style-type:disc'><li>x</ol>", "- x\n"),
        ("<ul type=a><li>x</ul>", "a) x\n"),
        ("<p>a) text</p><p>iv) x</p><p>A. x</p>", "a\\) text\n\niv\\) x\n\nA. x\n"),
        ("<p>{value=7} x</p>", "\\{value=7} x\n"),
        ("<ul><li>x<ol><li>1</ol><ol><li>2</ol></ul>", "- x\n\n  1. 1\n\n  1) 2\n"),
    ],
)
def test_a_saved_list_is_typed_with_its_numbers(html, body):
    assert page_of(html).body == body


def test_a_style_sheet_says_how_a_list_is_numbered():
    assert page_of(
        ol(' class="x"', "one", "two"), css="ol.x { list-style-type: lower-roman }"
    ).body == ("i) one\nii) two\n")


def test_signs_that_no_list_here_has_are_reported():
    page = page_of("<ol style='list-style-type: lower-greek'><li>x<li>y</ol>")

    assert page.body == "1. x\n2. y\n"
    assert any("lower-greek" in each for each in page.remarks)


def test_a_list_in_a_cell_keeps_its_numbers_as_words():
    cells = "<td><ol type=a start=2><li>x<li>y</ol><td><ul><li>z</ul>"

    body = page_of(f"<table><tr><th>Criterion<th>Dose<tr>{cells}</table>").body

    assert "| b. x<br>c. y | z |" in body


def test_flat_lists_of_google_docs_are_numbered_and_nested():
    css = (
        '.lst-kix_a1-0 > li:before{content:"" counter(lst-ctn-kix_a1-0,lower-latin) ". "}'
        '.lst-kix_a1-1>li:before{content:"" counter(lst-ctn-kix_a1-1,lower-roman) ". "}'
    )
    lists = (
        '<ol class="c1 lst-kix_a1-0 start" start="1"><li>one</li><li>two</li></ol>'
        '<ol class="c2 lst-kix_a1-1 start" start="1"><li>sub</li></ol><p>Wait.</p>'
        '<ol class="c1 lst-kix_a1-0" start="3"><li>three</li></ol>'
    )

    assert page_of(lists, css=css).body == "a) one\nb) two\n   i) sub\n\nWait.\n\nc) three\n"


def test_levels_that_libreoffice_writes_one_after_another_are_one_list():
    lists = (
        "<ol><li><p>Morning</p></ol><ul><ul><li><p>Tablet A</p><ul><li>whole</ul></ul></ul>"
        '<ol start="2"><li><p>Evening</p></ol><p>End.</p>'
    )

    assert page_of(lists).body == ("1. Morning\n   - Tablet A\n     - whole\n2. Evening\n\nEnd.\n")


def word_item(label, words, *, style="", name="MsoListParagraph"):
    return (
        f'<p class={name} style="{style}"><span style="font-family:Symbol">{label}<span'
        f" style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span>{words}</p>"
    )


def test_lists_that_word_saves_as_paragraphs_are_lists():
    body = page_of(
        word_item("·", "your card", style="margin-left:.5in")
        + word_item("o", "with a photo", style="margin-left:1.0in")
        + word_item("·", "water", style="margin-left:.5in")
        + "<p class=MsoNormal>Then:</p>"
        + word_item("c)", "wash", style="mso-list:l1 level1 lfo2")
        + word_item("d)", "sit", style="mso-list:l1 level1 lfo2")
        + word_item("i.", "breathe", style="mso-list:l1 level2 lfo2")
    ).body

    assert body == (
        "- your card\n  - with a photo\n- water\n\nThen:\n\nc) wash\nd) sit\n   i) breathe\n"
    )


LISTS = st.recursive(
    st.just(""),
    lambda inner: st.tuples(
        st.sampled_from(["ul", "ol"]),
        st.sampled_from(["", ' type="a"', ' type="A"', ' type="i"', ' type="I"']),
        st.one_of(st.none(), st.integers(-3, 130)),
        st.lists(
            st.tuples(st.one_of(st.none(), st.integers(-3, 130)), inner), min_size=1, max_size=4
        ),
    ).map(lambda made: list_of(*made)),
    max_leaves=6,
)


def list_of(name, kind, start, items):
    """A list with these numbers; those a browser would count anyway are not said."""
    number = 1 if start is None else start
    attributes = "" if name == "ul" else kind + (f' start="{number}"' if number != 1 else "")
    written = []
    for place, (value, inner) in enumerate(items):
        says = name == "ol" and place and value is not None and value != number
        written.append(f"<li{f' value={value}' if says else ''}>item{inner}</li>")
        number = (value if says else number) + 1
    return f"<{name}{attributes}>{''.join(written)}</{name}>"


def numbers(html):
    """Every item's number in its sign, in reading order."""
    markers = Markers()
    return [markers.of(item) for item in parse(html).iter("li")]


@given(LISTS.filter(bool))
@example("<ol><li>item</li><li value=0>item</li></ol>")
@settings(max_examples=200, deadline=None)
def test_every_item_of_any_list_keeps_its_number(html):
    assert numbers(shown(html)) == numbers(html)
