"""Fields, breaks, tables, formulas and wrappers of a Word document keep their words in place."""

import pytest

from articles.importers.word.conversion import read_word
from tests.articles.importers.word_files import paragraph, table, word_file
from tests.articles.importers.word_parts import (
    cell,
    character_style,
    control,
    field,
    field_mark,
    grid,
    relations,
    row,
    set_run,
    simple_field,
    styles,
)


@pytest.fixture
def read(tmp_path):
    def reading(*blocks, **parts):
        return read_word(word_file(*blocks, **parts), name="Leaflet", folder=tmp_path)

    return reading


@pytest.fixture
def line(read):
    return lambda *runs, **parts: read(paragraph(*runs), **parts).body.strip()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (field("REF _Ref1 \\h", "Table 2"), "Table 2"),
        (simple_field("REF _Ref1", "Table 2"), "Table 2"),
        (field("PAGEREF _Ref1", "12"), "12"),
        (simple_field("DOCPROPERTY Version", "3.1"), "3.1"),
        (simple_field("DOCPROPERTY X", simple_field("REF y", "in a field")), "in a field"),
        (field("INCLUDETEXT other.docx", "words of another file"), "words of another file"),
        (field("MERGEFIELD Name", "«Name»"), "«Name»"),
        (field('DATE \\@ "d MMM yyyy"', "1 May 2020"), "1 May 2020"),
        (field('SYMBOL 179 \\f "Symbol" \\s 12'), "≥"),
        (field("SYMBOL 0xB3 \\f Symbol"), "≥"),
        (field("SYMBOL 8805 \\u"), "≥"),
        (field("EQ \\f(1,2)"), "1/2"),
        (field("EQ \\f(a+b;2)"), "(a+b)/2"),
        (field("EQ \\r(3,x)"), "root 3 of x"),
        (field("EQ \\r(,x+1)"), "√(x+1)"),
        (field('XE "fatigue"'), ""),
        (field("SET x 5"), ""),
    ],
)
def test_a_field_is_the_words_that_it_shows(line, written, shown):
    assert line("See ", written, ".") == f"See {shown}."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (field('HYPERLINK "https://a.example/x"', "the site"), "[the site](https://a.example/x)"),
        (
            field('HYPERLINK "https://a.example/x" \\l "dose" \\o "Tip"', "the site"),
            "[the site](https://a.example/x#dose)",
        ),
        (field("HYPERLINK https://a.example/x", "the site"), "[the site](https://a.example/x)"),
        (
            simple_field(
                "HYPERLINK &quot;https://a.example/x&quot; \\t &quot;_blank&quot;", "the site"
            ),
            "[the site](https://a.example/x)",
        ),
        (field('HYPERLINK \\l "_Nowhere"', "below"), "below"),
    ],
)
def test_a_link_made_as_a_field_leads_where_it_did(line, written, shown):
    assert line("See ", written, ".") == f"See {shown}."


def test_a_field_in_the_condition_of_another_is_not_text(line):
    inner = field("MERGEFIELD Sex", "F")
    outer = (
        field_mark("begin")
        + "<w:r><w:instrText> IF </w:instrText></w:r>"
        + inner
        + '<w:r><w:instrText> = "F" "her" "his" </w:instrText></w:r>'
        + field_mark("separate")
        + "<w:r><w:t>her</w:t></w:r>"
        + field_mark("end")
    )

    assert line("Ask ", outer, " team.") == "Ask her team."


def test_an_address_that_another_field_gives_is_the_link_s(line):
    linked = (
        field_mark("begin")
        + '<w:r><w:instrText> HYPERLINK "</w:instrText></w:r>'
        + field("DOCPROPERTY Site", "https://a.example/x")
        + '<w:r><w:instrText>" </w:instrText></w:r>'
        + field_mark("separate")
        + "<w:r><w:t>the site</w:t></w:r>"
        + field_mark("end")
    )

    assert line("See ", linked, ".") == "See [the site](https://a.example/x)."


def test_a_field_that_never_ends_loses_no_words(read):
    begun = field_mark("begin") + "<w:r><w:instrText> REF x </w:instrText></w:r>"

    page = read(paragraph("Take ", begun, "5 mg"), paragraph("at night."))

    assert page.body == "Take 5 mg\n\nat night.\n"


def test_a_field_over_several_paragraphs_keeps_them(read):
    start = (
        field_mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + field_mark("separate")
    )

    page = read(paragraph(start, "One"), paragraph("Two"), paragraph(field_mark("end"), "Three"))

    assert page.body == "One\n\nTwo\n\nThree\n"


