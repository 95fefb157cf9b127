"""The audit over the W3C's labelled cases and over real pages, where ../shared holds them."""

import pytest
from django.core.management import call_command

from accessibility import glossary
from accessibility.audit.audit import Page, audit
from accessibility.audit.findings import Level
from bench import act_score, audit_corpus
from tests.site_copies import live_addresses

pytestmark = pytest.mark.prove


@pytest.mark.skipif(not act_score.CASES.is_dir(), reason="There is no folder ../shared/act.")
def test_every_decidable_case_of_the_w3c_is_judged_as_the_w3c_does():
    decidable = [verdict for verdict in act_score.verdicts() if not verdict.reason]

    assert len(decidable) == 258
    assert [verdict.file for verdict in decidable if not verdict.is_right] == []


@pytest.mark.skipif(not audit_corpus.CORPUS.is_dir(), reason="There is no folder ../shared/corpus.")
def test_the_audit_would_keep_back_no_page_of_the_corpus_without_a_certain_fault():
    errors = {
        (kind, finding.rule) for kind, _, finding in audit_corpus.findings() if finding.is_error
    }

    # Read one by one: each is a fault of the old site's HTML. Nothing comes from an import.
    assert errors == {
        ("page", "aria-allowed"),
        ("page", "attribute-doubled"),
        ("page", "field-name"),
        ("page", "heading-empty"),
        ("page", "id-doubled"),
    }


@pytest.mark.django_db
def test_every_page_of_the_sample_site_passes_the_audit_as_a_whole(client):
    call_command("load_sample_site", verbosity=0)
    pages = {path: client.get(path).content.decode() for path in live_addresses()}

    found = [
        (path, finding.rule, finding.excerpt)
        for path, html in pages.items()
        for finding in audit(html, page=Page(is_whole=True), terms=glossary.facts())
        if finding.is_error or finding.level != Level.AAA
    ]
    assert len(pages) > 20
    assert found == []
