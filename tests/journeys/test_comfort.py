"""What readers choose for their comfort: at once, before anything is painted, on paper, undone."""

import json
from itertools import product

import pytest
from playwright.sync_api import expect

from tests.journeys import whole_site

pytestmark = pytest.mark.django_db(transaction=True)

SIZE = "getComputedStyle(document.documentElement).fontSize"
GROUND = "getComputedStyle(document.documentElement).backgroundColor"
WISHES = {"color_scheme": "dark", "contrast": "more"}
MORE = {"text": "largest", "spacing": "wide", "width": "narrow", "calm": "on"}


@pytest.fixture
def addresses(media_root):
    return whole_site.build()


def choose(page, **chosen):
    page.add_init_script(f"localStorage.comfort = {json.dumps(json.dumps(chosen))}")


def test_a_choice_shows_at_once_stays_on_other_pages_and_on_paper_until_it_is_reset(
    addresses, page
):
    page.goto(addresses["page"])
    page.locator(".comfort summary").click()
    page.get_by_label("Text size").select_option("largest")
    page.get_by_label("Light or dark").select_option("dark")
    assert (page.evaluate(SIZE), page.evaluate(GROUND)) == ("32px", "rgb(17, 24, 30)")

    page.goto(addresses["glossary"])
    assert (page.evaluate(SIZE), page.evaluate(GROUND)) == ("32px", "rgb(17, 24, 30)")
    page.emulate_media(media="print")
    assert (page.evaluate(SIZE), page.evaluate(GROUND)) == ("28px", "rgb(255, 255, 255)")
    page.emulate_media(media="screen")

    page.locator(".comfort summary").click()
    page.get_by_role("button", name="Reset to usual").click()
    expect(page.locator(".comfort [role=status]")).to_have_text("All settings are back to usual.")
    assert page.evaluate(SIZE) == "16px"
    assert page.evaluate("localStorage.comfort") == "{}"
    assert page.context.cookies() == []


def test_a_choice_is_there_before_anything_is_painted(addresses, browser, live_server):
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    choose(page, scheme="dark", menu="ready")
    page.route("**/site.*.js", lambda route: route.abort())

    page.goto(addresses["short page"])

    assert page.evaluate(GROUND) == "rgb(17, 24, 30)"
    assert page.evaluate("document.documentElement.dataset.menu") is None
    context.close()


def test_a_browser_that_keeps_something_broken_shows_the_page_all_the_same(addresses, page):
    page.add_init_script("localStorage.comfort = '{broken'")

    page.goto(addresses["short page"])

    assert page.locator("html.js").count() == 1
    assert page.locator(".comfort").is_visible()


def test_a_choice_goes_with_and_before_what_the_device_asks_for(addresses, open_page):
    page = open_page(**WISHES)
    page.goto(addresses["short page"])
    assert page.evaluate(GROUND) == "rgb(0, 0, 0)"

    page.evaluate("document.documentElement.dataset.scheme = 'light'")

    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"


def test_without_scripts_there_is_no_panel_and_the_page_about_it_says_why(
    addresses, page_without_scripts
):
    page_without_scripts.goto(addresses["comfort"])

    assert not page_without_scripts.locator(".comfort").is_visible()
    assert page_without_scripts.get_by_text("These settings need JavaScript").is_visible()


def test_axe_finds_nothing_in_any_color_and_nothing_is_lost_with_everything_large(
    addresses, open_page, axe
):
    for scheme, contrast in product(("light", "dark"), ("", "more")):
        page = open_page(viewport={"width": 320, "height": 640})
        choose(page, scheme=scheme, contrast=contrast, **MORE)
        for name in ("page", "comfort"):
            page.goto(addresses[name])
            if name == "page":
                page.locator(".comfort summary").click()
            assert axe(page) == [], (name, scheme, contrast)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
