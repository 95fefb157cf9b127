"""bin/upgrade before a docker that only remembers: who serves, and where nginx was led."""

import os
import shutil
import subprocess
import sys

import pytest

from mscoe.environment import ROOT

pytestmark = pytest.mark.slow

CONFIGURATION = "/etc/nginx/site/nginx.conf"
USUAL = "server web:8000;\n"
# Containers are lines of a file; whatever else is asked for is noted.
DOCKER = """#!{python}
import json, os, pathlib, sys
folder = pathlib.Path(os.environ["FOLDER"])
web, done = folder / "web", folder / "done"
asked, containers = " ".join(sys.argv[1:]), web.read_text().split()
if asked == "compose ps --quiet web":
    print(*containers, sep="\\n")
elif "--scale" in asked:
    wanted = int(asked.split("web=")[1].split()[0])
    new = [f"new-{{number}}" for number in range(wanted - len(containers))]
    web.write_text(" ".join([*containers, *new]))
elif "Health" in asked:
    print(os.environ["HEALTH"])
elif "IPAddress" in asked:
    print("10.0.0." + asked[-1])
elif sys.argv[1] == "rm":
    web.write_text(" ".join(name for name in containers if name != sys.argv[2]))
elif "reload" in asked:
    led = (folder / "deploy" / "site_servers.conf").read_text()
    done.open("a").write(f"led to {{led!r}} while {{containers}}\\n")
elif sys.argv[1] in ("compose", "stop"):
    done.open("a").write(asked + "\\n")
    fails = os.environ.get("FAILS", "nothing")
    if "migrate" in fails and "prepare" in asked or f"-T proxy {{fails}}" in asked:
        sys.exit(1)
"""


@pytest.fixture
def upgrade(tmp_path):
    """``upgrade(…)``: what was done, in order, and how it ended."""
    for name in ("bin", "deploy"):
        (tmp_path / name).mkdir()
    shutil.copy(ROOT / "bin" / "upgrade", tmp_path / "bin")
    (tmp_path / "deploy" / "site_servers.conf").write_text(USUAL)
    (tmp_path / "web").write_text("old-0 old-1")
    docker = tmp_path / "docker"
    docker.write_text(DOCKER.format(python=sys.executable))
    docker.chmod(0o755)

    def run(**environment):
        path = f"{tmp_path}:{os.environ['PATH']}"
        settings = {"PATH": path, "FOLDER": str(tmp_path), "SECONDS_TO_START": "1"}
        ended = subprocess.run(
            [tmp_path / "bin" / "upgrade"],
            env=settings | {"HEALTH": "healthy"} | environment,
            capture_output=True,
            text=True,
        )
        return ended, (tmp_path / "done").read_text().splitlines()

    run.folder = tmp_path
    yield run
    assert (tmp_path / "deploy" / "site_servers.conf").read_text() == USUAL


def test_new_servers_are_led_to_before_the_old_ones_end(upgrade):
    ended, done = upgrade()

    assert ended.returncode == 0, ended.stderr
    new = "server 10.0.0.0:8000;\nserver 10.0.0.1:8000;\n"
    steps = [line for line in done if not ("exec" in line and line.endswith("-t -q"))]
    assert steps == [
        "compose build --pull",
        "compose pull --quiet db proxy",
        f"compose run --rm --no-deps -T proxy nginx -c {CONFIGURATION} -t -q",
        "compose run --rm --no-deps prepare",
        "compose up --detach --wait --no-deps proxy",
        f"led to {new!r} while ['old-0', 'old-1', 'new-0', 'new-1']",
        "stop --time 40 old-0",
        "stop --time 40 old-1",
        "compose up --detach --no-deps worker schedules follower",
        f"led to {USUAL!r} while ['new-0', 'new-1']",
    ]


def test_if_a_new_server_does_not_get_ready_the_old_ones_go_on(upgrade):
    ended, done = upgrade(HEALTH="starting")

    assert ended.returncode == 1
    assert "The new release did not get ready; the old one serves on." in ended.stderr
    assert (upgrade.folder / "web").read_text() == "old-0 old-1"
    assert not [line for line in done if line.startswith("led")]


def test_if_the_database_cannot_be_changed_nothing_is_started(upgrade):
    ended, done = upgrade(FAILS="migrate")

    assert ended.returncode != 0
    assert (upgrade.folder / "web").read_text() == "old-0 old-1"
    assert done[-1] == "compose run --rm --no-deps prepare"


def test_if_nginx_cannot_use_its_configuration_everything_goes_on_as_it_is(upgrade):
    ended, done = upgrade(FAILS="nginx")

    assert ended.returncode != 0
    assert (upgrade.folder / "web").read_text() == "old-0 old-1"
    assert done[-1] == f"compose run --rm --no-deps -T proxy nginx -c {CONFIGURATION} -t -q"
