"""The same table on the site as it is served: the sample content and an imported page."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from accessibility.menus.live import live_menus
from articles.models import Publication
from tests.screen_reader.spoken_menu import check_menu_is_spoken

pytestmark = [pytest.mark.prove, pytest.mark.orca, pytest.mark.django_db(transaction=True)]

REFERENCE_PAGE = Path(settings.BASE_DIR).parent / "shared" / "reference" / "ms-centre-page.txt"


@pytest.fixture
def sample_site(media_root):
    call_command("load_sample_site", verbosity=0)


def check_on(listener):
    first, second, *_ = items = live_menus()["main"].items
    check_menu_is_spoken(
        listener,
        first=first.label,
        links=[f"{first.label} overview", first.items[0].label],
        second=second.label,
        entries=len(items),
    )


@pytest.mark.parametrize(
    "address",
    ["/", "/treatments/", "/symptoms/fatigue/", "/search/?q=fatigue", "/glossary/", "/tell-us/"],
)
def test_the_menu_is_spoken_on_every_type_of_page(address, sample_site, listen):
    check_on(listen(address))


def test_what_stands_beside_a_long_list_is_heard_after_it(sample_site, listen):
    """It is above the window by then, where Orca takes a label for one that nobody should hear."""
    listener = listen("/")
    listener.press("ctrl+End")
    heard = [listener.press("shift+h") for _ in range(3)]
    listener.press("Up")

    assert heard[-1] == ["Need help now? heading level 2."]
    assert listener.press("Down")[-1] == "Need help now? heading level 2."


def test_the_menu_is_spoken_on_an_imported_page(sample_site, listen):
    call_command("import_page", str(REFERENCE_PAGE), section="treatments", publish=True)
    newest = Publication.objects.latest("pk")

    check_on(listen(newest.path))
