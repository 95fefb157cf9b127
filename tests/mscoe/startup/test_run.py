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

pytestmark = pytest.mark.slow

SERVING = "Press Ctrl-C to stop it"
MOST_TO_WATCH = 25  # MiB: the process that watches has read nothing of the site
PARTS = ("mscoe", "articles", "accessibility", "deploy")


@pytest.fixture(scope="module")
def folder():
    path = Path(tempfile.mkdtemp(prefix="site-", dir="/tmp"))
    path.chmod(0o755)
    for part in PARTS:
        shutil.copytree(ROOT / part, path / part, ignore=shutil.ignore_patterns("__pycache__"))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def start(folder):
    """``start()`` runs the site of the copy; whatever still runs at the end is stopped."""
    runs = []

    def start_run(in_folder=folder, **environment):
        runs.append(Run(in_folder, **environment))
        return runs[-1]

    yield start_run
    for run in runs:
        if run.process.poll() is None:
            run.end()


class Run:
    """``make run`` once the virtual environment is there."""

    def __init__(self, folder, **environment):
        self.folder = folder
        self.port = environment.pop("PORT", None) or free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mscoe.startup.run"],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PORT": str(self.port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def says_until(self, words):
        """What it said up to the line that holds the words."""
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
        return [line for _, line in processes_of(self.folder)]


def processes_of(folder):
    """Number and command line of what was started from the folder, or stands in it."""
    for path in process_files("cmdline"):
        try:
            line, place = path.read_bytes().decode(), os.readlink(path.parent / "cwd")
        except OSError:
            continue
        if str(folder) in line or place == str(folder):
            yield int(path.parent.name), line


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
    form = opener.open(f"{url}admin/login/", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    fields = {"username": name, "password": password, "csrfmiddlewaretoken": token}
    data = urllib.parse.urlencode({**fields, "next": "/admin/"}).encode()
    return opener.open(f"{url}admin/login/", data, timeout=60).read().decode()


def test_one_command_serves_a_site_that_is_there_again_after_ctrl_c(folder, start):
    first = start()
    said = first.says_until(SERVING) + first.end()

    assert "Traceback" not in said
    password = re.search(r"administrator admin with the password (\S+) \(shown only once\)", said)[
        1
    ]
    samples = dict(re.findall(r"sample account (\w+) with the password (\S+) \(shown", said))
    assert list(samples) == ["author", "reviewer", "publisher", "administrator", "auditor"]
    assert f"The site:  {first.url}" in said
    assert first.left_behind() == []
    assert (folder / "var" / "secret-key").stat().st_mode & 0o777 == 0o600

    second = start()
    said = second.says_until(SERVING)
    assert len(said.splitlines()) == 5  # PostgreSQL, mail, two addresses, Ctrl-C: no more
    names = {name_of(pid) for pid, _ in processes_of(folder)}
    assert {"web server", "mail worker", "baking", "schedules"} <= names
    assert memory_of(second.process.pid) < MOST_TO_WATCH
    assert "Sign out" in sign_in(second.url, "admin", password)
    assert "Sign out" in sign_in(second.url, "author", samples["author"])
    assert "Stem cell" in urllib.request.urlopen(f"{second.url}treatments/").read().decode()

    third = start(PORT=second.port)
    refusal = third.process.communicate(timeout=60)[0]
    assert third.process.returncode == 1
    assert refusal.startswith(f"Port {second.port} is in use (Address already in use).")
    assert len(refusal.splitlines()) == 1

    second.end(signal.SIGTERM)
    assert second.left_behind() == []


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORT": "web"}, "PORT=web is not a port number. Choose a number such as 8000."),
        ({"SECRET_KEY": "short"}, "Set the environment variable SECRET_KEY to at least 50"),
        ({"DATABASE_URL": "postgres://x@127.0.0.1:9/x"}, "The database cannot be used: connection"),
    ],
)
def test_what_keeps_the_site_from_starting_is_said_in_a_sentence(start, environment, sentence):
    run = start(**environment)

    said = run.process.communicate(timeout=60)[0]

    assert run.process.returncode == 1
    assert sentence in said
    assert "Traceback" not in said


