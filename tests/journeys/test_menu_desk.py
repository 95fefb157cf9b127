"""Arranging and publishing a menu with the keyboard alone; the desk under axe."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accessibility import menus
from accessibility.models import Menu
from tests.journeys import whole_site
from tests.journeys.menu_walk import focused

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
    menus.add_item(menu, label="Nowhere", address="/nowhere/")
    return menu


def at(name, *args):
    return reverse(f"admin:accessibility_menu_{name}", args=args)


def desk_pages(menu):
    entry = menu.items.first()
    return {
        "list": at("changelist"),
        "menu": at("change", menu.pk),
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
        found[name] = axe(page)
    page.goto(at("item", main_menu.pk))
    page.get_by_role("button", name="Save entry").click()
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


def press_tab_until(page, name):
    for _ in range(120):
        page.keyboard.press("Tab")
        if (stop := focused(page)) and stop.name == name:
            return
    raise AssertionError(f"Tab does not reach “{name}”")


def test_a_menu_is_arranged_and_published_with_the_keyboard_alone(main_menu, admin_page):
    admin_page.goto(at("change", main_menu.pk))

    press_tab_until(admin_page, "Move up: Living well")
    admin_page.keyboard.press("Enter")
    expect(admin_page.get_by_text("“Living well” moved up.")).to_be_visible()
    # The place one was at is where one goes on: the entry that moved comes next.
    admin_page.keyboard.press("Tab")
    assert focused(admin_page).name == "Living well"

    press_tab_until(admin_page, "Take out: Nowhere")
    admin_page.keyboard.press("Enter")
    admin_page.get_by_role("button", name="Take it out").press("Enter")
    expect(admin_page.get_by_text("“Nowhere” was taken out.")).to_be_visible()

    press_tab_until(admin_page, "id_note")
    admin_page.keyboard.type("Living well comes first")
    admin_page.keyboard.press("Enter")
    expect(admin_page.get_by_text("The menu “Main” is live on every page.")).to_be_visible()

    admin_page.goto("/")
    entries = admin_page.locator(".main-menu > .wrap > ul > li > :is(a, button)")
    assert entries.all_inner_texts() == ["Living well", "Treatments", "Resources"]


def test_errors_of_an_entry_lead_to_their_fields(main_menu, admin_page):
    admin_page.goto(at("item", main_menu.pk))
    admin_page.get_by_role("textbox", name="Label").fill("Click here")
    admin_page.get_by_role("button", name="Save entry").click()

    admin_page.get_by_role("alert").get_by_role("link", name="Label").click()

    assert admin_page.evaluate("document.activeElement.id") == "id_label"
    assert admin_page.title().startswith("Error: ")
