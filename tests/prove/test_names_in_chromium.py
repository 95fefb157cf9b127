"""Our roles, names, descriptions, levels and states against Chromium's own accessibility tree."""

import pytest
from django.core.management import call_command

from bench import names_score

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]

# Of pages that others wrote; what differs there is told in docs/accessibility.md.
LEAST = {"role": 0.985, "name": 0.995, "description": 0.99, "level": 1, "state": 0.9}


def test_our_own_pages_mean_the_same_to_us_and_to_the_browser(media_root, browser, live_server):
    call_command("load_sample_site", verbosity=0)
    pages = list(names_score.own_pages(live_server.url))

    tally = names_score.Chromium(browser, live_server.url).compare(pages)[names_score.OWN]

    assert len(pages) > 40
    assert poor(tally, dict.fromkeys(names_score.PROPERTIES, names_score.WANTED)) == {}


@pytest.mark.skipif(not names_score.SHARED.is_dir(), reason="There is no folder ../shared.")
def test_pages_of_others_nearly_mean_the_same(browser, live_server):
    pages = names_score.foreign_pages(names_score.SHARED)

    tallies = names_score.Chromium(browser, live_server.url).compare(pages)

    assert sorted(tallies) == ["W3C cases", "pages of others"]
    assert {group: poor(tally, LEAST) for group, tally in tallies.items()} == dict.fromkeys(
        tallies, {}
    )


def poor(tally, wanted):
    """What agrees too seldom, with what differs."""
    return {
        property_: tally.differences[property_]
        for property_, least in wanted.items()
        if tally.agreement(property_) < least
    }
