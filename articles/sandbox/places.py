"""How many conversions run at once: few, so that readers and searches have the machine.

Places of the machine are locked files, which the kernel unlocks when a process dies. Beside them
one thread of each web process is kept free of conversions.
"""

import fcntl
import hashlib
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from articles.sandbox.limits import Limits
from articles.sandbox.stopping import Cause, Stopped

SECONDS_FOR_A_THREAD = 1
SECONDS_BETWEEN_LOOKS = 0.02
THREADS = threading.BoundedSemaphore(max(1, int(os.environ.get("WEB_THREADS", "4")) - 1))


def at_once() -> int:
    """Half of the processors, at least one."""
    return max(1, len(os.sched_getaffinity(0)) // 2)


@contextmanager
def place(limits: Limits) -> Iterator[None]:
    """Wait for a place and hold it; raises Stopped (BUSY) when none gets free in time."""
    if not THREADS.acquire(timeout=SECONDS_FOR_A_THREAD):
        raise Stopped(Cause.BUSY, limits)
    try:
        locked = locked_file(limits)
        try:
            yield
        finally:
            os.close(locked)
    finally:
        THREADS.release()


def locked_file(limits: Limits) -> int:
    deadline = time.monotonic() + limits.waiting
    while True:
        for number in range(at_once()):
            if (locked := locked_now(folder() / str(number))) is not None:
                return locked
        if time.monotonic() > deadline:
            raise Stopped(Cause.BUSY, limits)
        time.sleep(SECONDS_BETWEEN_LOOKS)


def locked_now(path: Path) -> int | None:
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def folder() -> Path:
    """One for each account and copy of the code, so that two sites do not wait for one another."""
    copy = hashlib.sha256(__file__.encode()).hexdigest()[:12]
    path = Path(tempfile.gettempdir(), f"conversions-{os.getuid()}-{copy}")
    path.mkdir(mode=0o700, exist_ok=True)
    return path
