import datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import publishing
from articles.mail import sending
from articles.models import Approval, Decision, Event, Remark, Submission
from articles.publishing.approval.reviewer_mail import deliveries, possible_readers, queue_mail
from articles.publishing.approval.state import is_approved
from articles.publishing.errors import (
    AlreadyDecided,
    ApprovedAlready,
    NobodyInGroup,
    NotApproved,
    NothingToApprove,
    NothingToCarry,
    NotOnlySpelling,
    NotReadyToPublish,
    OwnWork,
    ReaderWroteIt,
    Refused,
    Superseded,
)
from tests import factories
from tests.mail import run_worker

pytestmark = pytest.mark.django_db


def edit(revision, *, by=None, **fields):
    article = revision.article
    for name, value in fields.items():
        setattr(article, name, value)
    return publishing.save_draft(article=article, by=by)


def reviewer(**fields):
    fields.setdefault("email", "reviewer@example.org")
    someone = factories.user(is_staff=True, **fields)
    someone.groups.add(Group.objects.get(name="Reviewer"))
    return someone


def submit(revision, **fields):
    fields.setdefault("changed", "The dose.")
    if not fields.keys() & {"reviewer", "group", "outside_email"}:
        fields["reviewer"] = factories.user()
    return publishing.submit(revision=revision, by=fields.pop("by", None), **fields)


def submit_outside(revision, **fields):
    return submit(
        revision, outside_name="Ida Expert, MD", outside_email="ida@example.net", **fields
    )


# --- Submitting -----------------------------------------------------------------------------


def test_a_submission_fixes_one_revision_and_later_drafts_leave_it_alone():
    first = factories.draft()
    submission = submit(first)

    edit(first, body="Another text.")

    submission.refresh_from_db()
    assert submission.revision == first
    assert not submission.is_superseded()


def test_a_new_submission_supersedes_the_one_before():
    first = factories.draft()
    earlier = submit(first)
    later = submit(edit(first, body="Another text."))

    with pytest.raises(Superseded, match="newer revision has been submitted"):
        publishing.decide(submission=earlier, verdict="approved", by=earlier.reviewer)

    assert not is_approved(first)
    assert not later.is_superseded()


def test_an_incomplete_page_is_not_given_to_anybody():
    revision = factories.draft(summary="")

    with pytest.raises(NotReadyToPublish) as refusal:
        submit(revision)

    assert [name for name, _ in refusal.value.problems] == ["summary"]
    assert (Submission.objects.count(), Event.objects.filter(verb="submitted").count()) == (0, 0)


def test_whoever_wrote_the_page_is_not_asked_to_approve_it_by_account_or_by_address():
    rosa = reviewer(first_name="Rosa", last_name="Example", email="rosa@example.org")
    revision = factories.draft(by=rosa)

    for reader in ({"reviewer": rosa}, {"outside_name": "R", "outside_email": "ROSA@example.org"}):
        with pytest.raises(ReaderWroteIt, match=r"Rosa Example saved .*\(revision 1\)"):
            submit(revision, **reader)


def test_a_group_in_which_nobody_could_approve_is_refused():
    rosa = reviewer()
    revision = factories.draft(by=rosa)

    with pytest.raises(NobodyInGroup, match="Reviewer"):
        submit(revision, group=Group.objects.get(name="Reviewer"))


def test_possible_readers_are_named_with_why_some_cannot_approve():
    writer = reviewer(first_name="Ada", last_name="Author")
    elsewhere = reviewer(first_name="Ben", last_name="Elsewhere")
    able = reviewer(first_name="Cleo", last_name="Reader")
    factories.section("treatments").editors.add(elsewhere)
    reviewer(is_active=False)
    factories.user(is_staff=True)
    revision = factories.draft(by=writer)

    found = {reader.account: reader.refusal for reader in possible_readers(revision)}

    assert found == {
        writer: "saved this page (revision 1) since it was last approved",
        elsewhere: "approves pages of other sections only",
        able: "",
    }


# --- Deciding -------------------------------------------------------------------------------


def test_an_approval_holds_for_exactly_the_text_that_was_submitted():
    revision = factories.draft()
    submission = submit(revision)

    decision = publishing.decide(submission=submission, verdict="approved", by=submission.reviewer)

    assert decision.revision_sha == revision.sha
    assert decision.approval.sha == revision.sha
    assert is_approved(revision)
    assert not is_approved(edit(revision, body="Rest after you are tired."))


def test_the_same_text_written_again_is_approved_still():
    revision = factories.draft(body="One.")
    factories.approve(revision)
    edit(revision, body="Two.")

    assert is_approved(edit(revision, body="One."))


