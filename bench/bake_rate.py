"""Baking: pages a second, bytes, memory, and how long after "Publish" a file is there.

Usage: python -m bench.bake_rate [PAGES ...], by default 1000 5000; 100000 takes a quarter of an
hour. The site is made in a database and a folder of its own, which are thrown away.
"""

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench import own_site

SIZES = [int(size) for size in sys.argv[1:]] or [1_000, 5_000]
PUBLICATIONS = 30


def main():
    with own_site.made() as site:
        for size in SIZES:
            site.add_pages(size)
            _bake_all(site, size)
            _publish_while_followed(size)
            shutil.rmtree(site.baked)


def _manage(*arguments):
    return [sys.executable, "manage.py", *arguments]


def _bake_all(site, size):
    began, used, asked = time.monotonic(), _processor_seconds(), _seconds_of(site.server)
    process = subprocess.Popen(_manage("bake_site", "--all"), stdout=subprocess.PIPE, text=True)
    most = 0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(0.2)
    seconds, used = time.monotonic() - began, _processor_seconds() - used
    asked = _seconds_of(site.server) - asked
    count = int(re.search(r"Baked all (\d+)", process.stdout.read())[1])
    files = sum(file.stat().st_size for file in site.baked.rglob("*") if file.is_file())
    each = (used + asked) / count
    print(
        f"{size:7,} pages: all {count:,} addresses in {seconds:.1f} s, {count / seconds:.0f} a"
        f" second with starting (aim ≥ 400); {each * 1000:.2f} ms of processor each, of which"
        f" PostgreSQL {asked / count * 1000:.2f}: two idle processors do {2 / each:.0f} a second"
    )
    print(
        f"{size:7,} pages: {files / 1e6:.0f} MB of files;"
        f" the follower held {most:.0f} MB (aim ≤ 250)"
    )


def _seconds_of(server):
    """What PostgreSQL's processes have used, those that are gone included."""
    first = server.pid()
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return sum(_used(pid, start=13, count=2) for pid in children) + _used(first, start=13, count=4)


def _used(pid, *, start, count):
    """User and system time of a process, and with ``count`` 4 of those that it waited for."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[start - 2 : start - 2 + count])) / os.sysconf("SC_CLK_TCK")


def _processor_seconds():
    """What processes started here have used, those that they started included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(pid):
    """Megabytes of its own, without those of the processes that help it."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", text)
    return int(found[1]) / 1000 if found else 0


def _publish_while_followed(size):
    from articles import publishing
    from articles.models import Article

    process = subprocess.Popen(_manage("bake_site", "--follow"), stdout=subprocess.DEVNULL)
    time.sleep(5)
    article, acts, delays = Article.objects.order_by("pk").first(), [], []
    try:
        for number in range(PUBLICATIONS):
            article.title = f"Title {size} {number}"
            revision = publishing.save_draft(article=article, by=None).revision
            began = time.monotonic()
            row = publishing.publish(revision=revision, by=None, reason="bench", urgent=True)
            published = time.monotonic()
            _wait_for(row.path, article.title)
            acts.append(published - began)
            delays.append(time.monotonic() - published)
    finally:
        process.terminate()
        process.wait(20)
    print(
        f"{size:7,} pages: publishing took {_ms(acts)}; its file was there {_ms(delays)} later"
        f" (of {PUBLICATIONS}, median and slowest)"
    )


def _ms(times):
    return f"{statistics.median(times) * 1000:.0f}, at most {max(times) * 1000:.0f} ms"


def _wait_for(path, title):
    from django.conf import settings

    from articles.baking import layout
    from articles.baking.release import Trees

    tree = Trees(settings.BAKED_ROOT).current()
    file, wanted = layout.page_file(path.encode()), title.encode()
    deadline = time.monotonic() + 60
    while wanted not in (tree.read(file) or b""):
        if time.monotonic() > deadline:
            raise SystemExit(f"{path} was not baked within a minute.")
        time.sleep(0.002)


if __name__ == "__main__":
    main()
