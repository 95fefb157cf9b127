"""A call in a child process is answered, refused or stopped, and never takes the caller along."""

import logging
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest

from articles import sandbox
from articles.images import ImageFile, ImageRefused
from articles.sandbox import Cause, Limits, Stopped, parent, places
from mscoe.environment import ROOT
from tests.articles.sandbox import sandboxed

pytestmark = pytest.mark.slow

CALLS = sandboxed.__name__


def run(function, argument=None, options=None, **settings):
    return sandbox.run(f"{CALLS}.{function}", argument, options, **settings)


def stopped(function, argument=None, **limits):
    with pytest.raises(Stopped) as caught:
        run(function, argument, limits=Limits(**limits))
    return caught.value


def test_each_call_has_a_process_of_its_own_and_one_parent():
    (first, parent_of_first), (second, parent_of_second) = run("process"), run("process")

    assert len({first, second, os.getpid()}) == 3
    assert parent_of_first == parent_of_second == parent._server.process.pid


def test_values_go_and_come_whole():
    content = os.urandom(3_000_000)

    assert run("echo", content) == content
    assert run("file_of", "a.png") == ImageFile("a.png", 1, 1, b"")


def test_a_refusal_comes_back_as_what_it_was():
    with pytest.raises(ImageRefused, match="^The picture moves.$"):
        run("refuse", "The picture moves.", raises=(ImageRefused,))


def test_any_other_exception_is_a_plain_sentence_and_the_log_has_no_word_of_the_file(caplog):
    caplog.set_level(logging.WARNING)

    refusal = stopped("stumble", "a patient's name")

    assert refusal.cause is Cause.CRASH
    assert refusal.sentence("document").startswith("Something in this document cannot be converted")
    assert re.search(r"KeyError at .*sandboxed\.py:\d+", caplog.text)
    assert "patient" not in caplog.text


@pytest.mark.parametrize(
    ("function", "argument", "limits", "cause"),
    [
        ("work", None, {"processor": 1}, Cause.PROCESSOR),
        ("wait", 30, {"clock": 1}, Cause.CLOCK),
        ("fill", 400 * 2**20, {"memory": 256 * 2**20}, Cause.MEMORY),
        ("fill_unnoticed", 400 * 2**20, {"memory": 256 * 2**20}, Cause.MEMORY),
        ("die", signal.SIGSEGV, {}, Cause.CRASH),
        ("die", signal.SIGKILL, {}, Cause.MEMORY),  # as the kernel does when a machine is full
        ("vanish", 0, {}, Cause.CRASH),
        ("vanish", 9, {}, Cause.CRASH),
        ("sly", None, {}, Cause.CRASH),
    ],
)
def test_each_limit_is_a_cause_of_its_own_and_the_next_call_is_answered(
    function, argument, limits, cause
):
    assert stopped(function, argument, **limits).cause is cause
    assert run("echo", "still here") == "still here"


def test_a_file_that_grows_past_its_limit_is_not_written(tmp_path):
    options = {"path": str(tmp_path / "large")}

    with pytest.raises(Stopped):
        run("write", 2_000_000, options, limits=Limits(file=1_000_000))

    assert (tmp_path / "large").stat().st_size <= 1_000_000


@pytest.mark.parametrize("what", ["document", "page", "picture"])
@pytest.mark.parametrize("cause", Cause)
def test_every_cause_is_said_in_plain_words_with_its_figure_and_what_to_do(cause, what):
    sentence = Stopped(cause, Limits()).sentence(what)

    figure = {"processor": "10 seconds", "memory": "512 MB", "clock": "20 seconds"}
    assert figure.get(cause.value, "") in sentence
    assert f"his {what}" in sentence
    assert sentence.endswith(".")
    assert not re.search(r"[{}_]|Error|process\b|child|sandbox", sentence)


def test_a_child_knows_no_secret_of_the_site(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a secret of the site")
    monkeypatch.setenv("DATABASE_URL", "postgres://someone:secret@host/site")
    parent.end()

    known = run("environment")

    assert "PATH" in known
    assert {"SECRET_KEY", "DATABASE_URL"} & known.keys() == set()


def test_a_process_that_ended_is_started_again():
    run("process")
    os.kill(parent._server.process.pid, signal.SIGKILL)

    assert run("echo", 1) == 1


SITE_WITH_A_LONG_CALL = f"""
import threading, time
from articles import sandbox
from articles.sandbox import parent
threading.Thread(target=sandbox.run, args=("{CALLS}.wait", 60)).start()
while parent._server is None:
    time.sleep(0.05)
print(parent._server.process.pid, flush=True)
time.sleep(60)
"""


def test_a_child_ends_when_the_process_it_works_for_is_killed():
    command = [sys.executable, "-c", SITE_WITH_A_LONG_CALL]
    site = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    server = int(site.stdout.readline())
    children = []
    for _ in range(600):
        if children := children_of(server):
            break
        time.sleep(0.1)
    assert children

    site.kill()
    site.wait()
    site.stdout.close()

    assert all_ended([server, *children])


def children_of(process):
    with open(f"/proc/{process}/task/{process}/children") as file:
        return [int(each) for each in file.read().split()]


def all_ended(processes):
    for _ in range(100):
        if not any(is_running(each) for each in processes):
            return True
        time.sleep(0.1)
    return False


def is_running(process):
    with suppress(OSError), open(f"/proc/{process}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] != "Z"
    return False


# --- how many at once ---


def test_a_second_conversion_waits_for_the_first(monkeypatch):
    monkeypatch.setattr(places, "at_once", lambda: 1)
    running, most = set(), []

    def convert(number):
        with places.place(Limits()):
            running.add(number)
            most.append(len(running))
            time.sleep(0.05)
            running.discard(number)

    threads = [threading.Thread(target=convert, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1, 1, 1]


def test_who_waits_too_long_for_a_place_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr(places, "at_once", lambda: 1)

    with places.place(Limits()):
        refusal = stopped("echo", waiting=0)

    assert refusal.sentence("document") == (
        "The site is busy converting other files. Wait a minute, then send this document again."
    )
    assert run("echo", 1) == 1


def test_one_thread_of_each_web_process_is_left_for_readers(monkeypatch):
    monkeypatch.setattr(places, "THREADS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(places, "SECONDS_FOR_A_THREAD", 0)
    monkeypatch.setattr(places, "at_once", lambda: 4)

    with places.place(Limits()):
        assert stopped("echo").cause is Cause.BUSY


def test_a_place_is_free_again_when_its_process_was_killed(monkeypatch):
    monkeypatch.setattr(places, "at_once", lambda: 1)
    program = (
        "from articles.sandbox import places, Limits; import time;"
        "places.at_once = lambda: 1; held = places.locked_file(Limits());"
        "print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "held\n"
    assert stopped("echo", waiting=0).cause is Cause.BUSY

    other.kill()
    other.wait()
    other.stdout.close()

    assert run("echo", 1, limits=Limits(waiting=1)) == 1
