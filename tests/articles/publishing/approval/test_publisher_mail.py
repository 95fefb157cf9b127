"""The mail to publishers when a page is approved: who gets it, who does not, and what it says."""

import pytest
from django.contrib.auth.models import Group

from articles import publishing
from articles.models import DeskPreferences
from tests import factories
from tests.mail import run_worker

pytestmark = pytest.mark.django_db


def in_role(role, name, **fields):
    someone = factories.user(
        is_staff=True, first_name=name, email=f"{name.lower()}@example.org", **fields
    )
    someone.groups.add(Group.objects.get(name=role))
    return someone


def mailed(mailoutbox):
    run_worker()
    return [(mail.to[0], mail.subject) for mail in mailoutbox]


READY = "Ready to publish: Fatigue"


def test_publishers_are_mailed_when_a_page_is_approved(mailoutbox, settings):
    settings.SITE_ADDRESS = "https://ms.example.org"
    in_role("Publisher", "Pia")
    revision = factories.draft(title="Fatigue")
    factories.approve(revision, by=in_role("Reviewer", "Rosa"))

    assert mailed(mailoutbox) == [("pia@example.org", READY)]
    [mail] = mailoutbox
    address = f"https://ms.example.org/admin/articles/article/{revision.article_id}/publish/"
    assert "Rosa approved “Fatigue” (revision 1)" in mail.body and address in mail.body
    assert f'<a href="{address}">' in mail.alternatives[0][0]


def test_who_turned_it_off_or_cannot_publish_the_page_gets_none(mailoutbox):
    in_role("Publisher", "Left", is_active=False)
    in_role("Author", "Ada")
    elsewhere = in_role("Publisher", "Elsa")
    factories.section("treatments").editors.add(elsewhere)
    DeskPreferences.objects.create(person=in_role("Publisher", "Quinn"), mails_approved=False)
    DeskPreferences.objects.create(person=in_role("Publisher", "Pia"))

    factories.approve(factories.draft(title="Fatigue"))

    assert mailed(mailoutbox) == [("pia@example.org", READY)]


def test_who_approved_it_or_is_mailed_the_decision_gets_no_second_mail(mailoutbox):
    owner, both = in_role("Publisher", "Olga"), in_role("Publisher", "Bo")
    both.groups.add(Group.objects.get(name="Reviewer"))

    factories.approve(factories.draft(title="Fatigue", owner=owner), by=both)

    assert mailed(mailoutbox) == [("olga@example.org", "Approved: Fatigue")]


def test_a_page_that_has_a_newer_draft_or_is_live_is_not_ready(mailoutbox):
    in_role("Publisher", "Pia")
    older = factories.draft(title="Fatigue")
    older.article.body = "Other words."
    publishing.save_draft(article=older.article, by=None)
    factories.approve(older)
    factories.approve(factories.live_article(title="Fatigue").revision)
    published = factories.draft(title="Fatigue")
    factories.approve(published)
    publishing.publish(revision=published, by=None)

    assert mailed(mailoutbox) == []


def test_an_outside_reviewers_approval_is_ready_once_it_is_confirmed(mailoutbox):
    publisher = in_role("Publisher", "Pia")
    submission = publishing.submit(
        revision=factories.draft(title="Fatigue"),
        by=None,
        changed="All",
        outside_name="Ida",
        outside_email="ida@example.net",
    )
    publishing.decide(
        submission=submission, verdict="approved", name="Ida", email="ida@example.net"
    )
    before = [subject for _, subject in mailed(mailoutbox)]

    publishing.confirm_reviewer(submission=submission, by=factories.administrator())

    assert READY not in before
    assert mailed(mailoutbox)[-1] == (publisher.email, READY)
