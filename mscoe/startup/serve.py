"""The site that ``make run`` serves, on a database that is there: preparing it, and its processes.

``python -m mscoe.startup.serve DESCRIPTOR``, the number of an open socket to listen at. This
process reads the site's code once; the web server and what runs beside it are forks of it, and
share the memory of what it has read.
"""

import gc
import socket
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import Error as DatabaseError
from django.db import connections
from django.utils import timezone

from mscoe.environment import ROOT
from mscoe.startup.processes import (
    Process,
    ProcessEnded,
    call_this_process,
    end_on_signals,
    fork,
    started,
)
from mscoe.startup.run import REASON_GIVEN, address, describe_problem, is_disk_full, say

SECONDS_TO_ANSWER = 60
# Sends mail, and whatever else acts have queued; docker-compose.yml runs it the same way.
WORKER = ["run_queue", "--no-reload", "--verbosity", "0"]
BAKER = ["bake_site", "--follow"]
SCHEDULES = ["follow_schedules", "--keep"]


class CannotServe(Exception):
    """The site cannot be served; the message says why, in a sentence."""


def main(descriptor):
    end_on_signals()
    call_this_process("site")
    try:
        with socket.socket(fileno=int(descriptor)) as listener, reasons_given():
            serve(listener)
    except KeyboardInterrupt:
        pass


@contextmanager
def reasons_given():
    """What can go wrong ends this process with a sentence."""
    try:
        yield
    except (CannotServe, ProcessEnded, ImproperlyConfigured, CommandError) as problem:
        reason = str(problem)
    except (DatabaseError, OSError) as problem:
        reason = describe_problem(problem) if isinstance(problem, OSError) else of_database(problem)
    else:
        return
    print(reason, file=sys.stderr)
    sys.exit(REASON_GIVEN)


def of_database(problem):
    if is_disk_full():
        return f"The disk is full. Free some space for {ROOT}."
    return f"The database cannot be used: {str(problem).strip().splitlines()[0]}"


def serve(listener):
    """Everything at once; only what has to be prepared and the web server are waited for."""
    django.setup()
    prepare_in_fork()
    read_code()
    render_a_page()
    gc.collect()
    gc.freeze()  # looking for garbage writes to memory, which would not be shared any longer
    processes = site_processes(listener)
    with started(processes):
        wait_for_answer(listener, processes)
        print_addresses(listener)
        while True:
            time.sleep(1)
            tend(processes)


def tend(processes):
    for process in processes:
        process.tend(say)


# --- before the processes are started ---


def prepare_in_fork():
    """What is only needed for that ends with it."""
    preparation = Process("preparation", fork(prepare))
    preparation.start()
    try:
        preparation.running.join()
    except KeyboardInterrupt:
        preparation.ask_to_stop()
        raise
    if preparation.running.exitcode == REASON_GIVEN:
        sys.exit(REASON_GIVEN)
    if preparation.running.exitcode:
        raise ProcessEnded(preparation.name, preparation.running.exitcode)


def prepare():
    from mscoe.startup.prepare import prepare  # nobody else needs it

    with reasons_given():
        prepare(say)


def read_code():
    """What the processes would read one by one once they are at work."""
    import gunicorn.app.wsgiapp  # noqa: F401
    import gunicorn.workers.gthread  # noqa: F401

    import articles.baking.follower  # noqa: F401  settings are needed first
    import articles.baking.server.wsgi  # noqa: F401
    import mscoe.urls  # noqa: F401


def render_a_page():
    """Python adapts code as it first runs, by writing to it: once here, and not in every fork."""
    from articles.baking.renderer import RenderContext  # settings are needed first

    # What may be wrong with the page is reported to the reader who asks for it.
    with suppress(Exception):
        RenderContext(["/"], at=timezone.now()).render("/")
    connections.close_all()


# --- the processes ---


def site_processes(listener):
    """The web server, and what runs beside it."""
    return [
        Process("web server", fork(serve_web, listener), essential=True),
        Process("mail worker", fork(run_command, listener, WORKER)),
        Process("baking", fork(run_command, listener, BAKER)),
        Process("schedules", fork(run_command, listener, SCHEDULES)),
    ]


def serve_web(listener):
    from gunicorn.app.wsgiapp import run  # by then it is there

    configuration = str(ROOT / "deploy" / "gunicorn.conf.py")
    # Shorter than a start waits for the port, should this process be killed.
    options = ["--graceful-timeout", "5", "--bind", f"fd://{listener.fileno()}", "--preload"]
    sys.argv = ["gunicorn", "--config", configuration, *options, "mscoe.wsgi"]
    run()


def run_command(listener, words):
    listener.close()
    with reasons_given():
        call_command(*words)


def wait_for_answer(listener, processes):
    """Until the site answers anything at all, however unhappy."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address(listener), timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            tend(processes)
        else:
            return
    raise CannotServe(f"The web server did not answer within {SECONDS_TO_ANSWER} s.")


def print_addresses(listener):
    say(f"The site:  {address(listener)}")
    say(f"The desk:  {address(listener)}admin/")
    say("Press Ctrl-C to stop it. Your content is kept.")


if __name__ == "__main__":
    main(*sys.argv[1:])
