"""How pages behave as layout: in a real browser, on devices with wishes and without scripts."""

import time

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.journeys import whole_site

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 800}

# WCAG 1.4.12: no content or function may be lost with these.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
ADD_STYLE = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
}"""
CLIPPED = """() => [...document.querySelectorAll("body *:not(svg *, input)")]
    .filter((element) => {
        const style = getComputedStyle(element);
        return ["hidden", "clip"].includes(style.overflowX)
            && !element.closest(".visually-hidden")
            && (element.scrollWidth > element.clientWidth + 1
                || element.scrollHeight > element.clientHeight + 1);
    })
    .map((element) => element.outerHTML.slice(0, 80))"""
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input, summary")]
    .filter((element) => element.checkVisibility() && !element.closest("p, .prose, .skip-link"))
    .map((element) => [element.getBoundingClientRect(), element])
    .filter(([box]) => box.height < 43.9 || box.width < 24)
    .map(([box, element]) => `${box.width} × ${box.height}: ${element.outerHTML.slice(0, 80)}`)"""
NOTE_SHIFTS = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) shifts.push(shift.value);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def addresses(media_root):
    return whole_site.build()


def come_late(route):
    time.sleep(0.4)
    route.continue_()


def test_the_font_comes_late_and_nothing_moves(addresses, open_page):
    for viewport in ({"width": 1280, "height": 900}, PHONE):
        page = open_page(viewport=viewport)
        page.add_init_script(NOTE_SHIFTS)
        page.route("**/*.woff2", come_late)

        page.goto(addresses["page"])
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(200)

        assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
        assert sum(page.evaluate("shifts")) < 0.01


def test_the_first_view_of_a_page_takes_five_requests_and_less_than_100_kilobytes(addresses, page):
    sizes = {}
    page.on("response", lambda answer: sizes.update({answer.url: answer.request.sizes}))

    page.goto(addresses["short page"])
    page.wait_for_load_state("networkidle")

    text = {url: size for url, size in sizes.items() if not url.endswith(("svg", "ico"))}
    sent = sum(size()["responseBodySize"] for size in text.values())
    assert len(text) == 5, text.keys()
    assert sent < 100_000


def test_where_the_scripts_fail_the_menus_unfold(addresses, browser, live_server):
    context = browser.new_context(base_url=live_server.url, viewport=PHONE)
    page = context.new_page()
    page.route("**/site.*.js", lambda route: route.abort())

    page.goto(addresses["page"])
    link = page.locator(".main-menu").get_by_role("link", name="A short page")

    expect(link).to_be_hidden()
    expect(link).to_be_visible(timeout=4_000)
    assert page.locator("html.js").count() == 0
    context.close()


def test_without_scripts_every_link_of_the_menus_and_the_contents_shows(
    addresses, page_without_scripts
):
    page_without_scripts.goto(addresses["page"])

    for part in (".main-menu", ".contents"):
        links = page_without_scripts.locator(f"{part} a")
        assert links.count() > 2
        assert [link for link in links.all() if not link.is_visible()] == []


def test_the_contents_are_folded_before_the_text_on_a_phone(addresses, open_page):
    page = open_page(viewport=PHONE)
    page.goto(addresses["page"])
    first = page.locator(".contents a").first

    expect(first).to_be_hidden()
    page.get_by_text("On this page").click()

    expect(first).to_be_visible()
    contents, text = (page.locator(part).bounding_box() for part in (".contents", ".prose"))
    assert contents["y"] + contents["height"] <= text["y"]


