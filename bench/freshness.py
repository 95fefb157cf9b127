"""How soon readers have what was published, from every worker of two nodes, while others read.

Usage: python -m bench.freshness [PAGES [PUBLICATIONS]], by default 1000 and 40; acceptance: 5000
and 200. Two nodes, each with a tree, a follower and two web workers that are asked one by one; one
database; 50 requests a second over all addresses, most of them for the same fifty. A change of
every page is baked by one node with both processors, as a node of its own would have them.
"""

import http.client
import itertools
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import quote

from bench import own_site
from bench.served_site import free_port

PAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
PUBLICATIONS = int(sys.argv[2]) if len(sys.argv) > 2 else 40
WITHDRAWALS, STARTS = 10, 5
A_SECOND = 50  # requests
MOST_READ = 50
SECONDS_TO_COUNT = 25  # in which readers' counts reach the follower


def main():
    with own_site.made() as site:
        site.add_pages(PAGES)
        roots = [site.baked, site.folder / "baked-2"]
        subprocess.run([sys.executable, "manage.py", "bake_site", "--all"], check=True)
        shutil.copytree(roots[0], roots[1], symlinks=True)
        with _nodes(roots) as (followers, workers), _readers(workers) as readers:
            time.sleep(SECONDS_TO_COUNT)
            quiet = readers.take()
            _publish(workers)
            _withdraw(workers)
            _start_on_time(workers)
            print(f"readers meanwhile: {_times(readers.take())} (before: {_times(quiet)})")
            _end(followers[1])
            _change_menu(workers[:2], roots[0], readers, quiet)
        print(f"requests that failed: {readers.failed} (aim 0)")


# --- two nodes ---


@contextmanager
def _nodes(roots):
    """(followers, workers): of each node one follower, and the two web workers it serves."""
    followers, servers = [], []
    try:
        for number, root in enumerate(roots):
            environment = os.environ | {"BAKED_ROOT": str(root), "NODE_NAME": f"node-{number}"}
            command = [sys.executable, "manage.py", "bake_site", "--follow"]
            followers.append(subprocess.Popen(command, env=environment))
            for _ in range(2):
                servers.append(_Worker(environment))
        for server in servers:
            server.wait()
        yield followers, servers
    finally:
        for process in [*followers, *(server.process for server in servers)]:
            _end(process)


