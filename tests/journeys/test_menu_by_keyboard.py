"""The main menu in a browser: by keyboard, by pointer, on a phone, and without scripts."""

from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accessibility.hints import PHRASES
from tests import accessibility
from tests.journeys import whole_site
from tests.journeys.menu_walk import (
    changed_by_focus,
    entries_out_of_reach,
    focused,
    ring_at_least,
    walk,
)

pytestmark = pytest.mark.django_db(transaction=True)

MENUBAR = Path(accessibility.__file__).parent / "menubar"
TREATMENTS = ["Treatments overview", "Stem cell therapy", "A short page"]


@pytest.fixture
def addresses(media_root):
    return whole_site.build()


@pytest.fixture
def menu_page(addresses, page):
    """A page that belongs to no section of the menu."""
    page.goto(addresses["keyboard help"])
    return page


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def link(page, name):
    return page.locator(".main-menu").get_by_role("link", name=name, exact=True)


def expanded(page, name):
    return button(page, name).get_attribute("aria-expanded")


def shown_links(page, scope=".main-menu"):
    return [each.inner_text().strip() for each in page.locator(f"{scope} a:visible").all()]


def focus_on(page):
    return focused(page).name


# --- By keyboard -----------------------------------------------------------------------------


def test_tab_alone_reaches_every_entry_of_every_menu(menu_page):
    assert entries_out_of_reach(menu_page) == []


def test_the_order_of_focus_is_the_order_of_the_page(menu_page):
    stops = [stop.name for stop in walk(menu_page)]

    start = stops.index("Treatments")
    assert stops[:2] == ["Skip to main content", "Veterans Crisis Line: dial 988, then press 1"]
    assert stops[start : start + 7] == [
        "Treatments",
        *TREATMENTS,
        "Living well",
        "Living well overview",
        "People",
    ]
    assert stops[-4:-1] == ["Site index", "Keyboard help", "Accessibility statement"]


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_the_focus_shows_on_every_stop_by_a_ring_of_pixels(options, addresses, open_page):
    page = open_page(**options)
    page.goto(addresses["keyboard help"])
    faint = []

    def look(stop):
        changed = changed_by_focus(page, stop)
        if changed < ring_at_least(stop):
            faint.append((stop.name, changed, ring_at_least(stop)))

    assert len(walk(page, look)) > 15
    assert faint == []


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_enter_and_space_open_and_close_and_the_focus_stays(key, menu_page):
    button(menu_page, "Treatments").focus()

    menu_page.keyboard.press(key)
    assert expanded(menu_page, "Treatments") == "true"
    assert shown_links(menu_page) == [*TREATMENTS, "Resources"]
    assert focus_on(menu_page) == "Treatments"

    menu_page.keyboard.press(key)
    assert expanded(menu_page, "Treatments") == "false"
    assert shown_links(menu_page) == ["Resources"]
    assert focus_on(menu_page) == "Treatments"


def test_down_and_up_move_through_what_shows(menu_page):
    button(menu_page, "Treatments").press("Enter")

    visited = []
    for key in ["ArrowDown"] * 3 + ["ArrowUp"] * 3:
        menu_page.keyboard.press(key)
        visited.append(focus_on(menu_page))

    assert visited == [*TREATMENTS, "Stem cell therapy", "Treatments overview", "Treatments"]


def test_escape_gives_the_focus_back_before_the_menu_closes(menu_page):
    button(menu_page, "Treatments").press("Enter")
    menu_page.keyboard.press("Tab")
    menu_page.evaluate("""() => {
      window.seen = [];
      const note = (what) => window.seen.push([what, performance.now()]);
      const button = document.querySelector(".main-menu [aria-expanded=true]");
      button.addEventListener("focus", () => note("focus"));
      new MutationObserver(() => note("state")).observe(button, { attributes: true });
    }""")

    menu_page.keyboard.press("Escape")
    expect(button(menu_page, "Treatments")).to_have_attribute("aria-expanded", "false")

    (first, focused_at), (second, closed_at) = menu_page.evaluate("window.seen")
    assert [first, second] == ["focus", "state"]
    assert 50 <= closed_at - focused_at <= 150
    assert focus_on(menu_page) == "Treatments"


def test_opening_one_menu_closes_the_other(menu_page):
    button(menu_page, "Treatments").press("Enter")
    button(menu_page, "Living well").click()

    assert (expanded(menu_page, "Treatments"), expanded(menu_page, "Living well")) == (
        "false",
        "true",
    )