def test_the_same_text_on_another_page_is_not_approved():
    revision = factories.draft()
    factories.approve(revision)
    twin = factories.draft(**{name: getattr(revision, name) for name in ("title", "body")})

    assert not is_approved(twin)


@pytest.mark.parametrize("verdict", ["changes", "comment"])
def test_asking_for_changes_and_commenting_need_words(verdict):
    submission = submit(factories.draft())

    with pytest.raises(Refused):
        publishing.decide(
            submission=submission, verdict=verdict, by=submission.reviewer, reason=" "
        )

    assert (Decision.objects.count(), Remark.objects.count()) == (0, 0)


@pytest.mark.parametrize("first", ["approved", "changes"])
@pytest.mark.parametrize("second", ["approved", "changes"])
def test_a_text_is_decided_about_once_and_the_refusal_says_by_whom_and_when(first, second):
    submission = submit(factories.draft())
    rosa = factories.user(first_name="Rosa", last_name="Example")
    publishing.decide(submission=submission, verdict=first, by=rosa, reason="The dose is wrong.")

    with pytest.raises(AlreadyDecided, match=r"Rosa Example \w+.* on \w+ \d+, \d{4}"):
        publishing.decide(submission=submission, verdict=second, by=factories.user(), reason="No.")

    assert Approval.objects.count() == (first == "approved")


def test_comments_leave_the_decision_open_and_join_the_remarks_at_their_heading():
    submission = submit(factories.draft(body="## Rest\n\nBefore noon."))

    publishing.decide(
        submission=submission,
        verdict="comment",
        by=submission.reviewer,
        reason="Noon where?",
        heading_id="c-rest",
    )

    assert submission.decided() is None
    remark = Remark.objects.get()
    assert (remark.text, remark.heading, remark.heading_id) == ("Noon where?", "Rest", "c-rest")
    assert remark.submission == submission


def test_a_heading_that_the_text_does_not_have_is_no_heading():
    revision = factories.draft()

    remark = publishing.remark(revision=revision, text="So.", by=None, heading_id="made-up")

    assert (remark.heading_id, remark.heading) == ("", "")


def test_remarks_are_settled_and_opened_again():
    someone = factories.user()
    remark = publishing.remark(revision=factories.draft(), text="So.", by=someone)

    publishing.resolve_remark(remark=remark, by=someone, settled=True)
    assert (remark.settled_by, remark.settled_at is None) == (someone, False)
    publishing.resolve_remark(remark=remark, by=someone, settled=False)
    assert (remark.settled_by, remark.settled_at) == (None, None)


# --- Own work -------------------------------------------------------------------------------


def test_nobody_who_saved_the_page_may_approve_it_however_little_they_saved():
    ada, ben = factories.user(), factories.user()
    first = factories.draft(by=ada)
    edit(first, by=ben, body="A better text.")
    last = edit(first, by=ada, body="A still better text.")
    submission = submit(last)

    for writer in (ada, ben):
        with pytest.raises(OwnWork):
            publishing.decide(submission=submission, verdict="approved", by=writer)
    publishing.decide(submission=submission, verdict="changes", by=ben, reason="Wait.")


def test_what_was_saved_before_the_last_review_no_longer_counts():
    ada, ben = factories.user(), factories.user()
    first = factories.draft(by=ada)
    factories.approve(first)
    second = edit(first, by=ben, body="A better text.")

    assert factories.approve(second, by=ada).made_by == ada


def test_saves_after_the_submitted_revision_do_not_count():
    ada, ben = factories.user(), factories.user()
    first = factories.draft(by=ada)
    submission = submit(first)
    edit(first, by=ben, body="A better text.")

    decision = publishing.decide(submission=submission, verdict="approved", by=ben)

    assert decision.approval.revision == first


def test_an_approval_that_was_carried_on_does_not_make_writers_into_readers():
    ada, publisher = factories.user(), factories.user()
    first = factories.draft(body="Rest is good. Sleep helps.")
    factories.approve(first)
    draft = edit(first, by=ada, body="Rest is godo. Sleep helps.")
    draft = edit(draft, by=publisher, body="Rest is goood. Sleep helps.")
    publishing.approve_spelling(revision=draft, by=publisher)
    last = edit(draft, by=None, body="Take twice the dose.")

    with pytest.raises(OwnWork):
        publishing.decide(submission=submit(last), verdict="approved", by=ada)


# --- Outside experts ------------------------------------------------------------------------


