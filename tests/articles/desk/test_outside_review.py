import datetime
import logging
import re

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.addresses import reserved_first_parts
from articles.desk.views.approval.outside_review import MOST_IN_AN_HOUR
from articles.models import Approval, Article, Decision, Remark
from articles.publishing.approval import review_links
from articles.publishing.approval.outside_reviewers import held_decision
from articles.publishing.errors import AddressReserved
from mscoe.monitoring.logs import WithoutSignatures
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return factories.user(
        first_name="Ada", last_name="Author", email="ada@example.org", is_staff=True
    )


@pytest.fixture
def submission(author):
    factories.site_settings()
    revision = factories.draft(by=author, title="Dose", body="## When\n\nTake one.")
    return publishing.submit(
        revision=revision,
        by=author,
        changed="A new dose.",
        outside_name="Ida Expert, MD",
        outside_email="ida@example.net",
    )


def address(submission):
    return reverse("articles:review", args=[review_links.token_for(submission)])


def answer(submission, verdict="approved", client=None, **fields):
    return (client or Client()).post(address(submission), {"verdict": verdict} | fields)


def edit(submission, **fields):
    article = submission.article
    for name, value in fields.items():
        setattr(article, name, value)
    return publishing.save_draft(article=article, by=submission.made_by)


def test_the_link_shows_exactly_the_submitted_text_without_account_or_cookie(client, submission):
    edit(submission, body="A later draft.")

    response = client.get(address(submission))

    assert response.status_code == 200
    for said in (
        "Ida Expert, MD, please review this page",
        "Take one.",
        "A new dose.",
        "works until",
    ):
        assert said in response.text
    assert "A later draft" not in response.text
    assert "signed-in staff" not in response.text
    assert not response.cookies
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex">' in response.text
    assert "no-store" in response["Cache-Control"]


def test_what_changed_stands_below_the_text(client, submission, author):
    factories.approve(submission.revision)
    later = publishing.submit(
        revision=edit(submission, body="## When\n\nTake two."),
        by=author,
        changed="More.",
        outside_name="Ida",
        outside_email="ida@example.net",
    )

    response = client.get(address(later))

    assert "<del>one.</del>" in response.text
    assert "<ins>two.</ins>" in response.text


def test_an_expert_approves_and_the_page_can_be_published(client, submission):
    response = client.post(address(submission), {"verdict": "approved"}, follow=True)

    assert response.status_code == 200
    assert "You approved this version." in response.text
    assert not response.cookies
    decision = Decision.objects.get()
    kept = (decision.name_as_shown, decision.email, decision.revision_sha)
    assert kept == ("Ida Expert, MD", "ida@example.net", submission.revision.sha)
    publishing.confirm_reviewer(submission=submission, by=factories.administrator())
    assert publishing.publish(revision=submission.revision, by=None)


def test_an_expert_asks_for_changes_with_a_reason_at_a_heading(submission):
    answer(submission, "changes", text="Which morning?", heading="c-when")

    decision, remark = Decision.objects.get(), Remark.objects.get()
    assert (decision.verdict, decision.reason) == ("changes", "Which morning?")
    assert (remark.text, remark.heading) == ("Which morning?", "When")
    assert Approval.objects.count() == 0


@pytest.mark.parametrize("verdict", ["changes", "comment"])
def test_without_words_they_are_told_what_is_missing(submission, verdict):
    response = answer(submission, verdict, text="   ", heading="c-when")

    assert response.status_code == 200
    assert "Not sent yet." in response.text
    assert '<option value="c-when" selected>' in response.text
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("verdict", ["", "publish", "APPROVED"])
def test_an_answer_that_is_none_is_not_taken(submission, verdict):
    response = answer(submission, verdict, text="Kept words.")

    assert "Choose one of the buttons below." in response.text
    assert "Kept words." in response.text
    assert Decision.objects.count() == 0


