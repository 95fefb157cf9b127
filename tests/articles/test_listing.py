"""Long lists are split by letters; short ones are read whole."""

import pytest
from django.utils import timezone

from articles import listing
from articles.models import Article
from articles.models.initials import OTHER, Initial, initial_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists_of_two(monkeypatch):
    monkeypatch.setattr(listing, "LONGEST_LIST", 2)


def make_pages(*titles):
    for number, title in enumerate(titles):
        factories.live_article(title=title, slug=f"page-{number}")


@pytest.mark.parametrize(
    ("title", "initial"),
    [("Fatigue", "f"), ("ébano", "e"), ("Ñandú", "n"), ("¿Qué es?", OTHER), ("10 facts", OTHER)],
)
def test_a_title_stands_under_its_plain_letter_in_both_places(title, initial):
    factories.draft(title=title)

    assert initial_of(title) == initial
    found = Article.objects.annotate(initial=Initial("title")).get()
    assert found.initial == initial


@pytest.mark.usefixtures("lists_of_two")
def test_a_long_section_leads_to_its_letters_and_they_to_its_pages(client):
    make_pages("Apples", "Avocado", "Walnuts", "10 facts")

    section = client.get("/symptoms/").text
    part = client.get("/site-index/symptoms/a/").text

    assert '<a href="/site-index/symptoms/a/">A</a> (2)' in section
    assert '<a href="/site-index/symptoms/other/">0–9 and others</a> (1)' in section
    assert "Walnuts" not in section
    assert "Apples" in part and "Avocado" in part and "Walnuts" not in part
    assert client.get("/site-index/symptoms/z/").status_code == 404
    assert '<a href="/symptoms/">Symptoms</a>' in client.get("/site-index/").text


def test_a_short_list_has_no_letters(client):
    make_pages("Apples", "Bread")

    assert client.get("/site-index/symptoms/a/").status_code == 404
    assert listing.section(factories.section(), at=timezone.now())["letters"] == []


@pytest.mark.usefixtures("lists_of_two")
def test_many_people_are_listed_by_their_letters(client):
    for name in ("Ana Example", "Ben Example", "Carla Example"):
        factories.person(name)

    assert '<a href="/site-index/people/b/">B</a> (1)' in client.get("/site-index/").text
    assert "Ben Example" in client.get("/site-index/people/b/").text