def test_leaving_a_menu_closes_it(menu_page):
    button(menu_page, "Living well").press("Enter")
    for _ in range(3):
        menu_page.keyboard.press("Tab")

    assert focus_on(menu_page) == "Resources"
    assert expanded(menu_page, "Living well") == "false"


def test_a_click_outside_closes_the_menu(menu_page):
    button(menu_page, "Treatments").click()
    menu_page.locator(".site-footer h2").first.click()

    assert expanded(menu_page, "Treatments") == "false"


def test_pointing_without_clicking_opens_nothing(menu_page):
    button(menu_page, "Treatments").hover()

    assert shown_links(menu_page) == ["Resources"]


def test_keys_with_modifiers_are_left_to_the_browser(menu_page):
    button(menu_page, "Treatments").press("Enter")
    menu_page.keyboard.press("Alt+ArrowDown")

    assert focus_on(menu_page) == "Treatments"


def test_a_link_of_the_menu_opens_its_page_at_the_top(menu_page, addresses):
    button(menu_page, "Treatments").press("Enter")
    for _ in range(2):
        menu_page.keyboard.press("Tab")
    menu_page.keyboard.press("Enter")
    menu_page.wait_for_url(f"**{addresses['page']}")

    assert menu_page.evaluate("scrollY") == 0
    assert focused(menu_page) is None
    menu_page.keyboard.press("Tab")
    assert focus_on(menu_page) == "Skip to main content"


def test_coming_back_to_a_page_finds_its_menu_closed(menu_page, addresses):
    button(menu_page, "Treatments").click()
    link(menu_page, "A short page").click()
    menu_page.wait_for_url(f"**{addresses['short page']}")
    menu_page.go_back()

    assert expanded(menu_page, "Treatments") == "false"


# --- What is said about where one is ----------------------------------------------------------


def test_the_current_page_and_its_section_are_marked(addresses, page):
    page.goto(addresses["page"])
    here = button(page, "Treatments (current section)")
    here.click()

    marked = page.locator(".main-menu [aria-current=page]")
    assert marked.all_inner_texts() == ["Stem cell therapy"]
    assert page.locator(".main-menu .here").count() == 1
    assert link(page, "Treatments overview").get_attribute("aria-current") is None


def test_the_sections_own_page_is_the_current_first_link_of_its_list(addresses, page):
    page.goto(addresses["section"])
    button(page, "Treatments (current section)").click()

    assert shown_links(page) == [*TREATMENTS, "Resources"]
    assert link(page, "Treatments overview").get_attribute("aria-current") == "page"


def test_the_current_entry_differs_by_more_than_color(addresses, page):
    page.goto(addresses["page"])
    button(page, "Treatments (current section)").click()

    def look_of(name):
        return link(page, name).evaluate(
            "link => [getComputedStyle(link).fontWeight,"
            " getComputedStyle(link.parentElement).paddingInlineStart]"
        )

    assert look_of("Stem cell therapy") != look_of("A short page")


def test_the_menu_uses_no_role_that_changes_how_screen_readers_read(menu_page):
    markup = menu_page.locator(".main-menu").evaluate("menu => menu.outerHTML")

    for word in ("role=", "aria-haspopup", "tabindex", "onclick"):
        assert word not in markup


def test_every_button_names_the_list_that_stands_directly_after_it(menu_page):
    pairs = menu_page.evaluate("""() => [...document.querySelectorAll(".main-menu button")].map(
      (button) => [button.getAttribute("aria-controls"), button.nextElementSibling.id])""")

    assert len(pairs) == 3
    assert all(controlled == following for controlled, following in pairs)
    assert len(set(map(tuple, pairs))) == 3


# --- Hints -----------------------------------------------------------------------------------


def test_the_keyboard_hint_describes_the_first_button_alone(menu_page):
    described = menu_page.evaluate("""() =>
      [...document.querySelectorAll(".main-menu button")].filter((b) => b.checkVisibility())
        .map((button) => document.getElementById(button.getAttribute("aria-describedby"))
          ?.textContent ?? null)""")

    assert described == [whole_site.KEYBOARD_HINT, None]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_hint_is_not_said_again_to_who_has_gone_into_a_menu(
    addresses, open_page, width
):
    page = open_page(viewport={"width": width, "height": 900})
    page.goto(addresses["keyboard help"])
    first = button(page, "Menu" if width == 390 else "Treatments")

    first.press("Enter")
    expect(first).to_have_accessible_description(whole_site.KEYBOARD_HINT)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    expect(first).to_be_focused()
    expect(first).to_have_accessible_description("")


