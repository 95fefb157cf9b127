"""Virtual environments of the bench's own, with the newest releases that can be installed."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from mscoe.environment import VAR


class CannotInstall(Exception):
    """The packages could not be had; the message is pip's last line."""


def python_with(name: str, packages: list[str]) -> Path:
    """The Python of an environment that has the packages, beside the server that ours has."""
    folder = VAR / "bench" / name
    python, done = folder / "bin" / "python", folder / "installed"
    if not done.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        ours = [f"{package}=={version(package)}" for package in ("gunicorn", "psycopg2-binary")]
        _install(python, [*packages, *ours])
        done.touch()
    return python


def _install(python, packages):
    print(f"Installing {', '.join(packages)}.", flush=True)
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    told = subprocess.run(command, capture_output=True, text=True, env=_without_ours())
    if told.returncode != 0:
        raise CannotInstall((told.stderr.strip().splitlines() or ["pip failed"])[-1])


def _without_ours():
    """pip shall not see the packages that ours are found by."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def release(python: Path, package: str) -> str:
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run([python, "-c", code], capture_output=True, text=True).stdout.strip()