def test_the_first_administrator_may_be_chosen(folder, start):
    shutil.rmtree(folder / "var", ignore_errors=True)

    run = start(ADMIN_USERNAME="rosa", ADMIN_PASSWORD="a-password-of-hers", SAMPLE_SITE="0")

    said = run.says_until(SERVING)
    assert "Sign out" in sign_in(run.url, "rosa", "a-password-of-hers")
    assert "Created the administrator rosa" in said
    assert "a-password-of-hers" not in said


@pytest.mark.prove
@pytest.mark.parametrize("victim", ["run", "web server", "mail worker", "site", "postgres"])
def test_whatever_is_killed_the_next_start_serves_again(folder, start, victim):
    run = start()
    run.says_until(SERVING)

    pids = [run.process.pid] if victim == "run" else list(pids_of(folder, victim))
    for pid in pids:
        os.kill(pid, signal.SIGKILL)

    if victim in ("postgres", "mail worker"):  # watched over, and started again
        time.sleep(5)
        urllib.request.urlopen(run.url, timeout=60).close()
        run.end()
    run.process.communicate(timeout=120)
    again = start()
    again.says_until(SERVING)
    urllib.request.urlopen(again.url, timeout=60).close()
    again.end()
    assert again.left_behind() == []


@pytest.mark.prove
def test_a_site_that_is_there_serves_again_within_five_seconds(start):
    first = start()
    first.says_until(SERVING)
    first.end()

    began = time.monotonic()
    again = start()
    again.says_until(SERVING)

    assert time.monotonic() - began < 5


def pids_of(folder, name):
    for pid, _ in processes_of(folder):
        if name == name_of(pid):
            yield pid


def name_of(pid):
    """What the system calls the process."""
    return Path(f"/proc/{pid}/comm").read_text().strip()


def memory_of(pid):
    """MiB that the process has for itself."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def test_requests_are_counted_for_all_processes_of_the_web_server(start):
    metrics = f"127.0.0.1:{free_port()}"

    run = start(METRICS_ADDRESS=metrics)

    run.says_until(SERVING)
    for _ in range(8):
        urllib.request.urlopen(f"{run.url}admin/login/", timeout=60).close()
    counted = answer_of(f"http://{metrics}/metrics")
    assert 'site_requests_total{method="GET",route="admin:login",status="200"} 8.0' in counted


def answer_of(url):
    """Of a server that may just be starting."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return urllib.request.urlopen(url, timeout=10).read().decode()
        except OSError:
            assert time.monotonic() < deadline, url
            time.sleep(0.1)


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
def test_a_full_disk_is_said_in_a_sentence(small_disk, start):
    for part in PARTS:
        shutil.copytree(ROOT / part, small_disk / part)

    run = start(small_disk)

    said = run.process.communicate(timeout=60)[0]
    assert run.process.returncode == 1
    assert "The disk is full" in said
    assert "Traceback" not in said


@pytest.mark.prove
def test_a_start_waits_for_the_port_that_a_killed_run_is_still_giving_up(folder, start):
    run = start()
    run.says_until(SERVING)
    slow = [socket.create_connection(("127.0.0.1", run.port)) for _ in range(3)]
    for connection in slow:  # what keeps a web server that is asked to end from ending at once
        connection.send(
            b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n"
        )
    [master, *_] = pids_of(folder, "web server")
    os.kill(run.process.pid, signal.SIGKILL)
    run.process.wait()

    again = start(PORT=run.port)
    said = again.says_until(SERVING)

    assert "is in use" not in said
    urllib.request.urlopen(again.url, timeout=60).close()
    assert master not in pids_of(folder, "web server")
