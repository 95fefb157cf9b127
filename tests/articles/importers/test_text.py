from datetime import date

import pytest

from articles.importers.decoding import decode_page
from articles.importers.records import ImportedPerson, ImportedResource, UnreadablePage
from articles.importers.text.pages import read_text

NOTICE = (
    "Attention A T users. To reach the menus here, switch auto forms mode to off, hit enter to "
    "expand a menu, then hit the down arrow."
)
PROSE = "Fatigue is common in multiple sclerosis, and there is much that helps against it."
BROWSER_PAGE = f"""{NOTICE}

Example Centers of Excellence

Menu
Menu
Quick Links
Veterans Crisis Line Badge
My healthevet badge
\u00a0

Living with Fatigue

Ada Able, DO and Bo Baker, MD, MSPH

{PROSE}

A second paragraph says “rest” before you are tired, and not only after it.\u00a0

Additional Information


Disclaimer: Links are provided for convenience. They are no endorsement by the centers, which
bear no responsibility for the content of external sites.
"""


def left_out(page):
    return [(piece.kind, piece.text) for piece in page.boilerplate]


def test_a_page_saved_by_a_text_browser_gives_title_people_and_prose():
    page = read_text(BROWSER_PAGE)

    assert page.title == "Living with Fatigue"
    assert page.byline == (
        ImportedPerson("Ada Able", "DO"),
        ImportedPerson("Bo Baker", "MD, MSPH"),
    )
    assert page.body == (
        f"{PROSE}\n\nA second paragraph says “rest” before you are tired, and not only after it.\n"
    )


def test_its_boilerplate_is_listed_and_the_operating_hint_kept_for_the_menu():
    page = read_text(BROWSER_PAGE)

    assert [kind for kind, _ in left_out(page)] == [
        "notice to users of assistive technology",
        "menu",
        "menu",
        "menu",
        "badge",
        "badge",
        "site name",
        "heading of the list of resources",
        "disclaimer",
    ]
    assert page.menu_hint == NOTICE


def test_windows_line_ends_and_encodings_change_nothing():
    expected = read_text(decode_page(BROWSER_PAGE.encode()).text)

    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        data = BROWSER_PAGE.replace("\n", "\r\n").encode(encoding)
        assert read_text(decode_page(data).text) == expected


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \r\n\t", "The file is empty."),
        (b"\x89PNG\x00\x01\xff", "The file is not text but a picture, in spite of its name."),
        (b"%PDF-1.7", "The file is not text but a PDF document, in spite of its name."),
        (bytes(range(32)) * 9, "The file is not text: its encoding is unknown."),
        (b"x" * 5_000_001, "The file is 5.0 MB. The limit for a page of text is 5 MB."),
    ],
)
def test_what_is_no_page_is_refused_in_words(data, sentence):
    with pytest.raises(UnreadablePage) as refusal:
        decode_page(data)

    assert str(refusal.value) == sentence


def test_broken_lines_are_joined_and_lines_meant_as_lines_stay():
    page = read_text(
        "Title\n\n"
        "This paragraph was broken by a program after at most seventy-two letters\n"
        "and goes on here, and then it goes on for one more line before it stops\n"
        "at last.\n\n"
        "Example Clinic\n12 Example Road\nExampletown\n\n"
        "More text follows after the address, so that it ends in the middle.\n"
    )

    assert page.body == (
        "This paragraph was broken by a program after at most seventy-two letters and goes on "
        "here, and then it goes on for one more line before it stops at last.\n\n"
        "Example Clinic\\\n12 Example Road\\\nExampletown\n\n"
        "More text follows after the address, so that it ends in the middle.\n"
    )


def test_lists_nest_as_they_were_indented():
    page = read_text(
        f"Title\n\n{PROSE}\n\n  * Rest in the middle of the day,\n    before you are tired\n"
        "      + A short nap\n      + A quiet room\n  * Exercise\n"
    )

    assert page.body == (
        f"{PROSE}\n\n- Rest in the middle of the day, before you are tired\n    - A short nap\n"
        "    - A quiet room\n- Exercise\n"
    )


def test_short_lines_between_paragraphs_become_headings():
    page = read_text(f"Title\n\n{PROSE}\n\nWhat helps\n\n{PROSE}\n\nUnderlined\n-------\n{PROSE}\n")

    assert page.body == f"{PROSE}\n\n## What helps\n\n{PROSE}\n\n## Underlined\n\n{PROSE}\n"