@pytest.mark.parametrize(
    ("written", "remark"),
    [
        (field("NUMPAGES"), "A field that shows “NUMPAGES” has no text in the document"),
        (field("LISTNUM"), "A field that shows “LISTNUM” has no text"),
        (field("MERGEFIELD Name", "«Name»"), "The mail merge field “«Name»” has no text"),
        (field("DATE", "May 1"), "Word updates the date “May 1” each time"),
        (field("EQ \\f(1,2)"), "A formula was written on one line as “1/2”"),
        (field("REF x", "Table 2"), "Fields, such as page numbers, were imported as the text"),
    ],
)
def test_what_a_field_cannot_show_is_reported(read, written, remark):
    page = read(paragraph("All of the words of you and me ", written))

    assert [said for said in page.remarks if said.startswith(remark)] != []


# --- Words stay apart, and in order -------------------------------------------------------------


@pytest.mark.parametrize(
    "part",
    [
        "<w:br/>",
        "<w:cr/>",
        '<w:br w:type="page"/>',
        '<w:br w:type="column"/>',
        '<w:br w:type="textWrapping" w:clear="all"/>',
        '<w:br w:type="unknown"/>',
    ],
)
def test_a_break_parts_words(line, part):
    assert line(f"<w:r><w:t>Street 1</w:t>{part}<w:t>Town</w:t></w:r>") == "Street 1\\\nTown"


@pytest.mark.parametrize("part", ["<w:tab/>", "<w:ptab/>"])
def test_a_tab_parts_words(line, part):
    assert line(f"<w:r><w:t>Dose</w:t>{part}<w:t>5 mg</w:t></w:r>") == "Dose 5 mg"


@pytest.mark.parametrize(
    "around",
    [
        "<w:smartTag>{}</w:smartTag>",
        "<w:customXml><w:customXmlPr/>{}</w:customXml>",
        '<w:bdo w:val="ltr">{}</w:bdo>',
        '<w:dir w:val="ltr">{}</w:dir>',
        "<w:ins>{}</w:ins>",
        "<w:moveTo>{}</w:moveTo>",
        "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
        "<w:elementOfTheYear2040>{}</w:elementOfTheYear2040>",
    ],
)
def test_no_wrapper_around_words_loses_them(line, around):
    words = around.format('<w:r><w:t xml:space="preserve">5 mg </w:t></w:r>')

    assert line("Take ", words, "at night.") == "Take 5 mg at night."


def test_characters_with_a_reading_keep_both(line):
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )

    assert line("Sign: ", ruby) == "Sign: 漢 (kan)"


def test_tracked_changes_are_taken_as_accepted(read):
    page = read(
        paragraph(
            "Take ",
            "<w:del><w:r><w:delText>20</w:delText></w:r></w:del>",
            "<w:ins><w:r><w:t>10</w:t></w:r></w:ins>",
            " mg.",
        ),
        paragraph("<w:moveFrom><w:r><w:t>Moved.</w:t></w:r></w:moveFrom>"),
        paragraph("Middle."),
        paragraph("<w:moveTo><w:r><w:t>Moved.</w:t></w:r></w:moveTo>"),
    )

    assert page.body == "Take 10 mg.\n\nMiddle.\n\nMoved.\n"


def test_a_deleted_paragraph_mark_at_the_end_of_a_cell_moves_no_words(read):
    ended = (
        "<w:tc><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>10 mg</w:t></w:r></w:p></w:tc>"
    )

    page = read(grid(row(ended, cell("20 mg"), cell("30 mg"))))

    assert "| 10 mg | 20 mg | 30 mg |" in page.body


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ("<w:dstrike/>", "~~500 mg~~"),
        ("<w:strike/>", "~~500 mg~~"),
        ('<w:rStyle w:val="Gone"/>', "~~500 mg~~"),
        ('<w:rStyle w:val="Gone"/><w:strike w:val="0"/>', "500 mg"),
        ('<w:rStyle w:val="Loud"/>', "**500 mg**"),
        ('<w:rStyle w:val="Emphasis"/>', "*500 mg*"),
    ],
)
def test_what_a_style_makes_of_words_is_kept(line, properties, shown):
    found = styles(character_style("Gone", "<w:strike/>"), character_style("Loud", "<w:b/>"))

    assert line("Take ", set_run("500 mg", properties), " a day.", extra=found) == (
        f"Take {shown} a day."
    )


def test_capitals_made_by_formatting_stay_as_typed_and_are_reported(read):
    page = read(paragraph(set_run("do not take with it", "<w:caps/>")))

    assert page.body == "do not take with it\n"
    assert any("“do not take with it”" in said and "capitals" in said for said in page.remarks)


