"""The virtual environment: what the lock files say, made once and repaired when half-made."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import debian_packages
from problems import CannotPrepare, last_lines, say

LOCKS = {"site": "requirements.txt", "tools": "requirements-dev.txt"}
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
NO_VENV = ("ensurepip is not available", "No module named")
NO_ROOM = ("No space left on device", "Disk quota exceeded")
LEAST_ROOM = 20_000_000  # less than this is a full disk, though not every program says so
NO_NETWORK = (
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "Name or service not known",
    "Network is unreachable",
    "ConnectTimeoutError",
    "ProxyError",
    "timed out",
)


def choose_folder(root):
    """``.venv``; beside it ``.venv-3.13`` when PYTHON names another version than ``.venv`` has."""
    usual = root / ".venv"
    made_by = read_stamp(usual).get("python", VERSION)
    if os.environ.get("PYTHON") and made_by != VERSION:
        return root / f".venv-{VERSION}"
    return usual


def prepare(folder, kind):
    lock = folder.parent / LOCKS[kind]
    if not is_whole(folder):
        make(folder)
    elif digest(lock) in read_stamp(folder)["locks"]:
        return
    install(folder, lock)
    write_stamp(folder, kind)


# --- the stamp: written last, so that an environment without one is a half-made one ---


def read_stamp(folder):
    try:
        return json.loads((folder / "prepared.json").read_text())
    except (OSError, ValueError):
        return {}


def write_stamp(folder, kind):
    """The lock of the tools holds all that the site needs."""
    kinds = ["site"] if kind == "site" else ["site", "tools"]
    stamp = {
        "python": VERSION,
        "folder": str(folder.resolve()),
        "locks": [digest(folder.parent / LOCKS[name]) for name in kinds],
        "packages": installed(folder),
    }
    (folder / "prepared.json").write_text(json.dumps(stamp, indent=1))


def is_whole(folder):
    """Finished, by this Python, at this place, and nothing was taken away since."""
    stamp = read_stamp(folder)
    return (
        bool(stamp)
        and stamp["python"] == VERSION
        and stamp["folder"] == str(folder.resolve())
        and (folder / "bin" / "python").exists()
        and set(stamp["packages"]) <= set(installed(folder))
    )


def installed(folder):
    site_packages = folder / "lib" / f"python{VERSION}" / "site-packages"
    return sorted(path.name for path in site_packages.glob("*") if path.name != "__pycache__")


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- making it ---


def make(folder):
    if folder.is_symlink():
        return  # someone arranged it elsewhere: install into it, take nothing away
    say(f"Creating the virtual environment {folder.name} with Python {VERSION}.")
    shutil.rmtree(folder, ignore_errors=True)
    done = run_venv(folder)
    if any(sign in done.stdout for sign in NO_VENV):
        install_venv_package()
        done = run_venv(folder)
    if done.returncode != 0:
        raise explain(
            done.stdout, f"The virtual environment {folder} could not be created.", folder
        )


def run_venv(folder):
    python = Path(sys.base_prefix) / "bin" / f"python{VERSION}"
    return run([str(python) if python.exists() else sys.executable, "-m", "venv", str(folder)])


def install_venv_package():
    package = f"python{VERSION}-venv"
    say(f"Installing the Debian package {package}.")
    problem = debian_packages.install([package])
    if problem:
        raise CannotPrepare(f"Python's venv module is incomplete on this machine. {problem}")


def install(folder, lock):
    say(f"Installing the packages of {lock.name} (a minute or two the first time).")
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--progress-bar=off"]
    options += ["--retries=2", "--timeout=30", "--require-hashes", "--no-deps", "-r", str(lock)]
    done = run([str(folder / "bin" / "python"), "-m", "pip", "install", *options])
    if done.returncode != 0:
        raise explain(done.stdout, f"The packages of {lock.name} could not be installed.", folder)


def run(command):
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def explain(output, sentence, folder):
    is_full = shutil.disk_usage(folder.parent).free < LEAST_ROOM
    if is_full or any(sign in output for sign in NO_ROOM):
        return CannotPrepare(f"{sentence} The disk is full. Free some space and try again.")
    if any(sign in output for sign in NO_NETWORK):
        return CannotPrepare(f"{sentence} The package index cannot be reached. Check the network.")
    return CannotPrepare(f"{sentence} Its output:\n{last_lines(output)}")
