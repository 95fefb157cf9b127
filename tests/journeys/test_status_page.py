"""The desk's page that says whether everything is all right, when it is not."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)
MODES = [
    {"color_scheme": "light"},
    {"color_scheme": "dark", "viewport": {"width": 320, "height": 640}},
]


def test_axe_finds_nothing_where_something_is_wrong(open_page, sign_in, admin_user, axe):
    for mode in MODES:
        page = sign_in(open_page(**mode), admin_user)
        page.goto("/admin/")
        page.get_by_role("link", name="Site status").click()

        page.wait_for_url(f"**{reverse('admin:status-page')}")
        # No process beside the web server runs here.
        expect(page.get_by_role("heading", name="The process that sends mail")).to_be_visible()
        assert axe(page) == []
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"]
