"""A desktop of its own for one screen reader: display, session bus, accessibility bus.

Everything lives in one temporary folder and ends with it: no sound card, no system bus, no network,
nothing of the person's own desktop. Debian packages: see ``PROGRAMS``.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PROGRAMS = {  # program: Debian package
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "gsettings": "libglib2.0-bin",
    "gdbus": "libglib2.0-bin",
    "orca": "orca",
    "chromium": "chromium",
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}
WORKING = {"R", "D"}  # running or waiting for a processor; waiting for a disk
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
BUS_ADDRESS = (
    "gdbus",
    "call",
    "--session",
    "--dest=org.a11y.Bus",
    "--object-path=/org/a11y/bus",
    "--method=org.a11y.Bus.GetAddress",
)
SCREEN_READER_IS_ON = (
    ("org.gnome.desktop.interface", "toolkit-accessibility"),
    ("org.gnome.desktop.a11y.applications", "screen-reader-enabled"),
)


class DidNotStart(Exception):
    """A part of the desktop, the screen reader or the browser did not come up."""


def missing_packages():
    """Debian packages that have to be installed before anything can be heard."""
    lacking = (name for name in PROGRAMS if not (shutil.which(name) or Path(name).is_dir()))
    return sorted({PROGRAMS[name] for name in lacking})


def wait_until(holds, *, timeout, what):
    deadline = time.monotonic() + timeout
    while not (value := holds()):
        if time.monotonic() > deadline:
            raise DidNotStart(f"{what} did not happen within {timeout} s")
        time.sleep(0.1)
    return value


class Desktop:
    """Use as a context manager; ``spawn`` starts programs on it that end with it."""

    def __init__(self, *, width=1280, height=1024):
        self.width, self.height = width, height
        self.processes = []

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="desktop-"))
        self.environment = self.make_environment()
        try:
            self.start_display()
            self.start_buses()
            self.spawn("openbox")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception):
        for process in reversed(self.processes):
            end(process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def make_environment(self):
        folders = {
            "HOME": self.folder,
            "XDG_RUNTIME_DIR": self.folder / "run",
            "XDG_CONFIG_HOME": self.folder / "config",
            "XDG_DATA_HOME": self.folder / "data",
            "XDG_CACHE_HOME": self.folder / "cache",
        }
        for folder in folders.values():
            folder.mkdir(mode=0o700, exist_ok=True)
        return {name: str(folder) for name, folder in folders.items()} | {
            "PATH": f"{self.hide_other_screen_readers()}:{SYSTEM_PATH}",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "GSETTINGS_BACKEND": "keyfile",
            "GTK_MODULES": "",
            "NO_AT_BRIDGE": "0",
            "ACCESSIBILITY_ENABLED": "1",
            "GNOME_ACCESSIBILITY": "1",
        }

    def hide_other_screen_readers(self):
        """Orca asks pgrep whether another Orca runs, and refuses to start beside it."""
        programs = self.folder / "programs"
        programs.mkdir()
        pgrep = programs / "pgrep"
        pgrep.write_text("#!/bin/sh\nexit 1\n")
        pgrep.chmod(0o755)
        return programs

    def start_display(self):
        reading, writing = os.pipe()
        screen = f"{self.width}x{self.height}x24"
        display = ("Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp")
        self.spawn(*display, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise DidNotStart(f"Xvfb: {self.output_of('Xvfb')}")
        self.environment["DISPLAY"] = f":{number}"

    def start_buses(self):
        bus = self.spawn(
            "dbus-daemon", "--session", "--nofork", "--print-address=1", stdout=subprocess.PIPE
        )
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        for schema, key in SCREEN_READER_IS_ON:
            self.run("gsettings", "set", schema, key, "true")
        self.spawn("/usr/libexec/at-spi-bus-launcher", "--launch-immediately", "--a11y=1")
        wait_until(lambda: self.run(*BUS_ADDRESS), timeout=60, what="The accessibility bus")

    def spawn(self, *command, stdout=None, **options):
        """Start a program that ends with the desktop; what it prints is kept in the folder."""
        with self.output_file(command[0]).open("ab") as output:
            process = subprocess.Popen(
                command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=stdout or output,
                stderr=output,
                start_new_session=True,
                **options,
            )
        self.processes.append(process)
        return process

    def is_at_work(self):
        """Whether one of its programs computes, or would if it got the processor."""
        return any(
            state_of(pid) in WORKING for process in self.processes for pid in family(process.pid)
        )

    def run(self, *command):
        """Run a program to its end; what it printed, or nothing if it failed."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=120
        )
        return done.stdout.strip() if done.returncode == 0 else ""

    def output_file(self, program):
        return self.folder / f"{Path(program).name}.output"

    def output_of(self, program):
        return self.output_file(program).read_text(errors="replace")[-2000:]


def family(pid):
    """A process and all that it started, and what those started."""
    yield pid
    with suppress(OSError):  # it has ended meanwhile
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield from family(child)


def state_of(pid):
    """The letter that Linux gives to what a process does; an empty one once it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return ""


def end(process):
    """End a process that we started and all that it started, politely first."""
    for ending in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, ending)
            process.wait(2)
        except ProcessLookupError:
            process.wait()
            return
        except subprocess.TimeoutExpired:
            continue
        return
