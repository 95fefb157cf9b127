"""The web server is killed again and again while editors save, publish and restore."""

import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from tests.prove.own_site import Desk, make_pages, own_site

pytestmark = pytest.mark.prove
KILLS = int(os.environ.get("DRILL_KILLS", "200"))
EDITORS = 3


def test_no_kill_of_the_web_server_tears_anything_or_loses_what_was_acknowledged():
    with own_site() as site:
        pages = make_pages(site, EDITORS)
        site.start_web()
        desks = [Desk(site, number) for number in range(EDITORS)]
        over, began = Event(), time.monotonic()
        with ThreadPoolExecutor(EDITORS) as pool:
            lives = [pool.submit(live, *pair, over) for pair in zip(desks, pages, strict=True)]
            kill_again_and_again(site, over)
            acknowledged = [entry for life in lives for entry in life.result()]

        figures = check(site, pages, acknowledged)
        print(f"\n{KILLS} kills in {time.monotonic() - began:.0f} s; {figures}")


def kill_again_and_again(site, over):
    chance = random.Random(4)
    try:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.05, 1.5))
            site.kill_web()
            site.start_web()
        time.sleep(1)
    finally:
        over.set()


def live(desk, page, over):
    """Save, publish and restore until it is over; what the site said it had done."""
    chance, acknowledged, number = random.Random(page), [], 1
    while not over.is_set():
        turn = len(acknowledged)
        act = chance.choice(["save", "save", "save", "publish", "restore"])
        if act == "save":
            text = f"Page {page}, text {turn} {chance.random()}"
            answer = desk.post(f"/admin/articles/article/{page}/change/", form(text))
            done = ("save", page, text)
        elif act == "publish":
            answer = desk.post(f"/admin/articles/article/{page}/publish/", urgently(number))
            done = ("publish", page, number)
        else:
            answer = desk.post(f"/admin/articles/article/{page}/restore/", {"revision": 1})
            done = ("restore", page, 1)
        if answer is None:
            time.sleep(0.05)
        elif answer.status == 302:
            acknowledged.append(done)
    return acknowledged


def urgently(number):
    return {"revision": number, "urgent": "yes", "urgent-reason": "Drill"}


def form(text):
    rows = {
        f"{name}-{count}_FORMS": 0
        for name in ("authors", "resources")
        for count in ("TOTAL", "INITIAL")
    }
    fields = {"title": "A page", "slug": "", "summary": "S.", "language": "en", "body": text}
    return fields | rows


def check(site, pages, acknowledged):
    texts = {
        (page, body) for page, body in site.rows("SELECT article_id, body FROM articles_revision")
    }
    saved = [(page, text) for act, page, text in acknowledged if act == "save"]
    assert [entry for entry in saved if entry not in texts] == []
    published = set(
        site.rows(
            "SELECT p.article_id, r.number FROM articles_publication p"
            " JOIN articles_revision r ON r.id = p.revision_id"
        )
    )
    live = [(page, number) for act, page, number in acknowledged if act == "publish"]
    assert [entry for entry in live if entry not in published] == []
    for page in pages:
        whole(site, page)
    assert_nothing_half_done(site)
    assert len(acknowledged) > KILLS / 4  # the drill killed a server at work
    counts = {
        act: sum(done == act for done, *_ in acknowledged) for act in ("save", "publish", "restore")
    }
    assert all(counts.values())  # each of the three was at work
    return f"acknowledged {counts}, {len(texts)} texts in the history"


def whole(site, page):
    """Numbers without a gap, and a working copy that is its newest revision."""
    rows = site.rows(
        "SELECT number, body, title FROM articles_revision WHERE article_id = %s ORDER BY number",
        page,
    )
    assert [number for number, _, _ in rows] == list(range(1, len(rows) + 1))
    assert site.rows("SELECT body, title FROM articles_article WHERE id = %s", page) == [
        rows[-1][1:]
    ]


UNRENDERED = """
SELECT r.id FROM articles_revision r LEFT JOIN articles_rendering g ON g.revision_id = r.id
WHERE g.id IS NULL
"""
UNPUBLISHED = """
SELECT e.id FROM articles_event e WHERE verb = 'published' AND NOT EXISTS
(SELECT 1 FROM articles_publication p WHERE p.event_id = e.id)
"""
UNTOLD = """
SELECT e.id FROM articles_event e WHERE NOT EXISTS
(SELECT 1 FROM accessibility_change c WHERE c.at = e.at)
"""


def assert_nothing_half_done(site):
    for half_done in (UNRENDERED, UNPUBLISHED, UNTOLD):
        assert site.rows(half_done) == []
