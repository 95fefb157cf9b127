"""What Markdown leaves out, or reads as a mark of its own, is told to the editor."""

import pytest

from articles import markup
from articles.markup import render
from articles.publishing.dismissals import errors_that_block, findings_in
from tests import factories


def found(source):
    return [(finding.rule, finding.line) for finding in render(source).findings]


TABLE = "| Drug | Dose |\n|---|---|\n"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (TABLE + "| A | 5 mg | daily |", 3),
        (TABLE + "| A | 5 mg |\n| B | 10 mg | daily | note |", 4),
        (TABLE + "A | 5 mg | daily", 3),
        (TABLE + "| A | 5|10 mg |", 3),
        (TABLE + "| A | `a|b` |", 3),
        ("Words.\n\n> " + TABLE.replace("\n|", "\n> |") + "> | A | 5 mg | daily |", 5),
    ],
)
def test_a_cell_beyond_the_last_column_is_an_error(source, line):
    assert found(source) == [("table-cell-lost", line)]
    assert render(source).findings[0].is_error


@pytest.mark.parametrize("row", ["| A | 5 mg |", "| A |", "| A | 5 mg | |", "| A | 5\\|10 mg |"])
def test_rows_that_lose_nothing_are_not_named(row):
    assert found(TABLE + row) == []


def test_the_words_that_were_lost_are_named():
    [finding] = render(TABLE + "| A | 5 mg | daily | for life |").findings

    assert "“daily | for life”" in finding.message


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("Words.\n\n- 5 mg", "mark-read-as-list"),
        ("Words.\n\n- .5 mg", "mark-read-as-list"),
        ("A dose of 5* mg.\n\n* Adults only", "mark-read-as-list"),
        ("| a |\n|---|\n| 5* |\n\n* p < 0.05", "mark-read-as-list"),
        ("Words.\n\n25. December", "mark-read-as-list"),
        ("Words.\n\n2) mg", "mark-read-as-list"),
        ("Words.\n\n> 65 years", "mark-read-as-quote"),
        ("Words.\n\n> =65 years", "mark-read-as-quote"),
        ("Words.\n\n[1]: https://example.org/", "definition-unused"),
        ("Words.\n\n[Dose]: /care/ 'twice'", "definition-unused"),
    ],
)
def test_a_mark_that_may_have_meant_itself_is_a_warning(source, rule):
    assert [name for name, _ in found(source)] == [rule]
    assert not render(source).findings[0].is_error
    assert found(source)[0][1] == source.count("\n") + 1


@pytest.mark.parametrize(
    "source",
    [
        "- 5 mg\n- 10 mg",
        "- Rest",
        "* Rest",
        "1. Rest",
        "1. One\n2. Two\n\nWords.\n\n3. Three",
        "> Rest early",
        "> 3 of 4 people\n> have it",
        "[1] says so.\n\n[1]: https://example.org/",
        "[see][One Place]\n\n[one  place]: /care/",
        "Text with 5* stars\n\n* one\n* two",
    ],
)
def test_what_is_meant_is_not_named(source):
    assert found(source) == []


@pytest.mark.parametrize(
    "source", ["Words.\n\n\\- 5 mg", "5* mg\n\n\\* Adults", "25\\. December", "\\> 65 years"]
)
def test_a_line_written_as_the_remedy_says_is_named_no_more(source):
    assert found(source) == []


@pytest.mark.django_db
def test_the_desk_lists_a_lost_cell_with_its_line_and_it_blocks_publishing():
    revision = factories.draft(title="Doses", body="Words.\n\n" + TABLE + "| A | 5 mg | daily |")

    findings = [one for one in findings_in(revision) if one.rule in markup.DOUBTS]

    assert [(one.rule, one.line) for one in findings] == [("table-cell-lost", 5)]
    assert [one.rule for one in errors_that_block(revision)] == ["table-cell-lost"]
