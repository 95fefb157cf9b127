"""Thirty editors save ten pages for three minutes: of what was acknowledged nothing vanishes.

On every page each editor has a paragraph of their own, which nobody else touches, and all share
one. DRILL_SECONDS, DRILL_EDITORS and DRILL_PAGES set how long, how many, and on how many.
"""

import os
import random
import re
import time
import urllib.parse
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from tests.desk_forms import as_sent
from tests.prove.own_site import Desk, make_pages, own_site

pytestmark = pytest.mark.prove
SECONDS = float(os.environ.get("DRILL_SECONDS", "180"))
EDITORS = int(os.environ.get("DRILL_EDITORS", "30"))
PAGES = int(os.environ.get("DRILL_PAGES", "10"))
TEXTS_OF_ALL = "SELECT number, body FROM articles_revision WHERE article_id = %s ORDER BY number"
OWN, SHARED = re.compile(r"^Editor (\d+), turn (\d+)\.$", re.M), re.compile(r"^Shared: (.*)$", re.M)
MERGED = "while you were writing"


@dataclass
class Life:
    """What one editor was told: every outcome, and the texts that were acknowledged."""

    outcomes: Counter = field(default_factory=Counter)
    turns: dict = field(default_factory=dict)  # page → the last turn that was acknowledged
    shared: dict = field(default_factory=dict)  # what was written → what the form had shown


def test_no_acknowledged_text_of_thirty_editors_vanishes():
    with own_site() as site:
        pages = make_pages(site, max(EDITORS, PAGES))[:PAGES]
        site.start_web()
        desks = [Desk(site, number) for number in range(EDITORS)]
        for page in pages:
            begin(desks[0], page)
        until = time.monotonic() + SECONDS
        with ThreadPoolExecutor(EDITORS) as pool:
            told = [pool.submit(live, desk, n, pages, until) for n, desk in enumerate(desks)]
            lives = [each.result() for each in told]
        texts = {page: [body for _, body in site.rows(TEXTS_OF_ALL, page)] for page in pages}

    outcomes = sum((life.outcomes for life in lives), Counter())
    lost = [fault for page in pages for fault in faults_of(page, texts[page], lives)]
    print(
        f"\n{EDITORS} editors, {PAGES} pages, {SECONDS:.0f} s: {dict(outcomes)}, lost {len(lost)}"
    )
    assert lost == []
    assert outcomes["acknowledged"] > EDITORS
    assert outcomes["merged"] > 0
    assert outcomes["conflict"] > 0
    assert sum(map(len, texts.values())) >= outcomes["acknowledged"]


# --- Editors --------------------------------------------------------------------------------


def begin(desk, page):
    own = [f"Editor {number}, turn 0." for number in range(EDITORS)]
    body = "\n\n".join(["Shared: begun", *own])
    opened = desk.ask(address(page))
    assert post(desk, page, as_sent(Shown(opened), body=body)).status == 302


def live(desk, number, pages, until):
    """Open a page, think, change one paragraph or both, save; again until the time is over."""
    chance, life, turn = random.Random(number), Life(), 0
    while time.monotonic() < until:
        page, turn = chance.choice(pages), turn + 1
        opened = desk.ask(address(page))
        if opened is None or opened.status != 200:
            life.outcomes["not opened"] += 1
            continue
        shows_merge = MERGED in opened.text
        life.outcomes["merged"] += shows_merge
        time.sleep(chance.uniform(0, 1))
        save(desk, number, page, turn, opened, life, is_shared=chance.random() < 0.2)
    return life


def save(desk, number, page, turn, opened, life, *, is_shared):
    form = as_sent(Shown(opened))
    body = form["body"][0].replace("\r\n", "\n")
    own = re.compile(rf"^Editor {number}, turn \d+\.$", re.M)
    body = own.sub(f"Editor {number}, turn {turn}.", body)
    seen, written = SHARED.search(body)[1], f"{number} {turn}"
    if is_shared:
        body = SHARED.sub(f"Shared: {written}", body)
    answer = post(desk, page, form | {"body": [body]})
    outcome = "no answer" if answer is None else OUTCOMES.get(answer.status, str(answer.status))
    life.outcomes[outcome] += 1
    if outcome == "acknowledged":
        life.turns[page] = turn
    if is_shared:  # also where no answer came: it may have been saved
        life.shared[written] = seen


OUTCOMES = {302: "acknowledged", 409: "conflict", 503: "busy"}


def address(page):
    return f"/admin/articles/article/{page}/change/"


def post(desk, page, form):
    token = next(cookie.value for cookie in desk.cookies if cookie.name == "csrftoken")
    sent = form | {"csrfmiddlewaretoken": token}
    return desk.ask(address(page), urllib.parse.urlencode(sent, doseq=True).encode())


class Shown:
    """An answer as ``as_sent`` reads it."""

    def __init__(self, answer):
        self.content = answer.text.encode()


# --- What became of it ----------------------------------------------------------------------


def faults_of(page, texts, lives):
    """Sentences about acknowledged words that are gone though nobody saw them go."""
    yield from _went_back(page, texts)
    yield from _unseen(page, texts, lives)
    last = _turns(texts[-1])
    for number, life in enumerate(lives):
        if last.get(number, -1) < life.turns.get(page, 0):
            yield f"page {page}: editor {number} was told that turn {life.turns[page]} was saved"


def _turns(text):
    return {int(number): int(turn) for number, turn in OWN.findall(text)}


def _went_back(page, texts):
    """An own paragraph never returns to an earlier turn, nor goes away."""
    for before, after in zip(texts[1:], texts[2:], strict=False):
        old, new = _turns(before), _turns(after)
        gone = [number for number in old if new.get(number, -1) < old[number]]
        yield from (f"page {page}: the paragraph of editor {number} went back" for number in gone)


def _unseen(page, texts, lives):
    """Who replaces the shared paragraph had been shown what they replace."""
    seen = {written: shown for life in lives for written, shown in life.shared.items()}
    shared = [SHARED.search(text)[1] for text in texts[1:]]
    for before, after in zip(shared, shared[1:], strict=False):
        if after != before and seen.get(after) != before:
            based_on = seen.get(after)
            yield f"page {page}: “{after}” replaced “{before}”, but was based on “{based_on}”"