def _end(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


class _Worker:
    """gunicorn with one worker, so that it is known which one answers."""

    headers = {"Range": "bytes=0-"}  # all of it, yet not counted as read

    def __init__(self, environment):
        self.port = free_port()
        gunicorn = ["-m", "gunicorn", "--workers", "1", "--threads", "4", "--worker-class"]
        command = [*gunicorn, "gthread", "--bind", f"127.0.0.1:{self.port}", "mscoe.wsgi"]
        quietly = ["--log-level", "error", "--keep-alive", "60"]
        self.process = subprocess.Popen([sys.executable, *command, *quietly], env=environment)
        self.connection = None

    def wait(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                self.ask("/")
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("A web worker did not start.")

    def ask(self, path):
        """The body that this worker answers, on a connection that stays open."""
        for _ in range(2):
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                self.connection.request("GET", path, headers={"Host": "127.0.0.1", **self.headers})
                return self.connection.getresponse().read()
            except (http.client.HTTPException, ConnectionError):
                self.connection = None
        raise OSError("The web worker does not answer.")


class _Readers:
    """Someone who reads at a steady pace: half of the time one of the fifty most read pages."""

    def __init__(self, workers, addresses):
        self.workers = [_Same(worker.port) for worker in workers]
        chance = random.Random(5)
        chance.shuffle(addresses)
        self.most_read = addresses[:MOST_READ]
        self.chance, self.addresses = chance, addresses
        self.times, self.failed, self.is_over = [], 0, False
        self.thread = threading.Thread(target=self._read, daemon=True)

    def _read(self):
        due = time.monotonic()
        for worker, address in zip(itertools.cycle(self.workers), self._asked(), strict=False):
            if self.is_over:
                return
            due += 1 / A_SECOND
            time.sleep(max(due - time.monotonic(), 0))
            began = time.monotonic()
            try:
                worker.ask(address)
                self.times.append(time.monotonic() - began)
            except OSError:
                self.failed += 1

    def _asked(self):
        for address in itertools.cycle(self.addresses):
            yield self.chance.choice(self.most_read) if self.chance.random() < 0.5 else address

    def take(self):
        taken, self.times = self.times, []
        return taken


class _Same(_Worker):
    """A reader's connection to a worker that runs."""

    headers = {}

    def __init__(self, port):
        self.port, self.connection = port, None


@contextmanager
def _readers(workers):
    from django.utils import timezone

    from articles.baking.dependencies import every_address

    addresses = [one for one in every_address(at=timezone.now()) if one.count("/") == 3]
    readers = _Readers(workers, addresses)
    readers.thread.start()
    try:
        yield readers
    finally:
        readers.is_over = True
        readers.thread.join()


# --- what is measured ---


def _copies(count, *, but=0):
    from articles.models import Article

    return list(Article.objects.filter(slug__contains="-copy-").order_by("pk")[but : but + count])


def _publish(workers):
    delays = []
    for number, article in enumerate(itertools.islice(itertools.cycle(_copies(20)), PUBLICATIONS)):
        words = f"Fresh{number:05}"
        article.title = words
        path = _put_out(article)
        delays += _until([(worker, path) for worker in workers], lambda body, w=words: w in body)
    _tell(f"{PUBLICATIONS} publications, new bytes from each of 4 workers", delays)


def _put_out(article, **options):
    from articles import publishing

    revision = publishing.save_draft(article=article, by=None).revision
    row = publishing.publish(revision=revision, by=None, reason="bench", urgent=True, **options)
    return row.path


def _withdraw(workers):
    from django.utils import timezone

    from articles import publishing
    from articles.baking.dependencies import Invalidation, affected_by

    delays = []
    for number, article in enumerate(_copies(WITHDRAWALS, but=40)):
        path = article.publications.first().path
        changed = Invalidation(at=timezone.now(), articles={article.pk})
        places = [one for one in affected_by(changed) if not one.startswith(path)]
        publishing.withdraw(article=article, by=None, reason=f"Withdrawn{number}")
        wanted = f"Withdrawn{number}"
        asked = [(worker, path) for worker in workers]
        began = time.monotonic()
        _until(asked, lambda body, w=wanted: w in body)
        lists = [(worker, place) for worker in workers for place in [*places, _search(article)]]
        _until(lists, lambda body, p=path: f'{p}"' not in body and f"{p}<" not in body)
        delays.append(time.monotonic() - began)
    _tell(f"{WITHDRAWALS} withdrawals, gone from page, lists, search and sitemap", delays)


def _search(article):
    return f"/search/?q={quote(article.title.split()[0])}"


def _start_on_time(workers):
    from django.utils import timezone

    delays = []
    for number, article in enumerate(_copies(STARTS, but=60)):
        article.title = words = f"Begun{number:05}"
        starts_at = timezone.now() + timedelta(seconds=3)
        path = _put_out(article, starts_at=starts_at)
        time.sleep(max((starts_at - timezone.now()).total_seconds(), 0))
        delays += _until([(worker, path) for worker in workers], lambda body, w=words: w in body)
    _tell(f"{STARTS} scheduled starts, from their time on", delays)


def _change_menu(workers, root, readers, quiet):
    from accessibility.menus import acts as menu_acts
    from accessibility.models import Menu

    time.sleep(5)
    menu = Menu.objects.get(slug="footer")
    words = b"Another entry of the menu"
    menu_acts.save_menu(slug="footer", items=[{"label": words.decode(), "address": "/glossary/"}])
    readers.take()
    menu_acts.publish_menu(menu, by=None)
    began = time.monotonic()
    asked = [(worker, path) for worker in workers for path in readers.most_read]
    first = max(_until(asked, lambda body: words.decode() in body))
    _until_all_baked(root, words)
    count = len(list((root / "current" / "pages").rglob("index.html")))
    print(f"a new menu: the {MOST_READ} most read pages after {first:.2f} s (aim ≤ 1)")
    print(f"a new menu: all {count:,} pages after {time.monotonic() - began:.1f} s (aim ≤ 20)")
    print(f"readers meanwhile: {_times(readers.take())} (before: {_times(quiet)}; aim: as before)")


def _until_all_baked(root, words):
    deadline, files = time.monotonic() + 300, list((root / "current" / "pages").rglob("index.html"))
    while files and time.monotonic() < deadline:
        if json.loads((root / "standing.json").read_text())["total"] == 0:
            files = [file for file in files if words not in file.read_bytes()]
        time.sleep(0.1)
    if files:
        raise SystemExit(f"{len(files)} pages were not baked, such as {files[0]}.")


def _until(asked, is_there):
    """Seconds until each (worker, path) answers as wanted."""
    began, waiting, delays = time.monotonic(), list(asked), []
    while waiting:
        left = []
        for worker, path in waiting:
            if is_there(worker.ask(path).decode(errors="replace")):
                delays.append(time.monotonic() - began)
            else:
                left.append((worker, path))
        waiting = left
        if waiting and time.monotonic() - began > 60:
            raise SystemExit(f"{waiting[0][1]} was not as wanted within a minute.")
        time.sleep(0.003 if waiting else 0)
    return delays


def _tell(what, delays):
    print(f"{what}: {_times(delays)} (aim: 99 of 100 ≤ 1 s)", flush=True)


def _times(times):
    in_order = sorted(times)
    last = in_order[min(int(len(times) * 0.99), len(times) - 1)]
    return (
        f"median {statistics.median(times) * 1000:.0f} ms, 99 of 100 within {last * 1000:.0f} ms,"
        f" at most {in_order[-1] * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
