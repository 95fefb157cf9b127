"""What a search field offers while someone types: by keyboard, by pointer, and without it."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.journeys import whole_site

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(media_root):
    return whole_site.build()


@pytest.fixture
def home(addresses, page):
    page.goto(addresses["home"])
    return page


def field(page):
    return page.get_by_label("Search this site")


def offered(page):
    return page.locator(".masthead .suggestions a")


def test_pages_are_offered_by_the_words_of_their_titles_whatever_the_accents(home):
    field(home).press_sequentially("que escl")
    expect(offered(home)).to_have_text(["¿Qué es la esclerosis múltiple?"])
    assert offered(home).get_attribute("lang") == "es"

    field(home).fill("xyzzy")
    expect(offered(home)).to_have_count(0)


def test_arrow_keys_go_to_the_pages_and_back_and_enter_follows(home):
    field(home).press_sequentially("short")
    expect(offered(home)).to_have_text(["A short page"])

    home.keyboard.press("ArrowDown")
    expect(offered(home)).to_be_focused()
    home.keyboard.press("ArrowUp")
    expect(field(home)).to_be_focused()
    home.keyboard.press("Tab")
    home.keyboard.press("Tab")
    expect(offered(home)).to_be_focused()
    home.keyboard.press("Enter")

    home.wait_for_url("**/treatments/short/")


def test_escape_closes_the_offer_and_keeps_what_was_typed(home):
    field(home).press_sequentially("short")
    expect(offered(home)).to_be_visible()
    home.keyboard.press("ArrowDown")

    home.keyboard.press("Escape")

    expect(field(home)).to_be_focused()
    expect(home.locator(".masthead .suggestions")).to_be_hidden()
    assert field(home).input_value() == "short"


@pytest.mark.parametrize("leave", ["Tab", "click"])
def test_leaving_the_field_closes_the_offer(home, leave):
    field(home).press_sequentially("short")
    expect(offered(home)).to_be_visible()

    if leave == "click":
        home.locator("h1").click()
    else:
        for _ in range(3):
            home.keyboard.press("Tab")

    expect(home.locator(".masthead .suggestions")).to_be_hidden()


def test_the_number_is_said_once_the_typing_rests(home):
    said = home.locator(".masthead [role=status]")

    field(home).press_sequentially("sho", delay=50)
    expect(offered(home)).to_be_visible()
    assert said.text_content() == ""

    expect(said).to_have_text("Suggested pages: 1. Down Arrow goes to them.")


def test_enter_in_the_field_searches_as_it_always_did(home):
    field(home).press_sequentially("short page")
    expect(offered(home)).to_be_visible()

    home.keyboard.press("Enter")

    home.wait_for_url("**/search/?q=short+page")


def test_where_the_index_cannot_be_read_searching_still_works(addresses, browser, live_server):
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.route("**/site-index/", lambda route: route.abort())
    page.goto(addresses["home"])

    field(page).press_sequentially("short")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?q=short")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_while_pages_are_offered(addresses, open_page, axe, width, scheme):
    factories.live_article(title="A second short page with a title that takes several lines")
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(addresses["page"])

    field(page).press_sequentially("page")
    expect(offered(page)).to_have_count(2)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    heights = offered(page).evaluate_all("links => links.map((link) => link.offsetHeight)")
    assert min(heights) >= 44
