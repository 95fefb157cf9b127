"""What the audit finds in a page, what people decide about it, and what that forbids."""

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Event, PageAudit, PageFinding, Publication
from articles.publishing.dismissals import (
    AlreadyDismissed,
    HasErrors,
    NotFoundAnyMore,
    ReasonToDismissMissing,
    errors_that_block,
    judged,
)
from articles.publishing.errors import Archived
from tests import factories

pytestmark = pytest.mark.django_db

BAD = "Read [ ](/about-ms/).\n\nRest first."
DOUBTFUL = "Rest first.\n\n**What helps**\n\nA pause."


def rules_in(revision):
    return [one.finding.rule for one in judged(revision)]


def the_finding(revision, rule):
    return next(one.finding for one in judged(revision) if one.finding.rule == rule)


def let_stand(revision, rule, *, by=None, reason="It is a name."):
    finding = the_finding(revision, rule)
    return publishing.dismiss(
        revision=revision,
        rule=rule,
        element_hash=finding.element_hash,
        reason=reason,
        by=by,
    )


def test_saving_keeps_what_the_audit_finds_with_its_line():
    revision = factories.draft(body=BAD)

    [row] = PageFinding.objects.filter(audit__revision=revision, rule="link-name")
    assert (row.severity, row.line) == ("error", 1)
    assert row.as_finding() == the_finding(revision, "link-name")


def test_findings_of_texts_that_nobody_reads_any_more_are_not_kept():
    live = factories.publish(factories.draft(body="One."))
    for body in ("Two.", "Three."):
        live.article.body = body
        publishing.save_draft(article=live.article, by=None)

    kept = PageAudit.objects.filter(revision__article=live.article)

    assert sorted(audit.revision.number for audit in kept) == [1, 3]


def test_a_text_with_an_error_cannot_be_published_not_even_as_urgent():
    revision = factories.draft(body=BAD)

    with pytest.raises(HasErrors) as refusal:
        factories.publish(revision)

    assert [finding.rule for finding in refusal.value.findings] == ["link-name"]
    assert "cannot be published yet" in str(refusal.value)
    assert not Publication.objects.exists()


def test_a_warning_stops_nobody():
    assert factories.publish(factories.draft(body=DOUBTFUL)).kind == "page"


def test_an_error_that_was_dismissed_with_a_reason_stops_nobody():
    someone = factories.user()
    revision = factories.draft(body=BAD)

    dismissal = let_stand(revision, "link-name", by=someone)

    assert factories.publish(revision).kind == "page"
    assert (dismissal.made_by, dismissal.reason) == (someone, "It is a name.")
    assert Event.objects.filter(article=revision.article, verb="finding dismissed").count() == 1


def test_a_dismissal_holds_while_other_places_change_and_ends_when_its_own_does():
    revision = factories.draft(body=DOUBTFUL)
    let_stand(revision, "heading-bold")
    article = revision.article

    article.body = "Something before.\n\n" + DOUBTFUL
    moved = publishing.save_draft(article=article, by=None).revision
    article.body = DOUBTFUL.replace("What helps", "What really helps")
    changed = publishing.save_draft(article=article, by=None).revision

    def is_open(saved):
        return [one.is_open for one in judged(saved) if one.finding.rule == "heading-bold"]

    assert (is_open(moved), is_open(changed)) == ([False], [True])


def test_a_dismissal_can_be_taken_back_and_made_again():
    revision = factories.draft(body=BAD)
    dismissal = let_stand(revision, "link-name")

    publishing.take_back_dismissal(dismissal=dismissal, by=None)

    assert len(errors_that_block(revision)) == 1
    let_stand(revision, "link-name")
    assert errors_that_block(revision) == []


def test_a_finding_is_dismissed_once():
    revision = factories.draft(body=BAD)
    finding = the_finding(revision, "link-name")
    let_stand(revision, "link-name", by=factories.user(first_name="Ada", last_name="Example"))

    with pytest.raises(AlreadyDismissed, match="Ada Example") as refusal:
        publishing.dismiss(
            revision=revision,
            rule="link-name",
            element_hash=finding.element_hash,
            reason="Again",
            by=None,
        )
    assert "It is a name." in str(refusal.value)


def test_a_dismissal_needs_a_reason_and_a_finding_that_is_there():
    revision = factories.draft(body=BAD)

    with pytest.raises(ReasonToDismissMissing):
        let_stand(revision, "link-name", reason="  ")
    with pytest.raises(NotFoundAnyMore):
        publishing.dismiss(
            revision=revision, rule="link-name", element_hash="0" * 32, reason="So", by=None
        )


def test_an_archived_page_takes_no_dismissal():
    revision = factories.draft(body=BAD)
    publishing.archive(thing=revision.article, by=None)

    with pytest.raises(Archived):
        let_stand(revision, "link-name")


def test_a_text_that_todays_rules_have_not_seen_is_audited_when_it_is_asked_for():
    revision = factories.draft(body=BAD)
    PageAudit.objects.update(rules="of another release")

    assert "link-name" in rules_in(revision)


def test_the_sum_of_the_site_counts_what_stands_open_on_live_pages():
    factories.publish(factories.draft(body=DOUBTFUL))
    let_stand(factories.publish(factories.draft(body=DOUBTFUL)).revision, "heading-bold")
    factories.draft(body=BAD)

    summed = publishing.sum_up_site(at=timezone.now())

    assert (summed.pages, summed.pages_with_errors) == (2, 0)
    assert summed.by_rule["heading-bold"] == {"error": 0, "warning": 1}
