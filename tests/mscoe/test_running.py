"""The whole site as ``make run`` starts it, in a copy of its own."""

import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from mscoe.environment import ROOT

PARTS = ("mscoe", "articles", "accessibility", "deploy")


@pytest.fixture(scope="module")
def folder():
    path = Path(tempfile.mkdtemp(prefix="site-", dir="/tmp"))
    path.chmod(0o755)
    for part in PARTS:
        shutil.copytree(ROOT / part, path / part, ignore=shutil.ignore_patterns("__pycache__"))
    yield path
    shutil.rmtree(path)


class Run:
    """``make run`` once the virtual environment is there."""

    def __init__(self, folder, **environment):
        self.folder = folder
        self.port = environment.pop("PORT", None) or free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mscoe.running"],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PORT": str(self.port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def serves_after(self):
        """Seconds until the home page is there."""
        while self.process.poll() is None and time.monotonic() < self.started_at + 120:
            try:
                urllib.request.urlopen(self.url, timeout=5).close()
            except OSError:
                time.sleep(0.05)
            else:
                return time.monotonic() - self.started_at
        raise AssertionError(self.process.communicate(timeout=30)[0])

    def says_until(self, words):
        """Everything up to the line that holds the words."""
        said = ""
        for line in self.process.stdout:
            said += line
            if words in line:
                return said
        raise AssertionError(said)

    def end(self, sign=signal.SIGINT):
        """What it said, once it and all it started are gone."""
        self.process.send_signal(sign)
        return self.process.communicate(timeout=60)[0]

    def left_behind(self):
        """Command lines of processes that have to do with this copy of the site."""
        lines = [path.read_bytes().decode() for path in process_files("cmdline")]
        return [line for line in lines if str(self.folder) in line]


def process_files(name):
    for path in Path("/proc").glob(f"[0-9]*/{name}"):
        try:
            path.read_bytes()
        except OSError:
            continue
        yield path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def sign_in(url, name, password):
    """The desk's own page after signing in."""
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    opener = urllib.request.build_opener(cookies)
    form = opener.open(f"{url}admin/login/", timeout=10).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    fields = {"username": name, "password": password, "csrfmiddlewaretoken": token}
    data = urllib.parse.urlencode({**fields, "next": "/admin/"}).encode()
    return opener.open(f"{url}admin/login/", data, timeout=10).read().decode()


def test_one_command_serves_a_site_that_is_there_again_after_ctrl_c(folder):
    first = Run(folder)
    said = first.says_until("Ctrl-C stops it") + first.end()

    assert "Traceback" not in said
    password = re.search(r"administrator admin with the password (\S+) \(shown this once\)", said)[
        1
    ]
    assert f"The site:  {first.url}" in said
    assert first.left_behind() == []
    assert (folder / "var" / "secret-key").stat().st_mode & 0o777 == 0o600

    second = Run(folder)
    assert second.serves_after() < 5
    assert "Log out" in sign_in(second.url, "admin", password)
    home = urllib.request.urlopen(second.url, timeout=10).read().decode()
    assert home.count("<article") + home.count("<h2") > 3  # the sample pages

    third = Run(folder, PORT=second.port)
    refusal = third.process.communicate(timeout=30)[0]
    assert third.process.returncode == 1
    assert refusal.startswith(f"Port {second.port} cannot be used (Address already in use).")
    assert len(refusal.splitlines()) == 1

    said = second.end(signal.SIGTERM)
    assert "password" not in said
    assert second.left_behind() == []


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORT": "web"}, "PORT=web is no port: choose a number such as 8000."),
        ({"SECRET_KEY": "short"}, "Set the environment variable SECRET_KEY to at least 50"),
        ({"DATABASE_URL": "postgres://x@127.0.0.1:9/x"}, "The database cannot be used: connection"),
    ],
)
def test_what_keeps_the_site_from_starting_is_said_in_a_sentence(folder, environment, sentence):
    run = Run(folder, **environment)

    said = run.process.communicate(timeout=60)[0]

    assert run.process.returncode == 1
    assert sentence in said
    assert "Traceback" not in said


def test_the_first_administrator_may_be_chosen(folder):
    shutil.rmtree(folder / "var", ignore_errors=True)
    run = Run(folder, ADMIN_USERNAME="rosa", ADMIN_PASSWORD="a-password-of-hers", SAMPLE_SITE="0")
    run.serves_after()

    assert "Log out" in sign_in(run.url, "rosa", "a-password-of-hers")

    said = run.end()
    assert "Created the administrator rosa" in said
    assert "a-password-of-hers" not in said


@pytest.mark.prove
@pytest.mark.parametrize("victim", ["mscoe.running", "gunicorn", "postgres"])
def test_whatever_is_killed_the_next_start_serves_again(folder, victim):
    run = Run(folder)
    run.serves_after()

    pids = [run.process.pid] if victim == "mscoe.running" else pids_of(folder, victim)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)

    time.sleep(5)
    if victim == "postgres":  # watched over, and started again
        urllib.request.urlopen(run.url, timeout=10).close()
        run.end()
    run.process.communicate(timeout=30)
    assert run.left_behind() == []
    again = Run(folder)
    assert again.serves_after() < 10
    again.end()


def pids_of(folder, word):
    for path in process_files("cmdline"):
        line = path.read_bytes().decode()
        if str(folder) in line and word in line:
            yield int(path.parent.name)


@pytest.fixture
def small_disk(request):
    disk = Path(tempfile.mkdtemp(prefix="disk-", dir="/tmp"))
    options = f"size={request.param},mode=755"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], check=True)
    yield disk
    subprocess.run(["umount", disk], check=True)
    disk.rmdir()


@pytest.mark.prove
@pytest.mark.skipif(os.getuid() != 0, reason="Only root can mount a small disk.")
@pytest.mark.parametrize("small_disk", ["20m", "42m", "50m"], indirect=True)
def test_a_full_disk_is_said_in_a_sentence(small_disk):
    for part in PARTS:
        shutil.copytree(ROOT / part, small_disk / part)

    run = Run(small_disk)
    try:
        said = run.process.communicate(timeout=60)[0]
    finally:
        run.process.kill()
        run.process.wait()

    assert run.process.returncode == 1
    assert "The disk is full" in said
    assert "Traceback" not in said
