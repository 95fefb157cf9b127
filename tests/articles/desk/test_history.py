"""A page's history reads as sentences, in the order in which things happened."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.desk.views.publishing import history
from articles.models import Event, Publication
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(factories.administrator())
    return client


def history_of(desk, article, **query):
    address = reverse("admin:articles_article_history", args=[article.pk])
    return desk.get(address, query)


def sentences(desk, article):
    return [entry.sentence for entry in history_of(desk, article).context["entries"]]


def test_the_way_of_a_page_to_its_readers_is_told_in_sentences(desk):
    rosa = factories.user(first_name="Rosa", last_name="Example")
    sam = factories.user(first_name="Sam", last_name="Example")
    revision = factories.draft(by=rosa)
    article = revision.article
    submission = publishing.submit(revision=revision, by=rosa, changed="All new", reviewer=sam)
    publishing.decide(submission=submission, verdict="changes", by=sam, reason="Name the dose.")
    article.body = "Rest, and take 5 mg."
    again = publishing.save_draft(article=article, by=rosa, note="Dose named").revision
    submission = publishing.submit(revision=again, by=rosa, changed="The dose", reviewer=sam)
    publishing.decide(submission=submission, verdict="approved", by=sam)
    publishing.publish(revision=again, by=rosa)

    assert sentences(desk, article) == [
        "Rosa Example published revision 2",
        "Sam Example approved revision 2",
        "Rosa Example submitted revision 2 for approval, to be reviewed by Sam Example",
        "Rosa Example saved revision 2",
        "Sam Example requested changes to revision 1",
        "Rosa Example submitted revision 1 for approval, to be reviewed by Sam Example",
        "Rosa Example saved revision 1",
    ]


def test_an_expert_without_an_account_is_called_by_their_name(desk):
    revision = factories.draft()
    submission = publishing.submit(
        revision=revision,
        by=None,
        changed="All",
        outside_name="Dr. Outside",
        outside_email="dr@example.org",
    )
    publishing.decide(
        submission=submission, verdict="approved", name="Dr. Outside", email="dr@example.org"
    )

    assert (
        sentences(desk, revision.article)[0] == "Dr. Outside (outside reviewer) approved revision 1"
    )


def test_what_was_scheduled_is_told_when_it_happened(desk):
    publication = factories.live_article()
    event = publication.event
    in_two_days = timezone.now() + timedelta(days=2)
    Publication.objects.filter(pk=publication.pk).update(ends_at=in_two_days)
    Publication.objects.create(
        path=publication.path,
        kind="page",
        article=publication.article,
        revision=publication.revision,
        section=publication.section,
        starts_at=in_two_days,
        event=event,
    )

    before = history._rows(publication.article, timezone.now())
    after = history._rows(publication.article, in_two_days + timedelta(hours=1))

    assert [kind for _, kind, _ in before] == ["event", "revision"]
    assert [kind for _, kind, _ in after] == ["begins", "event", "revision"]
    [begun] = [key for _, kind, key in after if kind == "begins"]
    told = history._beginnings([begun])[begun].sentence
    assert told == f"Revision 1 went live at {publication.path}, as scheduled"


@pytest.mark.parametrize("verb", Event.Verb)
def test_every_verb_has_a_sentence_whatever_was_kept_with_it(desk, verb):
    article = factories.draft().article
    with publishing.start_act(verb, by=None, article=article):
        pass

    told = sentences(desk, article)[0]

    assert told.startswith(("The site ", "Someone "))
    assert "{" not in told


def test_a_day_that_an_event_keeps_is_written_as_people_write_it(desk):
    article = factories.draft().article
    with publishing.start_act(
        Event.Verb.REVIEW_DATE_SET, by=None, article=article, data={"due_on": "2027-03-05"}
    ):
        pass

    assert sentences(desk, article)[0] == "The site set the next review to March 5, 2027"


@pytest.mark.parametrize("count", [3, 45])
def test_a_long_life_takes_as_many_queries_as_a_short_one(desk, count, django_assert_num_queries):
    sam = factories.user()
    article = factories.draft(body="0").article
    for number in range(1, count):
        article.body = str(number)
        revision = publishing.save_draft(article=article, by=None).revision
    for _ in range(3):
        publishing.submit(revision=revision, by=None, changed="All", reviewer=sam)
    publishing.publish(revision=revision, by=None, urgent=True, reason="Now.")

    with django_assert_num_queries(14):
        response = history_of(desk, article)

    assert len(response.context["entries"]) == min(count + 4, 40)


def test_the_pages_of_a_history_hold_every_entry_once(desk):
    article = factories.draft(body="0").article
    for number in range(1, 45):
        article.body = str(number)
        publishing.save_draft(article=article, by=None)

    first, second = (history_of(desk, article, page=number) for number in (1, 2))

    told = [entry.revision.number for each in (first, second) for entry in each.context["entries"]]
    assert told == list(range(45, 0, -1))


def test_whoever_may_not_read_a_page_gets_no_history(client):
    someone = factories.user(is_staff=True)
    someone.user_permissions.set(Permission.objects.filter(codename="view_link"))
    client.force_login(someone)

    assert history_of(client, factories.draft().article).status_code == 403
