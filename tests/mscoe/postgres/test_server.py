import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg2
import pytest

from mscoe.environment import ROOT
from mscoe.postgres import log as postgres_log
from mscoe.postgres import programs as postgres_programs
from mscoe.postgres.server import Server, ServerProblem

pytestmark = pytest.mark.slow

USE_AND_WAIT = """
import sys
from mscoe.postgres.server import Server
server = Server(sys.argv[1], durable=False).enter()
print("in", flush=True)
sys.stdin.read()
server.leave()
"""


@pytest.fixture
def folder():
    """A short one that everybody may enter, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    home = path / "home"
    if home.is_symlink():
        shutil.rmtree(home.resolve())
    shutil.rmtree(path)


@pytest.fixture
def server(folder):
    server = Server(folder / "home", durable=False)
    yield server
    server.stop()


def answer(server, query):
    connection = server.connect(server.DATABASE)
    with connection, connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone() if cursor.description else None
    connection.close()
    return row


def another_user(server):
    process = subprocess.Popen(
        [sys.executable, "-c", USE_AND_WAIT, str(server.home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout.readline() == "in\n"
    return process


def test_data_outlives_the_server(server):
    server.enter()
    answer(server, "CREATE TABLE kept AS SELECT 1 AS value")
    server.leave()
    assert not server.is_answering()

    server.enter()

    assert answer(server, "SELECT value FROM kept") == (1,)
    server.leave()


def test_the_server_never_runs_as_root_and_listens_on_no_port(server):
    server.enter()

    owner = pwd.getpwuid(Path(f"/proc/{server.pid()}").stat().st_uid).pw_name
    assert owner == ("nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name)
    assert answer(server, "SHOW listen_addresses") == ("",)
    server.leave()


def test_the_server_stays_until_the_last_one_leaves(server):
    first = another_user(server)
    server.enter()

    first.communicate(timeout=120)
    assert answer(server, "SELECT 1") == (1,)

    server.leave()
    assert not server.is_answering()


def test_a_crashed_server_starts_again_with_its_data(folder):
    server = Server(folder / "home").enter()
    answer(server, "CREATE TABLE kept AS SELECT 1 AS value")
    os.kill(server.pid(), signal.SIGKILL)
    server.process.wait()

    server.start_again_if_ended()

    assert answer(server, "SELECT value FROM kept") == (1,)
    server.leave()


def test_a_crashed_server_starts_again_once_its_last_session_has_ended(folder):
    server = Server(folder / "home").enter()
    session = server.connect(server.DATABASE)
    with session.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    os.kill(backend, signal.SIGSTOP)  # so that it cannot see that its server is gone
    os.kill(server.pid(), signal.SIGKILL)
    while server.is_answering():
        time.sleep(0.02)
    ending = threading.Timer(1, os.kill, [backend, signal.SIGKILL])
    ending.start()

    server.start_again_if_ended()

    assert not ending.is_alive()
    assert answer(server, "SELECT 1") == (1,)
    server.leave()


# Also another site's PostgreSQL: its processes call themselves by what they do.
@pytest.mark.parametrize("name", ["sleep", "postgres: checkpointer"])
def test_the_pid_of_another_program_does_not_keep_the_server_from_starting(server, name):
    server.enter()
    pid_file = server.data / "postmaster.pid"
    left_behind = pid_file.read_text().splitlines()
    server.leave()
    owner = server.data.stat().st_uid
    sleeper = subprocess.Popen([name, "60"], executable="/bin/sleep", user=owner)
    left_behind[0] = str(sleeper.pid)
    pid_file.write_text("\n".join(left_behind))
    (server.socket_folder / ".s.PGSQL.5432.lock").write_text("\n".join(left_behind))

    server.enter()

    assert answer(server, "SELECT 1") == (1,)
    server.leave()
    sleeper.kill()
    sleeper.wait()


def test_a_half_made_cluster_is_made_again(server):
    server.home.mkdir()
    (server.home / "unfinished").mkdir()
    (server.home / "unfinished" / "PG_VERSION").write_text("18")

    server.enter()

    assert answer(server, "SELECT 1") == (1,)
    server.leave()


def test_a_long_path_gets_a_short_socket_folder(folder):
    server = Server(folder / ("long" * 30), durable=False).enter()

    assert server.is_answering()
    assert len(str(server.socket_folder)) < 40

    server.leave()
    server.socket_folder.rmdir()


@pytest.mark.skipif(os.getuid() != 0, reason="Only root starts it as someone else.")
def test_a_site_that_only_root_can_enter_keeps_its_data_where_the_server_can_go(folder, server):
    folder.chmod(0o700)

    server.enter()

    assert server.home.resolve().parent == Path("/var/lib")
    assert answer(server, "SELECT 1") == (1,)
    server.leave()


def test_data_of_another_version_are_left_alone_with_a_sentence(server):
    server.home.mkdir()
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("9\n")

    with pytest.raises(
        ServerProblem, match="created by PostgreSQL 9, but only PostgreSQL [0-9, ]+ is installed"
    ):
        server.enter()


def test_a_machine_without_any_postgresql_says_what_to_set(server, monkeypatch):
    monkeypatch.setattr(postgres_programs, "candidates", lambda copies, account: [])

    with pytest.raises(ServerProblem, match="Set DATABASE_URL"):
        server.enter()


def test_without_the_package_a_postgresql_of_the_machine_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres_programs, "PACKAGE", "no-such-package")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "initdb").touch()
    (programs / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 17.2 (Debian)'\n")
    (programs / "postgres").chmod(0o755)
    monkeypatch.setattr(postgres_programs, "installed_folders", lambda: [programs])

    found = postgres_programs.find(tmp_path / "data", tmp_path / "copies", None)

    assert (found.folder, found.major) == (programs, 17)


def test_what_the_server_said_becomes_a_sentence(server):
    full = server.explain("FATAL:  could not write lock file: No space left on device")
    other = server.explain("LOG:  starting\nFATAL:  data directory has wrong ownership\nHINT:  x")

    assert str(full) == f"The disk is full. Free some space for the data in {server.home}."
    assert str(other).endswith("FATAL:  data directory has wrong ownership")


def test_the_server_ends_with_a_killed_parent_when_asked_to(server):
    starting = USE_AND_WAIT.replace(".enter()", ".enter(with_parent=True)")
    process = subprocess.Popen(
        [sys.executable, "-c", starting, str(server.home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    process.stdout.readline()
    assert server.is_answering()

    process.kill()
    process.communicate()

    deadline = time.monotonic() + 60
    while server.is_answering() and time.monotonic() < deadline:
        time.sleep(0.05)
    with pytest.raises(psycopg2.OperationalError):
        server.connect("postgres")


def test_what_the_server_said_is_there_after_it_started_again(server):
    server.enter()
    server.leave()
    before = server.log.path.read_text()

    server.enter()
    server.leave()

    assert "database system is shut down" in before
    assert server.log.path.read_text().startswith(before)


def test_an_old_reason_is_not_told_when_a_start_fails_for_another(server):
    server.enter()
    server.leave()
    with open(server.log.path, "a") as log:
        log.write("FATAL:  could not extend file: No space left on device\n")
    (server.data / "postgresql.conf").write_text("no_such_setting = 1\n")

    with pytest.raises(ServerProblem, match="no_such_setting|contains errors"):
        server.enter()


def test_a_long_log_moves_on_while_the_server_runs(server, monkeypatch):
    monkeypatch.setattr(postgres_log, "LONGEST", 1000)
    server.enter()
    said = []
    for number in range(4):
        for _ in range(40):
            answer(server, f"DO $$ BEGIN RAISE LOG 'turn {number}'; END $$")
        said.append(server.log.path.read_text())
        server.start_again_if_ended()

    parts = [server.log.path.with_name(f"server.log.{number}") for number in (1, 2, 3, 4)]
    assert [part.exists() for part in parts] == [True, True, True, False]
    assert [part.read_text() for part in parts[:3]] == [said[3], said[2], said[1]]
    assert "turn 3" in said[3]
    answer(server, "DO $$ BEGIN RAISE LOG 'one more'; END $$")
    assert "one more" in server.log.path.read_text()[:1000]
    server.leave()
