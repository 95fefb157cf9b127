"""Word documents become records; what a page cannot hold is said."""

import contextlib
import io
import zipfile

import pytest

from articles.importers.records import UnreadablePage
from articles.importers.word.conversion import read_word
from articles.importers.word.messages import NOT_CARRIED, TAKEN_AS_TEXT, describe
from articles.importers.word.warm_up import read_a_small_document
from tests.articles.importers.word_files import (
    bold,
    link,
    note,
    paragraph,
    picture,
    table,
    word_file,
)


@pytest.fixture
def read(tmp_path):
    def reading(*blocks, **parts):
        return read_word(word_file(*blocks, **parts), name="Fatigue leaflet", folder=tmp_path)

    return reading


def test_the_title_style_is_the_title_and_headings_stay_headings(read):
    page = read(
        paragraph("Fatigue in MS", style="Title"),
        paragraph("What helps", style="Heading1"),
        paragraph("Rest before you are tired."),
        paragraph("At work", style="Heading2"),
        paragraph("Ask for breaks."),
    )

    assert page.title == "Fatigue in MS"
    assert page.body == (
        "# What helps\n\nRest before you are tired.\n\n## At work\n\nAsk for breaks.\n"
    )


def test_a_document_without_a_title_is_called_by_its_file(read):
    assert read(paragraph("Only words in here, and no heading at all.")).title == "Fatigue leaflet"


def test_lists_links_and_bold_words_are_kept(read):
    page = read(
        paragraph("Help", style="Title"),
        paragraph("Call ", bold("first"), "; then read ", link("the institute's page"), "."),
        paragraph("rest", numbered=1),
        paragraph("cool down", numbered=1),
        paragraph("Break between the lists."),
        paragraph("sit", numbered=2),
        paragraph("breathe", numbered=2),
    )

    assert page.body == (
        "Call **first**; then read [the institute's page](https://www.ninds.nih.gov/).\n\n"
        "- rest\n- cool down\n\nBreak between the lists.\n\n1. sit\n2. breathe\n"
    )


def test_header_rows_of_a_table_stay_header_rows(read):
    page = read(
        paragraph("Doses", style="Title"),
        paragraph("How often each is given in the sample, in one table."),
        table(["Name", "How often"], ["One", "daily"], ["Two", "weekly"]),
    )

    assert "| Name | How often |\n| --- | --- |\n| One | daily |\n| Two | weekly |" in page.body


def test_a_picture_comes_along_with_its_description(read):
    page = read(
        paragraph("Nerves", style="Title"),
        paragraph("A nerve fiber is wrapped in myelin, as the drawing shows."),
        paragraph(picture("A nerve fiber in its sheath")),
    )

    (image,) = page.images
    assert image.alternative_text == "A nerve fiber in its sheath"
    assert image.file.read_bytes().startswith(b"\x89PNG")
    assert f"![A nerve fiber in its sheath]({image.address})" in page.body


def test_footnotes_become_footnotes(read):
    page = read(
        paragraph("Numbers", style="Title"),
        paragraph("Many people with MS are tired", note(1), " every day."),
        footnotes=["Counted in a sample survey."],
    )

    assert page.body == (
        "Many people with MS are tired[^footnote-1] every day.\n\n"
        "[^footnote-1]: Counted in a sample survey.\n"
    )


@pytest.mark.parametrize(
    ("block", "remark"),
    [
        ("<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>", "racked changes"),
        ('<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>', "Comments were left out"),
        ("<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>", "A formula was written"),
        (paragraph("Odd words", style="Odd"), "“Odd Style” is not used on this site"),
    ],
)
def test_what_a_page_cannot_hold_is_reported(read, block, remark):
    page = read(paragraph("A page", style="Title"), paragraph("Words that stay."), block)

    assert [said for said in page.remarks if remark in said] != []


@pytest.mark.parametrize("style", ["BodyText", "TableContents", "Compact"])
def test_a_style_that_says_only_how_a_paragraph_looks_needs_no_remark(read, style):
    page = read(paragraph("A page", style="Title"), paragraph("Words that stay.", style=style))

    assert page.body == "Words that stay.\n"
    assert page.remarks == ()


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (
            "Unrecognised paragraph style: 'Odd Style' (Style ID: Odd)",
            f"The paragraph style “Odd Style” is not used on this site; {TAKEN_AS_TEXT}",
        ),
        ("Unrecognised run style: 'Emphasis' (Style ID: Emphasis)", ""),
        ("Ignoring complex field separator character without corresponding start character", ""),
        ("An unrecognised element was ignored: w:cr", NOT_CARRIED),
        ("An unrecognised element was ignored: {urn:x}OLEObject", NOT_CARRIED),
    ],
)
def test_a_converter_s_message_becomes_a_sentence_for_a_person(message, sentence):
    assert describe(message) == sentence


def test_the_paper_s_header_is_left_out_and_said(read):
    page = read(
        paragraph("A page", style="Title"), paragraph("Words that stay."), header="Draft, page 1"
    )

    assert "Draft" not in page.body
    assert "Page headers and footers were left out: “Draft, page 1”." in page.remarks


def half(content):
    return content[: len(content) // 2]


def without_text(content):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<broken")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda content: b"{\\rtf1 not Word}", "a rich text file"),
        (lambda content: b"", "The file is empty"),
        (half, "The file is not complete"),
        (without_text, "damaged"),
        (lambda content: word_file(), "No text was found"),
        (
            lambda content: word_file(paragraph("x"), extra={"bomb": b"0" * 210_000_000}),
            "more than 200 MB|larger than 20 MB",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(spoil, sentence, tmp_path):
    content = spoil(word_file(paragraph("A page", style="Title"), paragraph("Words.")))

    with pytest.raises(UnreadablePage, match=sentence):
        read_word(content, name="", folder=tmp_path)


def test_a_document_cannot_name_files_of_the_server(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rPicture" TargetMode="External" Type="http://schemas.openxmlformats.org'
        f'/officeDocument/2006/relationships/image" Target="file://{secret}"/></Relationships>'
    )
    blocks = [paragraph("A page", style="Title"), paragraph("Words."), paragraph(picture("x"))]
    blocks = [each.replace("r:embed", "r:link") for each in blocks]
    folder = tmp_path / "pictures"
    folder.mkdir()

    content = word_file(*blocks, extra={"word/_rels/document.xml.rels": outside})
    with contextlib.suppress(UnreadablePage):
        read_word(content, name="", folder=folder)

    assert [file for file in folder.iterdir() if file.read_bytes() == b"secret"] == []


def test_what_is_read_to_warm_up_is_a_document_like_any_other(tmp_path):
    read = []

    def keep(content, *, name, folder):
        read.append(read_word(content, name=name, folder=folder))

    read_a_small_document(keep)

    assert read[0].title == "Rest"
    assert "Count 10<sup>9</sup>**well**" in read[0].body
    assert "| Test | Dose |" in read[0].body
