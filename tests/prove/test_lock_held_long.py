"""A lock is held for 40 s while fourteen editors save: no reader is turned away meanwhile."""

import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from accessibility.changes.act_lock import ACT_LOCK
from tests.prove.own_site import Desk, make_pages, own_site

pytestmark = pytest.mark.prove
SECONDS, EDITORS, READERS, REQUESTS = 40, 14, 4, 200
ADDRESSES = ["/search/?q=begun", "/glossary/", "/symptoms/", "/search/?q=page+7"]
KINDS = {
    "the act lock": f"SELECT pg_advisory_lock({ACT_LOCK})",
    "every page's row": "SELECT * FROM articles_article FOR UPDATE",
    "a table, as a migration locks it": "LOCK TABLE articles_buffer IN ACCESS EXCLUSIVE MODE",
}


@pytest.mark.parametrize("kind", KINDS)
def test_readers_are_served_and_editors_told_while_a_lock_is_held(kind):
    with own_site() as site, ThreadPoolExecutor(EDITORS + READERS) as pool:
        pages = make_pages(site, EDITORS)
        site.start_web()
        desks = [Desk(site, number) for number in range(EDITORS)]
        holder = site.server.connect(site.server.DATABASE)
        holder.cursor().execute(KINDS[kind])
        over = time.monotonic() + SECONDS
        pairs = enumerate(zip(desks, pages, strict=True))
        saves = [pool.submit(save_again_and_again, number, *pair, over) for number, pair in pairs]
        readers = [pool.submit(read, site, over) for _ in range(READERS)]
        read_in = [one for reader in readers for one in reader.result()]
        told = [one for save in saves for one in save.result()]
        holder.close()
        assert Desk(site, 0).ask("/admin/").status == 200

    waits = sorted(seconds for seconds, _ in read_in)
    failed = [status for _, status in read_in if status != 200]
    busy = [seconds for seconds, status, _ in told if status == 503]
    print(
        f"\n{kind}: {len(failed)} of {len(waits)} reads failed; half within"
        f" {waits[len(waits) // 2]:.2f} s, 95 % within {waits[len(waits) * 95 // 100]:.2f} s, all"
        f" within {waits[-1]:.2f} s. {len(told)} saves were answered, {len(busy)} of them with 503,"
        f" after {max(busy, default=0):.1f} s at most."
    )
    assert failed == []
    assert len(waits) == REQUESTS
    assert {status for _, status, _ in told} <= {200, 302, 503}
    assert all(are_kept for _, status, are_kept in told if status == 503)


def read(site, over):
    """(seconds, status) of this reader's share of the requests, over the whole time."""
    count, done = REQUESTS // READERS, []
    pause = (over - time.monotonic()) / count
    for number in range(count):
        began = time.monotonic()
        done.append((status_of(site.url + ADDRESSES[number % 4]), time.monotonic() - began)[::-1])
        time.sleep(max(pause - done[-1][0], 0))
    return done


def status_of(address):
    try:
        with urllib.request.urlopen(address, timeout=15) as response:
            return response.status
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError as problem:
        return str(problem)


def save_again_and_again(number, desk, page, over):
    """(seconds, status, whether the words came back) of each: a term, then the page, in turn."""
    told, turn = [], 0
    while time.monotonic() < over:
        turn += 1
        words = f"Words of editor {number}, save {turn}"
        began = time.monotonic()
        if turn % 2:
            answer = desk.post("/admin/accessibility/term/add/", term(words))
        else:
            answer = desk.post(f"/admin/articles/article/{page}/change/", form(words))
        text, status = (answer.text, answer.status) if answer else ("", "no answer")
        told.append((time.monotonic() - began, status, words in text))
        time.sleep(0.5)
    return told


def term(words):
    return {"name": words, "plain_words": words, "language": "en", "in_use": "on"}


def form(words):
    rows = {
        f"{name}-{count}_FORMS": 0
        for name in ("authors", "resources")
        for count in ("TOTAL", "INITIAL")
    }
    fields = {"title": "A page", "slug": "", "summary": "S.", "language": "en", "body": words}
    return fields | rows