def open_treatments(page, key="Enter"):
    button(page, "Treatments").focus()
    page.keyboard.press(key)
    assert expanded(page, "Treatments") == "true"
    assert link(page, TREATMENTS[0]).is_visible()


def close_treatments(page, key):
    page.keyboard.press(key)
    expect(button(page, "Treatments")).to_have_attribute("aria-expanded", "false")
    assert not link(page, TREATMENTS[0]).is_visible()


def open_and_close_with(*keys):
    def perform(page):
        for key in keys:
            open_treatments(page, key)
            close_treatments(page, key)

    return perform


def go_in_with(*keys):
    def perform(page):
        for key in keys:
            open_treatments(page)
            page.keyboard.press(key)
            assert focus_on(page) == TREATMENTS[0]
            close_treatments(page, "Escape")

    return perform


def tab_through(page):
    open_treatments(page)
    for name in TREATMENTS:
        page.keyboard.press("Tab")
        assert focus_on(page) == name


def arrow_through(page):
    open_treatments(page)
    for name in TREATMENTS:
        page.keyboard.press("ArrowDown")
        assert focus_on(page) == name
    for name in [*reversed(TREATMENTS[:-1]), "Treatments"]:
        page.keyboard.press("ArrowUp")
        assert focus_on(page) == name


def escape_from_anywhere(page):
    for steps_in in range(len(TREATMENTS) + 1):
        open_treatments(page)
        for _ in range(steps_in):
            page.keyboard.press("Tab")
        close_treatments(page, "Escape")
        assert focus_on(page) == "Treatments"


PERFORMED = {
    "Enter opens a menu": lambda page: open_treatments(page, "Enter"),
    "Space opens a menu": lambda page: open_treatments(page, "Space"),
    "Enter or Space opens a menu": open_and_close_with("Enter", "Space"),
    "Enter or Space opens and closes a menu": open_and_close_with("Enter", "Space"),
    "Down Arrow goes into it": go_in_with("ArrowDown"),
    "Tab goes into it": go_in_with("Tab"),
    "Down Arrow or Tab goes into it": go_in_with("ArrowDown", "Tab"),
    "Tab or Down Arrow goes into it": go_in_with("Tab", "ArrowDown"),
    "Tab moves through it": tab_through,
    "Down Arrow and Up Arrow move through it": arrow_through,
    "Escape closes it": escape_from_anywhere,
}


def test_every_phrase_of_a_keyboard_hint_is_performed():
    assert sorted(PERFORMED) == sorted(PHRASES)


@pytest.mark.parametrize("phrase", PHRASES)
def test_what_a_phrase_of_a_keyboard_hint_says_is_true(phrase, menu_page):
    PERFORMED[phrase](menu_page)


@pytest.mark.parametrize("phrase", PHRASES)
def test_it_is_also_true_of_the_menu_button_of_a_narrow_screen(phrase, addresses, narrow_page):
    narrow_page.goto(addresses["keyboard help"])
    button(narrow_page, "Menu").press("Enter")

    PERFORMED[phrase](narrow_page)


STRIP_HINTS = """() => {
  for (const hint of document.querySelectorAll("nav small, [id$=hint]")) hint.remove();
  for (const each of document.querySelectorAll("[aria-describedby]"))
    each.removeAttribute("aria-describedby");
}"""


