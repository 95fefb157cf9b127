import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.audit.audit import RULES, Page, audit, source_lines
from articles import markup
from articles.text import repairs
from articles.text.repairs import REPAIRS, Known


def mended(name, source, line, **known):
    return repairs.repair(source, name=name, line=line, known=Known(**known))


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        ("**What helps**\n\nRest.", 1, "## What helps\n\nRest."),
        ("## Sleep\n\n**What helps:**\n\nRest.", 3, "## Sleep\n\n### What helps\n\nRest."),
        ("## Sleep\n\n__What helps__", 3, "## Sleep\n\n### What helps"),
        ("```\n## No heading\n```\n\n**Rest**", 5, "```\n## No heading\n```\n\n## Rest"),
        ("Some **bold** words.", 1, "Some **bold** words."),
        ("**Bold**\nand more.", 1, "**Bold**\nand more."),
        ("**Bold**", 7, "**Bold**"),
    ],
)
def test_a_bold_paragraph_becomes_a_heading_below_the_one_above(source, line, expected):
    assert mended("bold-to-heading", source, line) == expected


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        ("## One\n\n#### Two", 3, "## One\n\n### Two"),
        ("#### Two", 1, "## Two"),
        ("## One\n\n### Two", 3, "## One\n\n### Two"),
        ("Not a heading", 1, "Not a heading"),
    ],
)
def test_a_heading_moves_up_to_the_level_that_was_left_out(source, line, expected):
    assert mended("heading-level", source, line) == expected


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        (
            "MRI is a scan.\n\nASK FOR AN MRI. IT HELPS.",
            3,
            "MRI is a scan.\n\nAsk for an MRI. It helps.",
        ),
        ("## TAKE REST OFTEN", 1, "## Take rest often"),
        ("CALL HTTPS://EXAMPLE.ORG/ABC NOW", 1, "Call HTTPS://EXAMPLE.ORG/ABC now"),
        ("**DO NOT STOP** the Pills", 1, "**Do not stop** the Pills"),
    ],
)
def test_shouted_words_are_said_in_ordinary_letters(source, line, expected):
    assert mended("fewer-capitals", source, line) == expected


def test_abbreviations_of_the_glossary_stay_in_capitals():
    given_terms = mended("fewer-capitals", "REST WITH MS", 1, abbreviations=["MS"])

    assert given_terms == "Rest with MS"


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        ("One\n\n&nbsp;\n\nTwo", 3, "One\n\nTwo"),
        ("One\n\n\\\n\nTwo", 3, "One\n\nTwo"),
        ("One\n\nTwo", 1, "One\n\nTwo"),
    ],
)
def test_a_paragraph_of_nothing_goes(source, line, expected):
    assert mended("no-empty-paragraph", source, line).replace("\n\n\n", "\n\n") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "See https://www.example.org/ms/managing-fatigue.html.",
            "See [Managing fatigue (example.org)](https://www.example.org/ms/managing-fatigue.html).",
        ),
        ("See <https://example.org/>.", "See [example.org](https://example.org/)."),
        ("See https://example.org/p?id=3", "See [example.org](https://example.org/p?id=3)"),
        ("[Here](https://example.org/a)", "[Here](https://example.org/a)"),
        ("`https://example.org/a`", "`https://example.org/a`"),
    ],
)
def test_a_bare_address_becomes_a_link_with_words(source, expected):
    assert mended("titled-link", source, 1) == expected


def test_a_bare_address_takes_the_title_the_site_knows():
    known = {"https://example.org/x": "Fatigue in MS"}

    assert mended("titled-link", "https://example.org/x", 1, titles=known) == (
        "[Fatigue in MS](https://example.org/x)"
    )


@pytest.mark.parametrize("line", [1, 2])
def test_the_first_row_becomes_the_headings_of_a_table_without(line):
    table = "|  |  |\n| --- | --- |\n| Name | Dose |\n| A | 1 |"

    assert mended("table-header", table, line) == ("| Name | Dose |\n| --- | --- |\n| A | 1 |")


def test_a_table_with_headings_stays_as_it_is():
    table = "| Name |\n| --- |\n| A |"

    assert mended("table-header", table, 1) == table


