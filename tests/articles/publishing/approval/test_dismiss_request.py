import pytest
from django.contrib.auth.models import Group

from articles import publishing
from articles.models import Event
from articles.publishing.errors import NoRequestForChanges, ReasonForDismissalMissing
from tests import factories
from tests.mail import run_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    someone = factories.user(is_staff=True, email="reviewer@example.org", first_name="Rosa")
    someone.groups.add(Group.objects.get(name="Reviewer"))
    return someone


@pytest.fixture
def submission(reviewer):
    """Whose reviewer asked for changes."""
    revision = factories.draft(title="Fatigue")
    submission = publishing.submit(revision=revision, by=None, changed="All", reviewer=reviewer)
    publishing.decide(
        submission=submission, verdict="changes", by=reviewer, reason="The dose is missing."
    )
    return submission


def dismiss(submission, **fields):
    fields = {"reason": "The dose is on another page.", "by": None} | fields
    return publishing.dismiss_request(submission=submission, **fields)


def test_a_dismissed_request_is_recorded_with_who_and_why(submission):
    author = factories.user(first_name="Ada", last_name="Author")

    decision = dismiss(submission, by=author)

    event = Event.objects.get(verb="request dismissed")
    assert (event.by, event.article, event.reason) == (author, submission.article, decision.reason)
    assert event.data == {"revision": 1}
    assert submission.decided().verdict == "changes"
    assert submission.dismissed() == decision


def test_its_reviewer_is_mailed_the_reason(submission, mailoutbox):
    run_worker()
    mailoutbox.clear()

    dismiss(submission)
    run_worker()

    [mail] = mailoutbox
    assert mail.to == ["reviewer@example.org"]
    assert mail.subject == "Request dismissed: Fatigue"
    assert "dismissed the request for changes to “Fatigue”" in mail.body
    assert "The dose is on another page." in mail.body


def test_a_request_is_dismissed_once_and_with_a_reason(submission):
    with pytest.raises(ReasonForDismissalMissing):
        dismiss(submission, reason=" ")
    dismiss(submission)

    with pytest.raises(NoRequestForChanges):
        dismiss(submission)


def test_a_request_about_a_page_that_was_submitted_again_is_not_dismissed(submission):
    publishing.submit(
        revision=submission.revision, by=None, changed="All", reviewer=factories.user()
    )

    with pytest.raises(NoRequestForChanges):
        dismiss(submission)