def test_the_contents_stay_in_sight_beside_the_text_on_a_wide_screen(addresses, open_page):
    page = open_page(viewport={"width": 1280, "height": 500})
    page.goto(addresses["page"])

    page.locator(".contents a").last.click()

    contents, text = (page.locator(part).bounding_box() for part in (".contents", ".prose"))
    assert contents["x"] >= text["x"] + text["width"]
    assert 0 <= contents["y"] < 500


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_lost_with_the_spacing_that_readers_may_ask_for(addresses, open_page, width):
    page = open_page(viewport={"width": width, "height": 900})
    lost = {}

    for name, address in addresses.items():
        page.goto(address)
        page.evaluate(ADD_STYLE, TEXT_SPACING)
        clipped = page.evaluate(CLIPPED)
        if clipped or page.evaluate("document.documentElement.scrollWidth") > width:
            lost[name] = clipped

    assert lost == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_links_and_buttons_outside_running_text_are_large_enough_to_hit(
    addresses, open_page, width
):
    page = open_page(viewport={"width": width, "height": 900})
    small = {}

    for name, address in addresses.items():
        page.goto(address)
        if found := page.evaluate(SMALL_TARGETS):
            small[name] = found

    assert small == {}


def test_a_long_word_stays_in_its_column_of_the_site_index(addresses, page):
    factories.live_article(title="Behandlungsmöglichkeitenzusammenfassungsdokumentation " * 2)

    page.goto(addresses["site index"])
    outside = page.locator(".link-list li").evaluate_all(
        """items => items.filter((item) =>
            item.firstChild.getBoundingClientRect().right > item.getBoundingClientRect().right + 1
        ).map((item) => item.textContent)"""
    )

    assert outside == []


def test_on_a_phone_what_follows_the_text_keeps_its_distance(addresses, open_page):
    page = open_page(viewport=PHONE)

    for name in ("not found", "home"):
        page.goto(addresses[name])
        before, last = (
            page.locator(f".page-grid > :nth-last-child({place})").bounding_box()
            for place in (2, 1)
        )
        assert last["y"] - (before["y"] + before["height"]) > 30, name


def test_no_line_begins_with_the_mark_of_an_external_link(addresses, page):
    page.goto(addresses["resources"])

    alone = page.locator("main a.external").first.evaluate(
        """link => {
            const box = document.createElement("div"), copy = link.cloneNode(true);
            copy.style.display = "inline";
            box.append(copy);
            document.querySelector("main").append(box);
            const em = parseFloat(getComputedStyle(copy).fontSize), alone = [];
            for (let width = 60; width < 400; width += 1) {
                box.style.inlineSize = `${width}px`;
                const parts = [...copy.getClientRects()], bottom = parts.at(-1).bottom;
                const last = parts.filter((part) => part.bottom === bottom);
                if (last.reduce((sum, part) => sum + part.width, 0) < 1.5 * em) alone.push(width);
            }
            return alone;
        }"""
    )

    assert alone == []


def test_on_paper_links_show_their_address_and_menus_are_gone(addresses, page):
    page.goto(addresses["page"])

    page.emulate_media(media="print")

    for part in (".main-menu", ".search-form", ".breadcrumb", ".contents", ".skip-link"):
        assert not page.locator(part).first.is_visible(), part
    assert page.locator(".quick-links .urgent").is_visible()
    link = page.locator(".prose a.external").first
    printed = link.evaluate("element => getComputedStyle(element, '::after').content")
    assert link.get_attribute("href") in printed


def test_on_paper_links_within_the_site_show_their_address_too(addresses, page):
    see = factories.live_article(body="See [a short page](/treatments/short/).")
    page.goto(see.path)

    page.emulate_media(media="print")

    link = page.locator(".prose a")
    printed = link.evaluate("element => getComputedStyle(element, '::after').content")
    assert "/treatments/short/" in printed


def test_lines_hold_sixty_to_seventy_five_characters(addresses, page):
    page.goto("/comfort/")

    lines = page.locator(".prose > p:not(.lead)").evaluate_all(
        """paragraphs => paragraphs.flatMap((paragraph) => {
            const node = paragraph.firstChild, lines = [], range = document.createRange();
            let bottom = null;
            for (let at = 0; at < node.length; at += 1) {
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                const box = range.getBoundingClientRect();
                if (box.bottom !== bottom) lines.push(0);
                bottom = box.bottom;
                lines[lines.length - 1] += 1;
            }
            return lines.slice(0, -1);
        })"""
    )

    assert len(lines) > 4
    assert 60 <= sum(lines) / len(lines) <= 75
