"""Faults of menus that scanners pass, and the checks that find them. All nine: tests/prove."""

import pytest

from tests.journeys.menu_checks import CHECKS, FAULTS, open_sound_menu

pytestmark = pytest.mark.django_db(transaction=True)
SOME = ["focus-lost-on-close.js", "expanded-on-the-wrong-element.js", "hint-on-every-button.js"]


def test_every_fault_has_its_check():
    faults = {path.name for path in FAULTS.iterdir()} - {"sound.html", "sound.css"}

    assert set(CHECKS) == faults
    assert len(faults) == 9


@pytest.mark.parametrize("fault", SOME)
def test_a_check_fails_with_its_fault_and_passes_without(fault, page):
    open_sound_menu(page)
    assert CHECKS[fault](page) == []

    open_sound_menu(page, fault)
    assert CHECKS[fault](page) != []
