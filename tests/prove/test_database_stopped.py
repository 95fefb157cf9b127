"""PostgreSQL stops while twenty editors are putting in five thousand words each."""

import time

import pytest
from playwright.sync_api import expect

from tests.browsing import find_chromium, start_browser
from tests.prove.own_site import PASSWORD, make_pages, own_site

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not find_chromium(), reason="Chromium is not installed."),
]
EDITORS, PARAGRAPHS, WORDS = 20, 50, 100
SECONDS_A_PARAGRAPH = 1.5
SECONDS_WITHOUT_DATABASE = 10

# Typing goes on inside each page, whatever the others and the drill do meanwhile.
TYPE = """
([paragraphs, pause]) => {
  const field = document.getElementById("id_body");
  const status = document.querySelector("[data-saving-status]");
  window.told = [];
  new MutationObserver(() => window.told.push([Date.now() / 1000, status.textContent]))
    .observe(status, { childList: true, characterData: true, subtree: true });
  field.focus();
  field.select();
  document.execCommand("insertText", false, paragraphs.shift());
  const typing = setInterval(() => {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    document.execCommand("insertText", false, "\\n\\n" + paragraphs.shift());
    if (!paragraphs.length) { clearInterval(typing); window.isDone = true; }
  }, pause * 1000);
}
"""
# The browser lets go of what it kept once the site has it.
NOTHING_WAITS = """
() => document.querySelector("[data-saving-status]").textContent.startsWith("Autosaved")
  && !Object.keys(localStorage).some((key) => key.startsWith("unsaved:"))
"""
LAST = """
SELECT DISTINCT ON (article_id) article_id, body FROM articles_revision
ORDER BY article_id, number DESC
"""


def paragraphs_of(editor):
    return [
        " ".join(f"e{editor}p{number}w{word}" for word in range(WORDS))
        for number in range(PARAGRAPHS)
    ]


def test_twenty_editors_are_told_and_all_their_words_are_there_once():
    with own_site() as site, start_browser() as browser:
        keys = make_pages(site, EDITORS)
        site.start_web()
        pages = [open_form(browser, site, number, key) for number, key in enumerate(keys)]
        for number, page in enumerate(pages):
            page.evaluate(TYPE, [paragraphs_of(number), SECONDS_A_PARAGRAPH])
        pages[0].wait_for_timeout(PARAGRAPHS * SECONDS_A_PARAGRAPH * 1000 / 3)

        asked_at = time.time()
        site.server.stop()
        stopped_at = time.time()
        pages[0].wait_for_timeout(SECONDS_WITHOUT_DATABASE * 1000)
        site.server.start(with_parent=True)
        told = [seconds_until_told(page, asked_at) for page in pages]
        for page in pages:
            wait_until(page, "() => window.isDone === true", seconds=240)
            wait_until(page, NOTHING_WAITS, seconds=60)

        print(
            f"\n{EDITORS} editors; PostgreSQL took {stopped_at - asked_at:.1f} s to stop;"
            f" told after {sorted(told)[EDITORS // 2]:.1f} s (median), {max(told):.1f} s (last)"
        )
        assert max(told) <= 3 + (stopped_at - asked_at)
        wanted = {key: "\n\n".join(paragraphs_of(number)) for number, key in enumerate(keys)}
        assert unsaved(site) == wanted
        for page in pages:
            page.get_by_role("button", name="Save draft").click()
            expect(page.get_by_text("was saved")).to_be_visible(timeout=60_000)
        assert newest(site) == wanted
        assert unsaved(site) == {}


def open_form(browser, site, number, key):
    page = browser.new_context(base_url=site.url).new_page()
    page.set_default_timeout(60_000)
    page.goto(f"/admin/login/?next=/admin/articles/article/{key}/change/")
    page.get_by_label("Username").fill(f"editor-{number}")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".markdown-editor.is-ready")
    return page


def wait_until(page, is_so, *, seconds):
    """Asked from here: the site's policy lets nothing be evaluated inside its pages."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(is_so):
        assert time.monotonic() < deadline, page.evaluate("window.told")
        page.wait_for_timeout(200)


def seconds_until_told(page, moment):
    """When the line began to say so for as long as the database was away.

    A loaded machine says "Not saved" before as well: that counts only where it stands still, and
    not where something was saved after it.
    """
    said = page.evaluate("window.told")
    before = [(moment, words) for at, words in said if at < moment][-1:]
    away = [one for one in said if moment <= one[0] < moment + SECONDS_WITHOUT_DATABASE]
    lines = [*before, *away]
    saved_at = max((at for at, words in lines if words.startswith("Autosaved")), default=moment)
    told = [at for at, words in lines if at >= saved_at and words.startswith("Not saved")]
    assert told, said
    return told[0] - moment


def unsaved(site):
    """What the buffers hold, by page."""
    return {
        key: dict(part["pairs"])["body"].replace("\r\n", "\n")
        for key, values in site.rows("SELECT article_id, values FROM articles_buffer")
        for part in values.values()
    }


def newest(site):
    return dict(site.rows(LAST))
