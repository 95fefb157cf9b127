"""Readers keep every page, none of it read before, whatever is killed or stands still behind it."""

import os
import signal
import time
from collections import Counter
from contextlib import contextmanager, suppress
from threading import Event, Thread

import pytest

from articles.baking import layout
from articles.baking.release import Trees
from bench import own_nginx
from tests.mscoe.startup.test_run import free_port
from tests.mscoe.test_nginx import ask
from tests.prove.own_site import Desk, make_pages, own_site
from tests.prove.test_baking_killed import Follower
from tests.prove.test_killed_web_server import form

pytestmark = pytest.mark.prove
SECONDS = float(os.environ.get("DRILL_SECONDS", "20"))
REQUESTS_A_SECOND = 50
SECONDS_BETWEEN_SAVES = 2
PUBLISH = """
from articles import publishing
from articles.models import Article, Section
section = Section.objects.get()
for number in range(60):
    article = Article(title=f"Page {number}", section=section, summary="S.", body="Text. " * 300)
    revision = publishing.save_draft(article=article, by=None).revision
    publishing.publish(revision=revision, by=None, reason="Drill", urgent=True)
for number in range(6):
    last = Article.objects.order_by("-pk")[number]
    publishing.withdraw(article=last, by=None, reason="Drill", gone=number % 2 == 0)
for article in Article.objects.filter(title__startswith="Page 1"):
    publishing.move(article=article, slug=f"moved-{article.pk}", section=section, by=None)
answer = True
"""
TOLD = "cannot reach its database"


def test_no_reader_notices_that_something_behind_the_pages_is_down():
    with own_site(durable=True) as site, served(site) as parts:
        baked = published(site)
        for what, down in DRILLS.items():
            editor = Editor(parts.desk, parts.page)
            with down(parts), editor.at_work():
                for name, port in (("site", site.port), ("nginx", parts.port)):
                    if name == "nginx" or what != "gunicorn killed":
                        worst = ask_for_all(port, baked)
                        print(f"\n{what}, {name}: p99 {worst * 1000:.0f} ms (aim ≤ 50)", end="")
            print(f"; the editor: {editor.report()}")
            if what in DATABASE_DRILLS:
                assert editor.answers[503] and set(editor.answers) <= {302, 503}
                assert editor.words_shown_again == editor.answers[503]


class Parts:
    """What a drill may take away, where readers come in, and an editor with a page."""

    def __init__(self, **parts):
        self.__dict__.update(parts)


@contextmanager
def served(site):
    """The site with pages, a follower that has baked them, gunicorn, and nginx in front."""
    pages = make_pages(site, 1)
    site.python(PUBLISH)
    with site.database_by_port() as relay, nginx_before(site) as port:
        follower = Follower(site)
        follower.until_true()
        site.start_web()
        desk = Desk(site, 0, url=f"http://127.0.0.1:{port}")
        try:
            yield Parts(
                site=site, relay=relay, port=port, follower=follower, desk=desk, page=pages[0]
            )
        finally:
            follower.kill()


@contextmanager
def nginx_before(site):
    port, folder = free_port(), site.folder / "nginx"
    folder.mkdir()
    configuration = own_nginx.on_one_port(
        baked=site.folder / "baked", folder=folder, port=port, behind=site.port
    )
    process = own_nginx.start(configuration, folder=folder)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(10)


def published(site):
    """What every address answers, from its file: status and bytes, or where it leads."""
    tree = Trees(site.folder / "baked").current()
    statuses = {layout.PAGES: 200, layout.GONE: 410, layout.REDIRECTS: 301}
    known = {}
    for file in tree.files():
        if status := statuses.get(file.partition(b"/")[0]):
            known[layout.address_of(file).decode()] = (status, tree.read(file))
    assert len(known) > 100
    assert {status for status, _ in known.values()} == set(statuses.values())
    return known


def ask_for_all(port, baked):
    """All addresses again and again at a steady pace; how long 99 of 100 took at most."""
    times, addresses, end = [], list(baked), time.monotonic() + SECONDS
    while time.monotonic() < end:
        began = time.monotonic()
        address = addresses[len(times) % len(addresses)]
        status, headers, body = ask(port, address)
        told = headers["location"].encode() if status == 301 else body
        assert (status, told) == baked[address], address
        times.append(time.monotonic() - began)
        time.sleep(max(0, 1 / REQUESTS_A_SECOND - times[-1]))
    return sorted(times)[int(len(times) * 0.99)]


class Editor:
    """Someone who saves the same page all the while, and is told how it went."""

    def __init__(self, desk, page):
        self.desk, self.at = desk, f"/admin/articles/article/{page}/change/"
        self.is_over = Event()
        self.answers, self.slowest, self.words_shown_again = Counter(), 0, 0

    @contextmanager
    def at_work(self):
        thread = Thread(target=self.save_again_and_again)
        thread.start()
        try:
            yield
        finally:
            self.is_over.set()
            thread.join()

    def save_again_and_again(self):
        while not self.is_over.wait(SECONDS_BETWEEN_SAVES):
            words, began = f"Words of {time.monotonic()}", time.monotonic()
            answer = self.desk.post(self.at, form(words))
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.answers[answer and answer.status] += 1
            self.words_shown_again += (
                answer is not None and TOLD in answer.text and (words in answer.text)
            )

    def report(self):
        return f"{dict(self.answers)}, told within {self.slowest:.1f} s"


# --- what is down ---


@contextmanager
def database_killed(parts):
    parts.site.kill_database()
    yield
    parts.site.server.start_again_if_ended()


@contextmanager
def database_standing_still(parts):
    with stopped(*parts.site.processes_of_database()):
        yield


@contextmanager
def port_of_the_database_dropped(parts):
    with stopped(parts.relay.pid):
        yield


@contextmanager
def stopped(*processes):
    send(signal.SIGSTOP, processes)
    try:
        yield
    finally:
        send(signal.SIGCONT, processes)


def send(what, processes):
    """Some of PostgreSQL's processes come and go by themselves."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, what)


@contextmanager
def follower_killed(parts):
    parts.follower.kill()
    yield
    parts.follower.start()


@contextmanager
def gunicorn_killed(parts):
    parts.site.kill_web()
    yield
    parts.site.start_web()


DATABASE_DRILLS = {
    "database killed": database_killed,
    "database standing still": database_standing_still,
    "port of the database dropped": port_of_the_database_dropped,
}
DRILLS = DATABASE_DRILLS | {
    "follower killed": follower_killed,
    "gunicorn killed": gunicorn_killed,
}
