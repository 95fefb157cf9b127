"""Nine deliberate faults of a menu: axe passes them, our checks do not; nor do they cry wolf."""

import pytest

from tests.journeys import whole_site
from tests.journeys.menu_checks import CHECKS, open_sound_menu

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
FOUND_BY_AXE = {"doubled-landmark-name.js"}


@pytest.mark.parametrize("fault", CHECKS)
def test_every_check_fails_with_its_fault_and_passes_without(fault, page):
    open_sound_menu(page)
    assert CHECKS[fault](page) == []

    open_sound_menu(page, fault)
    assert CHECKS[fault](page) != []


@pytest.mark.parametrize("fault", CHECKS)
def test_scanners_pass_most_of_the_faults(fault, page, axe):
    open_sound_menu(page, fault)

    assert bool(axe(page)) == (fault in FOUND_BY_AXE)


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.__name__)
def test_no_check_finds_anything_on_our_own_page(check, page, media_root):
    addresses = whole_site.build()
    page.goto(addresses["keyboard help"])

    assert check(page) == []
