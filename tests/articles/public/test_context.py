import datetime

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Publication
from articles.public import context, lists
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_home_page_lists_sections_with_their_first_pages():
    for title in ["Beta", "Alpha", "Gamma", "Delta"]:
        factories.live_article(title=title, slug=title.lower())

    [card] = context.home(at=timezone.now())["sections"]

    assert [page["title"] for page in card["pages"]] == ["Alpha", "Beta", "Delta"]


def test_the_home_page_features_only_live_pages():
    live, draft = factories.live_article(title="Live").article, factories.draft().article
    settings = factories.site_settings()
    publishing.save_settings(settings=settings, by=None, featured=[draft, live])

    assert [page["title"] for page in context.home(at=timezone.now())["featured"]] == ["Live"]


def test_a_person_is_listed_with_the_live_pages_that_carry_their_name():
    rosa = factories.person()
    factories.live_article(title="Hers", byline=[rosa.pk])
    factories.live_article(title="Not hers")
    factories.draft(title="Canary", byline=[rosa.pk])

    pages = lists.person(rosa, at=timezone.now())["pages"]

    assert [page["title"] for page in pages] == ["Hers"]


def test_links_are_grouped_by_publisher_with_the_pages_that_use_them():
    society = factories.link("https://example.org/a", title="About MS", publisher="Society")
    factories.live_article(title="One", slug="one", resources=[(society.pk, "")])
    factories.live_article(title="Two", slug="two", body="See [this](https://example.org/a).")
    factories.draft(body="[Canary](https://canary.example/)")

    [group] = lists.resources(at=timezone.now())["groups"]

    assert group["publisher"] == "Society"
    [link] = group["links"]
    assert [page["url"] for page in link["used_on"]] == ["/symptoms/one/", "/symptoms/two/"]


def test_of_a_link_that_many_pages_use_that_is_told(monkeypatch, client, django_assert_num_queries):
    monkeypatch.setattr(context, "MOST_NAMED", 1)
    society = factories.link("https://example.org/a")
    for slug in ("one", "two"):
        factories.live_article(slug=slug, resources=[(society.pk, "")])

    with django_assert_num_queries(2):  # the links, and keys of pages that use them: no page
        [group] = lists.resources(at=timezone.now())["groups"]

    assert group["links"][0]["used_on"] == []
    assert "Used on more than 1 page<" in client.get("/resources/").text


def test_a_review_is_shown_with_its_page_and_may_be_overdue():
    publication = factories.live_article()
    publishing.record_review(
        article=publication.article,
        person=factories.person("Rosa Example", credentials="MD"),
        reviewed_on=datetime.date(2026, 3, 3),
        due_on=datetime.date(2027, 3, 3),
        by=None,
    )
    shown = Publication.objects.answer(publication.path, at=timezone.now()).publication

    before = context.page(shown, on=datetime.date(2027, 3, 3))["page"]["reviewed"]
    after = context.page(shown, on=datetime.date(2027, 3, 4))["page"]["reviewed"]

    assert before["by"] == "Rosa Example, MD"
    assert (before["is_overdue"], after["is_overdue"]) == (False, True)


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("Rest early. Then\nmore.", ""),
        ("Other words.", "Rest early."),
        ("## A\n\nRest", "Rest early."),
    ],
)
def test_a_summary_that_begins_the_text_is_not_shown_twice(body, lead):
    publication = factories.live_article(summary="Rest early.", body=body)
    shown = Publication.objects.answer(publication.path, at=timezone.now()).publication

    assert context.page(shown, on=datetime.date(2026, 11, 22))["page"]["lead"] == lead