def test_columns_become_a_table():
    page = read_text(f"Title\n\n{PROSE}\n\nDrug\tDose\nA|B\t5 mg\nC\t10 mg\n")

    assert page.body == (
        f"{PROSE}\n\n| Drug | Dose |\n| --- | --- |\n| A\\|B | 5 mg |\n| C | 10 mg |\n"
    )


def test_marks_of_markdown_in_plain_text_stay_as_they_are():
    page = read_text(
        f"Title\n\n{PROSE}\n\n1995. Then *this* and [that](x) & <b> was a_b.\n{PROSE}\n"
    )

    assert page.body == (
        f"{PROSE}\n\n1995\\. Then \\*this\\* and \\[that](x) & \\<b> was a_b.\\\n{PROSE}\n"
    )


def test_a_text_browsers_numbered_links_find_their_addresses():
    page = read_text(
        f"   #[1]Home\n\n   Example Clinic\n\n     * [2]Home\n     * [3]Care\n\n   Rest\n\n"
        f"   {PROSE}\n\n   Read [4]the overview first, and then talk about it with your team.\n\n"
        "     * [5]Exercise\n\n"
        "References\n\n   1. https://example.org/\n   2. https://example.org/\n   3. https://example.org/care\n"
        "   4. https://example.org/overview\n   5. https://example.org/exercise\n"
    )

    assert page.title == "Rest"
    assert page.body == (
        f"{PROSE}\n\nRead the overview first, and then talk about it with your team.\n\n"
        "- [Exercise](https://example.org/exercise)\n"
    )
    assert page.remarks == (
        (
            "The text does not show which words these links belong to. Set them by hand:"
            " https://example.org/overview"
        ),
    )


def test_additional_information_becomes_resources():
    page = read_text(
        f"Title\n\n{PROSE}\n\nAdditional Information\n\n* A guide: https://example.org/guide\n"
        "* Trial (https://example.org/trial), still open\n"
    )

    assert page.resources == (
        ImportedResource("A guide", "https://example.org/guide"),
        ImportedResource("Trial", "https://example.org/trial", "still open"),
    )
    assert page.body == f"{PROSE}\n"


def test_additional_information_without_addresses_stays_in_the_body():
    page = read_text(f"Title\n\n{PROSE}\n\nAdditional Information\n\n* Ask your nurse\n* Read on\n")

    assert page.resources == ()
    assert page.body == f"{PROSE}\n\n## Additional Information\n\n- Ask your nurse\n- Read on\n"


def test_a_byline_with_a_place_dates_and_reviewers_are_told_apart():
    page = read_text(
        f"Rest\n\nBy Ada Able, PhD\nExample Health Care System\nLast updated: June 3, 2020\n\n"
        f"{PROSE}\n\nReviewed by Bo Baker, MD\n"
    )

    assert page.byline == (ImportedPerson("Ada Able", "PhD", "Example Health Care System"),)
    assert page.reviewers == (ImportedPerson("Bo Baker", "MD"),)
    assert page.updated_on == date(2020, 6, 3)
    assert page.body == f"{PROSE}\n"


def test_a_page_without_a_byline_or_a_title_is_read_too():
    page = read_text(PROSE, name="Fatigue at work")

    assert (page.title, page.byline, page.body) == ("Fatigue at work", (), f"{PROSE}\n")
    assert page.remarks == ("No title was found, so the file name was used.",)


def test_the_sites_own_name_is_never_the_title():
    page = read_text(f"Our MS Team\n\nRest\n\n{PROSE}\n", site_names=("Our MS Team",))

    assert page.title == "Rest"


def test_a_spanish_page_is_known_by_its_words():
    page = read_text(
        "La fatiga\n\nLa fatiga es uno de los síntomas de la esclerosis que más afecta a las "
        "personas, y hay mucho que se puede hacer para que sea más leve con el equipo de salud.\n"
    )

    assert page.language == "es"


def test_menus_alone_are_no_page():
    with pytest.raises(UnreadablePage) as refusal:
        read_text("Menu\n\nQuick Links\n\nReturn to top\n")

    assert str(refusal.value) == "No text was found in the file apart from menus and notices."
