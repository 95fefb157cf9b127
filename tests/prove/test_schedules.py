"""Many random orders of acts; what a few of them show in the ordinary run."""

import pytest

from tests.articles.publishing.timeline.schedule_walk import Clock, Walk

pytestmark = [pytest.mark.prove, pytest.mark.django_db]


@pytest.mark.parametrize("seed", range(100, 130))
def test_no_order_of_acts_gives_two_answers_or_changes_the_past(monkeypatch, seed):
    walk = Walk(Clock(monkeypatch), seed=seed)

    walk.take(steps=100)

    assert walk.mistakes() == []
    assert walk.done > 30
