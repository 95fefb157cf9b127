"""Arranging and publishing a menu with the keyboard alone; the desk under axe."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accessibility.models import Menu
from tests.accessibility.menus.menu_factories import add_entry
from tests.journeys import whole_site

pytestmark = pytest.mark.django_db(transaction=True)

MODES = {
    "wide and light": {"viewport": {"width": 1280, "height": 900}},
    "wide and dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow and light": {"viewport": {"width": 320, "height": 640}},
}


@pytest.fixture
def main_menu(media_root):
    whole_site.build()
    menu = Menu.objects.get(slug="main")
    menu.legacy_hint = "Attention: hit Enter."
    menu.save()
    add_entry(menu, label="Nowhere", address="/nowhere/")
    return menu


def at(name, *args):
    return reverse(f"admin:accessibility_menu_{name}", args=args)


def desk_pages(menu):
    entry = menu.items.first()
    return {
        "list": at("changelist"),
        "menu": at("change", menu.pk),
        "an entry's panel": f"{at('change', menu.pk)}?at={entry.pk}",
        "finding": f"{at('change', menu.pk)}?find=page",
        "preview": at("preview", menu.pk),
        "compare": at("compare", menu.pk, menu.versions.first().pk),
        "add an entry": at("item", menu.pk),
        "change an entry": at("item", menu.pk, entry.pk),
        "take out": at("remove", menu.pk, entry.pk),
        "versions": at("versions", menu.pk),
    }


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_on_the_menu_desk(mode, main_menu, open_page, sign_in, admin_user, axe):
    page = sign_in(open_page(**MODES[mode]), admin_user)
    found = {}

    for name, address in desk_pages(main_menu).items():
        page.goto(address)
        # A page in a frame has landmarks of its own.
        found[name] = axe(page, disable=["landmark-unique"] if name == "preview" else [])
    page.goto(at("item", main_menu.pk))
    page.get_by_role("button", name="Save entry").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["errors"] = axe(page)

    assert {name: violations for name, violations in found.items() if violations} == {}


def test_the_menu_desk_does_not_scroll_sideways_at_320_pixels(
    main_menu, narrow_page, sign_in, admin_user
):
    page = sign_in(narrow_page, admin_user)
    wide = {}
    for name, address in desk_pages(main_menu).items():
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[name] = width

    assert wide == {}


NAME = "document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()"


def focus_on(page):
    return page.evaluate(NAME)


def press_tab_until(page, name):
    for _ in range(120):
        page.keyboard.press("Tab")
        if name in (focus_on(page), page.evaluate("document.activeElement.id")):
            return
    raise AssertionError(f"Tab does not reach “{name}”")


def test_a_menu_is_arranged_and_published_with_the_keyboard_alone(main_menu, admin_page):
    admin_page.goto(at("change", main_menu.pk))

    press_tab_until(admin_page, "Move up: Living well")
    admin_page.keyboard.press("Enter")
    said = "“Living well” moved up. Readers see no change yet."
    expect(admin_page.get_by_role("status").get_by_text(said)).to_be_visible()
    # It is the first one now: the focus waits where it can be moved back.
    assert focus_on(admin_page) == "Move down: Living well"

    press_tab_until(admin_page, "Nowhere")
    admin_page.keyboard.press("Enter")
    expect(admin_page.get_by_role("combobox", name="Address")).to_be_visible()
    press_tab_until(admin_page, "Remove “Nowhere”")
    admin_page.keyboard.press("Enter")
    admin_page.get_by_role("button", name="Remove").press("Enter")
    expect(admin_page.get_by_text("“Nowhere” was removed.")).to_be_visible()

    press_tab_until(admin_page, "id_note")
    admin_page.keyboard.type("Living well comes first")
    admin_page.keyboard.press("Enter")
    expect(
        admin_page.get_by_text("Published. The menu “Main” is live on every page.")
    ).to_be_visible()

    admin_page.goto("/")
    entries = admin_page.locator(".main-menu > .wrap > ul > li > :is(a, button)")
    assert entries.all_inner_texts() == ["Living well", "Treatments", "Resources"]


def test_errors_of_an_entry_lead_to_their_fields(main_menu, admin_page):
    admin_page.goto(at("item", main_menu.pk))
    admin_page.get_by_role("textbox", name="Label").fill("Click here")
    admin_page.get_by_role("button", name="Save entry").click()

    admin_page.get_by_role("alert").get_by_role("link", name="Label").click()

    expect(admin_page.locator("#id_label")).to_be_focused()
    assert admin_page.title().startswith("Error: ")


def test_steps_are_undone_and_done_again_without_scripts(
    main_menu, page_without_scripts, sign_in, admin_user
):
    page = sign_in(page_without_scripts, admin_user)
    page.goto(at("change", main_menu.pk))
    first_three = page.locator("#menu-desk > ol > li:nth-child(-n + 3) > .menu-row a")
    undo = page.get_by_role("button", name="Undo: moved “Treatments” down")

    page.get_by_role("button", name="Move down: Treatments").press("Enter")
    expect(first_three).to_have_text(["Living well", "Treatments", "Resources"])
    expect(page.locator(":focus")).to_have_accessible_name("Move down: Treatments")
    page.keyboard.press("Enter")
    expect(first_three).to_have_text(["Living well", "Resources", "Treatments"])
    expect(page.locator(":focus")).to_have_accessible_description(
        "“Treatments” moved down. Readers see no change yet."
    )

    undo.press("Enter")
    expect(first_three).to_have_text(["Living well", "Treatments", "Resources"])
    undo.press("Enter")
    expect(first_three).to_have_text(["Treatments", "Living well", "Resources"])
    page.get_by_role("button", name="Redo: moved “Treatments” down").press("Enter")
    expect(first_three).to_have_text(["Living well", "Treatments", "Resources"])


def test_a_page_is_picked_by_its_title_with_and_without_scripts(
    main_menu, admin_page, page_without_scripts, sign_in, admin_user
):
    admin_page.goto(f"{at('change', main_menu.pk)}?add=1")
    field = admin_page.get_by_role("combobox", name="Address")
    field.press_sequentially("short")
    expect(admin_page.locator(".choice-list [role=option]")).to_have_count(1)
    field.press("ArrowDown")
    field.press("Enter")
    assert field.input_value() == "/treatments/short/"
    assert admin_page.get_by_label("Label").first.input_value() == "A short page"

    page = sign_in(page_without_scripts, admin_user)
    page.goto(f"{at('change', main_menu.pk)}?add=1")
    page.get_by_label("Address").fill("short")
    page.get_by_role("button", name="Find pages").press("Enter")
    page.get_by_role("button", name="A short page").press("Enter")
    expect(page.get_by_label("Address")).to_have_value("/treatments/short/")
    page.get_by_label("Label").first.fill("Briefly")
    page.get_by_role("button", name="Save entry").press("Enter")
    expect(page.get_by_text("“Briefly” was saved.")).to_be_visible()


def test_an_entry_is_dragged_to_another_place(main_menu, admin_page):
    admin_page.goto(at("change", main_menu.pk))
    rows = admin_page.locator("#menu-desk > ol > li > .menu-row")

    rows.nth(1).drag_to(rows.nth(0), target_position={"x": 60, "y": 3})

    said = "“Living well” moved before “Treatments”."
    expect(admin_page.locator("#last-step")).to_contain_text(said)
    assert rows.nth(0).locator("a").inner_text() == "Living well"


def test_the_preview_shows_the_menu_as_arranged_on_a_real_page(main_menu, admin_page):
    admin_page.goto(at("preview", main_menu.pk))

    shown = admin_page.frame_locator("iframe").locator(".main-menu > .wrap > ul > li")
    expect(shown.last).to_contain_text("Nowhere")
    admin_page.goto("/")
    assert "Nowhere" not in admin_page.locator(".main-menu").inner_text()
