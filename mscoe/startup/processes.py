"""Processes that are started together, watched together and stopped together."""

import ctypes
import os
import signal
import subprocess
import time
from contextlib import contextmanager

PR_SET_PDEATHSIG = 1
SECONDS_TO_STOP = 15
LONGEST_PAUSE = 60
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ProcessEnded(Exception):
    """A process ended that the others are nothing without."""


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


class Process:
    """One program; unless it is essential it is started again when it ends."""

    def __init__(self, name, command, *, essential=False, pass_fds=()):
        self.name = name
        self.command = command
        self.essential = essential
        self.pass_fds = pass_fds
        self.running = None
        self.pause = 1
        self.start_at = 0

    def start(self):
        self.started_at = time.monotonic()
        self.running = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            pass_fds=self.pass_fds,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )

    def tend(self, say):
        """Called again and again: notices an end, and starts it again after a pause that grows."""
        now = time.monotonic()
        if self.running is None:
            if now >= self.start_at:
                self.start()
        elif self.running.poll() is not None:
            if self.essential:
                raise ProcessEnded(f"The {self.name} exited (code {self.running.returncode}).")
            lasted = now - self.started_at
            self.pause = 1 if lasted > LONGEST_PAUSE else min(self.pause * 2, LONGEST_PAUSE)
            say(f"The {self.name} exited. It restarts in {self.pause} s.")
            self.running, self.start_at = None, now + self.pause

    def ask_to_stop(self):
        if self.running and self.running.poll() is None:
            self.running.terminate()

    def wait(self):
        if self.running is None:
            return
        try:
            self.running.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.running.kill()
            self.running.wait()


@contextmanager
def started(processes):
    """All of them started, without waiting for any; all of them stopped at the end."""
    try:
        for process in processes:
            process.start()
        yield
    finally:
        ignore_signals()
        for process in reversed(processes):
            process.ask_to_stop()
        for process in reversed(processes):
            process.wait()
