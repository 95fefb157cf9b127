"""Text boxes, pictures, charts and other drawings of a Word document."""

import pytest

from articles.importers.word.conversion import read_word
from tests.articles.importers.word_files import paragraph, picture, table, word_file
from tests.articles.importers.word_parts import (
    MORE,
    VML,
    drawing,
    file_picture,
    relations,
    text_box,
)

CALL = paragraph("Call 911 if you cannot breathe.")


@pytest.fixture
def read(tmp_path):
    def reading(*blocks, **parts):
        return read_word(word_file(*blocks, **parts), name="Leaflet", folder=tmp_path)

    return reading


def alternative(choice, fallback, requires="wps"):
    return (
        f'<w:r><mc:AlternateContent {MORE}><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def in_run(written):
    return written.removeprefix("<w:r>").removesuffix("</w:r>")


def old_box(*blocks):
    held = f"<v:textbox><w:txbxContent>{''.join(blocks)}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict><v:shape {VML}>{held}</v:shape></w:pict></w:r>"


NEW_BOX, OLD_BOX = drawing(text_box(CALL)), old_box(CALL)


@pytest.mark.parametrize(
    "box",
    [
        NEW_BOX,
        OLD_BOX,
        alternative(in_run(NEW_BOX), in_run(OLD_BOX)),
        alternative(in_run(NEW_BOX), "", requires="w16future"),
        alternative("", in_run(OLD_BOX)),
        drawing(f"<wpg:wgp>{text_box(CALL)}</wpg:wgp>"),
        (
            f'<w:r><w:pict><v:shape {VML}><v:textpath string="Call 911 if you cannot breathe."/>'
            "</v:shape></w:pict></w:r>"
        ),
    ],
)
def test_the_words_of_a_text_box_are_there_once_after_their_paragraph(read, box):
    page = read(paragraph("Before.", box), paragraph("After."))

    assert page.body == "Before.\n\nCall 911 if you cannot breathe.\n\nAfter.\n"


def test_boxes_of_one_paragraph_keep_their_order_and_boxes_in_boxes_their_words(read):
    inner = text_box(paragraph("Second.", drawing(text_box(paragraph("Third.")))))

    page = read(
        paragraph(drawing(text_box(paragraph("First."))), drawing(inner)), paragraph("End.")
    )

    assert page.body == "First.\n\nSecond.\n\nThird.\n\nEnd.\n"


def test_a_box_in_a_heading_is_not_part_of_the_heading(read):
    page = read(paragraph("Warning signs", NEW_BOX, style="Title"), paragraph("After."))

    assert page.title == "Warning signs"
    assert page.body.startswith("Call 911")


def test_a_box_in_a_cell_stays_in_the_cell(read):
    page = read(table(["A", "B"], [NEW_BOX, "2"]))

    assert "| Call 911 if you cannot breathe. | 2 |" in page.body


def test_a_document_of_text_boxes_alone_is_read(read):
    assert read(paragraph(NEW_BOX)).body == "Call 911 if you cannot breathe.\n"


# --- Pictures -----------------------------------------------------------------------------------


def shown(blip='r:embed="rPicture"', properties='<wp:docPr id="1" name="P" descr="A ramp"/>'):
    return drawing(file_picture(blip, description=""), properties)


@pytest.mark.parametrize(
    ("blip", "target", "reason"),
    [
        ('r:embed="rNone"', "", "its file is not in the document"),
        ("", "", "its file is not in the document"),
        ('r:embed=""', "", "its file is not in the document"),
        ('r:embed="rPicture"', ("media/gone.png", ""), "its file is not in the document"),
        ('r:embed="rPicture"', ("NULL", "External"), "its file is not in the document"),
        ('r:embed="rPicture"', ("../NULL", ""), "its file is not in the document"),
        ('r:link="rPicture"', ("https://old.example/a.png", "External"), "only links to it"),
        ('r:embed="rPicture"', ("file:///C:/a.png", "External"), "at file:///C:/a.png"),
    ],
)
def test_a_document_comes_in_without_a_picture_that_is_not_there(read, blip, target, reason):
    extra = relations(("rPicture", "image", *target)) if target else {}

    page = read(paragraph("All the words of it."), paragraph(shown(blip)), extra=extra)

    assert page.body == "All the words of it.\n"
    (said,) = (each for each in page.remarks if each.startswith("Picture"))
    assert said.startswith("Picture 1 (“A ramp”), near “All the words of it.”, was left out: ")
    assert reason in said


@pytest.mark.parametrize(
    "extra",
    [
        {},
        relations(("rPicture", "image", "/word/media/one.png", "")),
        relations(
            ("rPicture", "image", "media/one.png", ""), ("rOther", "image", "NULL", "External")
        ),
    ],
)
def test_a_picture_is_found_where_its_relationship_leads(read, extra):
    page = read(paragraph("Words."), paragraph(shown()), extra=extra)

    assert [image.alternative_text for image in page.images] == ["A ramp"]
    assert page.images[0].file.read_bytes().startswith(b"\x89PNG")


def test_a_picture_marked_as_decorative_is_decorative(read):
    properties = '<wp:docPr id="1" name="P"><a:extLst><a:ext uri="{C1}"><adec:decorative val="{}"/>'
    properties += "</a:ext></a:extLst></wp:docPr>"

    page = read(
        paragraph("Words."),
        paragraph(shown(properties=properties.replace("{}", "1"))),
        paragraph(shown(properties=properties.replace("{}", "0"))),
    )

    assert [image.is_decorative for image in page.images] == [True, False]


@pytest.mark.parametrize(
    ("written", "description"),
    [
        (drawing(file_picture(description="Of the picture")), "Of the picture"),
        (drawing(f"<wpg:wgp>{file_picture(description='In a group')}</wpg:wgp>"), "In a group"),
        (
            (
                f'<w:r><w:pict><v:shape {VML} alt="Of the shape"><v:imagedata r:id="rPicture"'
                ' o:title="file name"/></v:shape></w:pict></w:r>'
            ),
            "Of the shape",
        ),
        (picture("As ever"), "As ever"),
        (alternative(in_run(picture("Drawn by hand")), "", requires="wpi"), "Drawn by hand"),
        (
            alternative("<w:drawing/>", in_run(picture("Drawn by hand")), requires="wpi"),
            "Drawn by hand",
        ),
    ],
)
def test_every_way_of_drawing_a_picture_keeps_its_description(read, written, description):
    page = read(paragraph("Words."), paragraph(written))

    assert [image.alternative_text for image in page.images] == [description]


def test_a_picture_with_a_link_keeps_it_and_one_with_a_broken_link_stays(read):
    def linked(key):
        return f'<wp:docPr id="1" name="P" descr="A map"><a:hlinkClick r:id="{key}"/></wp:docPr>'

    page = read(
        paragraph("Words."),
        paragraph(shown(properties=linked("rLink"))),
        paragraph(shown(properties=linked("rGone"))),
    )

    assert "[![A map](picture-1)](https://www.ninds.nih.gov/)" in page.body
    assert "\n\n![A map](picture-2)" in page.body


def test_a_picture_under_drawn_shapes_is_left_out_because_they_may_cover_something(read):
    group = f"<wpg:wgp>{file_picture()}<wps:wsp><wps:spPr/></wps:wsp></wpg:wgp>"

    page = read(paragraph("Words."), paragraph(drawing(group)))

    assert page.images == ()
    assert any("a shape may cover something" in said for said in page.remarks)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x01\x00\x00\x00" + b"\x00" * 36 + b" EMF" + b"\x00" * 60, "a Windows drawing (EMF)"),
        (b"\xd7\xcd\xc6\x9a" + b"\x00" * 40, "a Windows drawing (WMF)"),
        (b"BM" + b"\x99" * 4 + b"\x00" * 40, "a bitmap (BMP)"),
        (b"II*\x00" + b"\x00" * 40, "a TIFF picture"),
        (b'<?xml version="1.0"?>\n<svg xmlns="x"></svg>', "an SVG drawing"),
    ],
)
def test_a_picture_that_browsers_do_not_show_is_left_out_with_what_to_do(read, content, kind):
    page = read(paragraph("Words."), paragraph(shown()), extra={"word/media/one.png": content})

    assert page.images == ()
    assert f"was left out: it is {kind}, which browsers do not show" in page.remarks[0]
    assert "Save as Picture" in page.remarks[0]


