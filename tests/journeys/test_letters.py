"""A list that is too long to be read whole, walked by its letters with the keyboard alone."""

import pytest

from articles.public import lists
from tests import factories
from tests.journeys.by_keyboard import press

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_long_list_is_walked_by_its_letters(monkeypatch, narrow_page, axe, client, nu):
    monkeypatch.setattr(lists, "LONGEST_LIST", 2)
    rosa = factories.person("Rosa Example", slug="rosa")
    for title in ("Falls", "Fatigue", "Feet", "Fever", "Walking", "10 facts"):
        factories.live_article(title=title, byline=[rosa.pk])
    page = narrow_page
    walked = ["/symptoms/", "/site-index/symptoms/f/", "/site-index/symptoms/fa/"]

    page.goto(walked[0])
    for letters in ("F", "Fa…"):
        assert axe(page) == []
        press(page, letters)

    assert page.get_by_role("heading", level=1).inner_text() == "Symptoms: Fa…"
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    press(page, "All letters")
    assert page.url.endswith(walked[0])
    also = ["/people/rosa/", "/people/rosa/f/", "/site-index/"]
    assert nu({address: client.get(address).text for address in [*walked, *also]}) == []
    page.goto("/people/rosa/f/")
    press(page, "Fe…")
    assert page.get_by_role("link", name="Fever").is_visible()
    press(page, "Rosa Example")
    assert page.url.endswith("/people/rosa/")
