"""What ``make run`` does once the virtual environment is there: the whole site on this machine.

PostgreSQL, migrations, static files, sample content, a first administrator, then gunicorn, with a
line for each. Ctrl-C stops whatever was started here.
"""

import os
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import Error as DatabaseError

from mscoe.environment import ROOT, VAR, make_up_values, use_address
from mscoe.postgres.configuration import own_server
from mscoe.postgres.server import ServerProblem
from mscoe.startup.port_holders import Holder, holder_of
from mscoe.startup.processes import (
    Process,
    ProcessEnded,
    die_with_parent,
    end_on_signals,
    ignore_signals,
    started,
)

HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 60
# A port that is held is waited for: one that nobody seems to hold is just being given up.
SECONDS_FOR = {Holder.ENDING: 10, Holder.UNSEEN: 1, Holder.OTHER: 0}
LEAST_ROOM = 1_000_000
# Sends mail, and whatever else acts have queued; docker-compose.yml runs it the same way.
WORKER = ["run_queue", "--no-reload", "--verbosity", "0"]
BAKER = ["bake_site", "--follow"]


class CannotRun(Exception):
    """The site cannot be served here; the message says why, in a sentence."""


def main():
    end_on_signals()
    die_with_parent(signal.SIGTERM)()  # if make is killed, nothing of it stays behind
    try:
        run()
    except KeyboardInterrupt:
        say("Stopped.")
    except (CannotRun, ServerProblem, ProcessEnded, ImproperlyConfigured, CommandError) as problem:
        sys.exit(str(problem))
    except (DatabaseError, OSError) as problem:
        sys.exit(describe_problem(problem))


def describe_problem(problem):
    if shutil.disk_usage(ROOT).free < LEAST_ROOM:
        return f"The disk is full. Free some space for {ROOT}."
    if isinstance(problem, DatabaseError):
        return f"The database cannot be used: {str(problem).strip().splitlines()[0]}"
    return f"{problem.strerror or problem}: {problem.filename or VAR}."


def run():
    make_up_values()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    os.environ.setdefault("LOG_FORMAT", "text")
    with open_port() as listener, database() as tend_database:
        set_up_mail(listener)
        prepare_site()
        serve(listener, tend_database)


def set_up_mail(listener):
    """Into files, unless a server is named: nothing leaves a machine where the site is tried."""
    use_address(address(listener))
    if not os.environ.get("EMAIL_URL"):
        (VAR / "mail").mkdir(parents=True, exist_ok=True)
        os.environ["EMAIL_URL"] = f"filemail:///{VAR / 'mail'}"
        say("Mail is saved as files in var/mail.")


def prepare_site():
    from mscoe.startup import prepare

    prepare.prepare(say)


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
    """Everything at once; only the web server is waited for."""
    processes = site_processes(listener)
    with started(processes):
        wait_for_answer(listener, processes)
        print_addresses(listener)
        while True:
            time.sleep(1)
            tend_database()
            for process in processes:
                process.tend(say)


def site_processes(listener):
    """The web server, and what runs beside it."""
    gunicorn = ["-m", "gunicorn", "--config", str(ROOT / "deploy" / "gunicorn.conf.py")]
    # Shorter than a start waits for the port, should this process be killed.
    bind = ["--graceful-timeout", "5", "--bind", f"fd://{listener.fileno()}", "mscoe.wsgi"]
    return [
        Process(
            "web server",
            [sys.executable, *gunicorn, *bind],
            essential=True,
            pass_fds=[listener.fileno()],
        ),
        Process("mail worker", [sys.executable, "-m", "django", *WORKER]),
        Process("baking", [sys.executable, "-m", "django", *BAKER]),
        Process("schedules", [sys.executable, "-m", "django", "follow_schedules", "--keep"]),
    ]


def wait_for_answer(listener, processes):
    """Until the site answers anything at all, however unhappy."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address(listener), timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            for process in processes:
                process.tend(say)
        else:
            return
    raise CannotRun(f"The web server did not answer within {SECONDS_TO_ANSWER} s.")


def address(listener):
    return f"http://{HOST}:{listener.getsockname()[1]}/"


def print_addresses(listener):
    say(f"The site:  {address(listener)}")
    say(f"The desk:  {address(listener)}admin/")
    say("Press Ctrl-C to stop it. Your content is kept.")


if __name__ == "__main__":
    main()
