"""The steps of a page, the one act that comes next, and all others under More."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.desk import page_menu
from articles.desk.page_menu import Facts
from tests import factories
from tests.articles.desk.test_worklists import in_days, in_role, signed_in

AUTHOR = {"may_submit": True}
REVIEWER = {"may_approve": True, "may_confirm_review": True}
PUBLISHER = {"may_submit": True, "may_publish": True}
LIVE = {"state": "live", "approval_state": "live", "has_address": True}


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({}, "Draft"),
        ({"approval_state": "changes"}, "Draft"),
        ({"approval_state": "changed since approval", "state": "changed"}, "Draft"),
        ({"approval_state": "submitted"}, "In review"),
        ({"approval_state": "submitted", "state": "changed"}, "In review"),
        ({"approval_state": "approved"}, "Approved"),
        ({"approval_state": "approved", "state": "withdrawn"}, "Approved"),
        (LIVE, "Live"),
        ({"state": "live", "approval_state": "draft"}, "Live"),
    ],
)
def test_the_present_step_is_that_of_the_latest_revision(facts, step):
    assert page_menu.present_step(Facts(**facts)) == step


@pytest.mark.parametrize(
    ("person", "facts", "label"),
    [
        (AUTHOR, {}, "Submit for approval…"),
        (AUTHOR, {"is_incomplete": True}, "Preview"),
        (AUTHOR, {"approval_state": "submitted"}, "Review and comments"),
        (AUTHOR, {"approval_state": "changes"}, "Submit again…"),
        (AUTHOR, {"approval_state": "approved"}, "Preview"),
        (AUTHOR, LIVE, "View live page"),
        (AUTHOR, LIVE | {"approval_state": "draft"}, "Submit for approval…"),
        (REVIEWER, {}, "Preview"),
        (REVIEWER, {"approval_state": "submitted"}, "Review…"),
        (REVIEWER, {"approval_state": "submitted", "is_own_work": True}, "Review and comments"),
        (REVIEWER, LIVE | {"is_review_due": True}, "Confirm review…"),
        (REVIEWER, LIVE, "View live page"),
        (PUBLISHER, {"approval_state": "approved"}, "Publish…"),
        (PUBLISHER, {"approval_state": "approved", "state": "changed"}, "Publish…"),
        (PUBLISHER, {"approval_state": "approved", "is_scheduled": True}, "Preview"),
        (
            {"may_confirm_reviewer": True},
            {"approval_state": "submitted", "is_held": True},
            "Confirm reviewer…",
        ),
    ],
)
def test_the_next_act_is_what_this_person_can_do_now(person, facts, label):
    assert page_menu.next_act(Facts(**person | facts)).label == label


def test_everything_else_is_in_groups_without_the_next_act():
    facts = Facts(**PUBLISHER, state="changed", has_address=True, may_set_review_date=True)

    found = {name: [act.label for act in acts] for name, acts in page_menu.more(facts)}

    assert found == {
        "Text": ["Fix live page…", "Phone, desktop and print preview; share…"],
        "Dates": ["Publish…", "Set review date…", "Set end date…"],
        "Address": ["View live page", "Move…", "Swap addresses…", "Withdraw…"],
        "History": ["History"],
    }


def test_a_reader_of_a_draft_finds_no_act_that_is_refused():
    found = {name: [act.label for act in acts] for name, acts in page_menu.more(Facts())}

    assert found == {
        "Text": ["Phone, desktop and print preview; share…"],
        "History": ["History"],
    }


# --- On the form ---

pytest_db = pytest.mark.django_db


def form_of(article, user):
    return signed_in(user).get(reverse("admin:articles_article_change", args=[article.pk])).text


def button(content):
    return content.partition('<a class="next-act" href="')[2].partition("</a>")[0]


@pytest_db
def test_the_form_marks_the_present_step_and_has_one_next_act():
    author, publisher = in_role("Author"), in_role("Publisher")
    revision = factories.draft(owner=author)
    draft = form_of(revision.article, author)
    factories.approve(revision)
    approved = form_of(revision.article, publisher)

    assert (
        '<li aria-current="step"><span>Draft</span></li>' in draft
        and draft.count("aria-current=") == 1
    )
    assert button(draft).endswith('/submit/">Submit for approval…')
    assert '<li aria-current="step"><span>Approved</span></li>' in approved
    assert button(approved).endswith('/publish/">Publish…')
    for content in (draft, approved):
        assert content.count('class="next-act"') == 1
        assert "<summary>More</summary>" in content


@pytest_db
def test_a_scheduled_page_is_not_offered_to_be_published_again():
    revision = factories.draft()
    factories.approve(revision)
    publishing.publish(revision=revision, by=None, starts_at=timezone.now() + timedelta(days=1))

    assert button(form_of(revision.article, in_role("Publisher"))).endswith("Preview")


@pytest_db
def test_a_review_that_is_due_is_the_next_act_of_reviewers():
    revision = factories.draft()
    factories.approve(revision)
    article = publishing.publish(revision=revision, by=None).article
    publishing.set_review_date(article=article, due_on=in_days(5), by=None)

    assert button(form_of(article, in_role("Reviewer"))).endswith("Confirm review…")
    assert button(form_of(article, in_role("Publisher"))).endswith("View live page")


@pytest_db
def test_settings_authors_and_links_fold_only_once_a_page_is_live():
    publisher = in_role("Publisher")
    draft, live = factories.draft().article, factories.live_article().article

    assert [form_of(page, publisher).count("<details><summary>") for page in (draft, live)] == [
        1,
        4,
    ]
