"""gunicorn as deploy/gunicorn.conf.py sets it up, before a small application."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from mscoe.environment import ROOT
from tests.mscoe.startup.test_run import free_port

pytestmark = pytest.mark.slow

WORKERS = 2
APPLICATION = """
import os, time

open(f"{os.environ['LOADED']}.{os.getpid()}", "w").close()

def application(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        open(os.environ["BEGUN"], "w").close()
        time.sleep(60)
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""


@pytest.fixture
def start(tmp_path):
    """``start()`` serves the application; (the master's process, its port)."""
    started = []
    (tmp_path / "small_application.py").write_text(APPLICATION)

    def start_one():
        port = free_port()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "PYTHONPATH": f"{ROOT}:{tmp_path}",
            "BIND": f"127.0.0.1:{port}",
            "BEGUN": str(tmp_path / "begun"),
            "LOADED": str(tmp_path / f"loaded.{port}"),
        }
        command = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "small_application"]
        with open(tmp_path / "log", "ab") as log:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=environment,
                stderr=log,
                start_new_session=True,
            )
        started.append(process)
        until(lambda: answers(port))
        # A worker hears signals only from shortly before it loads the application.
        until(lambda: len(list(tmp_path.glob(f"loaded.{port}.*"))) == WORKERS)
        return process, port

    yield start_one
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(120)


def until(is_so, *, seconds=120):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "It never came to that."
        time.sleep(0.05)


def answers(port):
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60).read() == b"ok"
    except OSError:
        return False


def is_free(port):
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def children_of(process):
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()


def is_at_work(pid):
    """Not ended: a process nobody has asked for yet is shown as a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_workers_of_a_master_that_was_killed_end_with_it_whatever_they_are_doing(start, tmp_path):
    master, port = start()
    slow = socket.create_connection(("127.0.0.1", port))
    slow.send(b"GET /slow HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    kept_open = socket.create_connection(("127.0.0.1", port))
    kept_open.send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert kept_open.recv(1000).startswith(b"HTTP/1.1 200")
    until((tmp_path / "begun").exists)
    until(lambda: len(children_of(master)) == WORKERS)
    workers = children_of(master)

    os.kill(master.pid, signal.SIGKILL)
    master.wait()

    # Far less than the time it would have to finish what is under way.
    until(lambda: not any(is_at_work(worker) for worker in workers), seconds=40)
    # The kernel closes the port once the last thread is gone, the main one is gone before it.
    until(lambda: is_free(port), seconds=40)
    assert (tmp_path / "log").read_text() == ""


def test_two_sites_of_one_account_take_nothing_from_each_other(start, tmp_path):
    start()
    start()

    assert [path for path in tmp_path.rglob("*") if path.is_socket() or path.suffix == ".ctl"] == []


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGQUIT])
def test_stopping_writes_nothing(start, tmp_path, sign):
    master, _ = start()

    master.send_signal(sign)
    master.wait(60)

    assert (tmp_path / "log").read_text() == ""
