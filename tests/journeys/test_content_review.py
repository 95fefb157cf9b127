"""A reviewer's minute: what waits, read it, still right - with the keyboard alone."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import expect

from articles import publishing
from tests import factories
from tests.journeys.by_keyboard import go_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reviewer():
    someone = factories.user(is_staff=True)
    someone.groups.add(Group.objects.get(name="Reviewer"))
    return someone


def test_a_reviewer_finds_a_page_still_right_and_readers_are_told(
    page, open_page, sign_in, reviewer, axe
):
    factories.site_settings()
    rosa = factories.person("Rosa Example", credentials="MD", account=reviewer)
    publication = factories.live_article(title="Rest and fatigue", clinical_reviewer=rosa)
    today = timezone.localdate()
    publishing.record_review(
        article=publication.article,
        person=factories.person("Ida Example", credentials="RN"),
        reviewed_on=today - timedelta(days=400),
        due_on=today - timedelta(days=35),
        by=None,
    )
    reader = open_page()
    reader.goto(publication.path)
    expect(reader.get_by_text("This page is due for review.")).to_be_visible()

    sign_in(page, reviewer)
    page.goto("/admin/")
    assert axe(page) == []
    go_to(page, re.compile("Confirm review ?: Rest and fatigue"), role="link")
    page.keyboard.press("Enter")
    expect(page.get_by_text("by Rosa Example, MD")).to_be_visible()
    go_to(page, "Note:", role="textbox")
    page.keyboard.insert_text("Checked against the guideline of this year.")
    go_to(page, "Confirm review")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Readers now see that Rosa Example, MD reviewed")).to_be_visible()

    reader.reload()
    expect(reader.get_by_text("by Rosa Example, MD")).to_be_visible()
    assert reader.get_by_text("This page is due for review.").count() == 0


def test_the_first_page_prints_what_waits_and_nothing_else(page, sign_in, reviewer):
    factories.live_article(title="Rest and fatigue")
    sign_in(page, reviewer)
    page.goto("/admin/")
    page.emulate_media(media="print")

    expect(page.get_by_role("link", name="Rest and fatigue")).to_be_visible()
    expect(page.get_by_text("No reviews are overdue.")).to_be_visible()
    for hidden in ("#header", ".worklist-models", ".worklist-file"):
        expect(page.locator(hidden)).to_be_hidden()
