"""A saved page of an old site becomes a page of this one, and someone finds and reads it."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

SAVED = """\
Attention A T users. To access the menus on this page please switch auto forms mode to off.

A Center for MS

Menu
Menu
Quick Links
Crisis Line Badge

Cooling Garments and Multiple Sclerosis

Ada Invented, DO and Bo Madeup, MD, MSPH

Warm weather can make symptoms worse for a while. A cooling garment is worn over or under clothes
and takes warmth away from the body.

Ask your physical therapist before you buy one. Some people find a damp cloth as good.

Additional Information

Disclaimer: Links are provided as a convenience and for informational purposes only.
"""


@pytest.fixture
def saved(tmp_path):
    file = tmp_path / "cooling.txt"
    file.write_text(SAVED)
    return file


def test_an_imported_page_is_published_found_and_read(saved, page):
    factories.section("living-well")
    factories.site_settings(site_name="A Center for MS")

    call_command("import_page", saved, section="living-well", publish=True, verbosity=0)
    page.goto("/")
    page.get_by_label("Search this site").fill("cooling garment")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Cooling Garments and Multiple Sclerosis").click()
    page.wait_for_url("**/living-well/cooling-garments-and-multiple-sclerosis/")

    assert page.get_by_role("heading", level=1).inner_text().split("\n") == [
        "Cooling Garments and Multiple Sclerosis"
    ]
    byline = page.locator(".byline").inner_text()
    assert "Ada Invented, DO and Bo Madeup, MD, MSPH" in byline
    text = page.locator("main").inner_text()
    assert "takes warmth away from the body" in text
    for furniture in ("auto forms mode", "Badge", "Disclaimer", "Menu"):
        assert furniture not in text


def test_an_imported_page_reads_the_same_without_scripts(saved, page_without_scripts):
    factories.section("living-well")

    call_command("import_page", saved, section="living-well", publish=True, verbosity=0)
    page_without_scripts.goto("/living-well/cooling-garments-and-multiple-sclerosis/")

    assert page_without_scripts.locator("main p", has_text="damp cloth").is_visible()
    people = page_without_scripts.locator(".byline a")
    people.first.click()
    expect(page_without_scripts.get_by_role("heading", level=1)).to_have_text(re.compile("^Ada"))
