"""Fifty clients save one page ten thousand times, from whatever revision they had at hand."""

import time

import pytest

from tests import factories
from tests.articles.test_saving import assert_nothing_was_lost, save_from_many

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
CLIENTS, SAVES = 50, 10_000


def test_ten_thousand_saves_at_random_bases_lose_no_update_and_leave_no_gap():
    page, began = factories.draft(title="Fatigue").article, time.monotonic()

    outcome = save_from_many(page, clients=CLIENTS, saves=SAVES, seed=1)

    print(
        f"\n{CLIENTS} clients, {SAVES} saves in {time.monotonic() - began:.0f} s:"
        f" {outcome['acknowledged']} acknowledged, {outcome['refused']} answered with both texts"
    )
    assert outcome["acknowledged"] + outcome["refused"] == SAVES
    assert_nothing_was_lost(page, outcome)
