import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Approval, Decision, Event, Remark, Submission
from articles.publishing.approval.state import is_approved
from tests import factories
from tests.mail import run_worker

pytestmark = pytest.mark.django_db


def someone(role, **fields):
    made = factories.user(is_staff=True, **fields)
    made.groups.add(Group.objects.get(name=role))
    return made


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def author():
    return someone("Author", first_name="Ada", last_name="Author", email="ada@example.org")


@pytest.fixture
def reviewer():
    return someone("Reviewer", first_name="Rosa", last_name="Reader", email="rosa@example.org")


@pytest.fixture
def publisher():
    return someone("Publisher", first_name="Pia", last_name="Publisher")


def at(name, article):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def page_of(author, **fields):
    return factories.draft(by=author, owner=author, title="Dose", **fields).article


def edit(article, by, **fields):
    article.refresh_from_db()
    for name, value in fields.items():
        setattr(article, name, value)
    return publishing.save_draft(article=article, by=by).revision


def submit_to(reviewer, article, **fields):
    return publishing.submit(
        revision=article.latest_revision(), by=None, changed="The dose.", reviewer=reviewer
    )


# --- Submitting -----------------------------------------------------------------------------


def test_an_author_submits_to_a_colleague_with_what_changed(author, reviewer, publisher):
    article = page_of(author)

    signed_in(author).post(
        at("submit", article),
        {"revision": 1, "changed": "All.", "who": "person", "reviewer": reviewer.pk},
    )

    submission = Submission.objects.get()
    asked = (submission.reviewer, submission.made_by, submission.changed)
    assert asked == (reviewer, author, "All.")
    content = signed_in(publisher).get(at("change", article)).text
    assert "Submitted for approval</strong> to Rosa Reader" in content


