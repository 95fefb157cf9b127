"""What a saved page hides is left out and listed; what a reader can open stays."""

import pytest

from articles.importers.html.pages import read_html

SHOWN = "<p>The clinic is open for all of you on each day of the week.</p>"
OLD = "Old dose 40 mg, withdrawn."


def read(body, style=""):
    head = f"<style>{style}</style>" if style else ""
    return read_html(f'<html lang="en"><head>{head}</head><body><main><h1>T</h1>{SHOWN}{body}')


@pytest.mark.parametrize(
    "hidden",
    [
        f"<p hidden>{OLD}</p>",
        f'<div hidden="hidden"><div><p>{OLD}</p></div></div>',
        f'<p style="display:none">{OLD}</p>',
        f'<p style="color: red; DISPLAY : NONE !important">{OLD}</p>',
        f'<p style="visibility: hidden">{OLD}</p>',
        f'<tr style="visibility:collapse"><td>{OLD}</td></tr>',
        f"<p>Words. <span style='display:none;mso-hide:all'>{OLD}</span></p>",
        f'<p class="MsoNormal"><span style="mso-hide:all">{OLD}</span></p>',
        f'<p class="d-none">{OLD}</p>',
        f'<p class="intro hidden">{OLD}</p>',
        f'<p aria-hidden="true">{OLD}</p>',
        f"<ul><li hidden>{OLD}</li></ul>",
        f"<table><tr hidden><td>{OLD}</td></tr><tr><th>A</th><td>1</td></tr></table>",
    ],
)
def test_hidden_words_are_left_out_and_listed(hidden):
    page = read(hidden)

    assert "40 mg" not in page.body
    assert [piece.text for piece in page.boilerplate if piece.kind == "hidden text"] == [OLD]


@pytest.mark.parametrize(
    "style",
    [
        ".old { display: none }",
        "p.old{display:none}",
        "main .old, .other { visibility: hidden; color: red }",
        "#old { display: none }",
        "<!-- .old { mso-hide: all } -->",
        "/* a { } */ @charset 'utf-8'; .old { display:none }",
        "@media screen { .old { display: none } }",
        ".old { display: block } main > .old { display: none }",
        ".old { display: none } .other { display: block }",
    ],
)
def test_words_that_a_rule_of_the_page_hides_are_left_out(style):
    page = read(f'<p id="old" class="old">{OLD}</p>', style)

    assert "40 mg" not in page.body
    assert page.boilerplate[0].text == OLD


@pytest.mark.parametrize(
    "style",
    [
        "@media print { .kept { display: none } }",
        "@media (max-width: 600px) { .kept { display: none } }",
        "@supports (display: grid) { .kept { display: none } }",
        ".kept::before { display: none }",
        ".kept:hover { display: none }",
        ".other .kept { display: none }",
        ".kept { display: none } p.kept { display: block }",
        ".kept { display: none } .kept { display: block }",
        ".no-js .kept { visibility: hidden }",
        "a:has(> b { display: none }",
    ],
)
def test_words_that_a_rule_hides_elsewhere_or_shows_again_stay(style):
    assert "Take 20 mg." in read('<p class="kept">Take 20 mg.</p>', style).body


@pytest.mark.parametrize(
    "closed",
    [
        "<details><summary>Dose</summary><p hidden>Take 20 mg.</p></details>",
        "<details><summary>Dose</summary><p>Take 20 mg.</p></details>",
        (
            "<button aria-expanded='false' aria-controls='a'>Dose</button>"
            "<div id='a' hidden><p>Take 20 mg.</p></div>"
        ),
        "<h2><button aria-expanded='false'>Dose</button></h2><div hidden>Take 20 mg.</div>",
        "<a href='#b'>Dose</a><div id='b' style='display:none'>Take 20 mg.</div>",
        "<button data-bs-target='#c'>Dose</button><div id='c' hidden>Take 20 mg.</div>",
        "<div role='tabpanel' hidden><p>Take 20 mg.</p></div>",
        "<div class='accordion__panel' style='display:none'><p>Take 20 mg.</p></div>",
        "<div class='usa-accordion'><div><div hidden>Take 20 mg.</div></div></div>",
        "<div class='tab-pane' style='display: none'>Take 20 mg.</div>",
        "<div class='read-more hidden'>Take 20 mg.</div>",
        "<div hidden='until-found'>Take 20 mg.</div>",
        "<p class='d-none d-md-block'>Take 20 mg.</p>",
        "<p class='hidden md:block'>Take 20 mg.</p>",
        "<p class='hidden-gem'>Take 20 mg.</p>",
        "<p><span aria-hidden='true'>Take 20 mg.</span></p>",
        "<p><span class='sr-only'>Dose: </span>Take 20 mg.</p>",
        "<p style='visibility: hidden'><b style='visibility: visible'>Take 20 mg.</b></p>",
        "<p style='display: none-such'>Take 20 mg.</p>",
    ],
)
def test_what_a_reader_can_open_or_sees_stays(closed):
    assert "Take 20 mg." in read(closed).body


def test_a_link_past_a_menu_for_screen_readers_is_left_out():
    page = read('<a class="sr-only" href="#x">Jump</a>')

    assert "Jump" not in page.body


# --- Signs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<font face="Symbol">m</font>g', "µg"),
        ('<font face="Symbol, serif">\uf0b3</font> 5', "≥ 5"),
        ('<span style="font-family:Symbol">³</span> 5', "≥ 5"),
        ("<span style='font:9pt Symbol'>£</span> 5", "≤ 5"),
        ('<span style="font-family: Wingdings; color: red">ü</span> done', "✓ done"),
        ('<span style="mso-char-type:symbol;font-family:Wingdings">\uf0e0</span>', "→"),
        ('<font face="Symbol"><font face="Arial">mg</font> m</font>', "mg µ"),
        ("\uf0a3 5 mg", "≤ 5 mg"),
        ("\uf0fc done", "✓ done"),
        ("\ue123 done", "[?] done"),
        ('<font face="Arial">mg</font>', "mg"),
    ],
)
def test_signs_of_symbol_fonts_are_characters(written, shown):
    page = read(f"<p>x {written}</p>")

    assert page.body.endswith(f"\n\nx {shown.replace('[?]', '[?]')}\n")


def test_signs_that_were_guessed_or_are_not_known_are_reported():
    page = read('<p>\uf0a3 5, \ue123, <font face="Symbol">m</font>g</p>')

    assert any("(number F0A3) was read as “≤”" in said for said in page.remarks)
    assert any("(number E123) is unknown" in said for said in page.remarks)
    assert any("in the font Symbol were read as" in said and "µ" in said for said in page.remarks)
