"""Memory of the processes of ``make run``, and its second start, beside another checkout.

    python -m bench.memory OTHER_CHECKOUT [--starts 5]

Copies of both checkouts serve the sample site. Memory is the proportional set size (PSS) of every
process, PostgreSQL's included: what several share is counted once, a part for each. It is read
while both run: after the first start, which makes the site; after a later one; and once pages were
read. In between both are started in turns, and timed until they answer with the first page. The
exit status says whether a promise is broken: 55 % of the memory after a start, and no slower.
"""

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.served_site import free_port
from mscoe.environment import ROOT

MOST_MEMORY = 0.55
MOST_TIME = 1.05  # of two medians of the same, one is a little longer
SECONDS_TO_START = 300
SECONDS_TO_SETTLE = 15  # then every page is baked, and each process has given a sign of life
READ = ("/", "/site-index/", "/search/?q=fatigue", "/admin/login/")
ROUNDS_OF_READING = 10
LEFT_OUT = shutil.ignore_patterns(".*", "var", "__pycache__", "tests", "findings")


class Site:
    """A copy of a checkout, and ``make run`` in it."""

    def __init__(self, name: str, checkout: Path, folder: Path) -> None:
        self.name = name
        self.folder = folder / name
        self.port = free_port()
        shutil.copytree(checkout, self.folder, ignore=LEFT_OUT)
        (self.folder / ".venv").symlink_to((checkout / ".venv").resolve())

    @contextmanager
    def running(self) -> Iterator[int]:
        """The number of its first process, from when it answers with a page."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        process = subprocess.Popen(
            ["make", "--silent", "run"],
            cwd=self.folder,
            env=kept | {"PORT": str(self.port)},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            self.wait_for_page(process)
            yield process.pid
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            process.wait(60)

    def wait_for_page(self, process: subprocess.Popen) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.answers("/"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"The site of {self.name} did not start.")
            time.sleep(0.01)

    def answers(self, path: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as page:
                return bool(page.read())
        except OSError:
            return False

    def seconds_to_start(self) -> float:
        began = time.perf_counter()
        with self.running():
            return time.perf_counter() - began


# --- memory ---


def memory_of(first: int) -> dict[str, list[float]]:
    """MiB of each process that the first one started, and of itself, by name."""
    found: dict[str, list[float]] = {}
    for pid in tree(first):
        try:
            found.setdefault(name_of(pid), []).append(pss(pid))
        except (OSError, StopIteration):
            continue  # it has ended meanwhile
    return found


def tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from tree(int(child))


def name_of(pid: int) -> str:
    """Its own name, or for a program in Python what it runs."""
    name = Path(f"/proc/{pid}/comm").read_text().strip()
    if not name.startswith("python"):
        return name
    words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return " ".join([word for word in words[1:] if word and word[0] not in "-/"][:2])


def pss(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def share(when: str, ours: int, theirs: int) -> float:
    """Print what both have by process; their ratio."""
    sums = []
    for place, pid in (("here", ours), ("there", theirs)):
        found = memory_of(pid)
        sums.append(sum(map(sum, found.values())))
        print(f"\n{when}, {place}: {sums[-1]:.0f} MiB")
        for name, each in sorted(found.items(), key=lambda item: -sum(item[1])):
            count = f"{len(each)} × " if len(each) > 1 else ""
            print(f"  {sum(each):7.1f} {count}{name}")
    ratio = sums[0] / sums[1]
    print(f"{when}: {ratio:.1%}")
    return ratio


# --- both ---


@contextmanager
def both_running(sites: list[Site]) -> Iterator[list[int]]:
    with ExitStack() as stack:
        pids = [stack.enter_context(site.running()) for site in sites]
        time.sleep(SECONDS_TO_SETTLE)
        yield pids


def read_pages(sites: list[Site]) -> None:
    for _ in range(ROUNDS_OF_READING):
        for path in READ:
            if not all(site.answers(path) for site in sites):
                raise SystemExit(f"{path} cannot be read.")


def compare(sites: list[Site], starts: int) -> bool:
    with both_running(sites) as pids:
        first = share("After the first start", *pids)
    times = [[site.seconds_to_start() for site in sites] for _ in range(starts)]
    ours, theirs = map(statistics.median, zip(*times, strict=True))
    with both_running(sites) as pids:
        later = share("After a later start", *pids)
        read_pages(sites)
        share("Once pages were read", *pids)
    print(f"\nA later start to the first page: {ours:.2f} s here, {theirs:.2f} s there")
    print(f"    wanted: {MOST_MEMORY:.0%} of the memory at most, and no slower")
    return max(first, later) <= MOST_MEMORY and ours <= theirs * MOST_TIME


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("other", type=Path, nargs="?", help="another checkout of the site")
    parser.add_argument("--starts", type=int, default=5, help="starts that are timed")
    given = parser.parse_args()
    if given.other is None:
        print("Name another checkout of the site: what a site needs is told beside it.")
        return 0
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    folder.chmod(0o755)  # PostgreSQL may be run by another user
    try:
        sites = [Site("here", ROOT, folder), Site("there", given.other, folder)]
        return 0 if compare(sites, given.starts) else 1
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