def test_an_author_submits_to_the_group_or_to_an_expert_outside(author, reviewer):
    article, desk = page_of(author), signed_in(author)
    group = Group.objects.get(name="Reviewer")
    expert = {"outside_name": "Ida, MD", "outside_email": "ida@example.net"}

    desk.post(at("submit", article), {"changed": "A.", "who": f"group-{group.pk}"})
    desk.post(at("submit", article), {"changed": "A.", "who": "outside"} | expert)

    outside, inside = Submission.objects.all()
    assert inside.group == group
    assert (outside.outside_name, outside.outside_email) == tuple(expert.values())


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"who": "outside", "outside_name": "I", "outside_email": "i@example.net"}, "what changed"),
        ({"changed": "Kept words."}, "Choose who should review it."),
        ({"changed": "Kept words.", "who": "person"}, "Choose the colleague"),
        ({"changed": "Kept words.", "who": "outside"}, "Enter the email address of the expert."),
        ({"changed": "Kept words.", "who": "person", "reviewer": "999999"}, "Select a valid"),
        ({"changed": "Kept words.", "who": "group-999999"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_in_a_submission_is_said_and_nothing_typed_is_lost(
    author, reviewer, posted, sentence
):
    article = page_of(author)

    response = signed_in(author).post(at("submit", article), posted)

    assert sentence in response.text
    assert posted.get("changed", "") in response.text
    assert Submission.objects.count() == 0


def test_who_cannot_be_chosen_is_named_with_the_reason(author, reviewer):
    article = page_of(author)
    edit(article, reviewer, body="A word of the reviewer's.")
    someone("Reviewer", first_name="Cleo", last_name="Able")

    content = signed_in(author).get(at("submit", article)).text

    assert "<strong>Rosa Reader</strong> saved this page (revision 2)" in content
    assert re.search(r"<option[^>]*>Cleo Able \(no email address", content)
    assert not re.search(r"<option[^>]*>Rosa Reader", content)


def test_an_incomplete_page_is_refused_with_ways_to_its_fields(author):
    article = page_of(author, summary="")

    content = signed_in(author).get(at("submit", article)).text

    assert f"{at('change', article)}#id_summary" in content
    assert "<textarea" not in content


def test_only_who_may_write_the_page_may_submit_it(author, reviewer):
    article = page_of(someone("Author"))

    for account in (author, reviewer):
        assert signed_in(account).get(at("submit", article)).status_code == 403


# --- Reviewing ------------------------------------------------------------------------------


def test_a_reviewer_sees_what_changed_and_approves(author, reviewer):
    article = page_of(author, body="Take one tablet each day.")
    factories.approve(article.latest_revision())
    edit(article, author, body="Take two tablets each day.")
    submission = submit_to(reviewer, article)
    desk = signed_in(reviewer)

    shown = desk.get(at("review", article)).text
    done = desk.post(
        at("review", article), {"submission": submission.pk, "verdict": "approved"}, follow=True
    )

    assert "<del>one tablet</del>" in shown
    assert "Rosa Reader approved it" in done.text
    assert is_approved(article.latest_revision())


def test_the_draft_that_went_on_is_not_what_is_approved(author, reviewer):
    article = page_of(author)
    submission = submit_to(reviewer, article)
    newer = edit(article, author, body="Another text.")

    content = signed_in(reviewer).get(at("review", article)).text
    signed_in(reviewer).post(
        at("review", article), {"submission": submission.pk, "verdict": "approved"}
    )

    assert "Revision 2 is the latest" in content
    assert is_approved(submission.revision)
    assert not is_approved(newer)


def test_an_answer_to_a_text_that_was_superseded_meanwhile_is_not_taken(author, reviewer):
    article = page_of(author)
    shown = submit_to(reviewer, article)
    edit(article, author, body="Another text.")
    submit_to(reviewer, article)

    response = signed_in(reviewer).post(
        at("review", article),
        {"submission": shown.pk, "verdict": "changes", "text": "My long words."},
    )

    assert "A newer revision has been submitted" in response.text
    assert "My long words." in response.text
    assert Decision.objects.count() == 0


def test_changes_need_a_reason_and_the_author_reads_it_on_the_form(author, reviewer, publisher):
    article = page_of(author)
    submission = submit_to(reviewer, article)
    desk, answer = signed_in(reviewer), {"submission": submission.pk, "verdict": "changes"}

    refused = desk.post(at("review", article), answer)
    desk.post(at("review", article), answer | {"text": "Name the <trial>."})

    assert "Say what should change and why" in refused.text
    content = signed_in(publisher).get(at("change", article)).text
    assert "Changes requested</strong> by Rosa Reader" in content
    assert "Name the &lt;trial&gt;." in content


def changes_requested(reviewer, article):
    submission = submit_to(reviewer, article)
    publishing.decide(
        submission=submission, verdict="changes", by=reviewer, reason="Name the trial."
    )
    return submission


def test_a_request_for_changes_stays_on_the_form_through_every_save(author, reviewer):
    article = page_of(author)
    changes_requested(reviewer, article)
    for number in range(3):
        edit(article, author, body=f"Text {number}.")

    content = signed_in(author).get(at("change", article)).text

    assert "Changes requested</strong> by Rosa Reader" in content
    assert "to revision 1: Name the trial." in content


def test_an_author_dismisses_a_request_with_a_reason(author, reviewer):
    article = page_of(author)
    submission = changes_requested(reviewer, article)
    edit(article, author, body="Another text.")
    desk, answer = signed_in(author), {"submission": submission.pk}

    shown = desk.get(at("dismiss_request", article)).text
    refused = desk.post(at("dismiss_request", article), answer | {"reason": ""})
    done = desk.post(at("dismiss_request", article), answer | {"reason": "It is."}, follow=True)

    assert "Rosa Reader requested changes" in shown and "Name the trial." in shown
    assert "Say why no changes are needed." in refused.text
    assert "Dismissed the request for changes to “Dose”." in done.text
    assert "Changes requested" not in done.text
    assert "Ada Author dismissed the request" in desk.get(at("review", article)).text
    assert "It is." in desk.get(at("history", article)).text
    assert desk.get(at("dismiss_request", article)).status_code == 404


def test_a_request_that_was_made_after_the_screen_was_opened_is_not_dismissed(author, reviewer):
    article = page_of(author)
    shown = changes_requested(reviewer, article)
    changes_requested(reviewer, article)

    response = signed_in(author).post(
        at("dismiss_request", article), {"submission": shown.pk, "reason": "My long words."}
    )

    assert "No changes are requested, so there is nothing to dismiss." in response.text
    assert "My long words." in response.text


def test_a_second_review_shows_what_changed_since_the_reviewer_answered(author, reviewer):
    article = page_of(author, body="Rest first.\n\nTake it at noon.")
    changes_requested(reviewer, article)
    other = someone("Reviewer", first_name="Otto")
    publishing.remark(revision=article.latest_revision(), text="Nice.", by=other)
    edit(article, author, body="Rest first.\n\nTake it at night.")
    submit_to(reviewer, article)

    second = signed_in(reviewer).get(at("review", article)).text
    first = signed_in(other).get(at("review", article)).text

    assert "Your last answer: revision 1," in second
    since = second.partition("What changed since you answered")[2].partition(
        "Your earlier comments"
    )[0]
    assert "<del>noon.</del>" in since and "<ins>night.</ins>" in since
    own = second.partition("Your earlier comments</h2>")[2].partition("</section>")[0]
    assert "Name the trial." in own and "Resolve" in own and "Nice." not in own
    others = second.partition("Other comments</h2>")[2]
    assert "Nice." in others and "Name the trial." not in others
    assert "Your last answer" not in first and "Your earlier comments</h2>" not in first


def test_a_resolved_comment_is_ticked_off_in_the_second_review(author, reviewer):
    article = page_of(author)
    changes_requested(reviewer, article)
    edit(article, author, body="Another text.")
    publishing.resolve_remark(remark=article.remarks.get(), by=author, settled=True)
    submit_to(reviewer, article)

    content = signed_in(reviewer).get(at("review", article)).text

    own = content.partition("Your earlier comments</h2>")[2].partition("</section>")[0]
    assert "is-settled" in own and "<strong>Resolved</strong>" in own


def test_a_reviewer_has_one_form_to_comment_in(author, reviewer):
    article = page_of(author)
    submit_to(reviewer, article)

    waiting = signed_in(reviewer).get(at("review", article)).text
    changes_requested(reviewer, article)
    decided = signed_in(reviewer).get(at("review", article)).text

    assert (waiting.count("<textarea"), decided.count("<textarea")) == (1, 1)
    assert "Your comments" in waiting and "Add a comment" not in waiting
    assert "Add a comment" in decided


def test_an_approval_without_words_says_nothing_of_words(author, reviewer):
    article = page_of(author)
    publishing.decide(submission=submit_to(reviewer, article), verdict="approved", by=reviewer)

    assert "No comment." not in signed_in(reviewer).get(at("review", article)).text


def test_their_own_work_people_are_told_they_cannot_approve(author):
    boss = factories.administrator()
    article = page_of(author)
    edit(article, boss, body="The boss wrote this.")
    submission = submit_to(someone("Reviewer"), article)
    desk = signed_in(boss)

    shown = desk.get(at("review", article)).text
    forced = desk.post(at("review", article), {"submission": submission.pk, "verdict": "approved"})

    assert "You saved this page (revision 2)" in shown
    assert 'value="approved"' not in shown
    assert "someone else has to approve it." in forced.text
    assert Approval.objects.count() == 0


@pytest.mark.parametrize("role", ["Author", "Publisher", "Auditor"])
def test_who_may_not_approve_cannot(role, author, reviewer):
    article = page_of(author)
    submission = submit_to(reviewer, article)
    account = author if role == "Author" else someone(role)

    response = signed_in(account).post(
        at("review", article), {"submission": submission.pk, "verdict": "approved"}
    )

    assert 'value="approved"' not in response.text
    assert Decision.objects.count() == 0


# --- Remarks --------------------------------------------------------------------------------


def test_a_remark_is_tied_to_a_heading_listed_and_settled(author, reviewer, publisher):
    article = page_of(author, body="## Rest\n\nBefore noon.")
    signed_in(reviewer).post(
        at("remark", article), {"revision": 1, "text": "Why noon?", "heading": "c-rest"}
    )
    desk = signed_in(publisher)

    content = desk.get(at("change", article)).text
    desk.post(at("resolve_remark", article), {"remark": Remark.objects.get().pk, "settled": "yes"})

    assert "Open comments: 1" in content
    assert "Why noon?" in content
    assert "about “Rest”" in content
    assert Remark.objects.get().settled_by == publisher
    assert "Why noon?" not in desk.get(at("change", article)).text
    assert "Why noon?" in desk.get(at("review", article)).text


def test_an_empty_remark_is_told_so(author):
    response = signed_in(author).post(
        at("remark", page_of(author)), {"revision": 1, "text": " ", "heading": ""}
    )

    assert "Enter a comment." in response.text
    assert Remark.objects.count() == 0


def test_a_remark_of_another_page_is_not_settled_from_here(author):
    other = publishing.remark(revision=factories.draft(), text="Ours.", by=None)

    response = signed_in(author).post(
        at("resolve_remark", page_of(author)), {"remark": other.pk, "settled": "yes"}
    )

    assert response.status_code == 404
    other.refresh_from_db()
    assert other.settled_at is None


# --- Publishing -----------------------------------------------------------------------------


def test_one_word_changed_after_approval_is_shown_and_keeps_the_page_from_being_published(
    author, publisher
):
    article = page_of(author, body="Take one tablet each day.")
    factories.approve(article.latest_revision())
    edit(article, author, body="Take two tablet each day.")
    desk = signed_in(publisher)

    form = desk.get(at("change", article)).text
    shown = desk.get(at("publish", article)).text
    refused = desk.post(at("publish", article), {"revision": 2, "reason": ""}).text

    for content in (form, shown):
        assert "Changed since approval" in content
        assert "<del>one</del>" in content
    assert "No one has approved this revision." in shown
    assert 'value="Publish"' not in shown
    assert "It has changed since revision 1 was approved." in refused
    assert article.publications.count() == 0


def test_what_is_approved_is_published_without_a_reason(author, publisher, client):
    article = page_of(author)
    factories.approve(article.latest_revision())

    signed_in(publisher).post(at("publish", article), {"revision": 1, "reason": ""})

    publication = article.publications.get()
    assert client.get(publication.path).status_code == 200
    assert "urgent" not in publication.event.data


def test_the_urgent_way_needs_a_reason_and_leaves_the_page_without_review(author, publisher):
    article = page_of(author)
    desk = signed_in(publisher)

    refused = desk.post(at("publish", article), {"revision": 1, "urgent": "y", "urgent-reason": ""})
    desk.post(at("publish", article), {"revision": 1, "urgent": "y", "urgent-reason": "A recall."})

    assert "why the page cannot wait for approval" in refused.text
    event = Event.objects.get(verb="published")
    assert (event.reason, event.data["urgent"]) == ("A recall.", True)
    content = desk.get(at("change", article)).text
    assert "Published without review." in content
    assert "Approve live page" not in content


def test_a_reviewer_approves_what_is_live_and_the_mark_is_gone(author, reviewer):
    publication = factories.publish(factories.draft(by=author))
    desk = signed_in(reviewer)
    assert "Approve live page" in desk.get(at("change", publication.article)).text

    done = desk.post(at("approve_live", publication.article), follow=True)

    assert "Approved the live page" in done.text
    assert "Published without review" not in done.text


def test_spelling_is_carried_on_by_a_publisher_and_more_than_that_is_not(author, publisher):
    article = page_of(author, body="Recieve help. Take one tablet.")
    factories.approve(article.latest_revision())
    edit(article, publisher, body="Receive help. Take one tablet.")
    desk = signed_in(publisher)

    shown = desk.get(at("publish", article)).text
    done = desk.post(at("approve_spelling", article), {"revision": 2}, follow=True)
    edit(article, publisher, body="Receive help. Take two tablet.")
    refused = desk.post(at("approve_spelling", article), {"revision": 3}, follow=True)

    assert "“Recieve” became “Receive”" in shown
    assert 'value="Publish"' in done.text
    assert "This is more than spelling: “one” became “two”" in refused.text
    assert signed_in(author).post(at("approve_spelling", article)).status_code == 403


def test_mail_that_could_not_be_sent_is_told_and_sent_again(
    author, reviewer, publisher, settings, mailoutbox
):
    article = page_of(author)
    submit_to(reviewer, article)
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.articles.publishing.approval.test_acts.BrokenMail"
    run_worker()
    desk = signed_in(publisher)

    content = desk.get(at("change", article)).text
    settings.EMAIL_BACKEND = backend
    desk.post(at("send_again", article))
    run_worker()

    assert "could not be sent:</strong> [Errno 111] Connection refused" in content
    assert [mail.to for mail in mailoutbox] == [["rosa@example.org"]]
    assert "Mail to Rosa Reader was sent." in desk.get(at("review", article)).text


# --- The list -------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("value", ["submitted", "without-review"])
def test_the_list_is_filtered_by_approval_in_a_constant_number_of_queries(
    count, value, publisher, django_assert_num_queries
):
    for _ in range(count):
        article = factories.publish(factories.draft(title="Dose")).article
        submit_to(factories.user(), article)
    factories.approve(factories.draft(title="Bystander"))
    desk = signed_in(publisher)
    address = reverse("admin:articles_article_changelist", query={"approval": value})
    desk.get(address)

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        content = desk.get(address).text

    assert content.count(">Dose</a>") == count
    assert ">Bystander</a>" not in content


QUERIES_OF_THE_LIST = 12
