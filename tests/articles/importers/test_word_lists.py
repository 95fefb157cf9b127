"""Lists of Word documents: what Word numbers is numbered here, whatever the style."""

import pytest

from articles.importers.word.conversion import read_word
from tests.articles.importers.word_files import NAMESPACES, paragraph, table, word_file


def level(index=0, kind="decimal", text="", start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text or f"%{index + 1}."}"/></w:lvl>'
    )


def abstract(key, *levels, more=""):
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(key, of, more=""):
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def restarted(at, index=0):
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


BULLETS = abstract(0, *(level(n, "bullet", "•") for n in range(3)))
FIGURES = abstract(1, *(level(n) for n in range(3)))
NUMBERS = [BULLETS, FIGURES, num(1, 0), num(2, 1)]


def style(key, name="", based_on="", properties="", kind="paragraph"):
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name or key}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


STYLES = [
    style("Title"), style("Heading1", "heading 1"), style("Heading2", "heading 2"),
    style("ListParagraph", "List Paragraph"), style("Section", "Section Head", "Heading2"),
]  # fmt: skip


def numbering(number, level=0):
    shown = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{shown}<w:numId w:val="{number}"/></w:numPr>'


def item(words, number, level=0, style="ListParagraph"):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{named}{numbering(number, level)}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )


@pytest.fixture
def read(tmp_path):
    def reading(*blocks, lists=NUMBERS, styles=STYLES):
        parts = {
            "word/numbering.xml": f"<w:numbering {NAMESPACES}>{''.join(lists)}</w:numbering>",
            "word/styles.xml": f"<w:styles {NAMESPACES}>{''.join(styles)}</w:styles>",
        }
        blocks = (paragraph("Before your infusion", style="Title"), *blocks)
        return read_word(word_file(*blocks, extra=parts), name="x", folder=tmp_path)

    return reading


@pytest.mark.parametrize("named", ["ListParagraph", "", "Section", "Nowhere"])
def test_numbering_makes_an_item_whatever_the_style(read, named):
    page = read(item("card", 1, style=named), item("water", 1, style=named))

    assert page.body == "- card\n- water\n"


def test_a_level_that_is_not_said_is_the_first(read):
    assert read(item("card", 1, level=None), item("water", 1, level=None)).body == (
        "- card\n- water\n"
    )


