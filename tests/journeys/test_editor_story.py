"""A clinician's afternoon: write, look, publish, read, mend, withdraw - with the keyboard alone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.journeys.by_keyboard import fill, go_to, open_more

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page, sign_in):
    factories.site_settings()
    factories.section("treatments")
    factories.person("Rosa Example", credentials="MD")
    sign_in(page, factories.administrator())
    page.goto("/admin/")
    return page


def test_a_page_is_written_looked_at_published_and_read_with_the_keyboard_alone(
    desk, open_page, media_root
):
    go_to(desk, "Add page", role="link")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".markdown-editor.is-ready")
    go_to(desk, "Section:", role="combobox")
    desk.keyboard.type("Treat")
    fill(desk, "Title:", "Rest and fatigue")
    fill(desk, "Summary:", "Why rest comes before fatigue.")
    go_to(desk, "Text:", role="textbox")
    desk.keyboard.insert_text("## When to rest\n\nRest ")
    desk.keyboard.press("Control+b")
    desk.keyboard.insert_text("early")
    desk.keyboard.press("End")
    go_to(desk, "Person:", role="combobox")
    desk.keyboard.type("Rosa")
    go_to(desk, "Save and preview")
    desk.keyboard.press("Enter")

    expect(desk.get_by_role("heading", name="Rest and fatigue", level=1)).to_be_visible()
    expect(desk.get_by_text("Draft preview.")).to_be_visible()
    expect(desk.locator("strong", has_text="early")).to_be_visible()
    go_to(desk, "Back to its form", role="link")
    desk.keyboard.press("Enter")
    open_more(desk)
    go_to(desk, "Publish…", role="link")
    desk.keyboard.press("Enter")
    fill(desk, "Why can it not wait for approval?", "A first page of the site.")
    go_to(desk, "Publish without approval")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Published “Rest and fatigue”.")).to_be_visible()

    reader = open_page()
    reader.goto("/treatments/rest-and-fatigue/")
    expect(reader.get_by_role("heading", name="Rest and fatigue", level=1)).to_be_visible()
    expect(reader.get_by_text("Rosa Example, MD").first).to_be_visible()
    assert reader.get_by_text("Draft preview.").count() == 0


def test_a_slip_is_seen_in_the_history_and_the_old_text_comes_back(desk):
    publication = factories.live_article(title="Dose", body="Take one a day.")
    desk.goto(reverse("admin:articles_article_change", args=[publication.article_id]))
    desk.wait_for_selector(".markdown-editor.is-ready")
    assert desk.evaluate("document.documentElement.scrollHeight") <= 2000
    desk.get_by_label("Text:").fill("Take ten a day.")
    desk.get_by_role("button", name="Save draft").click()

    desk.locator(".more-acts > summary").click()
    desk.get_by_role("link", name="History", exact=True).click()
    desk.get_by_role("link", name="What changed in revision 2").click()
    expect(desk.locator("del")).to_have_text("one")
    expect(desk.locator("ins")).to_have_text("ten")
    desk.get_by_role("button", name="Restore revision 1").click()

    expect(desk.get_by_text("Restored revision 1")).to_be_visible()
    expect(desk.get_by_label("Text:")).to_have_value("Take one a day.")
    desk.goto(publication.path)
    expect(desk.get_by_text("Take one a day.")).to_be_visible()


def test_a_withdrawn_page_tells_readers_why(desk):
    publication = factories.live_article(title="Old advice")
    desk.goto(reverse("admin:articles_article_change", args=[publication.article_id]))

    desk.locator(".more-acts > summary").click()
    desk.get_by_role("link", name="Withdraw…").click()
    desk.get_by_role("button", name="Withdraw").click()
    reason = desk.get_by_label("Why are you withdrawing the page?")
    expect(reason).to_have_accessible_description(re.compile("Say in a sentence why"))
    reason.fill("The study was retracted.")
    desk.get_by_role("button", name="Withdraw").click()
    desk.get_by_role("link", name=f"See it at {publication.path}").click()

    expect(desk.get_by_text("The study was retracted.")).to_be_visible()


def test_a_person_who_is_missing_is_added_beside_the_form_and_chosen(desk):
    desk.goto(reverse("admin:articles_article_add"))
    authors = desk.get_by_role("group", name="Authors")

    with desk.context.expect_page() as opened:
        authors.get_by_role("link", name=re.compile("Add")).click()
    window = opened.value
    window.get_by_label("Name:").fill("Ida Example")
    window.get_by_label("Address part:").fill("ida-example")
    window.get_by_role("button", name="Save", exact=True).click()

    expect(authors.get_by_role("combobox", name="Person").first).to_have_value("Ida Example")
    desk.get_by_role("button", name="Add another author").click()
    authors.get_by_role("combobox", name="Person").nth(1).fill("Ida")
    expect(authors.get_by_role("option", name="Ida Example")).to_be_visible()
