"""What nobody sees goes out of a text; what is seen stays, figure for figure."""

import pytest

from accessibility.text.cleaning import clean, cleaned, report


@pytest.mark.parametrize(
    "mark",
    ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e", "\u200f", "\u061c", "\u2063", "\u180e"]
    + ["\u200c", "\u200d", "\ufdd0", "\U000e0041", "\u034f", "\u202c", "\u2069"]
    + ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u206a"],
)
@pytest.mark.parametrize(
    ("before", "after"), [("Take ", "5 mg"), ("plasma", "pheresis"), ("", "Fatigue"), ("10⁹", "/L")]
)
def test_a_mark_that_nobody_sees_goes(mark, before, after):
    assert clean(before + mark + after) == before + after
    assert sum(cleaned(before + mark + after).removed.values()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "10⁹/L, m², H₂O, 1½ tablets, µg and μg, ≥ 5, ≤ 3, × 2, − 5 °C, 5–10 mg",
        "non‑breaking hyphen, no\u00a0break space, narrow\u202fspace, thin\u2009space",
        "👩\u200d⚕️ 👨\u200d👩\u200d👧 1️⃣ 🏳️\u200d🌈",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",  # Persian, "I want"
        "क्\u200dष and क्\u200cष",  # Devanagari
        "שלום\u200f!",
        "line one\nline two\ttab\r\n",
        "™ ® ª º ﬀ".replace("ﬀ", "ff"),
        "ﷺ",
        "Đỗ Thị Nguyễn, Sjögren, naïve",
        "",
    ],
)
def test_what_is_seen_or_needed_stays_letter_for_letter(text):
    assert clean(text, markup=True) == text
    assert not cleaned(text, markup=True).is_reported


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("ﬁbrosis, ﬂow, eﬀect, aﬃx, baﬄe, ﬆ", "fibrosis, flow, effect, affix, baffle, st"),
        ("Sjo\u0308gren", "Sjögren"),
        ("nin\u0303o", "niño"),
        ("5 \u2126", "5 Ω"),
        ("ﺳﻼم", "سلام"),
    ],
)
def test_letters_are_written_in_one_way(text, stored):
    assert clean(text) == stored


@pytest.mark.parametrize(
    ("text", "stored", "shown"),
    [
        ("5\u00ad10 mg", "5-10 mg", "“5-10 mg”"),
        ("give 5\u200b10 mg", "give 510 mg", "“give 510 mg”"),
        ("5\x9610 mg", "5–10 mg", "“5–10 mg”"),
        ("5\x1e10 mg", "5-10 mg", "“5-10 mg”"),
        ("5\x0710 mg", "5 10 mg", "“5 10 mg”"),
    ],
)
def test_a_mark_between_two_figures_is_shown_to_the_editor(text, stored, shown):
    found = cleaned(text)

    assert found.text == stored
    assert report("Text", found).endswith(f"Check these numbers: {shown}.")


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("the patient\x92s \x93dose\x94", "the patient’s “dose”"),
        ("fati\x1fgue", "fatigue"),
        ("cell\x07cell", "cell cell"),
        ("one\u2028two\x0bthree", "one\ntwo\nthree"),
    ],
)
def test_control_characters_become_what_they_meant_and_fuse_no_words(text, stored):
    assert clean(text) == stored


def test_a_field_of_one_line_stays_one_line():
    assert clean("one\u2028two", multiline=False) == "one two"


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        # An isolate around a negative number: without a mark it would be shown as "5-".
        ("חום \u2066-5\u2069 מעלות", "חום \u200e-5\u200e מעלות"),
        ("חום \u2068-5\u2069 מעלות", "חום \u200e-5\u200e מעלות"),
        ("חום \u2068שלום\u2069 abc", "חום \u200fשלום\u200f abc"),
        ("\u202bשלום\u202c abc", "\u200fשלום\u200f abc"),
        ("שלום \u202eabc\u202c", "שלום abc"),
        ("\u202d5 mg\u202c", "5 mg"),
        ("שלום\nTake \u200e5 mg", "שלום\nTake 5 mg"),
    ],
)
def test_text_written_right_to_left_keeps_its_direction(text, stored):
    assert clean(text) == stored


@pytest.mark.parametrize(
    "reference",
    ["&shy;", "&#173;", "&#xAD;", "&ZeroWidthSpace;", "&#8203;", "&NoBreak;", "&#xfeff;"],
)
def test_a_character_reference_in_markdown_is_the_character(reference):
    assert clean(f"plasma{reference}pheresis", markup=True) == "plasmapheresis"
    assert clean(f"plasma{reference}pheresis") == f"plasma{reference}pheresis"


@pytest.mark.parametrize("text", ["&amp; &lt;5 &#65; &micro;g &#0; &nbsp; AT&T; &ltshy;"])
def test_other_references_stay(text):
    assert clean(text, markup=True) == text


def test_the_report_names_the_field_what_went_and_how_many():
    found = cleaned("\ufeffplas\u00adma\u00adpheresis of ﬁbrin", markup=True)

    assert report("Title", found) == (
        "Removed from Title: 1 byte order mark and 2 soft hyphens."
        " Title: 1 joined letter was written as single letters."
    )
    assert report("Title", cleaned("plasmapheresis")) == ""


def test_what_was_cleaned_is_clean():
    text = (
        "\ufeffTake \u00ad5\u00ad10 \u2066mg\u2069 ﬁ &shy; שלום \u2067abc\u2069 \x96 e\u0301\u200d"
    )

    assert not cleaned(clean(text, markup=True), markup=True).is_reported
