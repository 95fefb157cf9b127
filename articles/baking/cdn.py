"""Telling a CDN in front of the site which addresses changed, once their files are out.

From a thread of its own, so that baking never waits for a network; what is to be sent is in
files until it was heard, so that neither a restart nor a CDN that is down forgets a withdrawal.
"""

import itertools
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from articles.baking.files import replace

EVERYTHING = "*"
AT_ONCE = 30  # addresses in one request
TOO_MANY = 1000  # of so many the CDN is told to forget everything
SECONDS = 10  # for an answer
PAUSES = (1, 5, 15, 60)  # seconds before it is tried again; the last for ever


class Cdn(Protocol):
    """The CDN, which has to hear of changes; ``problem``: why it could not, or ""."""

    problem: str

    def add(self, addresses: Collection[str]) -> None: ...

    def stop(self) -> None: ...


class Purging:
    """``url``: where the CDN takes requests; ``site``: what readers' addresses begin with."""

    def __init__(self, folder: str | Path, *, url: str, token: str, site: str) -> None:
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.url, self.token, self.site = url, token, site.rstrip("/")
        self.numbers = itertools.count()
        self.problem = ""
        self.news, self.is_over = threading.Event(), False
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def add(self, addresses: Collection[str]) -> None:
        """These are to be told; EVERYTHING for all of them."""
        if addresses:
            name = f"{time.time_ns():020}-{next(self.numbers):06}"
            path = str(self.folder / name).encode()
            replace(path, "\n".join(sorted(addresses)).encode(), durable=False)
            self.news.set()

    def pending(self) -> list[Path]:
        """The files that hold what was not heard yet, the oldest first."""
        return sorted(file for file in self.folder.iterdir() if file.suffix != ".new")

    def stop(self) -> None:
        self.is_over = True
        self.news.set()
        self.thread.join(SECONDS + 1)

    def _run(self) -> None:
        failures = 0
        while not self.is_over:
            self.news.clear()
            try:
                while not self.is_over and self.tell_some():
                    failures, self.problem = 0, ""
                self.news.wait(60)
            except (OSError, ValueError) as problem:
                self.problem = f"The CDN could not be told what changed: {problem}"
                pause = PAUSES[min(failures, len(PAUSES) - 1)]
                failures += 1
                self._sleep(pause)

    def _sleep(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.is_over and time.monotonic() < end:
            time.sleep(0.1)

    def tell_some(self) -> bool:
        """Tell what waits in some files; returns whether anything did. Raises if not heard."""
        files = self.pending()[:TOO_MANY]
        texts = {file: file.read_text().splitlines() for file in files}
        addresses = list(dict.fromkeys(one for lines in texts.values() for one in lines))
        if EVERYTHING in addresses or len(addresses) > TOO_MANY:
            self._post({"purge_everything": True})
        else:
            for start in range(0, len(addresses), AT_ONCE):
                some = addresses[start : start + AT_ONCE]
                self._post(
                    {"files": [self.site + quote(one, safe="/~!$&'()*+,;=:@%") for one in some]}
                )
        for file in files:
            file.unlink(missing_ok=True)
        return bool(files)

    def _post(self, content: Mapping[str, bool | list[str]]) -> None:
        request = urllib.request.Request(
            self.url,
            json.dumps(content).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"},
        )
        urllib.request.urlopen(request, timeout=SECONDS).close()


class NoCdn:
    """Where no CDN is configured, nobody is told."""

    problem = ""

    def add(self, addresses: Collection[str]) -> None:
        """Nobody keeps pages but browsers, which ask each time."""

    def stop(self) -> None:
        """Nothing runs."""
