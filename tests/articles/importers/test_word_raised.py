"""Raised and lowered words of Word documents are never one with the number before them."""

import pytest

from articles.importers.word.conversion import read_word
from tests.articles.importers.word_files import NAMESPACES, link, note, paragraph, run, word_file
from tests.articles.importers.word_parts import set_run

STYLES = (
    '<w:style w:type="character" w:styleId="Up"><w:name w:val="Exponent"/>'
    "<w:rPr>{}</w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="UpToo"><w:name w:val="Exponent 2"/>'
    '<w:basedOn w:val="Up"/></w:style>'
)
SUPER, SUB = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


@pytest.fixture
def body(tmp_path):
    def reading(*blocks, styled=SUPER, **more):
        styles = f"<w:styles {NAMESPACES}>{STYLES.format(styled)}</w:styles>"
        content = word_file(*blocks, extra={"word/styles.xml": styles}, **more)
        return read_word(content, name="Counts", folder=tmp_path).body

    return reading


@pytest.mark.parametrize(
    "properties",
    [
        SUPER,
        '<w:position w:val="8"/><w:sz w:val="16"/>',
        '<w:position w:val="4"/>',
        '<w:rStyle w:val="Up"/>',
        '<w:rStyle w:val="UpToo"/>',
        '<w:vertAlign w:val="baseline"/><w:position w:val="6"/>',
    ],
)
def test_a_raised_figure_is_raised_however_the_document_says_so(body, properties):
    words = paragraph("Below 10", set_run("9", properties), "/L call us")

    assert body(words) == "Below 10<sup>9</sup>/L call us\n"


@pytest.mark.parametrize("styled", [SUPER, '<w:position w:val="7"/>'])
def test_a_style_raises_by_either_means(body, styled):
    words = paragraph("10", set_run("9", '<w:rStyle w:val="Up"/>'), "/L")

    assert body(words, styled=styled) == "10<sup>9</sup>/L\n"


@pytest.mark.parametrize("properties", [SUB, '<w:position w:val="-6"/>'])
def test_a_lowered_figure_is_lowered(body, properties):
    assert body(paragraph("H", set_run("2", properties), "O")) == "H<sub>2</sub>O\n"


def test_a_raised_figure_that_is_a_link_stays_raised(body):
    raised = link(set_run("9", SUPER))

    assert body(paragraph("10", raised, "/L")) == (
        "10[<sup>9</sup>](https://www.ninds.nih.gov/)/L\n"
    )


def test_raised_runs_in_a_row_are_one_exponent(body):
    assert body(paragraph("10", set_run("−", SUPER), set_run("6", SUPER))) == "10<sup>−6</sup>\n"


def test_a_raised_figure_beside_bold_and_struck_words(body):
    words = paragraph(
        set_run("500 mg", "<w:strike/>"),
        " 250 mg/m",
        set_run("2", SUPER),
        set_run(" once", "<w:b/>"),
    )

    assert body(words) == "~~500 mg~~ 250 mg/m<sup>2</sup> **once**\n"


@pytest.mark.parametrize("position", ["8", "-8"])
def test_a_paragraph_that_is_moved_as_a_whole_raises_nothing(body, position):
    whole = set_run("All of it", f'<w:position w:val="{position}"/>')

    assert body(paragraph(whole), paragraph("More.")) == "All of it\n\nMore.\n"


def test_a_run_set_straight_by_half_a_point_is_not_raised(body):
    assert body(paragraph("a", set_run("b", '<w:position w:val="1"/>'), "c")) == "abc\n"


def test_the_mark_of_a_note_is_a_note_and_not_raised_twice(body):
    raised = note(1).replace("<w:r>", f"<w:r><w:rPr>{SUPER}</w:rPr>")

    assert body(paragraph("Take 25", raised, " mg."), footnotes=["See."]) == (
        "Take 25[^footnote-1] mg.\n\n[^footnote-1]: See.\n"
    )


def test_a_raised_figure_in_a_cell_a_heading_and_an_item(body):
    raised = set_run("9", '<w:position w:val="8"/>')
    words = f"{run('10')}{raised}{run('/L')}"
    cell = f"<w:tc><w:p>{words}</w:p></w:tc>"

    said = body(
        paragraph("Words before all of it."),
        f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}{cell}</w:tr></w:tbl>",
        paragraph(words, numbered=1),
    )

    assert said.count("10<sup>9</sup>/L") == 5
    assert "109" not in said


def test_a_title_holds_the_figure_as_a_character(tmp_path):
    title = paragraph("Below 10", set_run("9", SUPER), "/L", style="Title")

    page = read_word(word_file(title, paragraph("Call us.")), name="x", folder=tmp_path)

    assert page.title == "Below 10⁹/L"


def test_a_raised_figure_that_may_mark_a_note_is_asked_about(tmp_path):
    words = paragraph("Take 25", set_run("3", SUPER), " mg below 10", set_run("9", SUPER), "/L")

    page = read_word(word_file(words), name="x", folder=tmp_path)

    (asked,) = [each for each in page.remarks if "exponent" in each]
    assert "“25³”" in asked
    assert "10⁹" not in asked
