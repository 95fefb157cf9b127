"""Set up what a command needs, then run it: a virtual environment and, for tests, Debian packages.

Runs on the machine's bare Python: the standard library only.
"""

import contextlib
import fcntl
import os
import signal
import sys
from pathlib import Path

import debian_packages
import environment
from problems import CannotPrepare

ROOT = Path(__file__).resolve().parent.parent


def main(purpose, *command):
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        folder = prepare_alone("site" if purpose == "site" else "tools")
        if purpose == "tests":
            os.environ |= debian_packages.prepare_tests()
    except CannotPrepare as problem:
        sys.exit(str(problem))
    except OSError as problem:
        sys.exit(f"{problem.strerror}: {problem.filename or ROOT}.")
    except KeyboardInterrupt:
        sys.exit("Stopped. Anything left incomplete is repaired the next time.")
    run_in(folder, command)


def prepare_alone(kind):
    """Two commands started together wait for each other."""
    folder = environment.choose_folder(ROOT)
    with alone(folder):
        environment.prepare(folder, kind)
    return folder


@contextlib.contextmanager
def alone(folder):
    with open(folder.with_name(f"{folder.name}.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_in(folder, command):
    os.chdir(ROOT)
    os.environ["PATH"] = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    os.environ["PYTHONPATH"] = str(ROOT)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
