"""An outside reviewer's approval counts once someone who is no author vouches for them."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Approval, Event, ReviewerConfirmation
from articles.publishing.approval import review_links, state
from articles.publishing.approval.outside_reviewers import held_decision
from articles.publishing.approval.state import approval_state
from articles.publishing.errors import (
    AddressOfAccount,
    ConfirmedByAuthor,
    NoOutsideReviewer,
    NotApproved,
    NotConfirmed,
    ReaderWroteIt,
    ReviewCounted,
    Superseded,
)
from tests import factories

pytestmark = pytest.mark.django_db
EXPERT = {"outside_name": "Ida Expert, MD", "outside_email": "ida@example.net"}


def account(role, **fields):
    made = factories.user(is_staff=True, **fields)
    made.groups.add(Group.objects.get(name=role))
    return made


@pytest.fixture
def author():
    return account("Author", username="ada", first_name="Ada", email="ada@example.org")


@pytest.fixture
def publisher():
    return account("Publisher", username="paul", first_name="Paul", email="paul@example.org")


@pytest.fixture
def administrator():
    return account("Administrator", username="root")


@pytest.fixture
def revision(author):
    return factories.draft(by=author, owner=author, title="Dose")


def submit(revision, *, by, **expert):
    return publishing.submit(revision=revision, by=by, changed="All.", **(EXPERT | expert))


def approve(submission, verdict="approved", **fields):
    return publishing.decide(
        submission=submission,
        verdict=verdict,
        name=submission.outside_name,
        email=submission.outside_email,
        **fields,
    )


def confirm(submission, by):
    return publishing.confirm_reviewer(submission=submission, by=by)


def revise(revision, *, by, body="Take two."):
    article = revision.article
    article.body = body
    return publishing.save_draft(article=article, by=by)


def is_approved(revision):
    return state.is_approved(revision)


def signed_in(someone):
    client = Client()
    client.force_login(someone)
    return client


def screen(article):
    return reverse("admin:articles_article_confirm_reviewer", args=[article.pk])


# --- What counts --------------------------------------------------------------------------------


def test_an_approval_by_an_invented_expert_publishes_nothing(revision, author):
    approve(submit(revision, by=author))

    assert not is_approved(revision)
    assert Approval.objects.count() == 0
    with pytest.raises(NotApproved):
        publishing.publish(revision=revision, by=author)


@pytest.mark.parametrize("who", ["publisher", "administrator"])
def test_an_approval_that_was_held_counts_once_the_reviewer_is_confirmed(
    request, revision, author, who
):
    submission = submit(revision, by=author)
    decision = approve(submission)
    assert held_decision(submission) == decision

    confirm(submission, request.getfixturevalue(who))

    approval = Approval.objects.get()
    assert (approval.decision, approval.made_by) == (decision, None)
    assert held_decision(submission) is None
    assert publishing.publish(revision=revision, by=None)


def test_a_reviewer_who_is_confirmed_first_approves_at_once(revision, author, publisher):
    submission = submit(revision, by=author)
    confirm(submission, publisher)

    approve(submission)

    assert is_approved(revision)


def test_a_request_for_changes_is_heard_without_a_confirmation(revision, author):
    submission = submit(revision, by=author)

    approve(submission, "changes", reason="Which morning?")

    assert approval_state(revision, at=submission.made_at) == "changes"


def test_a_held_approval_is_shown_as_waiting(revision, author):
    submission = submit(revision, by=author)
    approve(submission)

    assert approval_state(revision, at=submission.made_at) == "submitted"
    page = signed_in(author).get(
        reverse("admin:articles_article_change", args=[revision.article_id])
    )
    assert "The approval does not count yet" in page.text
    assert "Outside reviewer…" not in page.text


def test_the_page_says_that_its_reviewer_came_from_outside(revision, author, publisher):
    submission = submit(revision, by=author)
    approve(submission)
    confirm(submission, publisher)
    desk = signed_in(publisher)

    form = desk.get(reverse("admin:articles_article_change", args=[revision.article_id]))
    review = desk.get(reverse("admin:articles_article_review", args=[revision.article_id]))
    history = desk.get(reverse("admin:articles_article_history", args=[revision.article_id]))

    for page in (form, review, history):
        assert "Ida Expert, MD (outside reviewer)" in page.text
    assert "confirmed Ida Expert, MD (ida@example.net) as an outside reviewer" in history.text


def test_a_colleague_is_not_called_an_outside_reviewer(revision):
    assert "outside reviewer" not in factories.approve(revision).decided_by_label


# --- Who may confirm ----------------------------------------------------------------------------


def be_owner(revision, person):
    revision.article.owner = person
    revision.article.save()


def be_coauthor(revision, person):
    revision.article.coauthors.add(person)


def have_saved_it(revision, person):
    return revise(revision, by=person)


def be_in_the_byline(revision, person):
    one = factories.person("Paul Example", account=person)
    return publishing.save_draft(article=revision.article, by=None, byline=[one.pk])


@pytest.mark.parametrize("become", [be_owner, be_coauthor, have_saved_it, be_in_the_byline])
def test_an_author_who_publishes_as_well_confirms_no_reviewer(revision, author, publisher, become):
    revision = become(revision, publisher) or revision
    submission = submit(revision, by=author)
    approve(submission)

    with pytest.raises(ConfirmedByAuthor):
        confirm(submission, publisher)

    assert not is_approved(revision)
    assert Event.objects.filter(verb="reviewer confirmed").count() == 0


def test_who_named_the_reviewer_does_not_confirm_them(revision, publisher):
    submission = submit(revision, by=publisher)

    with pytest.raises(ConfirmedByAuthor):
        confirm(submission, publisher)


def test_a_superuser_who_wrote_the_page_confirms_no_reviewer():
    root = factories.administrator()
    submission = submit(factories.draft(by=root), by=root)

    with pytest.raises(ConfirmedByAuthor):
        confirm(submission, root)


def test_a_confirmation_no_longer_counts_once_who_gave_it_is_an_author(revision, author, publisher):
    submission = submit(revision, by=author)
    confirm(submission, publisher)
    be_coauthor(revision, publisher)

    approve(submission)

    assert not is_approved(revision)
    confirm(submission, account("Publisher"))
    assert is_approved(revision)


@pytest.mark.parametrize("role", ["Author", "Reviewer", "Auditor"])
def test_others_confirm_nobody(revision, author, role):
    submission = submit(revision, by=author)
    desk = signed_in(account(role))

    assert desk.get(screen(revision.article)).status_code == 403
    sent = {"submission": submission.pk, "answer": "confirm"}
    assert desk.post(screen(revision.article), sent).status_code == 403
    assert ReviewerConfirmation.objects.count() == 0


def test_a_publisher_of_other_sections_confirms_nobody(revision, author, publisher):
    publisher.sections_of_work.add(factories.section("elsewhere"))
    submit(revision, by=author)

    assert signed_in(publisher).get(screen(revision.article)).status_code == 403


# --- Whose address ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.org",
        "ADA@Example.ORG",
        "ada+expert@example.org",
        "Ada+dr.ida@EXAMPLE.org",
    ],
)
def test_an_author_is_not_asked_under_another_spelling_of_their_address(revision, author, address):
    with pytest.raises(ReaderWroteIt):
        submit(revision, by=author, outside_email=address)


@pytest.mark.parametrize(
    ("account_has", "address"),
    [
        ("paul@example.org", "Paul@example.org"),
        ("paul.x@gmail.com", "paulx+ms@googlemail.com"),
        ("paul@bücher.example", "paul@xn--bcher-kva.example"),
        ("paul+desk@example.org", "paul@example.org"),
    ],
)
def test_who_has_an_account_is_no_outside_reviewer(revision, author, account_has, address):
    account("Author", email=account_has, first_name="Paul", last_name="Example")

    with pytest.raises(AddressOfAccount, match="Paul Example, who has an account"):
        submit(revision, by=author, outside_email=address)


def test_who_once_had_an_account_may_be_an_outside_reviewer(revision, author):
    account("Reviewer", email="ida@example.net", is_active=False)

    assert submit(revision, by=author)


def test_an_account_that_is_made_later_holds_the_approval(revision, author, publisher):
    submission = submit(revision, by=author)
    confirm(submission, publisher)
    account("Author", email="ida@example.net")

    approve(submission)

    assert not is_approved(revision)
    with pytest.raises(AddressOfAccount):
        confirm(submission, publisher)


@pytest.mark.parametrize(
    "other",
    [{"outside_email": "ida@example.com"}, {"outside_name": "Ida Other, MD"}],
)
def test_another_name_or_address_is_confirmed_anew(revision, author, publisher, other):
    confirm(submit(revision, by=author), publisher)
    later = submit(revise(revision, by=author), by=author, **other)

    approve(later)

    assert not is_approved(later.revision)


def test_the_same_reviewer_of_a_later_text_needs_no_second_confirmation(
    revision, author, publisher
):
    confirm(submit(revision, by=author), publisher)
    later = submit(revise(revision, by=author), by=author, outside_email="IDA@example.net")

    approve(later)

    assert is_approved(later.revision)


def test_a_reviewer_is_confirmed_for_one_page_alone(revision, author, publisher):
    confirm(submit(revision, by=author), publisher)
    other = submit(factories.draft(by=author), by=author)

    approve(other)

    assert not is_approved(other.revision)


def test_a_text_that_was_submitted_anew_is_not_approved_by_an_old_confirmation(
    revision, author, publisher
):
    old = submit(revision, by=author)
    approve(old)
    submit(revise(revision, by=author), by=author)

    with pytest.raises(Superseded):
        confirm(old, publisher)

    assert Approval.objects.count() == 0


# --- Taking it back -----------------------------------------------------------------------------


def test_a_confirmation_that_is_taken_back_holds_the_approval(revision, author, publisher):
    submission = submit(revision, by=author)
    confirm(submission, publisher)
    publishing.revoke_reviewer(submission=submission, by=publisher)

    approve(submission)

    assert not is_approved(revision)
    confirm(submission, publisher)
    assert is_approved(revision)


def test_what_counts_already_is_not_taken_back_and_says_what_to_do(revision, author, publisher):
    submission = submit(revision, by=author)
    confirm(submission, publisher)
    approve(submission)

    with pytest.raises(ReviewCounted, match="withdraw the page"):
        publishing.revoke_reviewer(submission=submission, by=publisher)

    assert is_approved(revision)


def test_what_nobody_confirmed_is_not_taken_back(revision, author, publisher):
    with pytest.raises(NotConfirmed):
        publishing.revoke_reviewer(submission=submit(revision, by=author), by=publisher)


def test_confirming_twice_is_one_confirmation(revision, author, publisher):
    submission = submit(revision, by=author)

    assert confirm(submission, publisher) == confirm(submission, publisher)


def test_a_colleague_needs_no_confirmation(revision, author, publisher):
    submission = publishing.submit(
        revision=revision, by=author, changed="All.", reviewer=account("Reviewer")
    )

    with pytest.raises(NoOutsideReviewer):
        confirm(submission, publisher)
    assert signed_in(publisher).get(screen(revision.article)).status_code == 404


# --- The screen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["publisher", "administrator"])
def test_a_reviewer_is_confirmed_at_the_desk(request, revision, author, who):
    submission = submit(revision, by=author)
    approve(submission)
    desk = signed_in(request.getfixturevalue(who))
    page = desk.get(screen(revision.article))
    assert "Not confirmed." in page.text
    assert "ida@example.net" in page.text

    sent = {"submission": submission.pk, "answer": "confirm"}
    answer = desk.post(screen(revision.article), sent, follow=True)

    assert "Confirmed Ida Expert, MD as an outside reviewer." in answer.text
    assert is_approved(revision)


def test_an_author_sees_why_they_cannot_confirm(revision, author, publisher):
    be_coauthor(revision, publisher)
    submission = submit(revision, by=author)
    desk = signed_in(publisher)

    page = desk.get(screen(revision.article))
    answer = desk.post(
        screen(revision.article), {"submission": submission.pk, "answer": "confirm"}, follow=True
    )

    assert "Confirm reviewer" not in page.text
    assert "You are an author of this page" in answer.text
    assert ReviewerConfirmation.objects.count() == 0


@pytest.mark.parametrize("sent", [{}, {"answer": "confirm"}, {"answer": "maybe"}])
def test_only_the_reviewer_who_was_shown_is_confirmed(revision, author, publisher, sent):
    shown = submit(revision, by=author)
    submit(revise(revision, by=author), by=author, outside_email="ada.private@example.com")

    answer = signed_in(publisher).post(
        screen(revision.article), {"submission": shown.pk} | sent, follow=True
    )

    assert "nothing was confirmed. Check the reviewer below." in answer.text
    assert ReviewerConfirmation.objects.count() == 0


def test_the_reviewer_is_told_that_the_approval_waits(revision, author):
    factories.site_settings()
    submission = submit(revision, by=author)
    address = reverse("articles:review", args=[review_links.token_for(submission)])

    thanks = Client().post(address, {"verdict": "approved"}, follow=True)

    assert "It counts once the site has confirmed your identity" in thanks.text


def test_the_author_is_told_at_once_that_the_approval_waits(revision, author):
    desk = signed_in(author)
    address = reverse("admin:articles_article_submit", args=[revision.article_id])

    answer = desk.post(address, {"changed": "A.", "who": "outside"} | EXPERT, follow=True)

    assert "Their approval counts once a publisher or an administrator" in answer.text
