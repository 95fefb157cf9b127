from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from accessibility.changes.optimistic_lock import FormConflict, Opened, fingerprint
from articles import publishing
from articles.models import Article, Event, Publication
from articles.publishing.errors import AddressTaken
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 4
ROUNDS = 6


def in_threads(act, arguments):
    def alone(argument):
        try:
            return act(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(alone, arguments))


def test_acts_at_the_same_time_neither_deadlock_nor_overlap():
    articles = [factories.live_article(body=f"Page {n}").article for n in range(WORKERS)]

    def life(pk):
        for number in range(ROUNDS):
            article = Article.objects.get(pk=pk)
            article.title = f"Title {number}"
            article.body = "[one](https://example.org/1) [two](https://example.org/2)"
            revision = publishing.save_draft(article=article, by=None).revision
            factories.publish(revision)
            publishing.withdraw(article=article, reason="For a test.", by=None)

    in_threads(life, [article.pk for article in articles])

    for article in articles:
        assert article.state(at=timezone.now()) == "withdrawn"
        assert article.publications.count() == 1 + 2 * ROUNDS
    moments = list(Event.objects.values_list("at", flat=True))
    assert len(moments) == len(set(moments))


def test_of_two_pages_that_want_one_address_at_once_one_is_refused():
    revisions = [factories.draft(slug="fatigue"), factories.draft(slug="fatigue")]

    def attempt(revision):
        try:
            return factories.publish(revision)
        except AddressTaken as refusal:
            return refusal

    outcomes = in_threads(attempt, revisions)

    assert sorted(type(outcome) for outcome in outcomes if isinstance(outcome, Exception)) == [
        AddressTaken
    ]
    assert Publication.objects.count() == 1


def test_saves_of_one_page_at_once_leave_revisions_without_a_gap():
    paragraphs = [f"Paragraph {number}." for number in range(12)]
    article = factories.draft(body="\n\n".join(paragraphs)).article

    def save(number):
        copy = Article.objects.get(pk=article.pk)
        copy.body = copy.body.replace(paragraphs[number], f"Text {number}.")
        publishing.save_draft(article=copy, by=None)

    in_threads(save, range(12))

    numbers = sorted(article.revisions.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == 13


@pytest.mark.parametrize(
    ("make", "name", "save"),
    [
        (factories.person, "affiliation", lambda row, **o: publishing.save_person(person=row, **o)),
        (factories.user, "first_name", lambda row, **o: publishing.save_account(account=row, **o)),
    ],
)
def test_of_forms_that_are_sent_at_once_all_but_one_are_refused(make, name, save):
    row, by = make(), factories.user()
    form = Opened({name: fingerprint(getattr(row, name))})

    def send(words):
        mine = type(row).objects.get(pk=row.pk)
        setattr(mine, name, words)
        try:
            save(mine, by=by, opened=form)
        except FormConflict as refusal:
            return refusal
        return words

    outcomes = in_threads(send, [f"Words {number}" for number in range(WORKERS)])

    kept = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert kept == [getattr(type(row).objects.get(pk=row.pk), name)]
