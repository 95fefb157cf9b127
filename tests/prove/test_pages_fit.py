"""No public page scrolls sideways: every page of the sample site, and a hundred imported ones."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.importers.import_pages import Wishes, files_in, import_files
from articles.models import Publication
from mscoe.environment import ROOT
from tests import factories
from tests.journeys.test_every_public_page import WIDER_THAN_THE_WINDOW
from tests.site_copies import live_addresses

CORPUS = ROOT.parent / "shared" / "corpus"
OLD_SITE = "https://www.va.gov/"
IMPORTED = 50  # of each kind

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]


def too_wide(page, addresses):
    """What makes pages wider than the window, by address."""
    found = {}
    for address in addresses:
        page.goto(address)
        if wide := page.evaluate(WIDER_THAN_THE_WINDOW):
            found[address] = wide
    return found


def test_no_page_of_the_sample_site_scrolls_sideways_at_320_pixels(media_root, narrow_page):
    call_command("load_sample_site", verbosity=0)
    addresses = live_addresses()

    assert len(addresses) > 20
    assert too_wide(narrow_page, addresses) == {}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="There is no folder ../shared.")
@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_no_imported_page_scrolls_sideways_at_320_pixels(kind, media_root, narrow_page):
    call_command("load_sample_site", verbosity=0)
    wishes = Wishes(section=factories.section(), publish=True)
    files = files_in([CORPUS / kind])[: IMPORTED + 10]  # some hold no text
    list(import_files(files, wishes=wishes, base_url=OLD_SITE, site_names=()))
    at = timezone.now()
    live = Publication.objects.live(at=at).filter(article__section=wishes.section)
    addresses = live.values_list("path", flat=True)

    assert len(addresses) >= IMPORTED - 5
    assert too_wide(narrow_page, addresses) == {}
