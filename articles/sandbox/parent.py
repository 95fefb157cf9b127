"""The site's end of the process that forks children: started at the first call, one a process."""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
# No password and no secret key: a child needs neither.
KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "HOME", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
TOLD = ("LANGUAGES", "LANGUAGE_CODE", "TIME_ZONE", "USE_TZ")  # the settings a child has
SECONDS_TO_END = 2
SERVE = "import sys; from articles.sandbox import server; server.main(*sys.argv[1:])"


class ServerGone(Exception):
    """The server process ended before it told how a call went."""


class Server:
    """A running server process, and the socket that it gets calls from."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVE, str(theirs.fileno()), json.dumps(shared_settings())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
                env={name: os.environ[name] for name in KEPT if name in os.environ}
                | {"PYTHONPATH": str(ROOT)},
            )

    def is_ours(self) -> bool:
        """Whether it can take a call of this process, which may be a fork of its owner."""
        return self.owner == os.getpid() and self.process.poll() is None

    def send(self, module: str, call: socket.socket) -> None:
        """Where it cannot be sent, nobody answers: who reads the call sees that it is closed."""
        with suppress(OSError):
            socket.send_fds(self.control, [module.encode()], [call.fileno()])

    def end(self) -> None:
        self.control.close()
        if self.owner != os.getpid():
            return
        try:
            self.process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def shared_settings() -> dict:
    known = {name: getattr(settings, name) for name in TOLD}
    return known | {"LANGUAGES": [(code, str(name)) for code, name in known["LANGUAGES"]]}


_lock = threading.Lock()
_server: Server | None = None


@contextmanager
def connection(module: str) -> Iterator[socket.socket]:
    """A socket to a new child, forked after the module was imported. Raises ServerGone."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs, _lock:
            server = _running()
            server.send(module, theirs)
        try:
            yield ours
        except ServerGone:
            _forget(server)
            raise


def _running() -> Server:
    global _server
    if _server is None or not _server.is_ours():
        end()
        _server = Server()
    return _server


def _forget(server: Server) -> None:
    global _server
    with _lock:
        if _server is server:
            _server = None
            server.end()


@atexit.register
def end() -> None:
    """End the server of this process, if there is one; the next call starts another."""
    global _server
    if _server is not None:
        _server.end()
        _server = None


def _forget_in_child() -> None:
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_forget_in_child)
