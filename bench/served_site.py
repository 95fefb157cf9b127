"""The sample site, served while something is measured on it, and the addresses of its pages."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

from mscoe import environment
from mscoe.startup import run

ALSO = ("/search/?q=fatigue", "/search/?q=nothingofthekind", "/search/")
INDEX = "/site-index/"
LOCAL_LINK = re.compile(r'href="(/[^"#]*)"')


@contextmanager
def served_site(address: str | None = None) -> Iterator[str]:
    """The address of the site: the one that is given, or one that is started for the moment."""
    if address:
        yield address.rstrip("/")
        return
    environment.make_up_values()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    os.environ["BAKED_ROOT"] = os.devnull  # what is measured is made again
    with run.database():
        prepare_site()
        port = free_port()
        # With threads: browsers open connections before they have anything to ask.
        options = ["--threads", "4", "--log-level", "warning", "--bind", f"127.0.0.1:{port}"]
        process = subprocess.Popen([sys.executable, "-m", "gunicorn", "mscoe.wsgi", *options])
        try:
            yield wait_for(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(10)


def prepare_site() -> None:
    """What is due on the database that the settings name."""
    import django

    django.setup()
    from mscoe.startup.prepare import prepare  # it needs the models

    prepare(run.say)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(site: str) -> str:
    for _ in range(200):
        try:
            urlopen(site).close()
        except OSError:
            time.sleep(0.1)
        else:
            return site
    raise SystemExit("The site did not start.")


def fetch(address: str) -> str:
    with urlopen(address) as answer:
        return answer.read().decode()


def addresses_of_pages(site: str) -> list[str]:
    """Every page that the site index leads to, itself, and searches with and without answers."""
    found = LOCAL_LINK.findall(fetch(site + INDEX))
    pages = {path for path in found if not path.startswith(("/static/", "/search/"))}
    return sorted({INDEX, *pages, *ALSO})
