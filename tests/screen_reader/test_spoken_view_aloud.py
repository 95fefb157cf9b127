"""The spoken view says what real Orca says."""

from urllib.request import urlopen

import pytest
from django.core.management import call_command

from accessibility.spoken import spoken, spoken_menu
from bench import spoken_score
from tests.journeys import whole_site
from tests.screen_reader.spoken_view import (
    agreement,
    read_to_the_end,
    said_while_reading,
    walk,
)

pytestmark = [pytest.mark.orca, pytest.mark.django_db(transaction=True)]

WANTED = 0.98


@pytest.fixture
def addresses(media_root):
    return whole_site.build()


@pytest.fixture
def html_of(live_server):
    def fetch(path):
        with urlopen(live_server.url + path) as answer:
            return answer.read().decode()

    return fetch


@pytest.mark.parametrize("page", ["home", "page", "search, results"])
def test_a_page_is_read_as_the_spoken_view_says(page, addresses, listen, html_of):
    ours = said_while_reading(spoken(html_of(addresses[page])))

    heard = read_to_the_end(listen(addresses[page]), ours)

    found = agreement(ours, heard)
    assert found.ratio >= WANTED, found.differences
    # Laid out as flex, the paragraph with the dates made Orca say it again at each of them.
    assert heard.count("main content") <= 1


def test_an_opened_menu_is_heard_as_the_spoken_menu_says(addresses, listen, html_of):
    menu = spoken_menu(html_of(addresses["page"]))

    heard = walk(listen(addresses["page"]), menu.opened, menu.tabs_before)

    found = agreement([step.text for step in menu.opened], heard)
    assert found.ratio >= WANTED, found.differences


@pytest.mark.prove
def test_the_pages_and_menus_of_the_sample_site_are_heard_as_the_spoken_view_says(
    media_root, hearing, live_server
):
    call_command("load_sample_site", verbosity=0)
    listener = hearing.started()

    pages = dict(spoken_score.compare_pages(listener, live_server.url, ""))
    menus = dict(spoken_score.compare_menus(listener, live_server.url, ""))

    assert (len(pages), len(menus)) == (16, 4)
    poor = {title: each for title, each in (pages | menus).items() if each.ratio < WANTED}
    assert poor == {}
