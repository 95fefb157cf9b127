"""Who holds a port, and which of them a start waits for."""

import subprocess
import sys
from pathlib import Path

import pytest

from mscoe.startup import port_holders, run
from mscoe.startup.port_holders import Holder, holder_of
from tests.mscoe.startup.test_run import free_port

pytestmark = pytest.mark.slow

HOLD = """
import socket, sys, time
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def hold(tmp_path):
    """``hold(port, …)``: a process that listens there, and calls itself by more words."""
    started = []

    def start(port, *words, seconds=60, folder=tmp_path):
        command = [sys.executable, "-c", HOLD, str(port), str(seconds), *words]
        started.append(subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE))
        assert started[-1].stdout.readline() == b"held\n"
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_what_is_left_of_this_site_is_told_from_other_programs(hold, tmp_path):
    port, other = free_port(), free_port()
    hold(port, "mscoe.startup.serve")
    hold(other, "another program")

    assert holder_of(port, root=tmp_path) is Holder.ENDING
    assert holder_of(port, root=Path("/srv/another/site")) is Holder.OTHER
    assert holder_of(other, root=tmp_path) is Holder.OTHER
    assert holder_of(free_port(), root=tmp_path) is Holder.UNSEEN


def test_a_run_that_lives_is_not_waited_for(hold, tmp_path, monkeypatch):
    port = free_port()
    lives = hold(port, "mscoe.startup.run")
    serves = subprocess.Popen(
        [sys.executable, "-c", "input()", "mscoe.startup.serve"], cwd=tmp_path
    )
    both = [lives.pid, serves.pid]
    monkeypatch.setattr(port_holders, "holders_of", lambda port: both)

    found = holder_of(port, root=tmp_path)
    serves.kill()
    serves.wait()

    assert found is Holder.OTHER


def test_a_start_takes_the_port_once_what_was_left_has_ended(hold, tmp_path, monkeypatch):
    port = free_port()
    left = hold(port, "mscoe.startup.serve", seconds=1.5)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setenv("PORT", str(port))

    with run.open_port() as listener:
        assert listener.getsockname()[1] == port
    left.wait(10)


def test_what_does_not_end_is_told_of_in_a_sentence_of_its_own(hold, tmp_path, monkeypatch):
    port = free_port()
    hold(port, "mscoe.startup.serve")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setitem(run.SECONDS_FOR, Holder.ENDING, 0.2)
    monkeypatch.setenv("PORT", str(port))

    with pytest.raises(
        run.CannotRun, match="an earlier run of this site that is shutting down. Wait"
    ):
        run.open_port()
