"""Processes that are forked from one that has read the site's code."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mscoe.environment import ROOT

# Forks one process, which says its number, and watches over it until it is ended itself.
PARENT = """
import sys, time
from mscoe.startup.processes import Process, end_on_signals, fork, started

def work(seconds):
    import os, signal
    if len(sys.argv) > 2:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print(os.getpid(), flush=True)
    time.sleep(seconds)

end_on_signals()
process = Process("a worker with a long name", fork(work, float(sys.argv[1])), seconds_to_stop=1)
try:
    with started([process]):
        while True:
            process.tend(lambda text: print(text, flush=True))
            time.sleep(0.05)
except KeyboardInterrupt:
    print("ended")
"""


@pytest.fixture
def start():
    """``start(seconds)``: the parent of a process that works so long."""
    parents = []

    def start_one(seconds, *words):
        parents.append(
            subprocess.Popen(
                [sys.executable, "-c", PARENT, str(seconds), *words],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return parents[-1]

    yield start_one
    for parent in parents:
        parent.kill()
        parent.communicate()


def is_gone(pid, *, within=5):
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.02)
    return False


def test_a_fork_has_a_name_of_its_own_and_is_stopped_without_a_word(start):
    parent = start(60)
    child = int(parent.stdout.readline())
    name = Path(f"/proc/{child}/comm").read_text()

    parent.terminate()
    said = parent.communicate(timeout=10)[0]

    assert name == "a worker with a\n"
    assert said == "ended\n"
    assert is_gone(child)


def test_a_fork_ends_with_its_parent_however_that_ends(start):
    parent = start(60)
    child = int(parent.stdout.readline())

    os.kill(parent.pid, signal.SIGKILL)

    assert is_gone(child)


def test_a_fork_that_does_not_stop_when_it_is_asked_is_killed(start):
    parent = start(60, "stubborn")
    child = int(parent.stdout.readline())

    parent.terminate()
    parent.communicate(timeout=10)

    assert is_gone(child)


def test_a_fork_that_ended_is_started_again(start):
    parent = start(0)

    lines = [parent.stdout.readline() for _ in range(3)]

    assert lines[1] == "The a worker with a long name exited. It restarts in 2 s.\n"
    assert int(lines[0]) != int(lines[2])