# --- What a page cannot hold --------------------------------------------------------------------


def test_charts_and_smart_art_are_named_and_their_words_listed(read):
    names = (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    )

    page = read(
        paragraph("Words of the page."),
        paragraph(drawing('<c:chart r:id="rChart"/>'), drawing('<dgm:relIds r:dm="rData"/>')),
        extra={
            **relations(
                ("rChart", "chart", "charts/chart1.xml", ""),
                ("rData", "diagramData", "diagrams/data1.xml", ""),
            ),
            "word/charts/chart1.xml": f"<c:x {names}><a:t>Relapses</a:t><c:v>2019</c:v></c:x>",
            "word/diagrams/data1.xml": f"<data {names}><a:t>Ask</a:t><a:t>Rest</a:t></data>",
        },
    )

    assert [(piece.kind, piece.text) for piece in page.boilerplate] == [
        ("chart", "Relapses · 2019"),
        ("SmartArt", "Ask · Rest"),
    ]
    assert any(said.startswith("A chart was left out") for said in page.remarks)
    assert any(said.startswith("A SmartArt graphic was left out") for said in page.remarks)


@pytest.mark.parametrize(
    ("written", "remark"),
    [
        (
            f'<w:r><w:object {VML}><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>',
            "An embedded object (an Excel sheet) was left out",
        ),
        (
            (
                f'<w:r><w:object {VML}><v:shape><v:imagedata r:id="rPicture"/></v:shape>'
                '<o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
            ),
            "Of an embedded object (a formula) only the picture that Word shows was imported",
        ),
        (
            drawing("<wps:wsp><wps:spPr/></wps:wsp>"),
            "Drawn shapes, such as arrows and bars, were left out",
        ),
    ],
)
def test_what_cannot_be_drawn_on_a_page_is_reported_in_a_sentence(read, written, remark):
    page = read(paragraph("Words of the page."), paragraph(written))

    assert [said for said in page.remarks if said.startswith(remark)] != []
    assert not any(word in said for said in page.remarks for word in ("OLEObject", "wsp"))
