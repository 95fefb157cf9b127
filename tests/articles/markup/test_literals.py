"""Marks of clinical text stay on the page as they are typed."""

import re

import pytest
from lxml import html

from articles.importers import markdown_syntax
from articles.markup import render

IN_A_LINE = [
    "HLA-DRB1*15:01 and HLA-DQB1*06:02",
    "A*02:01, B*07:02 and C*07:02",
    "CYP2C9*2/*3 or CYP2C9*1/*3",
    "TPMT*3C and NUDT15*2",
    "CYP2D6*1xN and CYP2D6*2xN",
    "UGT1A1*28/*28 and NAT2*5A",
    "E*01:03:02N and G*01:01:01G",
    "rs1800460*A and rs1142345*G",
    "2*3*4 = 24 and 2*(3*4)",
    "10**9/L and 10**6/L",
    "5~~10 mg and 10~~20 mg",
    "~5 mg to ~10 mg, or 5 mg~10 mg",
    "p < 0.05 and p<0.01, but >3",
    "<5 mg and >3 mg",
    "<LLN to >3 × ULN",
    "C_max and C_min, AUC_0-24",
    "see [1] and [2, 3]",
    "10^9/L and 10^-6",
    "5* and 6*, but 0.01**",
    "the patient`s and the doctor`s",
    "don`t stop, and can`t drive",
    "free [Ca2+](i) rose, and [Na+](o) fell",
    "interferon [beta](1a)",
    "<CD4:CD8> ratio",
    "#1 cause, $5, 5 % (c) +/- 2",
    "x^[2] and a|b|c",
    "p.(Arg117*) and p.(Trp12*)",
]
AT_LINE_START = [
    "~ 5 mg",
    ">65 years",
    ">=65 years",
    ">.5 mg/dL",
    ">~5 mg",
    "1986. It was a year of change",
    "2026) Then came the next",
    "+ 5 points",
    "+ .5 mg",
    "-5 mg",
    "-",
    "+",
    "[Dose]: 5mg",
    "[Dose]: 5mg/kg",
    "[1]: Lancet",
    "| a |",
]


def seen(source):
    """What readers of the page see, with single spaces."""
    page = html.fromstring(f"<div>{render(source).html}</div>")
    return " ".join(page.text_content().split())


@pytest.mark.parametrize("text", IN_A_LINE)
def test_marks_of_a_clinical_text_are_read_as_they_are_typed(text):
    assert seen(text) == text
    assert "<em>" not in render(text).html


@pytest.mark.parametrize("text", AT_LINE_START)
def test_a_mark_at_the_start_of_a_line_stays(text):
    assert seen(text) == text
    assert render(text).html.startswith("<p>")


@pytest.mark.parametrize("text", AT_LINE_START)
@pytest.mark.parametrize("before", ["Adults take this", "Dose"])
def test_it_stays_below_another_line_too(before, text):
    assert seen(f"{before}\n{text}") == f"{before} {text}"


@pytest.mark.parametrize("text", AT_LINE_START[:9])
@pytest.mark.parametrize("container", ["- ", "3. ", "> ", "> - "])
def test_it_stays_in_a_list_and_in_a_quotation(container, text):
    assert seen(container + text) == text


@pytest.mark.parametrize("text", [*IN_A_LINE, *AT_LINE_START])
def test_in_a_table_marks_stay_too(text):
    cell = text.replace("|", "\\|")

    assert seen(f"| a |\n|---|\n| {cell} |") == f"a {text}"


@pytest.mark.parametrize(
    "text",
    [
        *IN_A_LINE,
        *AT_LINE_START,
        "* p < 0.05",
        "- 5 mg",
        "> 65 years",
        "5. It was",
        "# 1 cause",
        "~~5~~",
        "**5**",
        "`5`",
        "[a](/care/)",
        "*[MS]: multiple sclerosis",
        "&lt;5",
        "a\\b",
        "===",
        ": 5 mg",
        "***",
    ],
)
def test_imported_words_are_read_as_they_were(text):
    assert seen(markdown_syntax.paragraph(text)) == text


@pytest.mark.parametrize(
    ("source", "html_of_it"),
    [
        ("*softly* and **strongly**", "<em>softly</em> and <strong>strongly</strong>"),
        ("in*side*word", "in<em>side</em>word"),
        ("*5*mg and **5**mg", "<em>5</em>mg and <strong>5</strong>mg"),
        ("~~500 mg~~ 250 mg", "<s>500 mg</s> 250 mg"),
        ("~~500~~250 mg", "<s>500</s>250 mg"),
        ("Take 10~~5~~ mg", "Take 10<s>5</s> mg"),
        ("10~~5 mg~~, 10**5**", "10<s>5 mg</s>, 10<strong>5</strong>"),
        ("**HLA-B*27** is", "<strong>HLA-B*27</strong> is"),
        ("*HLA-DRB1*15:01*", "<em>HLA-DRB1*15:01</em>"),
        ("use `code`s", "use <code>code</code>s"),
        ("`2*3*4`", "<code>2*3*4</code>"),
    ],
)
def test_emphasis_that_is_meant_is_still_emphasis(source, html_of_it):
    assert render(source).html == f"<p>{html_of_it}</p>\n"


@pytest.mark.parametrize(
    ("source", "element"),
    [
        ("> 3 of 4 people\n> have it", "blockquote"),
        (">Rest early", "blockquote"),
        ("- 5 mg\n- 10 mg", "ul"),
        ("+ 5 fruits\n+ 2 walks", "ul"),
        ("1. first\n2. second", "ol"),
        ("100. hundredth", "ol"),
        ("- - -", "hr"),
        ("* * * ", "hr"),
        ("---", "hr"),
        ("MS\n--", "h2"),
        ("Care\n----", "h2"),
        ("Relapse\n: New symptoms", "dl"),
        ("~~~\n>65\n~~~", "pre"),
    ],
)
def test_lists_quotations_and_headings_are_what_they_were(source, element):
    assert f"<{element}" in render(source).html


def test_code_keeps_every_mark():
    source = "~ 5\n>65\n1986. x\n+ 5\n-"

    page = html.fromstring(render(f"```\n{source}\n```").html)

    assert page.text_content().strip() == source


def test_a_reference_may_lead_to_a_page_of_the_site():
    assert 'href="/care/"' in render("[care]\n\n[care]: /care/").html
    assert 'href="#c-care"' in render("# Care\n\n[care]\n\n[care]: #care").html


def test_noncharacters_that_someone_pasted_do_not_become_marks():
    assert seen("a\ufdd1b") == "ab"


def test_many_marks_in_one_paragraph_cost_what_plain_words_do():
    source = "x* 1**1 " * 2_000

    assert len(re.findall(r"1\*\*1", render(source).html)) == 2_000
