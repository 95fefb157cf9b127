"""Signs of symbol fonts, tick boxes and characters of private use in a Word document."""

import re
import unicodedata

import pytest

from articles.importers.symbol_fonts import FONTS, OURS, PRIVATE, sign
from articles.importers.word.conversion import read_word
from tests.articles.importers.word_files import paragraph, word_file
from tests.articles.importers.word_parts import (
    character_style,
    control,
    drawing,
    field,
    set_run,
    styles,
    symbol,
    text_box,
)

FONT = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'


@pytest.fixture
def body(tmp_path):
    def reading(*runs, **parts):
        content = word_file(paragraph(*runs), **parts)
        return read_word(content, name="Leaflet", folder=tmp_path).body.strip()

    return reading


@pytest.fixture
def remarks(tmp_path):
    def reading(*runs, **parts):
        content = word_file(paragraph(*runs), **parts)
        return read_word(content, name="Leaflet", folder=tmp_path).remarks

    return reading


@pytest.mark.parametrize(
    ("font", "number", "shown"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "00B3", "≥"),
        ("Symbol", "F0A3", "≤"),
        ("Symbol", "F06D", "µ"),
        ("Symbol", "F0B1", "±"),
        ("Symbol", "F0AE", "→"),
        ("Symbol", "F0B0", "°"),
        ("Symbol", "F0B4", "×"),
        ("Symbol", "F02D", "−"),
        ("symbol", "f0b9", "≠"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0FB", "✗"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0E0", "→"),
        ("Wingdings", "F0E9", "↑"),
        ("Wingdings", "F0EA", "↓"),
        ("Wingdings 2", "F050", "✓"),
        ("Wingdings 2", "F0A3", "☐"),
        ("Wingdings 3", "F0C6", "→"),
        ("Wingdings 3", "F067", "→"),
        ("Webdings", "F061", "✓"),
        ("ZapfDingbats", "F033", "✓"),
        ("MS Gothic", "2612", "☒"),
        ("Segoe UI Symbol", "2610", "☐"),
    ],
)
def test_a_sign_put_in_by_number_is_the_sign_that_word_shows(body, font, number, shown):
    assert body("a ", symbol(font, number), " b") == f"a {shown} b"


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("m", "Symbol", "µ"),
        ("abD", "Symbol", "αβΔ"),
        ("³ 5 ± 2°", "Symbol", "≥ 5 ± 2°"),
        ("\uf0b3", "Symbol", "≥"),
        ("\uf0b3 5", "Symbol MT", "≥ 5"),
        ("ü", "Wingdings", "✓"),
        ("\uf0fc", "Wingdings", "✓"),
        ("o", "Wingdings", "☐"),
        ("P", "Wingdings 2", "✓"),
        ("≥", "Symbol", "≥"),  # shown in another font, as Word does
    ],
)
def test_words_set_in_a_symbol_font_are_the_signs_that_word_shows(body, text, font, shown):
    assert body("x ", set_run(text, FONT.format(font))) == f"x {shown}"


def test_a_sign_in_a_text_box_is_read_once(body):
    boxed = text_box(paragraph(set_run("m", FONT.format("Symbol")), symbol("Symbol", "F0B3")))

    assert body("5 ", drawing(boxed)) == "5\n\nµ≥"


def test_the_font_may_be_that_of_a_style_or_of_the_style_it_is_based_on(body):
    found = styles(
        character_style("Sign", FONT.format("Symbol")), character_style("Sub", "", based_on="Sign")
    )

    shown = body("5 ", set_run("m", '<w:rStyle w:val="Sub"/>'), "g", extra=found)

    assert shown == "5 µg"


@pytest.mark.parametrize(
    "properties",
    [
        '<w:rFonts w:cs="Symbol"/>',
        '<w:rFonts w:eastAsia="Symbol"/>',
        '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:asciiTheme="minorHAnsi"/>',
        '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"/>',
    ],
)
def test_letters_stay_letters_where_the_symbol_font_is_not_theirs(body, properties):
    assert body(set_run("5 mg", properties)) == "5 mg"


def test_a_sign_without_a_font_is_read_as_what_it_most_likely_is_and_reported(body, remarks):
    words = "x \uf0b3 5, \uf0a3 3, \uf0fc ok \uf0a8 no"

    assert body(words) == "x ≥ 5, ≤ 3, ✓ ok ☐ no"
    assert (
        "A symbol without a font (number F0B3) was read as “≥”. Compare it with the document."
    ) in remarks(words)


