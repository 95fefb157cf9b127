"""What stands beside the text: what to mend, what is heard; and finding words in it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Read [ ](/about-ms/).\n\n**What helps**\n\nA pause helps. A [plan](/find-care/) helps too."


@pytest.fixture
def form(page, sign_in):
    someone = factories.administrator()
    revision = factories.draft(body=TEXT, title="A pause", by=someone)
    sign_in(page, someone)
    page.goto(reverse("admin:articles_article_change", args=[revision.article_id]))
    page.wait_for_selector(".markdown-editor.is-ready")
    return page


@pytest.fixture
def field(form):
    return form.locator("#id_body")


def chosen(field):
    return field.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")


def test_what_to_mend_is_one_tab_beside_the_preview(form, field, axe):
    expect(form.get_by_role("tab", name="Issues")).to_have_text("Issues (1 error, 1 warning)")
    form.get_by_role("tab", name="Preview").focus()
    form.keyboard.press("ArrowRight")

    expect(form.get_by_role("tabpanel", name="Issues")).to_be_visible()
    assert axe(form) == []
    form.get_by_role("button", name="Go to line 3").press("Enter")
    expect(field).to_be_focused()
    assert chosen(field) == "**What helps**"


def test_a_button_mends_the_place_and_undo_takes_it_back(form, field):
    form.get_by_role("tab", name="Issues").click()

    form.get_by_role("button", name="Make it a heading").click()

    expect(field).to_have_value(TEXT.replace("**What helps**", "## What helps"))
    expect(form.get_by_text("Fixed. Press")).to_be_visible()
    expect(form.get_by_role("tab", name="Issues")).to_have_text("Issues (1 error)")
    form.keyboard.press("Control+z")
    expect(field).to_have_value(TEXT)


def test_a_finding_is_dismissed_with_a_reason_and_the_list_keeps_it(form, axe):
    form.get_by_role("tab", name="Issues").click()
    panel = form.get_by_role("tabpanel", name="Issues")

    panel.get_by_role("button", name="Dismiss…").last.click()
    dialog = form.get_by_role("dialog", name="Dismiss this issue")
    dialog.get_by_role("button", name="Dismiss").click()
    expect(dialog.get_by_text("Say in a sentence why it is OK as it is")).to_be_visible()
    assert axe(form) == []
    dialog.get_by_label("Why is it OK as it is?").fill("It names a leaflet.")
    dialog.get_by_role("button", name="Dismiss").click()

    expect(form.get_by_role("tab", name="Issues")).to_have_text("Issues (1 error)")
    panel.get_by_text("Dismissed: 1").click()
    expect(panel.get_by_text("It names a leaflet.")).to_be_visible()


def test_from_what_is_heard_to_its_place_in_the_text(form, field, axe):
    form.get_by_role("tab", name="Spoken").click()
    heard = form.get_by_role("listbox", name="What is heard, in order")
    expect(heard.get_by_role("option").first).to_have_text("A pause, heading level 1")
    assert axe(form) == []

    form.get_by_label("Show", exact=True).select_option("link")
    heard.focus()
    form.keyboard.press("End")
    form.keyboard.press("Enter")

    expect(heard.get_by_role("option").last).to_have_text("plan, link")
    expect(field).to_be_focused()
    assert chosen(field).startswith("A pause helps.")


def test_words_are_found_in_the_text_forwards_and_backwards(form, field, axe):
    form.get_by_role("tab", name="Issues").click()
    form.get_by_role("button", name="Find").click()
    bar = form.get_by_role("search", name="Find in the text")
    bar.get_by_label("Find", exact=True).fill("HELPS")
    expect(bar.get_by_role("status")).to_have_text("Found 3 times.")
    assert axe(form) == []

    for place in ("1 of 3, line 3", "2 of 3, line 5", "3 of 3, line 5", "1 of 3, line 3"):
        form.keyboard.press("Enter")
        expect(bar.get_by_role("status")).to_contain_text(place)
    form.keyboard.press("Shift+Enter")
    expect(bar.get_by_role("status")).to_contain_text("3 of 3, line 5")
    form.keyboard.press("Escape")

    expect(field).to_be_focused()
    assert chosen(field) == "helps"


def test_found_words_are_replaced_one_at_a_time_and_undo_takes_it_back(form, field):
    form.get_by_role("button", name="Find").click()
    bar = form.get_by_role("search", name="Find in the text")
    bar.get_by_label("Find", exact=True).fill("pause")
    bar.get_by_label("Replace with").fill("rest")

    bar.get_by_role("button", name="Replace").click()
    bar.get_by_role("button", name="Replace").click()

    expect(field).to_have_value(TEXT.replace("pause", "rest"))
    expect(bar.get_by_role("status")).to_have_text("Replaced. No more matches.")
    field.focus()
    form.keyboard.press("Control+z")
    expect(field).to_have_value(TEXT)


def test_what_only_a_layout_shows_is_told_with_its_line(form, field):
    spoil_style(
        form, ".prose p { color: #999; } .prose pre { overflow: visible; white-space: pre; }"
    )
    field.fill("Pale words.\n\n```\n" + "x" * 200 + "\n```")

    form.get_by_role("tab", name="Issues").click()

    found = form.locator("[data-layout-list]")
    expect(found).to_contain_text("On a phone: 2")
    expect(found).to_contain_text("This is wider than a phone")
    expect(found).to_contain_text("Text does not have enough contrast with its background.")
    found.get_by_role("button", name="Go to line 1").click()
    assert chosen(field) == "Pale words."


def test_what_a_layout_shows_is_of_the_last_text_when_looks_overlap(form, field):
    held = []
    form.route(re.compile(r"/axe\.min(\.\w+)?\.js"), lambda route: held.append(route))
    spoil_style(form, ".prose p { color: #999; }")
    form.get_by_role("tab", name="Issues").click()
    expect(form.locator("iframe.layout-probe")).to_be_attached()
    laid_out = form.frame_locator("iframe.layout-probe").locator("[data-preview=text]")
    expect(laid_out).to_contain_text("A pause helps.")
    field.fill("Pale words.\n\nMore of them.")
    expect(form.get_by_role("tab", name="Issues")).to_have_text("Issues")

    for route in held:
        route.continue_()

    expect(laid_out).to_contain_text("Pale words.")
    expect(form.locator("[data-layout-list]")).to_contain_text("On a phone: 2")


def test_what_our_own_style_lays_out_is_sound(form, field):
    field.fill("| A | B |\n| - | - |\n| " + "wide" * 30 + " | 2 |\n\n" + "`" + "x" * 200 + "`")
    form.get_by_role("tab", name="Issues").click()

    expect(form.locator("iframe.layout-probe")).to_have_attribute("data-checked", "")
    expect(form.locator("[data-layout-list]")).to_be_empty()


def spoil_style(page, css):
    """Put a fault into the public style sheet, as a careless change of it would."""

    def answer(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text() + css)

    page.route(re.compile(r"/mscoe/css/site(\.\w+)?\.css"), answer)
    page.reload()
    page.wait_for_selector(".markdown-editor.is-ready")


def test_a_named_line_is_shown_when_the_form_opens(form, field):
    form.goto(form.url + "#line-5")
    form.reload()
    form.wait_for_selector(".markdown-editor.is-ready")

    expect(field).to_be_focused()
    assert chosen(field).startswith("A pause helps.")