def test_numbering_of_a_style_and_of_one_that_it_is_based_on_counts(read):
    styles = [
        *STYLES,
        style("Steps", "Steps", properties='<w:numPr><w:numId w:val="2"/></w:numPr>'),
        style("Deep", "Deep Steps", "Steps"),
        style("Off", "No Steps", "Steps", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
    ]

    page = read(
        paragraph("wash", style="Steps"),
        paragraph("sit", style="Deep"),
        paragraph("Wait.", style="Off"),
        item("Call.", 0, style="Steps"),
        paragraph("rest", style="Steps"),
        styles=styles,
    )

    assert page.body == "1. wash\n2. sit\n\nWait.\n\nCall.\n\n3. rest\n"


def test_a_style_takes_the_level_that_names_it(read):
    lists = [abstract(5, level(0), level(1, more='<w:pStyle w:val="Inner"/>')), num(5, 5)]
    styles = [*STYLES, style("Inner", properties='<w:numPr><w:numId w:val="5"/></w:numPr>')]

    page = read(item("outer", 5), paragraph("inner", style="Inner"), lists=lists, styles=styles)

    assert page.body == "1. outer\n   1. inner\n"


def test_a_list_that_leads_to_a_numbering_style_is_that_style_s(read):
    lists = [
        abstract(1, level(0, "upperLetter"), more='<w:styleLink w:val="Lettered"/>'),
        abstract(2, more='<w:numStyleLink w:val="Lettered"/>'),
        num(1, 1), num(2, 2),
    ]  # fmt: skip
    styles = [*STYLES, style("Lettered", properties=numbering(1, None), kind="numbering")]

    assert read(item("x", 2), item("y", 2), lists=lists, styles=styles).body == "A) x\nB) y\n"


@pytest.mark.parametrize(
    "between",
    [
        paragraph("Wait."),
        paragraph("Then", style="Heading2"),
        table(["Day", "Dose"], ["1", "5 mg"]),
    ],
)
def test_numbers_go_on_after_a_paragraph_a_heading_and_a_table(read, between):
    page = read(item("one", 2), item("two", 2), between, item("three", 2), item("four", 2))

    assert page.body.startswith("1. one\n2. two\n\n")
    assert page.body.endswith("\n\n3. three\n4. four\n")


@pytest.mark.parametrize(
    ("kind", "start", "body"),
    [
        ("decimal", 4, "4. x\n5. y\n"),
        ("lowerLetter", 1, "a) x\nb) y\n"),
        ("upperLetter", 3, "C) x\nD) y\n"),
        ("lowerRoman", 1, "i) x\nii) y\n"),
        ("upperRoman", 9, "IX) x\nX) y\n"),
        ("decimalZero", 7, "7. x\n8. y\n"),
        ("hebrew1", 1, "1. x\n2. y\n"),
    ],
)
def test_numbers_keep_their_kind_and_start(read, kind, start, body):
    lists = [abstract(5, level(0, kind, start=start)), num(5, 5)]

    assert read(item("x", 5), item("y", 5), lists=lists).body == body


@pytest.mark.parametrize("text", ["%1", "%1.", "%1)", "(%1)", "%1:", "%1 –"])
def test_signs_around_a_number_make_no_other_list(read, text):
    lists = [abstract(5, level(0, "lowerLetter", text)), num(5, 5)]

    assert read(item("x", 5), lists=lists).body == "a) x\n"


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ([level(0, text="Step %1:")], ["- Step 1: x", "- Step 2: z"]),
        ([level(0), level(1, text="%1.%2")], ["1. x", "   - 1.1 y", "2. z"]),
        ([level(0, "upperRoman"), level(1, text="%1.%2")], ["I) x", "   - I.1 y", "II) z"]),
        (
            [level(0, "upperRoman"), level(1, text="%1.%2", more="<w:isLgl/>")],
            ["I) x", "   - 1.1 y", "II) z"],
        ),
        ([level(0, "ordinal", "%1")], ["- 1st x", "- 2nd z"]),
    ],
)
def test_a_label_that_no_list_shows_stands_as_words_and_is_reported(read, levels, words):
    page = read(
        item("x", 5), item("y", 5, 1), item("z", 5), lists=[abstract(5, *levels), num(5, 5)]
    )

    assert [line for line in words if line not in page.body] == []
    assert any("labels that a list on this site cannot show" in each for each in page.remarks)


def test_lists_that_share_one_go_on_and_one_that_starts_again_does(read):
    lists = [FIGURES, num(1, 1), num(2, 1), num(3, 1, restarted(1)), num(4, 1, restarted(5))]

    page = read(
        item("a", 1), item("b", 2), paragraph("x"), item("c", 3), item("d", 3), paragraph("y"),
        item("e", 4), item("f", 1), lists=lists,
    )  # fmt: skip

    assert page.body == "1. a\n2. b\n\nx\n\n1. c\n2. d\n\ny\n\n5. e\n6. f\n"


def test_an_inner_list_starts_again_unless_it_is_said_not_to(read):
    lists = [
        abstract(5, level(0), level(1, "lowerLetter")), num(5, 5),
        abstract(6, level(0), level(1, "lowerLetter", more='<w:lvlRestart w:val="0"/>')), num(6, 6),
    ]  # fmt: skip

    def nested(number):
        blocks = [item("x", number), item("y", number, 1), item("z", number), item("w", number, 1)]
        return read(*blocks, lists=lists).body

    assert nested(5) == "1. x\n   a) y\n2. z\n   a) w\n"
    assert nested(6) == "1. x\n\n   a) y\n\n2. z\n\n   b) w\n"


def test_an_item_without_words_counts_and_is_not_shown(read):
    assert read(item("x", 2), item("", 2), item("y", 2)).body == "1. x\n3. {value=3} y\n"


def test_a_deleted_item_does_not_count(read):
    gone = item("gone", 2).replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>")
    gone = gone.replace("<w:r>", "<w:del><w:r>").replace("</w:r>", "</w:r></w:del>")
    gone = gone.replace("w:t>", "w:delText>")

    assert read(item("x", 2), gone, item("y", 2)).body == "1. x\n2. y\n"


def test_lists_within_lists_of_another_kind_stay_within(read):
    page = read(item("x", 2), item("y", 1, 1), item("z", 1, 2), item("w", 2))

    assert page.body == "1. x\n   - y\n     - z\n2. w\n"


