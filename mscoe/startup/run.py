"""What ``make run`` does once the virtual environment is there: the whole site on this machine.

It takes the port and starts PostgreSQL, then the site, which ``mscoe.startup.serve`` prepares and
serves; and it watches over both. Ctrl-C stops whatever was started here.
"""

import os
import shutil
import signal
import socket
import sys
import time
from contextlib import contextmanager

from mscoe.environment import ROOT, VAR, make_up_values, use_address
from mscoe.postgres.configuration import own_server
from mscoe.postgres.server import ServerProblem
from mscoe.startup.port_holders import Holder, holder_of
from mscoe.startup.processes import (
    SECONDS_TO_STOP,
    Process,
    ProcessEnded,
    die_with_parent,
    end_on_signals,
    ignore_signals,
    program,
    started,
)

HOST = "127.0.0.1"
REASON_GIVEN = 3  # the exit code of a site that has said in a sentence why it ends
# A port that is held is waited for: one that nobody seems to hold is just being given up.
SECONDS_FOR = {Holder.ENDING: 10, Holder.UNSEEN: 1, Holder.OTHER: 0}
LEAST_ROOM = 1_000_000


class CannotRun(Exception):
    """The site cannot be served here; the message says why, in a sentence."""


def main():
    end_on_signals()
    die_with_parent(signal.SIGTERM)()  # if make is killed, nothing of it stays behind
    try:
        run()
    except KeyboardInterrupt:
        say("Stopped.")
    except ProcessEnded as problem:
        sys.exit(1 if problem.exit_code == REASON_GIVEN else str(problem))
    except (CannotRun, ServerProblem) as problem:
        sys.exit(str(problem))
    except OSError as problem:
        sys.exit(describe_problem(problem))


def describe_problem(problem):
    """What went wrong with a file, or with the port."""
    if is_disk_full():
        return f"The disk is full. Free some space for {ROOT}."
    return f"{problem.strerror or problem}: {problem.filename or VAR}."


def is_disk_full():
    return shutil.disk_usage(ROOT).free < LEAST_ROOM


def run():
    make_up_values()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    os.environ.setdefault("LOG_FORMAT", "text")
    with open_port() as listener, database() as tend_database:
        set_up_mail(listener)
        serve(listener, tend_database)


def set_up_mail(listener):
    """Into files, unless a server is named: nothing leaves a machine where the site is tried."""
    use_address(address(listener))
    if not os.environ.get("EMAIL_URL"):
        (VAR / "mail").mkdir(parents=True, exist_ok=True)
        os.environ["EMAIL_URL"] = f"filemail:///{VAR / 'mail'}"
        say("Mail is saved as files in var/mail.")


def say(text):
    print(text, flush=True)


# --- before anything is started ---


def open_port():
    """Taken first and kept, so that a port in use is known before anything has begun.

    What is left of an earlier run that was killed is given ten seconds to end.
    """
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise CannotRun(f"PORT={port} is not a port number. Choose a number such as 8000.")
    held_by, since = None, 0.0
    while True:
        try:
            return listen(int(port))
        except OSError as problem:
            holder = holder_of(int(port), root=ROOT)
            if holder is not held_by:  # what held it may have ended between the two looks
                held_by, since = holder, time.monotonic()
            if time.monotonic() > since + SECONDS_FOR[holder]:
                raise CannotRun(reason_not_started(int(port), problem, holder)) from problem
        time.sleep(0.1)


def listen(port):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def reason_not_started(port, problem, holder):
    if holder is Holder.ENDING:
        return (
            f"Port {port} is still in use by an earlier run of this site that is shutting down."
            " Wait a moment and start again."
        )
    return (
        f"Port {port} is in use ({problem.strerror}). Stop the program that uses it, or choose"
        f" another port: PORT={port % 65535 + 1} make run"
    )


@contextmanager
def database():
    """Yields a function to call now and then: it starts our own PostgreSQL again if it crashed."""
    if os.environ.get("DATABASE_URL"):
        say("Using the PostgreSQL that DATABASE_URL names.")
        yield lambda: None
        return
    say("Starting PostgreSQL (data in var/postgres).")
    server = own_server().enter(with_parent=True)
    os.environ["DATABASE_URL"] = server.url
    try:
        yield server.start_again_if_ended
    finally:
        ignore_signals()
        server.leave()


# --- serving ---


def serve(listener, tend_database):
    """By a program of its own, so that nothing of the site is kept in the memory of this one."""
    command = [sys.executable, "-m", "mscoe.startup.serve", str(listener.fileno())]
    site = Process(
        "site",
        program(command, pass_fds=[listener.fileno()]),
        essential=True,
        seconds_to_stop=SECONDS_TO_STOP + 5,  # it waits for its own processes
    )
    with started([site]):
        while True:
            site.tend(say)
            time.sleep(1)
            tend_database()


def address(listener):
    return f"http://{HOST}:{listener.getsockname()[1]}/"


if __name__ == "__main__":
    main()
