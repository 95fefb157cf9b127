"""The one query behind an article page says what the querysets say, and what is true now."""

from datetime import date

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Publication, SiteSettings
from tests import factories
from tests.accessibility.menus.menu_factories import item, live_menu

pytestmark = pytest.mark.django_db

ADDED = ("html", "headings", "review", "review_due_on")


def values_of(instance):
    return {field.attname: getattr(instance, field.attname) for field in instance._meta.fields}


def answer(publication):
    return Publication.objects.answer(publication.path, at=timezone.now())


@pytest.fixture
def live():
    link, rosa = factories.link(), factories.person()
    made = factories.live_article(byline=[rosa.pk], resources=[(link.pk, "First.")], body="## A")
    publishing.record_review(
        article=made.article,
        person=rosa,
        reviewed_on=date(2026, 1, 2),
        due_on=date(2027, 1, 2),
        by=factories.user(),
    )
    return made


def test_the_page_is_the_one_that_the_queryset_gives(live):
    expected = Publication.objects.with_rendering().get(pk=live.pk)

    found = answer(live).publication

    assert values_of(found) == values_of(expected)
    assert values_of(found.revision) == values_of(expected.revision)
    assert values_of(found.section) == values_of(expected.section)
    assert {name: getattr(found, name) for name in ADDED} == {
        name: getattr(expected, name) for name in ADDED
    }
    assert found.review["by"] == expected.review["by"] != ""


def test_what_the_site_says_comes_with_the_page(live):
    factories.site_settings(contact="Write to us.", site_name="A centre")

    found = answer(live).around.site

    assert values_of(found) == values_of(SiteSettings.objects.get())


def test_a_site_without_settings_has_its_first_values(live, settings):
    settings.SITE_NAME = "Another centre"

    assert answer(live).around.site.site_name == "Another centre"


def test_readers_get_what_was_just_changed_around_a_page_they_have_read(live, client):
    factories.site_settings(contact="Write to us.")
    client.get(live.path)

    SiteSettings.objects.update(contact="Call us.", site_name="New name")
    live.section.name = "Complaints"
    live.section.save()
    page = client.get(live.path).content.decode()

    assert "<p>Call us.</p>" in page
    assert "Write to us." not in page
    assert "New name</title>" in page
    assert "Complaints</a>" in page


def test_readers_get_a_menu_that_was_just_published_around_a_page_they_have_read(live, client):
    client.get(live.path)

    live_menu(item("Newest entry", "tel:988"), slug="footer")

    assert "Newest entry</a>" in client.get(live.path).content.decode()
