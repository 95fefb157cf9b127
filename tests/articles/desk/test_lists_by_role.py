"""The desk's first page by role: which lists, their one action a row, and the line above them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accessibility.models import Message
from articles import publishing
from articles.desk import worklists
from tests import factories
from tests.articles.desk.test_worklists import in_days, in_role, signed_in, titles

pytestmark = pytest.mark.django_db


def slugs_for(role):
    return [worklist.slug for worklist in worklists.lists_for(in_role(role))]


def entries(slug, user):
    return worklists.entries(worklists.list_called(slug), user, at=timezone.now())


def line_for(user):
    at = timezone.now()
    return worklists.state_of_desk(worklists.overview(user, at=at), user)


def edit(article, body, *, by=None):
    article.body = body
    return publishing.save_draft(article=article, by=by).revision


def changes_requested(revision, *, reason="Name the trial."):
    reviewer = factories.user(first_name="Rosa")
    submission = publishing.submit(revision=revision, by=None, changed="All", reviewer=reviewer)
    publishing.decide(submission=submission, verdict="changes", by=reviewer, reason=reason)
    return revision.article


OF_THE_SITE = [
    "submitted",
    "without-review",
    "review-overdue",
    "review-due",
    "findings",
    "scheduled",
    "expiring",
]


@pytest.mark.parametrize(
    ("role", "slugs"),
    [
        ("Author", ["to-change", "to-review", "drafts", *OF_THE_SITE]),
        ("Reviewer", ["to-approve", "to-review", *OF_THE_SITE]),
        (
            "Publisher",
            ["to-publish", "to-change", "to-confirm", "to-review", "drafts", *OF_THE_SITE],
        ),
        ("Administrator", ["to-confirm", "to-review", "messages"]),
        ("Auditor", ["to-review", *OF_THE_SITE]),
    ],
)
def test_a_role_has_the_lists_that_can_hold_something_for_it(role, slugs):
    assert slugs_for(role) == slugs


# --- Approved, ready to publish ---


def test_an_approved_page_is_ready_until_it_is_published_scheduled_or_changed():
    publisher = in_role("Publisher")
    ready, live, scheduled, ending, changed = (
        factories.draft(title=title)
        for title in ("Ready", "Live", "Scheduled", "Ending", "Changed")
    )
    for revision in (ready, live, scheduled, ending, changed):
        factories.approve(revision)
    tomorrow = timezone.now() + timedelta(days=1)
    publishing.publish(revision=live, by=None)
    publishing.publish(revision=scheduled, by=None, starts_at=tomorrow)
    publishing.publish(revision=ending, by=None, until=tomorrow)
    edit(changed.article, "Other words.")
    factories.draft(title="Draft")

    [entry] = entries("to-publish", publisher)

    assert entry.title == "Ready" and entry.act == "Publish"
    assert entry.address == reverse("admin:articles_article_publish", args=[ready.article_id])
    assert entry.detail.startswith("approved ")


def test_a_withdrawn_page_is_ready_again_with_an_approved_text_that_readers_never_had():
    publisher = in_role("Publisher")
    revision = factories.draft(title="Withdrawn")
    factories.approve(revision)
    publishing.publish(revision=revision, by=None)
    publishing.withdraw(article=revision.article, reason="Old.", by=None)
    assert titles("to-publish", publisher) == []

    factories.approve(edit(revision.article, "Other words."))

    assert titles("to-publish", publisher) == ["Withdrawn"]


def test_whose_publishing_is_limited_to_a_section_gets_nothing_of_others():
    publisher = in_role("Publisher")
    factories.section("treatments").editors.add(publisher)
    for slug in ("treatments", "symptoms"):
        factories.approve(factories.draft(title=slug, section=factories.section(slug)))

    assert titles("to-publish", publisher) == ["treatments"]


# --- Changes requested ---


def test_requested_changes_stay_with_owner_and_coauthors_through_every_save():
    author, other = in_role("Author"), in_role("Author")
    own = changes_requested(factories.draft(title="Own", owner=author))
    invited = changes_requested(factories.draft(title="Invited"))
    invited.coauthors.add(author)
    changes_requested(factories.draft(title="Someone else's"))
    edit(own, "Other words.")
    edit(own, "More words.")

    assert set(titles("to-change", author)) == {"Own", "Invited"}
    assert titles("to-change", other) == titles("drafts", author) == []


def test_a_row_of_requested_changes_says_who_asked_and_why_and_counts_open_comments():
    author = in_role("Author")
    article = changes_requested(factories.draft(owner=author))
    publishing.remark(revision=article.latest_revision(), text="And the dose?", by=None)

    [entry] = entries("to-change", author)

    assert entry.detail.startswith("Rosa, ")
    assert entry.detail.endswith(": Name the trial. (2 open comments)")
    assert (entry.act, entry.page) == ("Edit", "")


def test_requested_changes_are_over_once_the_page_is_submitted_or_the_request_dismissed():
    author = in_role("Author")
    for title in ("Submitted", "Dismissed"):
        changes_requested(factories.draft(title=title, owner=author))
    again, dismissed = author.articles.order_by("-title")
    publishing.submit(
        revision=edit(again, "Better."), by=None, changed="All", reviewer=factories.user()
    )
    publishing.dismiss_request(submission=dismissed.submissions.get(), reason="Said.", by=None)

    assert titles("to-change", author) == []
    assert titles("drafts", author) == ["Dismissed"]
    assert titles("submitted", author) == ["Submitted"]


# --- Messages ---


def test_messages_are_listed_for_who_answers_them_without_their_words():
    Message.objects.create(text="Canary words", page="/symptoms/fatigue/", at=timezone.now())
    Message.objects.create(text="Old", at=timezone.now(), answered_at=timezone.now())

    [entry] = entries("messages", in_role("Administrator"))

    assert entry.title == "Message about /symptoms/fatigue/" and entry.act == "Read"
    assert "Canary" not in entry.detail
    assert entries("messages", in_role("Publisher")) == []


# --- The line above the lists ---


def test_the_line_counts_what_waits_and_tells_the_site_from_your_pages():
    author, auditor = in_role("Author"), in_role("Auditor")
    factories.draft(owner=author)
    factories.live_article(owner=author)
    factories.live_article()

    assert line_for(author) == (
        "Waiting for you: 1 draft. Of your pages: 1 page published without review."
    )
    assert line_for(auditor) == (
        "Nothing is waiting for you. On the site: 2 pages published without review."
    )


def test_what_is_said_of_all_pages_is_said_to_those_who_read_all_pages():
    factories.live_article(title="Urgent")

    content = signed_in(in_role("Author")).get("/admin/").text

    assert "All of your live pages are approved." in content
    assert "Every live page is approved." not in content
    assert "<h2>Your pages</h2>" in content and "On the site" not in content


def test_each_row_has_one_main_action_named_with_its_page():
    publisher = in_role("Publisher")
    revision = factories.draft(title="Fatigue")
    factories.approve(revision)

    content = signed_in(publisher).get("/admin/").text

    act = reverse("admin:articles_article_publish", args=[revision.article_id])
    assert content.count('class="worklist-act"') == 1
    assert f'href="{act}">Publish<span class="visually-hidden">: Fatigue</span></a>' in content


@pytest.mark.parametrize("count", [1, 12])
def test_the_first_page_of_a_publisher_takes_the_same_queries_however_much_waits(
    count, django_assert_num_queries
):
    publisher = in_role("Publisher")
    publisher.groups.add(Group.objects.get(name="Administrator"))
    for _ in range(count):
        factories.approve(factories.draft())
        changes_requested(factories.draft(owner=publisher))
        factories.draft(owner=publisher)
        publishing.submit(
            revision=factories.draft(), by=None, changed="All", reviewer=factories.user()
        )
        publishing.set_review_date(
            article=factories.live_article().article, due_on=in_days(5), by=None
        )
        Message.objects.create(text="Too small", at=timezone.now())
    client = Client()
    client.force_login(publisher)

    # as of a reviewer, with a count and the first rows for each of more lists
    with django_assert_num_queries(33):
        client.get("/admin/")