def test_the_decision_of_an_expert_is_kept_with_name_address_time_and_hash():
    revision = factories.draft()
    submission = submit_outside(revision)

    decision = publishing.decide(
        submission=submission,
        verdict="approved",
        name=submission.outside_name,
        email=submission.outside_email,
    )

    kept = (decision.name_as_shown, decision.email, decision.revision_sha, decision.made_by)
    assert kept == ("Ida Expert, MD", "ida@example.net", revision.sha, None)
    assert decision.made_at == decision.event.at
    publishing.confirm_reviewer(submission=submission, by=factories.administrator())
    assert decision.approval.name_as_shown == "Ida Expert, MD"
    assert submission.link_expires_at == submission.made_at + datetime.timedelta(days=14)


# --- What is live ---------------------------------------------------------------------------


def test_what_is_live_without_review_can_be_approved_while_a_newer_draft_waits_for_an_answer():
    publication = factories.live_article()
    waiting = submit(edit(publication.revision, body="A newer text."))
    someone = factories.user()

    approval = publishing.approve_live(article=publication.article, by=someone)

    assert (approval.revision, approval.grounds) == (publication.revision, "review")
    assert not waiting.is_superseded()
    with pytest.raises(ApprovedAlready):
        publishing.approve_live(article=publication.article, by=someone)


def test_what_somebody_wrote_themselves_they_do_not_approve_when_it_is_live_either():
    ada = factories.user()
    publication = factories.publish(factories.draft(by=ada))

    with pytest.raises(OwnWork):
        publishing.approve_live(article=publication.article, by=ada)
    with pytest.raises(NothingToApprove):
        publishing.approve_live(article=factories.draft().article, by=ada)


def test_one_word_changed_after_approval_keeps_the_page_from_being_published():
    revision = factories.draft(body="Take one tablet.")
    factories.approve(revision)
    changed = edit(revision, body="Take two tablets.")

    with pytest.raises(NotApproved, match="changed since revision 1 was approved"):
        publishing.publish(revision=changed, by=None)

    assert publishing.publish(revision=revision, by=None).revision == revision


# --- Spelling -------------------------------------------------------------------------------


def test_an_approval_is_carried_on_where_only_spelling_differs_and_says_what():
    publisher = factories.user()
    first = factories.draft(body="Rest before you are tierd. Recieve help.")
    approval = factories.approve(first)
    mended = edit(first, by=publisher, body="Rest before you are tierd. Receive help.")

    carried = publishing.approve_spelling(revision=mended, by=publisher)

    assert (carried.grounds, carried.carried_from, carried.sha) == (
        "spelling",
        approval,
        mended.sha,
    )
    assert carried.event.data["words"] == [["Recieve", "Receive"]]
    assert publishing.publish(revision=mended, by=publisher).revision == mended


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"body": "Do not rest."}, "“not” was added"),
        ({"body": "Do sleep."}, "“rest.” became “sleep.”"),
        ({"language": "es"}, "“the language” became “another”"),
        ({"slug": "elsewhere"}, "“the address part” became “another”"),
    ],
)
def test_more_than_spelling_is_refused_with_the_words(fields, words):
    first = factories.draft(body="Do rest.")
    factories.approve(first)
    changed = edit(first, **fields)

    with pytest.raises(NotOnlySpelling, match=words):
        publishing.approve_spelling(revision=changed, by=None)

    assert Approval.objects.count() == 1


def test_small_steps_are_measured_from_what_was_reviewed():
    first = factories.draft(body="Take the pillow.")
    factories.approve(first)
    publishing.approve_spelling(revision=edit(first, body="Take the pilow."), by=None)
    second = edit(first, body="Take the pilw.")

    with pytest.raises(NotOnlySpelling):
        publishing.approve_spelling(revision=second, by=None)


def test_without_an_approval_there_is_nothing_to_carry_on():
    first = factories.draft(body="Tset.")

    with pytest.raises(NothingToCarry):
        publishing.approve_spelling(revision=edit(first, body="Test."), by=None)


# --- Mail -----------------------------------------------------------------------------------


def test_a_reviewer_is_mailed_what_changed_in_words_and_where_to_answer(mailoutbox, settings):
    settings.SITE_ADDRESS = "https://ms.example.org"
    first = factories.draft(title="Dose", body="Take one tablet each day.")
    factories.approve(first)
    mailoutbox.clear()
    rosa = reviewer(first_name="Rosa", last_name="Example", email="rosa@example.org")

    submit(edit(first, body="Take two tablets each day."), reviewer=rosa, changed="New trial.")
    assert mailoutbox == []
    run_worker()

    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["rosa@example.org"], "Please review: Dose")
    review = f"https://ms.example.org/admin/articles/article/{first.article_id}/review/"
    for said in ("Dear Rosa Example", "New trial.", "[removed: one tablet]", review):
        assert said in mail.body
    html, kind = mail.alternatives[0]
    assert kind == "text/html"
    assert "<del>one tablet</del>" in html
    assert f'<a href="{review}">' in html
    assert not any(tag in html for tag in ("<img", "<link", "<script", "<style", "src="))


