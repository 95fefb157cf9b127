"""Processes that are started together, watched together and stopped together."""

import ctypes
import multiprocessing
import os
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1
SECONDS_TO_STOP = 15
LONGEST_PAUSE = 60
LONGEST_NAME = 15  # TASK_COMM_LEN in the kernel, less the byte that ends it
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ProcessEnded(Exception):
    """A process ended that the others are nothing without."""

    def __init__(self, name, exit_code):
        super().__init__(f"The {name} exited (code {exit_code}).")
        self.exit_code = exit_code


def end_on_signals():
    """Ctrl-C, kill and a closed terminal all end the program the same way."""
    for sign in ENDING_SIGNALS:
        signal.signal(sign, signal.default_int_handler)


def ignore_signals():
    """While things are being stopped, an impatient second Ctrl-C must not leave half of them."""
    for sign in ENDING_SIGNALS:
        signal.signal(sign, signal.SIG_IGN)


def die_with_parent(sign):
    """For ``preexec_fn``: the kernel sends ``sign`` when the parent dies, even by kill -9."""
    libc = ctypes.CDLL(None, use_errno=True)

    def ask_kernel():
        libc.prctl(PR_SET_PDEATHSIG, sign)

    return ask_kernel


def end_soon_after_parent(parent, *, seconds):
    """End this process, whatever it does, so long after its parent died; ``parent``: its number.

    It is asked to end at once (SIGTERM), and the kernel ends it when the time is over.
    """

    def end_soon(*_):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
        os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGRTMIN, end_soon)
    die_with_parent(signal.SIGRTMIN)()
    if os.getppid() != parent:  # it died before the kernel was asked
        end_soon()


def call_this_process(name):
    """What ``ps`` and ``top`` list it as."""
    Path("/proc/self/comm").write_text(name[:LONGEST_NAME])


class Process:
    """Started, watched and stopped; unless it is essential it is started again when it ends.

    ``launch``: starts it under the name it is given; returns it with the attributes that
    multiprocessing.Process has (``exitcode``, ``join``, ``terminate``, ``kill``). See ``program``
    and ``fork``.
    """

    def __init__(self, name, launch, *, essential=False, seconds_to_stop=SECONDS_TO_STOP):
        self.name = name
        self.launch = launch
        self.essential = essential
        self.seconds_to_stop = seconds_to_stop
        self.running = None
        self.pause = 1
        self.start_at = 0

    def start(self):
        self.started_at = time.monotonic()
        self.running = self.launch(self.name)

    def tend(self, say):
        """Called again and again: notices an end, and starts it again after a pause that grows."""
        now = time.monotonic()
        if self.running is None:
            if now >= self.start_at:
                self.start()
        elif self.running.exitcode is not None:
            if self.essential:
                raise ProcessEnded(self.name, self.running.exitcode)
            lasted = now - self.started_at
            self.pause = 1 if lasted > LONGEST_PAUSE else min(self.pause * 2, LONGEST_PAUSE)
            say(f"The {self.name} exited. It restarts in {self.pause} s.")
            self.running, self.start_at = None, now + self.pause

    def ask_to_stop(self):
        if self.running and self.running.exitcode is None:
            self.running.terminate()

    def wait(self, *, since):
        """Until it has ended, which it was asked to do ``since`` then, on the monotonic clock."""
        if self.running is None:
            return
        self.running.join(max(since + self.seconds_to_stop - time.monotonic(), 0))
        if self.running.exitcode is None:
            self.running.kill()
            self.running.join()


# --- how a process is launched ---


class _Program(subprocess.Popen):
    """A child with the attributes of multiprocessing.Process."""

    @property
    def exitcode(self):
        return self.poll()

    def join(self, seconds=None):
        with suppress(subprocess.TimeoutExpired):
            self.wait(seconds)


def program(command, *, pass_fds=()):
    """A function that starts a program; the kernel ends it with this process."""

    def launch(_):
        return _Program(
            command,
            stdin=subprocess.DEVNULL,
            pass_fds=pass_fds,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )

    return launch


def fork(function, *arguments):
    """A function that forks this process; the copy calls ``function``, and ends with its parent.

    What this process has read by then, the copy shares. This process may have one thread only, and
    no connection to a database.
    """

    def launch(name):
        forking = multiprocessing.get_context("fork")
        process = forking.Process(target=_in_fork, args=(name, os.getpid(), function, arguments))
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)  # ours are not for the copy
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING_SIGNALS)
        return process

    return launch


def _in_fork(name, parent, function, arguments):
    for sign in ENDING_SIGNALS:
        signal.signal(sign, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING_SIGNALS)
    call_this_process(name)  # its command line is its parent's
    die_with_parent(signal.SIGTERM)()
    if os.getppid() == parent:  # else it died before the kernel was asked
        function(*arguments)


@contextmanager
def started(processes):
    """All of them started, without waiting for any; all of them stopped at the end."""
    try:
        for process in processes:
            process.start()
        yield
    finally:
        ignore_signals()
        asked_at = time.monotonic()
        for process in reversed(processes):
            process.ask_to_stop()
        for process in reversed(processes):
            process.wait(since=asked_at)