def test_comments_may_follow_one_another_and_be_settled_by_who_made_them(client, submission):
    answer(submission, "comment", text="First.")
    answer(submission, "comment", text="Second.")
    first = Remark.objects.first()

    token = review_links.token_for(submission)
    settle = reverse("articles:review-resolve-remark", args=[token, first.pk])
    client.post(settle, {"settled": "yes"})

    assert [remark.settled_at is None for remark in Remark.objects.all()] == [False, True]
    assert Decision.objects.filter(verdict="comment").count() == 2


def test_remarks_of_others_cannot_be_settled_through_a_link(client, submission):
    theirs = publishing.remark(revision=submission.revision, text="Ours.", by=factories.user())

    token = review_links.token_for(submission)
    client.post(
        reverse("articles:review-resolve-remark", args=[token, theirs.pk]), {"settled": "yes"}
    )

    theirs.refresh_from_db()
    assert theirs.settled_at is None
    assert "Ours." not in client.get(address(submission)).text


# --- When a link is over --------------------------------------------------------------------


def tampered(token):
    number, signature = token.split(".")
    other = "A" if signature[0] != "A" else "B"
    yield f"{number}.{other}{signature[1:]}"
    yield f"{int(number) + 1}.{signature}"
    yield f"{number}.{signature[:-2]}"
    yield from (number, f"{number}.", f".{signature}", "x.y", "9" * 40 + ".a", "²." + signature)


def test_a_link_with_one_other_character_is_not_known(client, submission, author):
    publishing.submit(
        revision=factories.draft(),
        by=author,
        changed="All",
        outside_name="Ida",
        outside_email="other@example.net",
    )

    for token in tampered(review_links.token_for(submission)):
        for response in (client.get(f"/review/{token}/"), client.post(f"/review/{token}/")):
            assert response.status_code == 404, token
            assert "This link is incomplete" in response.text
            assert "Take one." not in response.text


def test_a_submission_to_an_account_has_no_link(client):
    revision = factories.draft()
    inside = publishing.submit(revision=revision, by=None, changed="All", reviewer=factories.user())

    assert client.get(address(inside)).status_code == 404


def test_an_expired_link_says_so_and_whom_to_ask(client, submission):
    with time_machine.travel(submission.link_expires_at + datetime.timedelta(seconds=1)):
        responses = [client.get(address(submission)), answer(submission)]

    for response in responses:
        assert response.status_code == 410
        for said in ("This link has expired", "Ada Author", "ada@example.org"):
            assert said in response.text
        assert "Take one." not in response.text
    assert Decision.objects.count() == 0


def test_it_works_to_its_last_moment(client, submission):
    with time_machine.travel(submission.link_expires_at - datetime.timedelta(seconds=5)):
        assert client.get(address(submission)).status_code == 200


def test_a_new_submission_supersedes_the_link_and_a_later_draft_does_not(client, submission):
    changed = edit(submission, body="Another text.")
    assert client.get(address(submission)).status_code == 200
    publishing.submit(revision=changed, by=None, changed="All", reviewer=factories.user())

    for response in (client.get(address(submission)), answer(submission)):
        assert response.status_code == 410
        assert "There is a newer version" in response.text
        assert "can no longer be approved" in response.text
    assert Approval.objects.count() == 0


def test_a_page_that_was_put_away_is_not_said_to_have_a_newer_text(client, submission):
    publishing.archive(thing=submission.article, by=None)

    response = client.get(address(submission))

    assert response.status_code == 410
    assert "This page is no longer needed" in response.text
    assert "newer version" not in response.text and "Take one." not in response.text


