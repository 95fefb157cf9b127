from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from articles import publishing, workflow
from articles.models import Article, DeskEntry
from articles.publishing.approval.state import approval_state
from articles.publishing.errors import Refused
from tests import factories


def standing_of(**facts):
    dull = {"is_live": False, "is_approved": False, "last_verdict": "", "was_approved": False}
    return workflow.approval_state(**dull | facts)


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
    return publishing.save_draft(article=article, by=None).revision


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


def dismissed(revision):
    submission = revision.article.submissions.first()
    publishing.dismiss_request(submission=submission, reason="All is said.", by=None)
    return revision


def approved_live(revision):
    factories.publish(revision)
    publishing.approve_live(article=revision.article, by=factories.user())
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
    "saved after changes": (lambda: edit(edit(changes_requested()), "More."), "changes"),
    "changes to a newer text": (lambda: edit(changes_requested(edit(approved()))), "changes"),
    "a dismissed request": (lambda: dismissed(changes_requested()), "draft"),
    "a dismissed request for a later text": (
        lambda: dismissed(edit(changes_requested(edit(approved())))),
        "changed since approval",
    ),
    "submitted after a dismissed request": (
        lambda: submitted(dismissed(changes_requested())),
        "submitted",
    ),
    "saved after a live text was approved instead": (
        lambda: edit(approved_live(edit(changes_requested())), "More."),
        "changed since approval",
    ),
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

    pages = Article.objects
    found = {name: list(pages.in_approval_state(name, at=at)) for name in workflow.APPROVAL_STATES}

    assert approval_state(revision, at=at) == standing
    expected = dict.fromkeys(workflow.APPROVAL_STATES, []) | {standing: [revision.article]}
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
        assert len(Article.objects.in_approval_state("submitted", at=timezone.now())) == count


# --- Every combination, by the rule, in lists, and as PostgreSQL keeps it ---


def stand_by_lists(names, pages):
    """{key of a page: the names of the lists it is in}"""
    found = {page: [] for page in Article.objects.values_list("pk", flat=True)}
    for name in names:
        for pk in pages(name).values_list("pk", flat=True):
            found[pk].append(name)
    return found


def text_of(*, was_approved, verdict, is_published, is_approved):
    """A page's newest text, of which all that is true."""
    revision = edit(approved()) if was_approved else draft()
    if verdict:
        submission = submit(revision)
        if verdict != "waiting":
            decide(submission, "changes" if verdict in AFTER_CHANGES else verdict)
    if verdict == "changes, dismissed":
        dismissed(revision)
    if verdict == "changes, saved":
        revision = edit(revision, "A later text.")
    if is_published:
        factories.publish(revision)
        if is_approved:
            publishing.approve_live(article=revision.article, by=factories.user())
    return revision


AFTER_CHANGES = ("changes, saved", "changes, dismissed")
COMBINATIONS = {
    "was_approved": (False, True),
    "verdict": ("", "waiting", "comment", "changes", "approved", *AFTER_CHANGES),
    "is_published": (False, True),
    "is_approved": (False, True),
}


def possible_texts():
    """Every combination; what is live cannot be approved twice, nor elsewhere than live."""
    for values in product(*COMBINATIONS.values()):
        facts = dict(zip(COMBINATIONS, values, strict=True))
        is_extra = facts["is_approved"] and facts["verdict"] != "approved"
        if not facts["is_approved"] or (is_extra and facts["is_published"]):
            yield facts


def expected_approval_state(*, was_approved, verdict, is_published, is_approved):
    others = {"comment": "waiting", "changes, saved": "changes", "changes, dismissed": ""}
    last = others.get(verdict, verdict)
    return workflow.approval_state(
        is_live=is_published,
        is_approved=is_approved or verdict == "approved",
        last_verdict=last,
        was_approved=was_approved,
    )


@pytest.mark.django_db
def test_every_combination_of_facts_about_a_text_stands_where_the_rule_says():
    texts = [(text_of(**facts), expected_approval_state(**facts)) for facts in possible_texts()]
    at = timezone.now()

    expected = {revision.article_id: standing for revision, standing in texts}
    one_by_one = {revision.article_id: approval_state(revision, at=at) for revision, _ in texts}
    kept = dict(DeskEntry.objects.values_list("article", "standing"))
    listed = stand_by_lists(
        workflow.APPROVAL_STATES, lambda name: Article.objects.in_approval_state(name, at=at)
    )

    assert set(expected.values()) == set(workflow.APPROVAL_STATES)
    assert one_by_one == kept == expected
    assert listed == {page: [standing] for page, standing in expected.items()}


DAY = timedelta(days=1)


def change(article):
    edit(article.latest_revision(), f"Text {article.revisions.count()}.")


def go_live(article, **options):
    factories.publish(Article.objects.get(pk=article.pk).latest_revision(), **options)


STEPS = {
    "edit": change,
    "publish": go_live,
    "publish until tomorrow": lambda article: go_live(article, until=timezone.now() + DAY),
    "publish tomorrow": lambda article: go_live(article, starts_at=timezone.now() + DAY),
    "withdraw": lambda article: publishing.withdraw(article=article, reason="Old", by=None),
    "gone": lambda article: publishing.withdraw(article=article, reason="Old", gone=True, by=None),
}


def page_after(*steps):
    """A page with which that was done in order; None where an act refuses."""
    article = draft().article
    for step in steps:
        try:
            STEPS[step](Article.objects.get(pk=article.pk))
        except Refused:
            return None
    return article


@pytest.mark.django_db
def test_pages_are_in_one_state_whatever_was_done_with_them():
    pages = [page_after(*steps) for steps in [*product(STEPS, repeat=2), ("edit",), ("publish",)]]
    now = timezone.now()
    said = {}

    for at in (now, now + 2 * DAY):
        one_by_one = {
            page.pk: Article.objects.get(pk=page.pk).state(at=at) for page in pages if page
        }
        listed = stand_by_lists(workflow.STATES, lambda name, at=at: in_state(name, at))
        said[at] = one_by_one
        assert {pk: listed[pk] for pk in one_by_one} == {
            pk: [state] for pk, state in one_by_one.items()
        }

    kept = dict(DeskEntry.objects.filter(pk__in=said[at]).values_list("article", "settles_as"))
    assert kept == said[now + 2 * DAY]
    assert set(said[now].values()) | set(kept.values()) == set(workflow.STATES)


def in_state(name, at):
    return Article.objects.in_state(name, at=at)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "draft"),
        ({"has_begun": True}, "ended"),
        ({"answer": "page", "has_begun": True}, "changed"),
        ({"answer": "page", "has_begun": True, "is_newest": True}, "live"),
        ({"answer": "notice", "has_begun": True}, "withdrawn"),
        ({"answer": "gone", "has_begun": True, "is_newest": True}, "withdrawn"),
        ({"answer": "redirect", "has_begun": True}, "withdrawn"),
    ],
)
def test_the_state_of_a_page_follows_from_the_facts(facts, state):
    dull = {"answer": None, "is_newest": False, "has_begun": False}

    assert workflow.state_of(**dull | facts) == state
