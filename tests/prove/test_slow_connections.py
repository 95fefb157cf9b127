"""Five hundred connections that send a byte now and then, and readers who notice none of them."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from bench import own_nginx
from mscoe.environment import ROOT
from tests.mscoe.startup.test_run import free_port
from tests.prove.own_site import own_site
from tests.prove.reading import Wanted, readers
from tests.prove.test_baking_killed import Follower
from tests.prove.test_rolling_restart import PUBLISH, wait_until

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not own_nginx.NGINX, reason="nginx is not installed."),
]
SECONDS = float(os.environ.get("DRILL_SECONDS", "20"))
REQUESTS_A_SECOND = 50


def wanted():
    """Of a hundred: ninety pages from files; nine searches and sign-ins, which Django answers."""
    pages = [Wanted(f"/symptoms/page-{number}/", has=b"Text. Text.") for number in range(20)]
    return [*pages, Wanted("/search/?q=page", has=b"Page 1"), Wanted("/admin/login/", has=b"csrf")]


def test_five_hundred_slow_connections_slow_no_reader():
    with own_site() as site, served(site) as (port, _):
        with readers(port, wanted(), a_second=REQUESTS_A_SECOND) as before:
            time.sleep(SECONDS)
        with slow_clients(port) as told:
            time.sleep(2)  # until the many have come, which is no slow connection yet
            with readers(port, wanted(), a_second=REQUESTS_A_SECOND) as beside:
                time.sleep(SECONDS)
        with readers(port, wanted(), a_second=REQUESTS_A_SECOND) as after:
            time.sleep(SECONDS)

        print(f"\nbefore: {before}\nbeside: {beside}\nafter:  {after}\n{told}")
        assert before.failed == beside.failed == after.failed == []
        alone = max(before.within(0.99), after.within(0.99))
        assert beside.within(0.99) <= alone * 2 + 0.02


@contextmanager
def served(site):
    """Pages from files, gunicorn, and nginx in front."""
    site.python(PUBLISH)
    follower, port, folder = Follower(site), free_port(), site.folder / "nginx"
    folder.mkdir()
    follower.until_true()
    site.start_web()
    configuration = own_nginx.on_one_port(
        baked=site.folder / "baked", folder=folder, port=port, behind=site.port
    )
    process = own_nginx.start(configuration, folder=folder, workers=2)
    try:
        wait_until(port, "/healthz", status=200)
        yield port, follower
    finally:
        process.terminate()
        process.wait(20)
        follower.kill()


@contextmanager
def slow_clients(port):
    """While the block runs; what came of them."""
    told = {}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.prove.slow_clients", str(port)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "ready\n"
        yield told
        assert process.poll() is None
    finally:
        said, _ = process.communicate(timeout=30)
        told.update(zip(("heads", "bodies", "pages"), map(int, said.split()), strict=True))
