"""What Word hides is left out of the page and listed; nothing hidden is published."""

import io

import pytest
from PIL import Image

from articles.importers.records import UnreadablePage
from articles.importers.word.conversion import read_word
from tests.articles.importers.word_files import NAMESPACES, paragraph, word_file
from tests.articles.importers.word_parts import drawing, text_box

SECRET = "INTERNAL: call back on Monday."
INTRO = paragraph("The clinic is open for all of you from nine to five on each day of the week.")


@pytest.fixture
def read(tmp_path):
    def reading(*blocks, **parts):
        return read_word(word_file(INTRO, *blocks, **parts), name="Leaflet", folder=tmp_path)

    return reading


def hidden_run(text, properties="<w:vanish/>"):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def mark(properties):
    """Paragraph properties whose paragraph mark is set so."""
    return f"<w:pPr><w:rPr>{properties}</w:rPr></w:pPr>"


def styles(*written):
    return {"word/styles.xml": f"<w:styles {NAMESPACES}>{''.join(written)}</w:styles>"}


def style(kind, key, properties="", based_on=""):
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/>{base}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


HIDING_STYLES = styles(
    style("character", "Note", "<w:vanish/>"),
    style("character", "SubNote", based_on="Note"),
    style("character", "Shown", '<w:vanish w:val="0"/>', based_on="Note"),
    style("paragraph", "Memo", "<w:vanish/>"),
    style("paragraph", "SubMemo", based_on="Memo"),
)


@pytest.mark.parametrize(
    "block",
    [
        paragraph("Shown.", hidden_run(SECRET)),
        paragraph("Shown.", hidden_run(SECRET, '<w:vanish w:val="true"/>')),
        paragraph("Shown.", hidden_run(SECRET, '<w:vanish w:val="on"/>')),
        paragraph("Shown.", hidden_run(SECRET, "<w:webHidden/>")),
        paragraph("Shown.", hidden_run(SECRET, "<w:b/><w:specVanish/><w:vanish/>")),
        paragraph("Shown.", hidden_run(SECRET, '<w:rStyle w:val="Note"/>')),
        paragraph("Shown.", hidden_run(SECRET, '<w:rStyle w:val="SubNote"/>')),
        paragraph("Shown.") + paragraph(SECRET, style="Memo"),
        paragraph("Shown.") + paragraph(SECRET, style="SubMemo"),
        paragraph("Shown.", f'<w:hyperlink w:anchor="x">{hidden_run(SECRET)}</w:hyperlink>'),
        paragraph("Shown.", f'<w:ins w:id="1" w:author="x">{hidden_run(SECRET)}</w:ins>'),
        paragraph("Shown.", f"<w:smartTag>{hidden_run(SECRET)}</w:smartTag>"),
        paragraph(
            "Shown.",
            f"<w:sdt><w:sdtPr/><w:sdtContent>{hidden_run(SECRET)}</w:sdtContent></w:sdt>",
        ),
    ],
)
def test_hidden_words_are_left_out_and_listed(read, block):
    page = read(block, extra=HIDING_STYLES)

    assert page.body.endswith("\n\nShown.\n")
    assert [piece.text for piece in page.boilerplate] == [SECRET]
    assert any("Hidden text was left out" in said for said in page.remarks)