def test_word_s_own_styles_for_deeper_and_continued_items_are_read(read):
    styles = [
        *STYLES,
        style("B1", "List Bullet", properties=numbering(1, None)),
        style("B2", "List Bullet 2", properties=numbering(3, None)),
        style("More", "List Continue"),
    ]
    lists = [*NUMBERS, abstract(7, level(0, "bullet", "–")), num(3, 7)]

    page = read(
        paragraph("card", style="B1"), paragraph("with a photo", style="B2"),
        paragraph("water", style="B1"), paragraph("Bring two bottles.", style="More"),
        lists=lists, styles=styles,
    )  # fmt: skip

    assert page.body == "- card\n\n  - with a photo\n\n- water\n\n  Bring two bottles.\n"


def test_a_list_in_a_cell_keeps_its_words(read):
    cell = f"<w:tc>{item('one', 2)}{item('two', 2)}</w:tc><w:tc>{paragraph('x')}</w:tc>"

    rows = table(["Steps", "Dose"]).replace("</w:tbl>", f"<w:tr>{cell}</w:tr></w:tbl>")

    page = read(rows)

    assert "| 1. one<br>2. two | x |" in page.body


def test_signs_that_no_list_here_has_are_reported(read):
    lists = [abstract(5, level(0, "chicago")), num(5, 5)]

    assert any("chicago" in each for each in read(item("x", 5), lists=lists).remarks)


# Headings


def test_headings_are_known_by_name_base_and_outline_level(read):
    styles = [
        *STYLES,
        style("Topic", properties='<w:outlineLvl w:val="1"/>'),
        style("Contents", "TOC Heading", "Heading1", '<w:outlineLvl w:val="9"/>'),
        style("Pages", "Heading"),
    ]

    page = read(
        paragraph("Based", style="Section"), paragraph("Words."),
        paragraph("Outlined", style="Topic"), paragraph("More words."),
        paragraph("In this leaflet", style="Contents"), paragraph("Still more."),
        paragraph("From Pages", style="Pages"), paragraph("End."),
        styles=styles,
    )  # fmt: skip

    assert page.body == (
        "## Based\n\nWords.\n\n## Outlined\n\nMore words.\n\nIn this leaflet\n\nStill more.\n\n"
        "# From Pages\n\nEnd.\n"
    )


def test_a_numbered_heading_stays_a_heading_and_keeps_its_number(read):
    lists = [
        abstract(5, level(0, more='<w:pStyle w:val="Heading1"/>'), level(1, text="%1.%2")),
        num(5, 5),
    ]

    page = read(
        item("Causes", 5, style="Heading1"),
        paragraph("See 1.1."),
        item("Heat", 5, 1, style="Heading2"),
        paragraph("Cool."),
        lists=lists,
    )

    assert page.body == "# 1. Causes\n\nSee 1.1.\n\n## 1.1 Heat\n\nCool.\n"
    assert any("numbers of headings" in each for each in page.remarks)


def test_the_title_has_no_number(tmp_path):
    blocks = [item("Causes", 2, style="Heading1"), paragraph("Heat and many other things.")]

    page = read_word(word_file(*blocks), name="x", folder=tmp_path)

    assert page.title == "Causes"


# Lists that were typed by hand


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (["•\tcard", "•\twater"], "- card\n- water\n"),
        (["• card", "•water"], "- card\n- water\n"),
        (["1.\twash", "2.\tsit"], "1. wash\n2. sit\n"),
        (["1. wash", "2. sit", "3. call"], "1. wash\n2. sit\n3. call\n"),
        (["a)\twash", "b)\tsit"], "a) wash\nb) sit\n"),
        (["i.\twash", "ii.\tsit"], "i) wash\nii) sit\n"),
        (["3)\twash"], "3. wash\n"),
        (["- card", "– water"], "- card\n- water\n"),
    ],
)
def test_a_list_that_was_typed_is_a_list(read, lines, body):
    assert read(*map(paragraph, lines)).body == body


@pytest.mark.parametrize(
    "line",
    ["- 5 mg less", "−5 °C", "1. Only this", "A. Smith", "2024. A year", "·5 mg", "E. coli grows"],
)
def test_a_sign_or_a_number_at_the_start_of_a_paragraph_is_no_list(read, line):
    page = read(paragraph("Words before it."), paragraph(line), paragraph("Words after it."))

    assert line in page.body.replace("\\", "")
