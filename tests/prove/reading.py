"""Readers at a steady pace, whatever goes on meanwhile: what they got, and how long it took."""

import http.client
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, cycle


@dataclass(frozen=True)
class Wanted:
    """A request; ``has``: what the answer holds; ``told``: a header that it has to have."""

    path: str
    has: bytes = b"</html>"
    headers: dict = field(default_factory=dict)
    told: str = ""


class Readers:
    """Each asks from an address of its own, for what one address may ask for is limited."""

    def __init__(self, port, wanted, *, a_second):
        self.port, self.a_second = port, a_second
        self.wanted = cycle(wanted)
        self.seconds, self.failed = [], []
        self.over = threading.Event()
        self.places = (f"127.{1 + at // 250 % 200}.1.{1 + at % 250}" for at in count())

    def read(self):
        """Until it is over; a late answer delays nobody else."""
        began, number = time.monotonic(), 0
        with ThreadPoolExecutor(60) as pool:
            while not self.over.is_set():
                pool.submit(self.ask, next(self.wanted), next(self.places))
                number += 1
                time.sleep(max(0, began + number / self.a_second - time.monotonic()))
        self.lasted = time.monotonic() - began

    def ask(self, wanted, place):
        began = time.monotonic()
        try:
            problem = self.problem(wanted, place)
        except Exception as broken:
            problem = f"{type(broken).__name__}: {broken}"
        self.seconds.append(time.monotonic() - began)
        if problem:
            self.failed.append(f"{time.strftime('%X')} {wanted.path}: {problem}")

    def problem(self, wanted, place):
        address = ("127.0.0.1", self.port)
        connection = http.client.HTTPConnection(*address, timeout=30, source_address=(place, 0))
        try:
            connection.request("GET", wanted.path, headers=wanted.headers)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if answer.status != 200 or wanted.has not in body:
            return f"{answer.status}, {len(body)} bytes"
        if wanted.told and wanted.told not in answer.headers:
            return f"without {wanted.told}"
        return ""

    def within(self, share):
        """How long so many of the requests took at most, in seconds."""
        return sorted(self.seconds)[int(len(self.seconds) * share)]

    def __str__(self):
        return (
            f"{len(self.seconds)} requests, {len(self.seconds) / self.lasted:.0f} a second,"
            f" {len(self.failed)} failed; half within {self.within(0.5) * 1000:.0f} ms,"
            f" 99 of 100 within {self.within(0.99) * 1000:.0f} ms,"
            f" slowest {max(self.seconds) * 1000:.0f} ms"
        )


@contextmanager
def readers(port, wanted, *, a_second):
    """Reading while the block runs."""
    found = Readers(port, wanted, a_second=a_second)
    thread = threading.Thread(target=found.read)
    thread.start()
    try:
        yield found
    finally:
        found.over.set()
        thread.join()
