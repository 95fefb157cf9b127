"""Whatever is stopped, and whenever, says nothing that looks like a fault."""

import os
import signal
import subprocess
import sys
import time

import pytest

from articles.background.heartbeat import FOLLOWER, SCHEDULES, WORKER
from articles.models import ProcessSeen
from mscoe.environment import ROOT
from mscoe.startup.serve import BAKER
from mscoe.startup.serve import SCHEDULES as TIMETABLE
from mscoe.startup.serve import WORKER as QUEUE
from tests.prove.test_deployment import NAME, database_url

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
COMMANDS = {WORKER: QUEUE, SCHEDULES: TIMETABLE, FOLLOWER: BAKER}


def take_signals():
    """As at a terminal: a process that is started in the background would not hear of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def start(tmp_path):
    started = []

    def start_all():
        environment = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "".join(chr(ord("!") + number) for number in range(60)),
            "ALLOWED_HOSTS": NAME,
            "DATABASE_URL": database_url(),
            "BAKED_ROOT": str(tmp_path / "baked"),
        }
        for words in COMMANDS.values():
            command = [sys.executable, "manage.py", *words]
            started.append(
                subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=environment,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    text=True,
                    preexec_fn=take_signals,
                )
            )
        return started

    yield start_all
    for process in started:
        if process.poll() is None:
            process.kill()
            process.communicate()


def said_when_stopped(processes, sign):
    for process in processes:
        process.send_signal(sign)
    return [process.communicate(timeout=60)[1] for process in processes]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_processes_at_work_stop_without_a_traceback(start, sign):
    processes = start()
    deadline = time.monotonic() + 120
    while set(ProcessSeen.objects.values_list("name", flat=True)) != set(COMMANDS):
        assert time.monotonic() < deadline, [process.poll() for process in processes]
        time.sleep(0.2)

    said = said_when_stopped(processes, sign)

    assert [text for text in said if "Traceback" in text or "Error" in text] == []


def test_processes_that_are_just_starting_stop_without_a_traceback(start):
    processes = start()
    time.sleep(0.7)  # in the middle of reading the code, on this machine; never a fault on another

    said = said_when_stopped(processes, signal.SIGINT)

    assert [text for text in said if "Traceback" in text] == []
