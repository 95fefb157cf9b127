"""The worker with the command and the settings that it has in production."""

import os
import signal
import subprocess
import sys
import time

import pytest

from articles import publishing
from mscoe.environment import ROOT
from mscoe.startup.serve import WORKER
from tests import factories
from tests.prove.test_deployment import NAME, database_url

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def start_worker(tmp_path):
    started = []

    def start():
        environment = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "".join(chr(ord("!") + number) for number in range(60)),
            "ALLOWED_HOSTS": NAME,
            "DATABASE_URL": database_url(),
            "EMAIL_URL": f"filemail:///{tmp_path}",
        }
        command = [sys.executable, "manage.py", *WORKER]
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.terminate()
        process.wait(20)


def submit():
    return publishing.submit(
        revision=factories.draft(title="Rest and MS"),
        by=None,
        changed="All of it.",
        outside_name="Ida",
        outside_email="ida@example.net",
    )


def mails(folder, count):
    """What was written, once there are so many."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        written = [file.read_text() for file in folder.glob("*.log")]
        if len(written) >= count:
            return written
        time.sleep(0.2)
    raise AssertionError(f"{len(written)} mails after a minute")


def test_the_worker_sends_what_waits_and_a_killed_one_is_replaced(tmp_path, start_worker):
    submit()
    first = start_worker()
    (mail,) = mails(tmp_path, 1)
    assert "To: ida@example.net" in mail
    assert f"https://{NAME}/review/" in mail

    first.send_signal(signal.SIGKILL)
    first.wait(20)
    submit()
    start_worker()

    assert len(mails(tmp_path, 2)) == 2
