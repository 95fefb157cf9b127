import re
from pathlib import Path

import pytest

from accessibility.audit.audit import MOST_OF_ONE_RULE, RULES, Page, audit, html_lines, source_lines
from accessibility.audit.findings import Level, Severity
from accessibility.terms import TermFact
from tests.accessibility.audit.audit_examples import EXAMPLES

ROOT = Path(__file__).resolve().parents[3]
IS_WHOLE = {rule.name: rule.whole_pages for rule in RULES}


TERMS = (
    TermFact("myelin", "The sheath around a nerve.", misspellings=("mylin", "mielin")),
    TermFact("disability scale", abbreviation="EDSS"),
    TermFact("plaque", is_explained=False),
)


def rules_that_find(html, rule):
    found = audit(html, page=Page(is_whole=IS_WHOLE[rule]), terms=TERMS)
    return {finding.rule for finding in found}


def cases(index):
    return [(rule, html) for rule, examples in EXAMPLES.items() for html in examples[index]]


@pytest.mark.parametrize(("rule", "html"), cases(0))
def test_what_breaks_a_rule_is_found(rule, html):
    assert rule in rules_that_find(html, rule)


@pytest.mark.parametrize(("rule", "html"), cases(1))
def test_what_keeps_a_rule_is_left_alone(rule, html):
    assert rule not in rules_that_find(html, rule)


def test_every_rule_has_a_name_of_its_own_and_examples():
    names = [rule.name for rule in RULES]

    assert len(set(names)) == len(names)
    assert set(EXAMPLES) == set(names)


def test_the_documentation_lists_the_rules():
    documentation = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
    listed = re.findall(
        r"^\| `([a-z-]+)` \| (\S+) (A+) \| (\w+)(, page)? \| (.+) \|$", documentation, re.M
    )

    assert listed == [
        (
            rule.name,
            rule.criterion,
            rule.level,
            rule.severity,
            ", page" * rule.whole_pages,
            rule.summary,
        )
        for rule in RULES
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_what_it_holds_in_a_sentence(rule):
    assert rule.summary.endswith(".")
    assert isinstance(rule.level, Level)


def test_a_page_without_faults_has_no_findings():
    assert audit("<h2>Heat</h2><p>Stay in the shade.</p>", page=Page()) == []


def test_findings_come_in_the_order_of_the_page():
    html = '<p><img src="/a.png"></p><h2></h2><p><img src="/b.png"></p>'

    found = [(finding.rule, finding.excerpt) for finding in audit(html, page=Page())]

    assert found == [("image-alt", "/a.png"), ("heading-empty", "<h2>"), ("image-alt", "/b.png")]


def test_a_finding_says_what_where_and_how():
    (finding,) = audit('<p>Hello</p><p id="b">A<img src="/a.png"></p>', page=Page())

    assert (finding.criterion, finding.level, finding.severity) == ("1.1.1", "A", Severity.ERROR)
    assert finding.selector == "#b > img:nth-of-type(1)"
    assert finding.is_error
    assert finding.line is None
    assert finding.message and finding.remedy


def lines_of(html, at_lines):
    return [finding.line for finding in audit(html, page=Page(), at_lines=at_lines)]


def test_lines_are_those_of_the_markdown_that_the_renderer_noted():
    html = (
        '<p data-line="4">One\ntwo <em>three\n</em>\n<img src="/a.png"></p>\n'
        '<h2 data-line="9"></h2>'
    )

    assert lines_of(html, source_lines) == [8, 10]
    assert lines_of("<h2></h2>", source_lines) == [None]


def test_lines_of_a_whole_page_are_those_of_its_html():
    assert lines_of("<p>a</p>\n<h2></h2>", html_lines) == [2]


def hashes(html):
    return [finding.element_hash for finding in audit(html, page=Page()) if finding.is_error]


def test_a_dismissal_lasts_wherever_the_element_moves():
    before = hashes('<p data-line="2" id="x"><img src="/a.png"></p>')

    assert (
        hashes('<p>New.</p><p data-line="4"><img data-line="4" id="y" src="/a.png"></p>') == before
    )


@pytest.mark.parametrize("html", ['<img src="/b.png">', '<h2 title=""></h2>'])
def test_a_dismissal_ends_when_the_element_changes(html):
    assert hashes(html) != hashes('<img src="/a.png">')


def test_two_rules_about_one_element_are_dismissed_one_by_one():
    html = '<table><tr><td headers="x">A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table>'

    assert len(set(hashes(html))) == 2


def test_rules_about_whole_pages_leave_an_article_alone():
    whole = {finding.rule for finding in audit("<p>Hello</p>", page=Page(is_whole=True))}

    assert {"page-title", "page-language", "page-main"} <= whole
    assert audit("<p>Hello</p>", page=Page()) == []


def test_a_file_on_a_host_of_ours_is_one_of_ours():
    html = '<a href="https://ms.example/leaflet.pdf">Leaflet on heat (PDF)</a>'

    assert audit(html, page=Page()) == []
    own = audit(html, page=Page(own_hosts=frozenset({"ms.example"})))
    assert [finding.rule for finding in own] == ["link-document"]


def test_an_article_in_spanish_is_read_as_spanish():
    html = "<p>La fatiga es uno de los síntomas más frecuentes de la enfermedad.</p>"

    assert audit(html, page=Page(language="es")) == []
    assert [each.rule for each in audit(html, page=Page())] == ["language-unmarked"]


BROKEN = [
    "",
    " ",
    "<",
    "<p",
    "&#0;",
    "<table><tr>",
    "<svg><a",
    "\0",
    "<!---->",
    '<h2 tabindex="--1" data-line="²" role="heading" aria-level="²"></h2>',
    '<table><tr><th colspan="99999999999">A<td rowspan="²">B<tr><td>C<td>D</table>',
    '<p><a href="http://[x">More</a> <a href="//[">More</a> <img src="http://["></p>',
    '<p style="color:rgb(1.2.3,4,5);background:#12;font-size:1.2.3px">Words</p>',
    '<video autoplay src="a#t=1.2.3,4"></video><iframe tabindex="-1" srcdoc="<a"></iframe>',
    '<ul role="list" id="a" aria-owns="a b"><li id="b" aria-labelledby="a b" aria-owns="a">c</ul>',
]


@pytest.mark.parametrize("html", BROKEN)
def test_broken_html_is_audited_all_the_same(html):
    audit(html, page=Page())
    audit(html, page=Page(is_whole=True), at_lines=source_lines)


def test_a_text_full_of_faults_gives_as_many_findings_as_somebody_may_read():
    found = audit("<h2></h2>" * 500, page=Page())

    assert len(found) == MOST_OF_ONE_RULE


def test_a_finding_quotes_no_more_than_can_be_read():
    (finding,) = audit(f'<p>Hello <a href="/a">https://{"a" * 5000}</a></p>', page=Page())
    (nested,) = audit("<div>" * 200 + "<h2></h2>", page=Page())

    assert len(finding.excerpt) == 90
    assert len(finding.message) <= 500
    assert nested.selector.count(">") == 29


def test_deeply_nested_html_is_audited():
    audit("<div>" * 5000 + "<b>" * 5000 + "words", page=Page(is_whole=True))
