"""Readers keep every page, none of it read before, whatever is killed or stands still behind it."""

import os
import signal
import time
from contextlib import contextmanager

import pytest

from articles.baking import layout
from articles.baking.release import Trees
from bench import own_nginx
from tests.mscoe.test_nginx import ask
from tests.mscoe.test_running import free_port
from tests.prove.own_site import own_site
from tests.prove.test_baking_killed import Follower

pytestmark = pytest.mark.prove
SECONDS = float(os.environ.get("DRILL_SECONDS", "20"))
REQUESTS_A_SECOND = 50
PUBLISH = """
from articles import publishing
from articles.models import Article, Section
section = publishing.save_section(section=Section(slug="symptoms", name="Symptoms"), by=None)
for number in range(60):
    article = Article(title=f"Page {number}", section=section, summary="S.", body="Text. " * 300)
    revision = publishing.save_draft(article=article, by=None)
    publishing.publish(revision=revision, by=None, reason="Drill", urgent=True)
for number in range(6):
    last = Article.objects.order_by("pk")[number]
    publishing.withdraw(article=last, by=None, reason="Drill", gone=number % 2 == 0)
answer = True
"""


def test_no_reader_notices_that_something_behind_the_pages_is_down():
    with own_site() as site, served(site) as (follower, nginx):
        baked = published(site)
        figures = []
        for what, down in DRILLS.items():
            with down(site, follower):
                for name, port in (("site", site.port), ("nginx", nginx)):
                    if name == "site" and what == "gunicorn killed":
                        continue
                    worst = ask_for_all(port, baked)
                    figures.append(f"{what}, {name}: slowest of 99 in 100 {worst * 1000:.0f} ms")
        print("\n" + "\n".join(figures))


@contextmanager
def served(site):
    """The site with pages, a follower that has baked them, gunicorn, and nginx in front."""
    site.python(PUBLISH)
    follower = Follower(site)
    follower.until_true()
    site.start_web()
    port = free_port()
    folder = site.folder / "nginx"
    folder.mkdir()
    configuration = own_nginx.on_one_port(
        baked=site.folder / "baked", folder=folder, port=port, behind=site.port
    )
    process = own_nginx.start(configuration, folder=folder)
    time.sleep(1)
    try:
        yield follower, port
    finally:
        process.terminate()
        process.wait(10)
        follower.kill()


def published(site):
    """What every address answers, from its file: (status, bytes) by address."""
    tree = Trees(site.folder / "baked").current()
    statuses = {layout.PAGES: 200, layout.GONE: 410}
    known = {}
    for file in tree.files():
        if status := statuses.get(file.partition(b"/")[0]):
            known[layout.address_of(file).decode()] = (status, tree.read(file))
    assert len(known) > 100
    return known


def ask_for_all(port, baked):
    """All addresses again and again at a steady pace; how long 99 of 100 took at most."""
    times, addresses, end = [], list(baked), time.monotonic() + SECONDS
    while time.monotonic() < end:
        began = time.monotonic()
        address = addresses[len(times) % len(addresses)]
        status, _, body = ask(port, address)
        assert (status, body) == baked[address], address
        times.append(time.monotonic() - began)
        time.sleep(max(0, 1 / REQUESTS_A_SECOND - times[-1]))
    return sorted(times)[int(len(times) * 0.99)]


# --- what is down ---


@contextmanager
def database_killed(site, follower):
    for process in site.processes_of_database():
        os.kill(process, signal.SIGKILL)
    yield
    site.server.start_again_if_ended()


@contextmanager
def database_standing_still(site, follower):
    processes = site.processes_of_database()
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    yield
    for process in processes:
        os.kill(process, signal.SIGCONT)


@contextmanager
def follower_killed(site, follower):
    follower.kill()
    yield
    follower.start()


@contextmanager
def gunicorn_killed(site, follower):
    site.kill_web()
    yield
    site.start_web()


DRILLS = {
    "database killed": database_killed,
    "database standing still": database_standing_still,
    "follower killed": follower_killed,
    "gunicorn killed": gunicorn_killed,
}