def test_everybody_in_the_group_who_could_approve_is_mailed(mailoutbox):
    writer = reviewer(email="writer@example.org")
    reviewer(email="one@example.org")
    reviewer(email="two@example.org")
    reviewer(email="")

    submit(factories.draft(by=writer), group=Group.objects.get(name="Reviewer"))
    run_worker()

    assert sorted(mail.to for mail in mailoutbox) == [["one@example.org"], ["two@example.org"]]


def test_an_act_that_is_rolled_back_sends_no_mail(mailoutbox):
    revision = factories.draft()

    with pytest.raises(RuntimeError), transaction.atomic():
        submit_outside(revision)
        raise RuntimeError
    run_worker()

    assert (mailoutbox, DBTaskResult.objects.count()) == ([], 0)


def test_what_waits_to_be_sent_holds_no_link_and_no_address():
    submit_outside(factories.draft())

    kept = str(DBTaskResult.objects.get().args_kwargs)

    assert "/review/" not in kept
    assert "@" not in kept


class BrokenMail:
    """A mail server that is not there."""

    def __init__(self, **_):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError(111, "Connection refused")


def told(submission, at=None):
    return deliveries(submission, at=at or timezone.now())


def test_mail_that_fails_is_tried_again_and_the_desk_is_told(settings, mailoutbox):
    submission = submit_outside(factories.draft())
    assert told(submission) == [("Ida Expert, MD", sending.Delivery("waiting"))]
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.BrokenMail"
    run_worker()

    ((name, delivery),) = told(submission)
    assert (name, delivery.state) == ("Ida Expert, MD", "failed")
    assert delivery.problem == "[Errno 111] Connection refused"
    assert delivery.again_at > timezone.now()

    settings.EMAIL_BACKEND = backend
    with time_machine.travel(delivery.again_at + datetime.timedelta(seconds=1)):
        run_worker()
    assert [mail.to for mail in mailoutbox] == [["ida@example.net"]]
    assert told(submission) == [("Ida Expert, MD", sending.Delivery("sent"))]


def test_mail_is_given_up_in_the_end_and_can_be_sent_again(settings, mailoutbox):
    submission = submit_outside(factories.draft())
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.BrokenMail"
    moment = timezone.now()
    for _ in range(len(sending.PAUSES) + 2):
        with time_machine.travel(moment):
            run_worker()
        moment += datetime.timedelta(days=1)

    assert DBTaskResult.objects.count() == len(sending.PAUSES) + 1
    assert told(submission)[0][1].again_at is None

    settings.EMAIL_BACKEND = backend
    queue_mail(submission)
    run_worker()
    assert len(mailoutbox) == 1


def test_mail_about_a_superseded_text_stays_unsent(mailoutbox):
    first = factories.draft()
    submit_outside(first)
    submit(edit(first, body="Another text."), reviewer=reviewer())

    run_worker()

    assert [mail.to for mail in mailoutbox] == [["reviewer@example.org"]]


def test_mail_is_not_sent_to_who_may_no_longer_read_the_page(mailoutbox):
    left = reviewer(email="left@example.org")
    submit(factories.draft(), reviewer=left)
    left.is_staff = False
    left.save()

    run_worker()

    assert mailoutbox == []


def test_whoever_has_not_answered_for_a_week_is_reminded_once_a_week(mailoutbox):
    waiting, decided = (
        submit_outside(factories.draft(title="Dose")),
        submit_outside(factories.draft()),
    )
    publishing.decide(submission=decided, verdict="approved", name="Ida", email="ida@example.net")
    run_worker()
    mailoutbox.clear()
    counts = []

    for days in (6, 7, 7.1, 13.9, 30):  # the link is good for fourteen days
        with time_machine.travel(waiting.made_at + datetime.timedelta(days=days)):
            counts.append(publishing.remind(at=timezone.now()))
            run_worker()

    assert counts == [0, 1, 0, 1, 0]
    assert [mail.subject for mail in mailoutbox] == ["Still waiting for you: Dose"] * 2
    assert "no one has answered yet" in mailoutbox[0].body
