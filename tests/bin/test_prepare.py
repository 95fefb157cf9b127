"""Setting up: the virtual environment and Debian's packages, on machines that lack something."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mscoe.environment import ROOT

pytestmark = pytest.mark.slow

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
PIP = """#!/bin/sh
# Stands for the python of a new environment: notes what pip was asked, and answers as told.
echo "$@" >> "$(dirname "$0")/../asked"
cat "$(dirname "$0")/../../pip-says" 2>/dev/null
[ ! -e "$(dirname "$0")/../../pip-says" ]
"""
VENV = f"""#!{sys.executable}
# Stands for the machine's Python: makes an environment whose pip needs no network.
import os, subprocess, sys
if sys.argv[1:3] == ["-m", "venv"]:
    folder = sys.argv[3]
    os.makedirs(f"{{folder}}/bin")
    os.makedirs(f"{{folder}}/lib/python{VERSION}/site-packages/django")
    open(f"{{folder}}/bin/python", "w").write({PIP!r})
    os.chmod(f"{{folder}}/bin/python", 0o755)
else:
    os.execv({sys.executable!r}, [{sys.executable!r}, *sys.argv[1:]])
"""


@pytest.fixture
def checkout(tmp_path):
    """A checkout with nothing but the set-up, and a Python that asks no network."""
    shutil.copytree(ROOT / "bin", tmp_path / "bin", ignore=shutil.ignore_patterns("__pycache__"))
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / lock).write_text(f"# {lock}\n")
    base = tmp_path / "base" / "bin"
    base.mkdir(parents=True)
    (base / f"python{VERSION}").write_text(VENV)
    (base / f"python{VERSION}").chmod(0o755)
    return tmp_path


def prepare(checkout, purpose="site", command=("echo", "ready"), **environment):
    code = (
        f"import sys; sys.path.insert(0, 'bin'); sys.base_prefix = {str(checkout / 'base')!r}\n"
        "import prepare; prepare.main(*sys.argv[1:])"
    )
    return subprocess.run(
        [sys.executable, "-c", code, purpose, *command],
        cwd=checkout,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
    )


def asked(checkout):
    path = checkout / ".venv" / "asked"
    return path.read_text().splitlines() if path.exists() else []


def test_the_first_time_it_installs_with_hashes_and_the_second_time_not_at_all(checkout):
    first = prepare(checkout)
    second = prepare(checkout)

    assert (first.stdout, second.stdout) == ("ready\n", "ready\n")
    assert second.stderr == ""
    (installing,) = asked(checkout)
    assert "--require-hashes" in installing
    assert installing.endswith("requirements.txt")


def test_the_tools_need_the_other_lock_and_hold_all_that_the_site_needs(checkout):
    prepare(checkout, "tools")
    prepare(checkout, "site")

    (installing,) = asked(checkout)
    assert installing.endswith("requirements-dev.txt")


def test_a_changed_lock_is_installed_into_the_same_environment(checkout):
    prepare(checkout)
    (checkout / "requirements.txt").write_text("# another version\n")

    done = prepare(checkout)

    assert "Making" not in done.stderr
    assert len(asked(checkout)) == 2


@pytest.mark.parametrize("damage", ["stamp", "package", "python", "place", "everything"])
def test_a_half_made_environment_is_made_again(checkout, damage):
    prepare(checkout)
    environment = checkout / ".venv"
    stamp = environment / "prepared.json"
    if damage == "stamp":
        stamp.unlink()
    elif damage == "package":
        shutil.rmtree(environment / "lib" / f"python{VERSION}" / "site-packages" / "django")
    elif damage == "python":
        (environment / "bin" / "python").unlink()
    elif damage == "place":
        stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"folder": "/elsewhere"}))
    else:
        shutil.rmtree(environment)
        environment.mkdir()

    done = prepare(checkout)

    assert done.stderr.startswith("Creating the virtual environment .venv")
    assert done.stdout == "ready\n"


def test_another_python_gets_an_environment_beside_the_usual_one(checkout):
    prepare(checkout)
    stamp = checkout / ".venv" / "prepared.json"
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"python": "3.99"}))

    done = prepare(checkout, PYTHON=sys.executable)

    assert f"Creating the virtual environment .venv-{VERSION}" in done.stderr
    assert json.loads(stamp.read_text())["python"] == "3.99"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: [Errno 28] No space left on device", "The disk is full"),
        ("[Errno -3] Temporary failure in name resolution", "The package index cannot be reached"),
        (
            "ERROR: No matching distribution found for x==1",
            "No matching distribution found for x==1",
        ),
    ],
)
def test_what_pip_fails_on_becomes_a_sentence_and_the_next_time_repairs_it(
    checkout, said, sentence
):
    (checkout / "pip-says").write_text(said)
    failed = prepare(checkout)
    (checkout / "pip-says").unlink()
    repaired = prepare(checkout)

    assert failed.returncode == 1
    assert sentence in failed.stderr
    assert "Traceback" not in failed.stderr
    assert repaired.stdout == "ready\n"


def run_script(checkout, *command, **environment):
    return subprocess.run(
        ["/bin/sh", checkout / "bin" / "prepare", "site", "echo", "ready", *command],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_a_machine_without_a_new_enough_python_says_so(checkout, tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    (old / "python3").write_text("#!/bin/sh\nexit 1\n")
    (old / "python3").chmod(0o755)
    (old / "dirname").symlink_to(shutil.which("dirname"))

    done = run_script(checkout, PATH=str(old))

    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed.")


def test_a_python_that_was_asked_for_but_is_not_there_is_named(checkout):
    done = run_script(checkout, PATH=os.environ["PATH"], PYTHON="python9.9")

    assert done.returncode == 1
    assert done.stderr == "PYTHON=python9.9 is no Python 3.11 or newer that can be run here.\n"


# --- Debian's packages ---


@pytest.fixture
def debian(monkeypatch, tmp_path):
    """The module, on a machine that has only the programs this test puts on the path."""
    monkeypatch.syspath_prepend(str(ROOT / "bin"))
    import debian_packages  # the set-up is no package: it runs before anything is installed

    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(debian_packages, "GROUPS", {"browser tests": {"chromium": "chromium"}})
    return debian_packages


def program(name, script):
    path = Path(os.environ["PATH"]) / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_nothing_is_asked_of_apt_when_everything_is_there(debian):
    program("chromium", "")

    assert debian.prepare_tests() == {}


def test_packages_are_installed_as_root(debian, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 0)
    browser = Path(os.environ["PATH"]) / "chromium"
    put_there = f"/bin/cp /bin/true {browser}"
    program("apt-get", f'case "$*" in *install*chromium) {put_there};; esac')

    assert debian.prepare_tests() == {"LACKING_GROUPS": "", "APT_UNREACHABLE": ""}


def test_without_the_right_to_install_the_packages_are_named(debian, monkeypatch, capsys):
    monkeypatch.setattr(os, "getuid", lambda: 1000)
    program("apt-get", "")

    assert debian.prepare_tests() == {"LACKING_GROUPS": "browser tests", "APT_UNREACHABLE": ""}
    assert "to run: apt-get install chromium" in capsys.readouterr().err


def test_an_unreachable_archive_is_told_from_a_failure(debian, monkeypatch, capsys):
    monkeypatch.setattr(os, "getuid", lambda: 0)

    program(
        "apt-get", 'case "$*" in *update*) exit 0;; *) echo "E: Failed to fetch x"; exit 100;; esac'
    )
    assert debian.prepare_tests()["APT_UNREACHABLE"] == "1"

    program(
        "apt-get", 'case "$*" in *update*) exit 0;; *) echo "E: Broken packages"; exit 100;; esac'
    )
    assert debian.prepare_tests()["APT_UNREACHABLE"] == ""
    assert "E: Broken packages" in capsys.readouterr().err