TYPED_LISTS = {
    "bullets under their sentence": (
        "Each day:\n•\tWalk\n•\tRest\nand read\n\nThen sleep.",
        "Each day:\n\n- Walk\n- Rest\n  and read\n\nThen sleep.",
    ),
    "levels of a word processor": (
        "·\tWalk\no\tUphill\n§\tSlowly\n·\tRest",
        "- Walk\n  - Uphill\n    - Slowly\n- Rest",
    ),
    "paragraphs": ("• Walk\n\n• Rest\n\nWords.", "- Walk\n- Rest\n\nWords."),
    "all in one line": ("• Walk • Rest 5 min • Eat", "- Walk\n- Rest 5 min\n- Eat"),
    "numbers that go on": ("Then:\n3) Walk\n4) Rest", "Then:\n\n3) Walk\n4) Rest"),
    "numbers in parentheses": ("(1) Walk\n(2) Rest", "1) Walk\n2) Rest"),
    "a number left out": (
        "•\tEach day:\n1)\tWalk\n3)\tRest\n•\tEat",
        "- Each day:\n  1) Walk\n  3) {value=3} Rest\n- Eat",
    ),
    "letters": ("a. Walk\nb. Rest", "a) Walk\nb) Rest"),
    "Roman numerals": ("i. Walk\nii. Rest", "i) Walk\nii) Rest"),
    "bullets between numbers": (
        "1.\tWalk\n•\tUphill\n2.\tRest",
        "1. Walk\n   - Uphill\n2. Rest",
    ),
    "bullets after numbers": ("1.\tWalk\n•\tRest", "1. Walk\n- Rest"),
    "items that are set in": ("• Walk\n  • Uphill\n• Rest", "- Walk\n  - Uphill\n- Rest"),
    "within an item": ("- Each day:\n  • Walk\n  • Rest", "- Each day:\n\n  - Walk\n  - Rest"),
    "in a quotation": ("> Each day:\n> • Walk", "> Each day:\n>\n> - Walk"),
    "in a box": ("::: note\n• Walk\n• Rest\n:::", "::: note\n\n- Walk\n- Rest\n\n:::"),
    "lines that break": ("• Walk  \n• Rest\\\n• Eat", "- Walk\n- Rest\n- Eat"),
    "long dashes": ("– Walk\n– Rest\n– Eat", "- Walk\n- Rest\n- Eat"),
}


@pytest.mark.parametrize(("source", "expected"), TYPED_LISTS.values(), ids=TYPED_LISTS)
def test_a_list_that_was_typed_as_words_becomes_a_list(source, expected):
    assert mended("typed-list", source, lines_of("list-by-hand", source)[0]) == expected
    assert lines_of("list-by-hand", expected) == []


@pytest.mark.parametrize(
    "source", ["```\n• Walk\n```", "The dose is\n2. It is taken", "·5 mg", "– Ann Lee, nurse"]
)
def test_what_is_no_typed_list_stays_as_it_is(source):
    assert mended("typed-list", source, 2) == mended("typed-list", source, 1) == source


FAULTY = {
    "all-capitals": "TAKE YOUR PILLS EVERY DAY WITHOUT FAIL AND CALL YOUR DOCTOR\n\nRest.",
    "element-empty": "One.\n\n&nbsp;\n\nTwo.",
    "heading-bold": "One.\n\n**What helps**\n\nTwo.",
    "list-by-hand": "Take care:\n•\tWalk\n•\tRest\n\nThen sleep.",
    "link-bare-address": "See <https://www.example.org/health/managing-fatigue> for more.",
    "table-header": "Table: Doses\n\n|  |  |\n|--|--|\n| Name | Dose |\n| A | 1 |",
}


@pytest.mark.parametrize("rule", FAULTY)
def test_a_repair_ends_the_finding_it_is_offered_for(rule):
    source = FAULTY[rule]
    [line, *_] = lines_of(rule, source)

    better = mended(repairs.FOR_RULE[rule], source, line)

    assert lines_of(rule, better) == []


def lines_of(rule, source):
    html = markup.render(source, source_lines=True).html
    found = audit(html, page=Page(), at_lines=source_lines)
    return [finding.line for finding in found if finding.rule == rule]


def test_every_rule_with_a_repair_exists():
    assert set(repairs.FOR_RULE) <= {rule.name for rule in RULES}


TEXTS = st.text(alphabet="ab# *|-\n\\&;A:/.h•\t)", max_size=80)


@pytest.mark.parametrize("name", REPAIRS)
@given(source=TEXTS, line=st.integers(min_value=-1, max_value=12))
def test_no_repair_fails_or_loses_a_letter(name, source, line):
    def letters(text):
        return sorted(letter for letter in text.lower() if letter.isalpha())

    assert letters(mended(name, source, line)) == letters(source)