def names_and_addresses(page):
    """Every link of the page with its accessible name, as the browser computes it."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    for node in nodes:
        if node.get("role", {}).get("value") == "link" and not node.get("ignored"):
            properties = {each["name"]: each["value"]["value"] for each in node["properties"]}
            yield node["name"]["value"], properties["url"]


def test_without_any_hint_every_link_still_has_a_name_of_its_own(menu_page):
    menu_page.evaluate(STRIP_HINTS)
    leads_to = defaultdict(set)
    for name in ("Treatments", "Living well"):
        button(menu_page, name).click()
        for text, address in names_and_addresses(menu_page):
            leads_to[text].add(address)

    assert set(TREATMENTS) | {"People", "Resources", "Skip to main content"} <= set(leads_to)
    assert "" not in leads_to
    assert {name: found for name, found in leads_to.items() if len(found) > 1} == {}


def test_without_any_hint_tab_still_reaches_every_entry(menu_page):
    menu_page.evaluate(STRIP_HINTS)

    assert entries_out_of_reach(menu_page) == []


# --- On a phone ------------------------------------------------------------------------------


def test_on_a_narrow_screen_the_same_lists_are_behind_one_menu_button(addresses, narrow_page):
    narrow_page.goto(addresses["keyboard help"])
    assert shown_links(narrow_page) == []

    button(narrow_page, "Menu").press("Enter")
    assert expanded(narrow_page, "Menu") == "true"
    assert focus_on(narrow_page) == "Menu"
    assert shown_links(narrow_page) == ["Resources"]

    button(narrow_page, "Treatments").press("Enter")
    assert shown_links(narrow_page) == [*TREATMENTS, "Resources"]


def test_escape_on_a_narrow_screen_closes_the_inner_list_first(addresses, narrow_page):
    narrow_page.goto(addresses["keyboard help"])
    button(narrow_page, "Menu").press("Enter")
    open_treatments(narrow_page)

    close_treatments(narrow_page, "Escape")
    assert expanded(narrow_page, "Menu") == "true"

    narrow_page.keyboard.press("Escape")
    expect(button(narrow_page, "Menu")).to_have_attribute("aria-expanded", "false")
    assert focus_on(narrow_page) == "Menu"


def test_tab_alone_reaches_every_entry_on_a_narrow_screen(addresses, narrow_page):
    narrow_page.goto(addresses["keyboard help"])

    assert entries_out_of_reach(narrow_page) == []


def test_a_list_above_that_closes_does_not_move_what_is_being_tapped(addresses, narrow_page):
    narrow_page.goto(addresses["keyboard help"])
    button(narrow_page, "Menu").click()
    button(narrow_page, "Treatments").click()

    button(narrow_page, "Living well").click()

    assert expanded(narrow_page, "Living well") == "true"
    assert expanded(narrow_page, "Treatments") == "false"


def test_the_hint_moves_to_the_menu_button_where_that_comes_first(addresses, page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(addresses["keyboard help"])
    described = page.locator(".main-menu button[aria-describedby]")
    assert described.all_inner_texts() == ["Menu"]

    page.set_viewport_size({"width": 1280, "height": 800})
    expect(described).to_have_text("Treatments")


@pytest.mark.parametrize("width", [320, 1280])
def test_every_entry_is_at_least_44_by_44_pixels(width, addresses, open_page):
    page = open_page(viewport={"width": width, "height": 900})
    page.goto(addresses["keyboard help"])
    boxes = {stop.name: stop.box for stop in walk(page) if stop.in_menu}

    small = {name: box for name, box in boxes.items() if min(box["width"], box["height"]) < 44}
    assert small == {}


# --- Without scripts ---------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 1280])
def test_without_scripts_every_link_shows_and_works(width, addresses, open_page):
    page = open_page(java_script_enabled=False, viewport={"width": width, "height": 900})
    page.goto(addresses["home"])

    assert shown_links(page) == [
        "Treatments",
        "Stem cell therapy",
        "A short page",
        "Living well",
        "People",
        "Resources",
    ]
    assert page.locator(".main-menu button").count() == 0
    link(page, "A short page").click()
    page.wait_for_url(f"**{addresses['short page']}")


def test_without_scripts_nobody_hears_of_keys(addresses, page_without_scripts):
    page_without_scripts.goto(addresses["home"])

    assert "Escape" not in page_without_scripts.locator("body").inner_text()
    assert page_without_scripts.locator(".main-menu [aria-describedby$=hint]").count() == 0


# --- The menu that scanners like and people cannot use ------------------------------------------


@pytest.fixture
def menubar(page):
    page.set_content((MENUBAR / "menubar.html").read_text().replace("menubar.css", "data:,"))
    page.add_style_tag(path=MENUBAR / "menubar.css")
    page.add_script_tag(path=MENUBAR / "menubar.js")
    return page


def test_scanners_find_nothing_wrong_with_a_menubar(menubar, axe):
    assert axe(menubar) == []


def test_the_walk_with_tab_finds_what_a_menubar_keeps_out_of_reach(menubar):
    assert entries_out_of_reach(menubar) == [
        "What is MS?",
        "Types of MS",
        "Symptoms",
        "Fatigue",
        "Treatments",
        "Treating a relapse",
    ]


def test_a_hidden_ring_is_found(menu_page):
    menu_page.evaluate("""() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("*:focus { outline: none !important; box-shadow: none !important }");
      document.adoptedStyleSheets = [sheet];
    }""")
    button(menu_page, "Treatments").focus()

    stop = focused(menu_page)
    assert changed_by_focus(menu_page, stop) < ring_at_least(stop)
