"""Footnotes and endnotes of a Word document, wherever their marks are."""

import pytest

from articles.importers.word.conversion import read_word
from articles.importers.writing import first_sentences
from tests.articles.importers.word_files import NAMESPACES, bold, paragraph, table, word_file
from tests.articles.importers.word_parts import set_run

SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'


@pytest.fixture
def read(tmp_path):
    def reading(*blocks, **parts):
        return read_word(word_file(*blocks, **parts), name="Leaflet", folder=tmp_path)

    return reading


def mark(number, properties="", more="", kind="footnote"):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{kind}Reference {more} w:id="{number}"/></w:r>'


@pytest.mark.parametrize(
    "reference",
    [
        mark(1),
        mark(1, SUPERSCRIPT),
        mark(1, f"{SUPERSCRIPT}<w:b/><w:i/><w:strike/>"),
        mark(1, '<w:position w:val="6"/>'),
        mark(1, '<w:rStyle w:val="FootnoteReference"/>'),
        f"<w:hyperlink w:anchor='x'>{mark(1)}</w:hyperlink>",
    ],
)
def test_a_mark_is_a_mark_however_it_is_set(read, reference):
    page = read(paragraph("Take 25", reference, " mg."), footnotes=["See the leaflet."])

    assert page.body == "Take 25[^footnote-1] mg.\n\n[^footnote-1]: See the leaflet.\n"


def test_a_mark_inside_raised_words_leaves_them_raised(read):
    run = f"<w:r><w:rPr>{SUPERSCRIPT}</w:rPr><w:t>9</w:t><w:footnoteReference w:id='1'/></w:r>"

    page = read(paragraph("10", run, "/L"), footnotes=["Counted."])

    assert page.body.startswith("10<sup>9</sup>[^footnote-1]/L\n")


@pytest.mark.parametrize("sign", ["<w:t>*</w:t>", '<w:sym w:font="Symbol" w:char="F02A"/>'])
def test_a_sign_that_its_author_chose_as_a_mark_is_not_there_twice(read, sign):
    run = f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/>{sign}</w:r>'

    page = read(paragraph("a", run, " b"), footnotes=["n"])

    assert page.body.startswith("a[^footnote-1] b\n")


def test_a_note_on_the_title_is_at_the_end_and_in_no_title_address_or_summary(read):
    page = read(
        paragraph("Fatigue", mark(1), style="Title"),
        paragraph("Many people with MS are tired", mark(2, SUPERSCRIPT), " on most of their days."),
        footnotes=["Written in 2020.", "Counted."],
    )

    assert page.title == "Fatigue"
    assert page.body.endswith("[^footnote-1]: Written in 2020.\n\n[^footnote-2]: Counted.\n")
    assert first_sentences(page.body) == "Many people with MS are tired on most of their days."
    assert any("The note on the title" in said for said in page.remarks)


def test_a_note_on_a_heading_is_not_in_the_address_of_the_heading(read):
    link = '<w:hyperlink w:anchor="q"><w:r><w:t>See causes</w:t></w:r></w:hyperlink>'
    place = '<w:bookmarkStart w:id="1" w:name="q"/>'

    page = read(
        paragraph("Fatigue", style="Title"),
        paragraph(link),
        paragraph(place, "Causes", mark(1), style="Heading2"),
        paragraph("Heat."),
        footnotes=["Most often."],
    )

    assert "[See causes](#causes)" in page.body
    assert "## Causes[^footnote-1]" in page.body


def test_notes_in_a_table_are_notes(read):
    page = read(table(["Drug", "Dose"], ["A", mark(1)], [mark(1), "B"]), footnotes=["See."])

    assert page.body.count("[^footnote-1]") == 3
    assert "<sup>" not in page.body


def test_a_note_in_a_link_follows_the_link(read):
    link = f'<w:hyperlink r:id="rLink"><w:r><w:t>the site</w:t></w:r>{mark(1)}</w:hyperlink>'

    page = read(paragraph("See ", link, "."), footnotes=["n"])

    assert page.body.startswith("See [the site](https://www.ninds.nih.gov/)[^footnote-1].\n")


@pytest.mark.parametrize(
    ("properties", "shown"),
    [("<w:strike/>", "~~500 mg~~"), ("<w:b/>", "**500 mg**"), ("<w:i/>", "*500 mg*")],
)
def test_emphasis_beside_a_mark_stays(read, properties, shown):
    page = read(paragraph("Not", mark(1), " ", set_run("500 mg", properties), "."), footnotes=["n"])

    assert page.body.startswith(f"Not[^footnote-1] {shown}.\n")


def notes_part(*notes):
    return {"word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{''.join(notes)}</w:footnotes>"}


def test_a_note_of_several_paragraphs_and_a_list_keeps_them(read):
    blocks = [paragraph("First."), paragraph("Then ", bold("this"), ".")]
    blocks += [paragraph("rest", numbered=1), paragraph("drink", numbered=1)]
    note = f'<w:footnote w:id="0">{"".join(blocks)}</w:footnote>'

    page = read(paragraph("Take it", mark(0), "."), extra=notes_part(note))

    assert page.body == (
        "Take it[^footnote-0].\n\n"
        "[^footnote-0]: First.\n\n    Then **this**.\n\n    - rest\n    - drink\n"
    )


@pytest.mark.parametrize("text", ["June 3, 2020", "By Rosa Example, MD", "Return to top", "Menu"])
def test_a_note_is_words_whatever_it_looks_like(read, text):
    page = read(paragraph("Take it", mark(1), "."), footnotes=[text])

    assert page.body.endswith(f"[^footnote-1]: {text}\n")


def test_a_note_with_two_marks_is_there_once(read):
    page = read(paragraph("a", mark(1), " b", mark(1)), footnotes=["Said once."])

    assert page.body.count("Said once.") == 1


def test_lines_that_part_notes_from_the_text_are_no_notes(read):
    separator = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    )
    note = f'<w:footnote w:id="1">{paragraph("n")}</w:footnote>'

    page = read(paragraph("a", mark(1)), extra=notes_part(separator, note))

    assert page.body == "a[^footnote-1]\n\n[^footnote-1]: n\n"
    assert page.boilerplate == ()


@pytest.mark.parametrize("number", ["9", "x", ""])
def test_a_mark_without_a_note_is_left_out_and_a_note_without_a_mark_listed(read, number):
    page = read(paragraph("a", mark(number), " b"), footnotes=["Nobody leads here."])

    assert page.body == "a b\n"
    assert [piece.text for piece in page.boilerplate] == ["Nobody leads here."]


def test_an_empty_note_leaves_no_mark(read):
    note = '<w:footnote w:id="1"><w:p/></w:footnote>'

    assert read(paragraph("a", mark(1), " b"), extra=notes_part(note)).body == "a b\n"


def test_endnotes_are_notes_too(read):
    notes = (
        f'<w:endnotes {NAMESPACES}><w:endnote w:id="2">{paragraph("End.")}</w:endnote></w:endnotes>'
    )

    page = read(paragraph("a", mark(2, kind="endnote")), extra={"word/endnotes.xml": notes})

    assert page.body == "a[^endnote-2]\n\n[^endnote-2]: End.\n"
