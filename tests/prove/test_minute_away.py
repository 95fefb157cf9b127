"""A minute without a network, a minute without the site, a browser that is killed: no word is lost.

Typing goes on meanwhile. What comes back is sent once: one unsaved text on the site, in which every
paragraph stands once, and nothing left in the browser.
"""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browsing import CHROMIUM_OPTIONS, find_chromium, start_browser
from tests.prove.own_site import PASSWORD, make_pages, own_site
from tests.prove.test_database_stopped import (
    NOTHING_WAITS,
    TYPE,
    newest,
    open_form,
    unsaved,
    wait_until,
)

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not find_chromium(), reason="Chromium is not installed."),
]
AWAY = 60  # seconds
PAUSE = 2  # seconds from paragraph to paragraph: some are typed before, most while away, some after
PARAGRAPHS = [f"Paragraph {number} was typed whatever happened." for number in range(40)]
WHOLE = "\n\n".join(PARAGRAPHS)
LAST_WORDS = 3  # seconds until the last paragraph is on its way
KEPT_BY_BROWSER = 8  # seconds in which Chromium writes what it keeps to its disk


@pytest.fixture(scope="module")
def site():
    with own_site() as started:
        started.keys = make_pages(started, 4)
        started.start_web()
        yield started


def go_offline(site, page):
    page.context.set_offline(True)


def come_online(site, page):
    page.context.set_offline(False)


def kill_site(site, page):
    site.kill_web()


def start_site(site, page):
    site.start_web()


@pytest.mark.parametrize(
    ("number", "leave", "come_back"),
    [(0, go_offline, come_online), (1, kill_site, start_site)],
    ids=["without a network", "without the site"],
)
def test_what_is_typed_in_a_minute_away_is_sent_once_and_saved(number, leave, come_back, site):
    key = site.keys[number]
    with start_browser() as browser:
        page = open_form(browser, site, number, key)
        page.evaluate(TYPE, [list(PARAGRAPHS), PAUSE])
        page.wait_for_timeout(3 * PAUSE * 1000)
        leave(site, page)
        page.wait_for_timeout(AWAY * 1000)
        status = page.locator("[data-saving-status]")
        expect(status).to_contain_text("kept in this browser")
        assert unsaved(site)[key] != WHOLE
        came_back_at = time.monotonic()
        come_back(site, page)
        expect(status).to_contain_text("Autosaved", timeout=30_000)
        print(f"\nsaved {time.monotonic() - came_back_at:.1f} s after it began to come back")
        wait_until(page, "() => window.isDone === true", seconds=60)
        page.wait_for_timeout(LAST_WORDS * 1000)
        wait_until(page, NOTHING_WAITS, seconds=30)

        assert unsaved(site)[key] == WHOLE
        assert parts(site, key) == 1
        page.get_by_role("button", name="Save draft").click()
        expect(page.get_by_text("was saved")).to_be_visible(timeout=30_000)

    assert newest(site)[key] == WHOLE
    assert revisions(site, key) == 2
    assert key not in unsaved(site)


@pytest.mark.parametrize(
    ("number", "is_offline"), [(2, False), (3, True)], ids=["online", "offline"]
)
def test_a_browser_that_is_killed_finds_its_words_when_it_is_started_again(
    number, is_offline, site, tmp_path
):
    key = site.keys[number]
    with sync_playwright() as playwright:
        first = start_with_profile(playwright, site, tmp_path)
        page = sign_in(first.pages[0], number, key)
        first.set_offline(is_offline)
        page.get_by_label("Text:").fill(WHOLE)
        expect(page.locator("[data-saving-status]")).to_contain_text(
            "kept in this browser" if is_offline else "Autosaved", timeout=30_000
        )
        if is_offline:
            page.wait_for_timeout(KEPT_BY_BROWSER * 1000)
        kill_browser(tmp_path)

        again = start_with_profile(playwright, site, tmp_path)
        page = sign_in(again.pages[0], number, key)
        if is_offline:
            page.get_by_role("button", name="Show it").click()
        page.get_by_role("button", name="Restore the unsaved work").click()
        expect(page.get_by_label("Text:")).to_have_value(WHOLE)
        page.get_by_role("button", name="Save draft").click()
        expect(page.get_by_text("was saved")).to_be_visible(timeout=30_000)
        again.close()

    assert newest(site)[key] == WHOLE
    assert revisions(site, key) == 2


def start_with_profile(playwright, site, folder):
    context = playwright.chromium.launch_persistent_context(
        folder, executable_path=find_chromium(), args=CHROMIUM_OPTIONS, base_url=site.url
    )
    context.set_default_timeout(60_000)
    return context


def sign_in(page, number, key):
    page.goto(f"/admin/login/?next=/admin/articles/article/{key}/change/")
    if page.get_by_label("Username").count():  # a killed browser forgets sessions
        page.get_by_label("Username").fill(f"editor-{number}")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
    page.wait_for_selector(".markdown-editor.is-ready")
    return page


def kill_browser(profile):
    """kill -9 for the browser with that profile: no page hears of it."""
    found = [
        int(process.name)
        for process in Path("/proc").iterdir()
        if process.name.isdecimal() and f"--user-data-dir={profile}" in command_of(process)
    ]
    assert found
    for pid in found:
        with suppress(ProcessLookupError):  # its parent's end was its own
            os.kill(pid, signal.SIGKILL)
    time.sleep(1)


def command_of(process):
    try:
        return (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def parts(site, key):
    """How many windows' unsaved work the site holds of the page."""
    [(values,)] = site.rows("SELECT values FROM articles_buffer WHERE article_id = %s", key)
    return len(values)


def revisions(site, key):
    query = "SELECT count(*) FROM articles_revision WHERE article_id = %s"
    return site.rows(query, key)[0][0]