# --- Tables -------------------------------------------------------------------------------------

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([row(cell("b"), cell("c"), properties='<w:gridBefore w:val="1"/>')], "|  | b | c |"),
        ([row(cell("a"), properties='<w:gridAfter w:val="2"/>')], "| a |  |  |"),
        (
            [row(cell("a", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("c"))],
            "| a |  | c |",
        ),
        (
            [
                row(cell("a", RESTART), cell("b"), cell("c")),
                '<w:bookmarkStart w:id="1" w:name="q"/><w:bookmarkEnd w:id="1"/>',
                row(cell("", CONTINUE), cell("e"), cell("f")),
            ],
            "| a | b | c |\n| a | e | f |",
        ),
        (
            [
                row(cell("z", RESTART), cell("old"), cell("old"), properties="<w:del/>"),
                row(cell("a", CONTINUE), cell("e"), cell("f")),
            ],
            "| a | e | f |",
        ),
        (
            [
                "<w:customXml>" + row(cell("a"), control(cell("b")), cell("c")) + "</w:customXml>",
                control(row(cell("d"), cell("e"), cell("f"))),
            ],
            "| a | b | c |\n| d | e | f |",
        ),
        (
            [row(cell("a", "<w:gridSpan/>"), cell("b", '<w:gridSpan w:val="x"/>'), cell("c"))],
            "| a | b | c |",
        ),
        ([row(cell("a", '<w:gridSpan w:val="2"/>'), cell("c"))], "| a |  | c |"),
    ],
)
def test_every_cell_stays_in_its_column(read, rows, shown):
    assert read(grid(*rows)).body == f"| A | B | C |\n| --- | --- | --- |\n{shown}\n"


# --- Formulas -----------------------------------------------------------------------------------


def formula(inner):
    return f"<m:oMath>{inner}</m:oMath>"


def m(name, *parts):
    return f"<m:{name}>{''.join(parts)}</m:{name}>"


def t(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (t("a+b"), "a+b"),
        (m("f", m("num", t("1")), m("den", t("2"))), "1/2"),
        (m("f", m("num", t("140-age")), m("den", t("72"))), "(140-age)/72"),
        (m("sSup", m("e", t("10")), m("sup", t("9"))), "10<sup>9</sup>"),
        (m("sSub", m("e", t("CO")), m("sub", t("2"))), "CO<sub>2</sub>"),
        (m("rad", '<m:radPr><m:degHide m:val="1"/></m:radPr>', m("e", t("x+1"))), "√(x+1)"),
        (m("rad", m("deg", t("5")), m("e", t("x"))), "root 5 of x"),
        (m("d", m("e", t("a")), m("e", t("b"))), "(a|b)"),
        (
            m("d", '<m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>', m("e", t("a"))),
            r"[a]",
        ),
        (
            m(
                "nary",
                '<m:naryPr><m:chr m:val="∑"/></m:naryPr>',
                m("sub", t("i=1")),
                m("sup", t("n")),
                m("e", t("x")),
            ),
            "∑(i=1 to n) x",
        ),
        (m("func", m("fName", t("log")), m("e", t("x"))), "log x"),
        (t("𝑥") + t("≥") + t("𝟓"), "x≥5"),
    ],
)
def test_a_formula_is_written_out_in_its_place_and_reported(read, inner, shown):
    page = read(paragraph("The dose for all of you is ", formula(inner), " mg"))

    assert page.body == f"The dose for all of you is {shown} mg\n"
    assert any(said.startswith("A formula was written") for said in page.remarks)


def test_a_formula_on_a_line_of_its_own_stays(read):
    page = read(paragraph("Before."), paragraph(m("oMathPara", formula(t("a+b")))))

    assert page.body == "Before.\n\na+b\n"


# --- Documents in documents ---------------------------------------------------------------------


def test_a_web_page_or_text_in_a_document_is_read_and_another_document_is_reported(read):
    page = read(
        paragraph("Title", style="Title"),
        paragraph("Before."),
        '<w:altChunk r:id="rPage"/>',
        paragraph("After."),
        '<w:altChunk r:id="rText"/><w:altChunk r:id="rWord"/><w:subDoc r:id="rSub"/>',
        extra={
            **relations(
                ("rPage", "aFChunk", "page.html", ""),
                ("rText", "aFChunk", "text.txt", ""),
                ("rWord", "aFChunk", "other.docx", ""),
            ),
            "word/page.html": "<html><body><h2>Rest</h2><p>Nap &amp; drink.</p>"
            "<p style='display:none'>Draft</p></body></html>",
            "word/text.txt": "Line one\nLine two",
            "word/other.docx": b"PK",
        },
    )

    assert page.body == ("Before.\n\n## Rest\n\nNap & drink.\n\nAfter.\n\nLine one\n\nLine two\n")
    assert [piece.text for piece in page.boilerplate] == ["Draft"]
    assert any("A document inside this one was left out" in said for said in page.remarks)
    assert any("A subdocument was left out" in said for said in page.remarks)


def test_a_table_of_plain_cells_is_as_before(read):
    assert read(table(["A", "B"], ["1", "2"])).body == "| A | B |\n| --- | --- |\n| 1 | 2 |\n"
