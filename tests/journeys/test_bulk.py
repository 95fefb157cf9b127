"""Several pages are published one by one while their number is told, by keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_ticked_pages_are_published_one_by_one_and_a_refusal_is_told(admin_page, axe):
    for title, summary in (("Alpha", "A"), ("Beta", ""), ("Gamma", "C")):
        factories.draft(title=title, summary=summary)
    page = admin_page
    page.goto(reverse("admin:articles_article_changelist"))

    page.get_by_role("checkbox", name="Select all").press("Space")
    page.get_by_label("Action:").select_option("Publish…")
    page.get_by_role("button", name="Go").press("Enter")
    page.get_by_label("Why can they not wait for approval?").fill("For a test")
    page.get_by_role("button", name="Publish").press("Enter")

    expect(page.get_by_text("2 of 3 done.")).to_be_visible()
    beta = page.get_by_role("listitem").filter(has_text="Beta")
    expect(beta).to_contain_text("Not done. The page cannot be published yet. Write a summary")
    expect(page.get_by_role("button", name="Publish")).to_be_hidden()
    assert axe(page) == []
    titles = Publication.objects.values_list("revision__title", flat=True)
    assert sorted(titles) == ["Alpha", "Gamma"]
