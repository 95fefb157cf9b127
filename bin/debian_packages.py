"""Debian packages: which are missing, and installing them as root, by sudo, or not at all."""

import os
import shutil
import subprocess
from pathlib import Path

from problems import last_lines, say

# Each group of tests, with its packages and a program or file by which each is known to be there.
GROUPS = {
    "browser tests": {
        "chromium": "chromium",
        "fonts-liberation": "/usr/share/fonts/truetype/liberation",
    },
    "HTML checker tests": {"default-jre-headless": "java"},
    "web server tests": {"nginx-light": "/usr/sbin/nginx"},
    "screen reader tests": {
        "orca": "orca",
        "at-spi2-core": "/usr/libexec/at-spi-bus-launcher",
        "dbus-daemon": "dbus-daemon",
        "xvfb": "Xvfb",
        "openbox": "openbox",
        "xdotool": "xdotool",
        "speech-dispatcher": "speech-dispatcher",
        "python3-pyatspi": "/usr/lib/python3/dist-packages/pyatspi",
        "gsettings-desktop-schemas": "/usr/share/glib-2.0/schemas",
        "libglib2.0-bin": "gsettings",
    },
}
UNREACHABLE = ("Failed to fetch", "Unable to fetch", "Could not resolve", "Could not connect")


def prepare_tests():
    """Install what tests need; returns environment variables that say what could not be had."""
    missing = {group: missing_of(packages) for group, packages in GROUPS.items()}
    wanted = [package for packages in missing.values() for package in packages]
    if not wanted:
        return {}
    say(f"Installing Debian packages for the tests: {' '.join(wanted)}.")
    problems = [problem for group in missing.values() if group and (problem := install(group))]
    for problem in problems:
        say(problem)
    lacking = [group for group, packages in GROUPS.items() if missing_of(packages)]
    return {
        "LACKING_GROUPS": ", ".join(lacking),
        "APT_UNREACHABLE": "1" if any("not be reached" in problem for problem in problems) else "",
    }


def missing_of(packages):
    return [package for package, sign in packages.items() if not is_there(sign)]


def is_there(sign):
    return Path(sign).exists() if sign.startswith("/") else shutil.which(sign) is not None


def install(packages):
    """Install them; returns a sentence if that cannot be, else nothing."""
    apt_get = find_apt_get()
    by_hand = f"apt-get install {' '.join(packages)}"
    if apt_get is None:
        return f"Ask someone who can install packages to run: {by_hand}"
    updated = run([*apt_get, "-o", "APT::Update::Error-Mode=any", "update"])
    done = run([*apt_get, "install", "--yes", "--no-install-recommends", *packages])
    if done.returncode == 0:
        return ""
    if updated.returncode != 0 or any(sign in done.stdout for sign in UNREACHABLE):
        return f"The Debian package servers could not be reached. When they can, run: {by_hand}"
    return f"This failed: {by_hand}. Its output:\n{last_lines(done.stdout)}"


def find_apt_get():
    """The start of a command line that may install packages, or None."""
    options = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    if shutil.which("apt-get") is None:
        return None
    if os.getuid() == 0:
        return options
    if shutil.which("sudo") and run(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", *options]
    return None


def run(command):
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
    )
