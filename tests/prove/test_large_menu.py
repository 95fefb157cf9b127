"""A menu of 1,300 entries is found one's way in, and arranged, with the keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accessibility.menus import acts as menu_acts
from bench.menu_desk import shapes

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
NAME = "document.activeElement.ariaLabel ?? document.activeElement.id"


def press_tab_until(page, name, *, most=80):
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(NAME) == name:
            return
    raise AssertionError(f"{most} presses of Tab do not reach “{name}”.")


@pytest.mark.parametrize("shape", ["13 lists of 99", "13 x 9 x 10"])
def test_an_entry_among_1300_is_found_moved_and_moved_back_by_keyboard(shape, admin_page):
    menu = menu_acts.save_menu(slug="large", name="Large", items=shapes()[shape])
    admin_page.goto(reverse("admin:accessibility_menu_change", args=[menu.pk]))
    assert admin_page.locator(".menu-row:visible").count() == 13

    press_tab_until(admin_page, "menu-find")
    admin_page.keyboard.type("page/7-3/")
    admin_page.keyboard.press("Enter")
    expect(admin_page.get_by_text("of 1300 entries")).to_be_visible()
    press_tab_until(admin_page, "Move down: Page 7-3")
    admin_page.keyboard.press("Enter")

    expect(admin_page.locator("#last-step")).to_contain_text(
        "“Page 7-3” moved down.", timeout=30_000
    )
    expect(admin_page.locator(":focus")).to_have_accessible_name("Move down: Page 7-3")
    expect(admin_page.locator(":focus")).to_be_in_viewport()
    admin_page.keyboard.press("Enter")
    expect(admin_page.get_by_role("button", name="Undo: moved “Page 7-3” down")).to_be_visible(
        timeout=30_000
    )
    labels = [item.label for item in menu.items.get(label="Page 7").children.all()]
    assert labels.index("Page 7-3") >= 4