@pytest.mark.parametrize(
    "block",
    [
        symbol("Odd Signs", "F04A"),
        symbol("Symbol", "F0F0"),
        symbol("Symbol", "ZZ"),
        "\ue123",
        "\uf8ff",
    ],
)
def test_a_sign_that_no_table_knows_is_shown_as_a_mark_and_listed(body, remarks, block):
    assert body("a ", block, " b") == "a [?] b"
    assert any("is unknown and appears as “[?]”" in said for said in remarks("a", block))


def test_no_place_of_any_font_gives_a_character_of_private_use():
    shown = {sign(font, code) for font in FONTS.values() for code in range(0x20, 0x100)}

    assert not any(PRIVATE.search(each) for each in shown)
    assert all(unicodedata.name(each, "") or each.isspace() for each in shown - {""})


def test_the_table_of_signs_names_each_sign_that_a_dose_needs():
    """The places of Adobe's Symbol encoding, as published with the font."""
    table = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0x6D: "µ", 0xB0: "°", 0xA5: "∞"}
    table |= {
        0xB9: "≠",
        0xBB: "≈",
        0xAC: "←",
        0xAD: "↑",
        0xAE: "→",
        0xAF: "↓",
        0x2D: "−",
        0xD6: "√",
    }

    assert {code: sign("Symbol", code) for code in table} == table
    assert {sign("Symbol", 0xF000 + code) for code in table} == set(table.values())
    assert OURS["Symbol"][0x6D] == "\u00b5"  # the unit's sign, not the Greek letter


# --- Tick boxes ---------------------------------------------------------------------------------

TICKED, OPEN = '<w14:checked w14:val="1"/>', '<w14:checked w14:val="0"/>'


@pytest.mark.parametrize(
    ("state", "sign_in_it", "shown"),
    [
        (TICKED, "<w:r><w:t>☒</w:t></w:r>", "☑"),
        (OPEN, "<w:r><w:t>☐</w:t></w:r>", "☐"),
        (TICKED, '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        (OPEN, '<w:r><w:sym w:font="MS Gothic" w:char="2610"/></w:r>', "☐"),
        ("<w14:checked/>", "<w:r><w:t>X</w:t></w:r>", "☑"),
        ("", "<w:r><w:t>☐</w:t></w:r>", "☐"),
    ],
)
def test_a_tick_box_keeps_its_state(body, state, sign_in_it, shown):
    box = control(sign_in_it, f"<w14:checkbox>{state}</w14:checkbox>")

    assert body(box, " Vaccines done") == f"{shown} Vaccines done"


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ('<w:default w:val="0"/><w:checked/>', "☑"),
        ('<w:default w:val="1"/>', "☑"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"),
        ("", "☐"),
    ],
)
def test_a_tick_box_of_the_old_forms_keeps_its_state(body, data, shown):
    data = f"<w:ffData><w:checkBox>{data}</w:checkBox></w:ffData>"

    assert body(field("FORMCHECKBOX", data=data), " Vaccines done") == f"{shown} Vaccines done"


def test_a_choice_of_the_old_forms_is_the_word_that_was_chosen(body):
    choices = '<w:listEntry w:val="daily"/><w:listEntry w:val="weekly"/>'
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{choices}</w:ddList></w:ffData>'

    assert body("Take it ", field("FORMDROPDOWN", data=data), ".") == "Take it weekly."


@pytest.mark.parametrize(
    "language", ["Click or tap here to enter text.", "Texto aquí.", "Hier klicken."]
)
def test_a_prompt_to_fill_something_in_is_not_text(tmp_path, language):
    prompt = control(f"<w:r><w:t>{language}</w:t></w:r>", "<w:showingPlcHdr/>")

    page = read_word(word_file(paragraph("Clinic: ", prompt)), name="", folder=tmp_path)

    assert page.body == "Clinic:\n"
    assert [(piece.kind, piece.text) for piece in page.boilerplate] == [
        ("field that was left empty", language)
    ]


def test_what_was_filled_in_is_text(body):
    filled = control("<w:r><w:t>Denver</w:t></w:r>", '<w:showingPlcHdr w:val="0"/>')

    assert body("Clinic: ", filled) == "Clinic: Denver"


def test_no_character_of_private_use_gets_past_any_way_in(body):
    """In words, by number, in a field, a note, a formula and a link."""
    everywhere = [
        "\uf0b3 \ue000 \U000f0001",
        symbol("Odd", "E123"),
        field('SYMBOL 57600 \\f "Odd"'),
        '<w:hyperlink r:id="rLink"><w:r><w:t>\ue555</w:t></w:r></w:hyperlink>',
        "<m:oMath><m:r><m:t>\uf06d</m:t></m:r></m:oMath>",
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
    ]

    shown = body(*everywhere, footnotes=["note \uf0fc"])

    assert not PRIVATE.search(shown)
    assert len(re.findall(r"\[\?\]", shown)) == 5
