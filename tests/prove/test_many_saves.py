"""Fifty clients save one page ten thousand times; one editor alone saves a thousand times."""

import time

import pytest

from articles.models import Article
from tests import factories
from tests.articles.desk.test_admin import signed_in
from tests.articles.publishing.drafts.test_details import opened, send
from tests.articles.publishing.drafts.test_saving import (
    assert_nothing_was_lost,
    save_from_many,
    saving,
)

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
CLIENTS, SAVES = 50, 10_000
ALONE, BY_FORM = 1000, 50


def test_ten_thousand_saves_at_random_bases_lose_no_update_and_leave_no_gap():
    page, began = factories.draft(title="Fatigue").article, time.monotonic()

    outcome = save_from_many(page, clients=CLIENTS, saves=SAVES, seed=1)

    print(
        f"\n{CLIENTS} clients, {SAVES} saves in {time.monotonic() - began:.0f} s:"
        f" {outcome['acknowledged']} acknowledged, {outcome['refused']} answered with both texts"
    )
    assert outcome["acknowledged"] + outcome["refused"] == SAVES
    assert_nothing_was_lost(page, outcome)


def test_an_editor_alone_sees_no_false_alarm_in_a_thousand_saves():
    page = factories.draft(title="Fatigue").article
    people = [factories.person(name).pk for name in ("Uma Example", "Vera Example")]

    for number in range(ALONE):
        saved = saving(
            page,
            base=page.latest_revision(),
            title=f"Title {number}",
            body=f"Text {number}\n\nMore.",
            byline=people[: number % 3],
        )
        assert not saved.merged

    assert page.revisions.count() == ALONE + 1


def test_an_editor_alone_sees_no_false_alarm_in_fifty_saves_of_the_form():
    """Opened again, gone back to, saved twice from one window; with the details changing too."""
    rosa = factories.administrator(first_name="Rosa", last_name="Example")
    others = [factories.user(is_staff=True) for _ in range(2)]
    desk, page = signed_in(rosa), factories.draft(title="Fatigue", slug="fatigue").article

    for number in range(BY_FORM):
        form = opened(desk, page)
        changed = {"owner": others[number % 2].pk, "coauthors": [others[number % 2].pk]}
        changed |= {"clinical_reviewer": "", "first_published_on": f"2020-01-{number % 28 + 1:02}"}
        first = send(desk, page, form, body=f"Text {number}.", sequence=1, **changed)
        again = send(desk, page, form, body=f"Text {number}, again.", sequence=2, **changed)

        for done in (first, again):
            assert done.status_code == 200
            assert "was saved" in done.text
            assert "while you were writing" not in done.text
        kept = Article.objects.get(pk=page.pk)
        assert (kept.body, kept.owner) == (f"Text {number}, again.", others[number % 2])

    assert page.revisions.count() == 2 * BY_FORM + 1