def test_submitting_anew_at_the_desk_kills_the_link_and_all_behind_it(client, submission, author):
    author.groups.add(Group.objects.get(name="Author"))
    Article.objects.filter(pk=submission.article_id).update(owner=author)
    answer(submission, "comment", text="Which one?")
    remark = submission.remarks.get()
    desk = Client()
    desk.force_login(author)

    new = {"changed": "All", "who": "outside", "revision": submission.revision.number}
    new |= {"outside_name": "Ida Expert, MD", "outside_email": "ida@example.net"}
    desk.post(reverse("admin:articles_article_submit", args=[submission.article_id]), new)

    settle = address(submission) + f"remarks/{remark.pk}/"
    asked = [client.get(address(submission) + "thanks/"), client.post(settle, {"settled": "yes"})]
    for response in (client.get(address(submission)), answer(submission), *asked):
        assert response.status_code == 410
        assert "Take one." not in response.text
    assert Remark.objects.get(settled_at=None) == remark
    assert Approval.objects.count() == 0
    newest = submission.article.submissions.first()
    assert answer(newest).status_code == 302
    assert held_decision(newest).revision_sha == newest.revision.sha


def test_words_sent_through_a_link_that_died_meanwhile_are_given_back(submission):
    with time_machine.travel(submission.link_expires_at):
        response = answer(submission, "changes", text="Half of it, <b>please</b>.")

    assert "It was not recorded." in response.text
    assert "Half of it, &lt;b&gt;please&lt;/b&gt;." in response.text


def test_who_decided_already_is_said_with_when(client, submission):
    answer(submission, "approved")

    shown = client.get(address(submission)).text
    again = answer(submission, "changes", text="Wait, no.")

    assert re.search(r"Ida Expert, MD approved this version on \w+ \d+, \d{4}", shown)
    assert "<textarea" not in shown
    assert "there is nothing left to decide" in again.text
    assert "Wait, no." in again.text
    assert Decision.objects.count() == 1


def test_an_archived_page_is_not_read_through_its_link(client, submission):
    submission.article.archived_at = timezone.now()
    submission.article.save()

    assert client.get(address(submission)).status_code == 410


# --- What may come in -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({}, True),
        ({"origin": "http://testserver", "sec-fetch-site": "same-origin"}, True),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, True),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
    ],
)
def test_what_comes_from_another_site_is_shown_again_and_not_taken(submission, headers, is_taken):
    response = Client(headers=headers, enforce_csrf_checks=True).post(
        address(submission), {"verdict": "comment", "text": "My words."}
    )

    assert response.status_code == (302 if is_taken else 200)
    assert ("My words." in response.text) is not is_taken
    assert Decision.objects.count() == is_taken


def test_programs_that_fill_in_everything_are_not_taken(submission):
    response = answer(submission, website="https://spam.example")

    assert "Leave the “Leave this empty” field empty" in response.text
    assert Decision.objects.count() == 0


def test_too_many_answers_in_an_hour_are_put_off_with_the_words_kept(submission):
    for number in range(MOST_IN_AN_HOUR):
        answer(submission, "comment", text=f"{number}.")

    response = answer(submission, "comment", text="One too many.")

    assert "Please send it later." in response.text
    assert "One too many." in response.text
    assert Decision.objects.count() == MOST_IN_AN_HOUR


def test_the_first_part_of_the_address_is_reserved():
    assert "review" in reserved_first_parts()
    with pytest.raises(AddressReserved):
        factories.section("review")


def test_a_link_is_logged_without_its_signature(client, submission, caplog):
    token = review_links.token_for(submission)
    caplog.handler.addFilter(WithoutSignatures())

    with caplog.at_level(logging.WARNING, logger="django.request"):
        logging.getLogger("django.request").warning("Gone: %s", f"/review/{token}/")

    assert caplog.messages == [f"Gone: /review/{submission.pk}.…/"]


def test_a_link_to_a_draft_is_logged_without_its_signature(caplog):
    caplog.handler.addFilter(WithoutSignatures())

    with caplog.at_level(logging.WARNING, logger="django.request"):
        logging.getLogger("django.request").warning("Gone: %s", "/draft/7.2.1764100000.aB-c_9/")

    assert caplog.messages == ["Gone: /draft/7.…/"]
