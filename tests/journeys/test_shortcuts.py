"""Ctrl+S saves and ? lists the shortcuts; switched off, no key does anything of its own."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, DeskPreferences
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def form(page, sign_in):
    someone = factories.administrator()

    def opened(**preferences):
        DeskPreferences.objects.create(person=someone, **preferences)
        sign_in(page, someone)
        page.goto(reverse("admin:articles_article_add"))
        page.wait_for_selector(".markdown-editor.is-ready")
        return page

    return opened


def test_ctrl_s_saves_the_draft_and_a_question_mark_lists_the_shortcuts(form, axe):
    page = form()
    page.get_by_label("Title:", exact=True).fill("Saved by key?")

    page.keyboard.press("Control+s")

    expect(page.get_by_text("saved. Readers")).to_be_visible()
    assert Article.objects.get().title == "Saved by key?"
    page.locator("h1").click()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_with_shortcuts_switched_off_no_key_reacts(form):
    page = form(has_shortcuts=False)
    page.get_by_label("Text:").fill("words")
    page.get_by_label("Text:").select_text()

    for key in ("Control+s", "Control+b", "Control+k"):
        page.keyboard.press(key)
    page.locator("h1").click()
    page.keyboard.press("?")

    assert page.get_by_role("dialog").count() == 0
    expect(page.get_by_label("Text:")).to_have_value("words")
    assert Article.objects.count() == 0


@pytest.mark.parametrize("screen", ["admin:index", "admin:articles_link_changelist", "admin:trash"])
def test_every_screen_lists_them_but_never_while_somebody_types(page, sign_in, screen):
    sign_in(page, factories.administrator())
    page.goto(reverse(screen))
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")

    for field in page.get_by_role("searchbox").all():
        field.press("?")
        expect(dialog).to_be_hidden()
        expect(field).to_have_value("?")
    page.locator("h1").click()
    page.keyboard.press("?")

    expect(dialog).to_be_visible()
