import pytest
from django.utils import timezone

from articles import publishing, workflow
from articles.models import Article
from tests import factories


def standing_of(**facts):
    dull = {"is_live": False, "is_approved": False, "last_verdict": "", "was_approved": False}
    return workflow.standing_of(**dull | facts)


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({}, "draft"),
        ({"is_live": True}, "draft"),
        ({"last_verdict": "waiting"}, "submitted"),
        ({"last_verdict": "waiting", "was_approved": True}, "submitted"),
        ({"last_verdict": "changes"}, "changes"),
        ({"was_approved": True}, "changed since approval"),
        ({"is_approved": True}, "approved"),
        ({"is_approved": True, "last_verdict": "changes"}, "approved"),
        ({"is_approved": True, "is_live": True}, "live"),
    ],
)
def test_where_a_text_stands_follows_from_the_facts(facts, standing):
    assert standing_of(**facts) == standing


def edit(revision, body="Another text."):
    article = revision.article
    article.body = body
    return publishing.save_draft(article=article, by=None)


def submit(revision):
    return publishing.submit(revision=revision, by=None, changed="All", reviewer=factories.user())


def decide(submission, verdict):
    publishing.decide(
        submission=submission, verdict=verdict, by=submission.reviewer, reason="Because."
    )


def draft():
    return factories.draft(body="The first text.")


def submitted(revision=None):
    revision = revision or draft()
    submit(revision)
    return revision


def commented():
    revision = draft()
    decide(submit(revision), "comment")
    return revision


def approved(revision=None):
    revision = revision or draft()
    factories.approve(revision)
    return revision


def changes_requested(revision=None):
    revision = revision or draft()
    decide(submit(revision), "changes")
    return revision


def published(revision):
    publishing.publish(revision=revision, by=None)
    return revision


CASES = {
    "saved": (draft, "draft"),
    "saved after it was submitted": (lambda: edit(submitted()), "draft"),
    "published without review": (lambda: factories.live_article().revision, "draft"),
    "submitted": (submitted, "submitted"),
    "commented": (commented, "submitted"),
    "submitted after approval": (lambda: submitted(edit(approved())), "submitted"),
    "submitted after changes": (lambda: submitted(edit(changes_requested())), "submitted"),
    "changes requested": (changes_requested, "changes"),
    "saved after changes": (lambda: edit(changes_requested()), "draft"),
    "approved": (approved, "approved"),
    "approved at the second try": (lambda: approved(edit(changes_requested())), "approved"),
    "saved after approval": (lambda: edit(approved()), "changed since approval"),
    "written back": (lambda: edit(edit(approved()), "The first text."), "approved"),
    "live": (lambda: published(approved()), "live"),
    "saved while live": (lambda: edit(published(approved())), "changed since approval"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES)
def test_one_page_and_lists_of_pages_tell_the_same_standing(case):
    make, standing = CASES[case]
    revision, at = make(), timezone.now()

    found = {name: list(Article.objects.in_standing(name, at=at)) for name in workflow.STANDINGS}

    assert publishing.standing(revision, at=at) == standing
    expected = dict.fromkeys(workflow.STANDINGS, []) | {standing: [revision.article]}
    assert found == expected


@pytest.mark.django_db
def test_pages_are_listed_as_published_without_review_until_somebody_approves_the_live_text():
    publication = factories.live_article()
    published(approved())
    draft()

    def listed():
        return list(Article.objects.published_without_review(at=timezone.now()))

    assert listed() == [publication.article]
    approved(edit(publication.revision))
    assert listed() == [publication.article]
    publishing.approve_live(article=publication.article, by=factories.user())
    assert listed() == []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_standing_is_listed_in_two_queries(count, django_assert_num_queries):
    for _ in range(count):
        submitted()

    # what stands so now of pages of which something is scheduled, and the list
    with django_assert_num_queries(2):
        assert len(Article.objects.in_standing("submitted", at=timezone.now())) == count