@pytest.mark.parametrize(
    "block",
    [
        paragraph(hidden_run("Shown.", '<w:vanish w:val="0"/>')),
        paragraph(hidden_run("Shown.", '<w:vanish w:val="false"/>')),
        paragraph(hidden_run("Shown.", '<w:rStyle w:val="Shown"/>')),
        paragraph(hidden_run("Shown.", '<w:rStyle w:val="Note"/><w:vanish w:val="off"/>')),
        # Two styles that both hide show (ECMA-376, 17.7.3).
        paragraph(hidden_run("Shown.", '<w:rStyle w:val="Note"/>'), style="Memo"),
        # What was hidden before a tracked change no longer is.
        paragraph(hidden_run("Shown.", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")),
    ],
)
def test_words_that_something_shows_again_stay(read, block):
    page = read(block, extra=HIDING_STYLES)

    assert page.body.endswith("\n\nShown.\n")
    assert page.boilerplate == ()


def test_words_that_the_defaults_hide_are_left_out(tmp_path):
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    )
    shown = paragraph(hidden_run("Shown words.", '<w:vanish w:val="0"/>'))

    content = word_file(paragraph(SECRET), shown, extra=styles(defaults))
    page = read_word(content, name="Leaflet", folder=tmp_path)

    assert page.body == "Shown words.\n"
    assert page.boilerplate[0].text == SECRET


def test_a_hidden_paragraph_mark_joins_two_paragraphs(read):
    page = read(
        f"<w:p>{mark('<w:vanish/>')}<w:r><w:t xml:space='preserve'>Take </w:t></w:r></w:p>",
        paragraph("5 mg at night."),
    )

    assert page.body.endswith("\n\nTake 5 mg at night.\n")


def test_a_heading_before_a_style_separator_stays_a_heading(read):
    heading = (
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>'
        "<w:r><w:t>Dose</w:t></w:r></w:p>"
    )

    page = read(paragraph("Drugs", style="Heading1"), heading, paragraph("5 mg at night."))

    assert page.body.endswith("## Dose\n\n5 mg at night.\n")


def test_paragraphs_between_hidden_ones_are_not_joined_with_them(read):
    hidden = f"<w:p>{mark('<w:vanish/>')}{hidden_run(SECRET)}</w:p>"

    page = read(paragraph("First."), hidden, hidden, paragraph("Second."))

    assert page.body.endswith("\n\nFirst.\n\nSecond.\n")


def row(*cells, properties=""):
    written = "".join(f"<w:tc>{each}</w:tc>" for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{written}</w:tr>"


@pytest.mark.parametrize(
    "hidden",
    [
        row(paragraph(SECRET), paragraph("9"), properties="<w:hidden/>"),
        row(
            f"<w:p>{mark('<w:vanish/>')}{hidden_run(SECRET)}</w:p>",
            f"<w:p>{mark('<w:vanish/>')}{hidden_run('9')}</w:p>",
        ),
    ],
)
def test_a_hidden_row_of_a_table_is_left_out(read, hidden):
    head = row(paragraph("Drug"), paragraph("Days"), properties="<w:tblHeader/>")

    page = read(f"<w:tbl>{head}{hidden}{row(paragraph('A'), paragraph('2'))}</w:tbl>")

    assert page.body.endswith("| Drug | Days |\n| --- | --- |\n| A | 2 |\n")
    assert any(SECRET in piece.text for piece in page.boilerplate)


def test_a_cell_over_a_hidden_row_goes_on_below_it(read):
    def cell(text, merge):
        return f'<w:tcPr><w:vMerge w:val="{merge}"/></w:tcPr>{paragraph(text)}'

    page = read(
        "<w:tbl>",
        row(paragraph("Drug"), paragraph("Test"), properties="<w:tblHeader/>"),
        row(cell("Z", "restart"), paragraph("Old"), properties="<w:hidden/>"),
        row(cell("A", "continue"), paragraph("Blood")),
        row(cell("", "continue"), paragraph("Eyes")),
        "</w:tbl>",
    )

    assert page.body.endswith("| A | Blood |\n| A | Eyes |\n")


def test_the_note_of_a_hidden_mark_is_listed_and_not_published(read):
    reference = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="1"/></w:r>'

    page = read(paragraph("Shown.", reference), footnotes=[SECRET])

    assert SECRET not in page.body
    assert [piece.text for piece in page.boilerplate] == [SECRET]


def test_a_hidden_field_of_an_index_leaves_no_trace(read):
    entry = (
        '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr>'
        '<w:vanish/></w:rPr><w:instrText> XE "fatigue" </w:instrText></w:r><w:r><w:rPr>'
        '<w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
    )

    page = read(paragraph("Shown", entry, " words."))

    assert page.body.endswith("\n\nShown words.\n")
    assert (page.boilerplate, page.remarks) == ((), ())


def test_a_document_of_hidden_words_alone_is_refused_with_the_reason(tmp_path):
    content = word_file(paragraph(hidden_run(SECRET)))

    with pytest.raises(UnreadablePage, match="All the text in the document is hidden"):
        read_word(content, name="", folder=tmp_path)


# --- Words that are there and not seen ----------------------------------------------------------


@pytest.mark.parametrize(
    "properties",
    [
        '<w:color w:val="FFFFFF"/>',
        '<w:color w:val="FEFEFE"/>',
        '<w:color w:themeColor="background1"/>',
    ],
)
def test_white_words_are_reported(read, properties):
    page = read(paragraph(hidden_run("Ask the owner", properties)))

    assert any(said.startswith("White text") and "“Ask the owner”" in said for said in page.remarks)


@pytest.mark.parametrize(
    "block",
    [
        paragraph(hidden_run("Head", '<w:color w:val="FFFFFF"/><w:shd w:fill="003366"/>')),
        paragraph(hidden_run("Head", '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>')),
        "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='003366'/></w:tcPr>"
        + paragraph(hidden_run("Head", '<w:color w:val="FFFFFF"/>'))
        + "</w:tc></w:tr></w:tbl>",
        paragraph(hidden_run("Head", '<w:color w:val="FFFF00"/>')),
    ],
)
def test_white_words_on_a_color_are_as_they_should_be(read, block):
    assert read(block).remarks == ()


def test_words_too_small_to_read_are_reported(read):
    page = read(paragraph(hidden_run("Ask the owner", '<w:sz w:val="2"/>')))

    assert any(said.startswith("Text too small to read") for said in page.remarks)


# --- Pictures -----------------------------------------------------------------------------------


def four_colors():
    """40 × 20 pixels: red left, blue right; the top line of each is black."""
    image = Image.new("RGB", (40, 20), "red")
    image.paste("blue", (20, 0, 40, 20))
    image.paste("black", (0, 0, 40, 1))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def drawn(crop):
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="A scan"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rPicture"/><a:srcRect {crop}/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def in_vml(crop):
    return (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="A scan">'
        f'<v:imagedata r:id="rPicture" {crop}/></v:shape></w:pict></w:r>'
    )


@pytest.mark.parametrize(
    ("shown", "size", "colors"),
    [
        (drawn('l="50000"'), (20, 20), {(0, 0, 255), (0, 0, 0)}),
        (drawn('r="50000" t="5000"'), (20, 19), {(255, 0, 0)}),
        (drawn('l="50%" t="5%"'), (20, 19), {(0, 0, 255)}),
        (drawn('t="5000" b="-20000"'), (40, 19), {(255, 0, 0), (0, 0, 255)}),
        (in_vml('cropleft="32768f"'), (20, 20), {(0, 0, 255), (0, 0, 0)}),
        (in_vml('cropright=".5" croptop="3277f"'), (20, 18), {(255, 0, 0)}),
        (in_vml('cropright="50%"'), (20, 20), {(255, 0, 0), (0, 0, 0)}),
    ],
)
def test_a_picture_comes_as_word_crops_it(read, shown, size, colors):
    page = read(paragraph(shown), extra={"word/media/one.png": four_colors()})

    (image,) = page.images
    picture = Image.open(image.file).convert("RGB")
    assert picture.size == size
    assert {color for _, color in picture.getcolors()} == colors
    assert image.alternative_text == "A scan"


def test_what_is_cropped_away_is_not_in_the_file_at_all(read):
    buffer = io.BytesIO()
    image = Image.open(io.BytesIO(four_colors()))
    exif = image.getexif()
    exif[0x010E] = "Name of a patient"
    image.save(buffer, "JPEG", exif=exif, comment="Name of a patient")

    page = read(paragraph(drawn('l="50000"')), extra={"word/media/one.png": buffer.getvalue()})

    assert b"Name of a patient" in buffer.getvalue()
    assert b"Name of a patient" not in page.images[0].file.read_bytes()


@pytest.mark.parametrize(
    ("crop", "content", "reason"),
    [
        ('l="60000" r="50000"', four_colors(), "none of it is visible"),
        ('l="10000"', b"\xd7\xcd\xc6\x9a a drawing of Windows", "cannot be cropped here"),
    ],
)
def test_a_picture_that_cannot_be_cropped_is_left_out_and_reported(read, crop, content, reason):
    page = read(paragraph(drawn(crop)), extra={"word/media/one.png": content})

    assert page.images == ()
    (said,) = page.remarks
    assert reason in said
    assert said.startswith("Picture 1 (“A scan”), near “")


def test_a_picture_cut_to_a_shape_is_pointed_out(read):
    shaped = drawn('l="0"').replace(
        "</pic:pic>", '<pic:spPr><a:prstGeom prst="ellipse"/></pic:spPr></pic:pic>'
    )

    assert any("is cropped to a shape in Word" in said for said in read(paragraph(shaped)).remarks)


@pytest.mark.parametrize(
    "written",
    [
        drawn("").replace('name="P"', 'name="P" hidden="1"'),
        drawn("").replace(
            "<pic:blipFill>",
            '<pic:nvPicPr><pic:cNvPr id="0" hidden="true"/></pic:nvPicPr><pic:blipFill>',
        ),
        in_vml("").replace('alt="A scan"', 'alt="A scan" style="width:9pt;visibility:hidden"'),
        in_vml("").replace('alt="A scan"', 'alt="A scan" style="display: none"'),
    ],
)
def test_a_picture_hidden_by_the_selection_pane_is_left_out_and_listed(read, written):
    page = read(paragraph("Shown.", written))

    assert page.images == ()
    assert [piece.kind for piece in page.boilerplate] == ["hidden text"]


def test_a_hidden_text_box_is_left_out_and_listed(read):
    properties = '<wp:docPr id="1" name="Box" hidden="1"/>'

    page = read(paragraph("Shown.", drawing(text_box(paragraph(SECRET)), properties)))

    assert page.body.endswith("\n\nShown.\n")
    assert [piece.text for piece in page.boilerplate] == [SECRET]


@pytest.mark.parametrize(
    "properties",
    [
        '<w:color w:val="000000"/><w:highlight w:val="black"/>',
        '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
        '<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="auto"/>',
        '<w:color w:themeColor="text1"/><w:highlight w:val="black"/>',
        '<w:color w:val="FF0000"/><w:highlight w:val="red"/>',
    ],
)
def test_words_under_a_bar_of_their_own_color_are_left_out_and_listed(read, properties):
    page = read(paragraph("Seen by ", hidden_run("J. D.", properties), " today."))

    assert "J. D." not in page.body
    assert [(piece.kind, piece.text) for piece in page.boilerplate] == [
        ("blacked-out text", "J. D.")
    ]


@pytest.mark.parametrize(
    "properties",
    [
        '<w:color w:val="auto"/><w:highlight w:val="black"/>',  # Word writes it in white
        '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>',
        '<w:highlight w:val="yellow"/>',
        '<w:color w:val="FF0000"/>',
    ],
)
def test_marked_words_that_can_be_read_stay(read, properties):
    page = read(paragraph("Take ", hidden_run("5 mg", properties), " today."))

    assert page.body.endswith("\n\nTake 5 mg today.\n")
    assert page.remarks == ()
