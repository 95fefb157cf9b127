"""Asking a web server for one page again and again, and what its worker's processor time was."""

import socket
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from bench.served_site import free_port

HEADERS = "Host: 127.0.0.1\r\nAccept: text/html\r\n"
SECONDS_TO_START = 60
WARMING = 3


class Asker:
    """One reader with one connection, which is kept for as long as the server keeps it."""

    def __init__(self, port: int, paths: list[str]):
        self.port = port
        self.requests = cycle(f"GET {path} HTTP/1.1\r\n{HEADERS}\r\n".encode() for path in paths)
        self.socket: socket.socket | None = None

    def ask(self) -> tuple[bytes, bytes]:
        """The head and the body of the next page's answer."""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(next(self.requests))
        got = self.socket.recv(65536)
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head = got[:end]
        whole = end + 4 + _length(head)
        while len(got) < whole:
            got += self._more()
        if b"\r\nconnection: close" in head.lower():
            self.leave()
        return head, got[end + 4 :]

    def _more(self):
        more = self.socket.recv(65536)
        if not more:
            raise OSError("The server hung up in the middle of an answer.")
        return more

    def leave(self):
        if self.socket is not None:
            self.socket.close()
        self.socket = None


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise SystemExit(f"An answer without a length: {head[:200]!r}")


@dataclass
class Measured:
    """A web server with one worker, how it is started, and what was measured of it."""

    name: str
    start: Callable[[int], subprocess.Popen]
    requests: int  # in a turn
    paths: list[str]
    process: subprocess.Popen | None = None
    asker: Asker | None = None
    costs: list[float] = field(default_factory=list)  # microseconds of processor a request
    rates: list[float] = field(default_factory=list)  # requests a second, one after another
    answer: tuple[bytes, bytes] = (b"", b"")

    def begin(self) -> "Measured":
        port = free_port()
        self.process, self.asker = self.start(port), Asker(port, self.paths)
        deadline = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                self.answer = self.asker.ask()
                break
            except OSError:
                self.asker.leave()
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise SystemExit(f"The server for “{self.name}” did not start.") from None
                time.sleep(0.1)
        self.asker.leave()
        status = self.answer[0].split(b"\r\n")[0]
        if b" 200 " not in status:
            raise SystemExit(f"{self.paths[0]} was answered “{status.decode()}” by “{self.name}”.")
        return self

    def measure(self) -> None:
        """One turn; the first answers after a pause are not counted."""
        for _ in range(WARMING):
            self.asker.ask()
        before, began = self.processor_microseconds(), time.perf_counter()
        for _ in range(self.requests):
            self.asker.ask()
        seconds = time.perf_counter() - began
        self.costs.append((self.processor_microseconds() - before) / self.requests)
        self.rates.append(self.requests / seconds)
        self.asker.leave()

    def processor_microseconds(self) -> float:
        """The kernel counts nanoseconds on a processor, for each thread."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        workers = children.read_text().split()
        threads = [each for pid in workers for each in Path(f"/proc/{pid}/task").glob("*")]
        return sum(int((each / "schedstat").read_text().split()[0]) for each in threads) / 1000

    @property
    def cost(self) -> float:
        return statistics.median(self.costs)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    def end(self) -> None:
        if self.asker is not None:
            self.asker.leave()
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
