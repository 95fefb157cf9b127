"""A PostgreSQL server of the site's own: made, started and stopped without an administrator.

It listens on a unix socket only, in a folder that nobody but its owner can enter. PostgreSQL
refuses to run as root, so when root starts it the unprivileged user "nobody" runs it, with data
and programs where that user can go.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from mscoe.postgres import programs as postgres_programs
from mscoe.postgres.log import Log
from mscoe.startup.processes import die_with_parent

# A unix socket's path may have 107 characters; PostgreSQL adds its own name to the folder's.
LONGEST_SOCKET_FOLDER = 80
STILL_AT_WORK = "pre-existing shared memory block"
SECONDS_TO_START = 120  # it may have to recover from a crash first
SECONDS_TO_STOP = 20
LEAST_ROOM = 1_000_000
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    # What readers searched for must not reach a log by way of a failed statement.
    "log_min_error_statement": "panic",
    # Compiling a query takes longer than running any of ours, even among a million rows.
    "jit": "off",
}
THROWAWAY_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
CAUSES = {
    "could not extend file": "The disk is full. Free some space for the data in {home}.",
    "No space left on device": "The disk is full. Free some space for the data in {home}.",
    "Read-only file system": "The disk is read-only. The site needs to write to {home}.",
    "Disk quota exceeded": "The disk quota is used up. Free some space for the data in {home}.",
}


class ServerProblem(Exception):
    """The server cannot be had; the message says what to do, in a sentence."""


class Server:
    """One cluster below ``home`` and the server that runs on it."""

    DATABASE = "mscoe"
    ROLE = "mscoe"

    def __init__(self, home, *, durable=True):
        self.home = Path(home)
        self.durable = durable
        self.process = None
        self.users = None
        self.log = Log(self.home / "server.log")

    # --- where things are ---

    @property
    def data(self):
        return self.home / "data"

    @property
    def socket_folder(self):
        """Where clients find it: the home itself, or a short stand-in when its path is too long."""
        home = self.home.resolve()
        if len(str(home)) <= LONGEST_SOCKET_FOLDER:
            return home
        digest = hashlib.sha256(str(home).encode()).hexdigest()[:12]
        return Path("/tmp") / f"mscoe-{digest}"

    @property
    def url(self):
        return f"postgres://{self.ROLE}@/{self.socket_folder}/{self.DATABASE}"

    # --- using it ---

    def is_answering(self):
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_folder / ".s.PGSQL.5432"))
            except OSError:
                return False
        return True

    def takes_connections(self):
        """A server that is just starting, or just stopping, is waited for."""
        deadline = time.monotonic() + SECONDS_TO_START
        while self.is_answering() and time.monotonic() < deadline:
            try:
                self.connect("postgres").close()
            except psycopg2.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False

    def enter(self, *, with_parent=False):
        """Use the server, starting it if need be; it stops when the last one using it leaves.

        ``with_parent``: it also stops when the process that started it is killed.
        """
        try:
            self.home.parent.mkdir(parents=True, exist_ok=True)
            with self.locked("lock"):
                self.users = self.open_lock("users")
                fcntl.flock(self.users, fcntl.LOCK_SH)
                if not self.takes_connections():
                    self.start(with_parent=with_parent)
        except (OSError, psycopg2.Error, postgres_programs.NoPrograms) as problem:
            raise self.explain(str(problem)) from problem
        return self

    def start_again_if_ended(self):
        """For the process that watches it."""
        with self.locked("lock"):
            self.log.rotate_if_long()
            if not self.is_answering():
                self.start(with_parent=True)

    def leave(self):
        """Stop the server unless another process still uses it."""
        with self.locked("lock"), self.users:
            try:
                fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self.stop()

    @contextmanager
    def locked(self, name):
        with self.open_lock(name) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def open_lock(self, name):
        return open(self.home.with_name(f"{self.home.name}.{name}"), "w")

    # --- starting it ---

    def start(self, *, with_parent):
        account = self.account()
        self.make_home(account)
        programs = postgres_programs.find(self.data, self.home.resolve() / "programs", account)
        if not self.data.exists():
            self.make_cluster(programs, account)
        self.make_socket_folder(account)
        self.forget_stale_pid()
        self.launch(programs, account, with_parent)
        try:
            self.wait_until_ready(again=lambda: self.launch(programs, account, with_parent))
            self.make_database()
        except BaseException:
            self.stop()
            raise

    def account(self):
        """Who runs it: None is the current user; for root, the owner of the data, else nobody."""
        if os.getuid() != 0:
            return None
        if self.data.exists() and self.data.stat().st_uid != 0:
            return pwd.getpwuid(self.data.stat().st_uid)
        return pwd.getpwnam("nobody")

    def make_home(self, account):
        """A folder the account can enter: when root keeps the site to itself, below /var/lib."""
        if self.home.is_symlink() and not self.home.exists():
            self.home.unlink()
        if not self.home.exists():
            if account and not can_enter(self.home.parent, account):
                self.home.symlink_to(tempfile.mkdtemp(prefix="mscoe-postgres-", dir="/var/lib"))
            else:
                self.home.mkdir(mode=0o700)
        if account:
            os.chown(self.home, account.pw_uid, account.pw_gid)
        elif not os.access(self.home, os.W_OK | os.X_OK):
            owner = pwd.getpwuid(self.home.stat().st_uid).pw_name
            raise ServerProblem(
                f"{self.home} belongs to the user {owner}: run this as {owner} or as root."
            )

    def make_cluster(self, programs, account):
        """Into a folder beside it first: a cluster is there whole or not at all."""
        unfinished = self.home.resolve() / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        options = ["-D", str(unfinished), "-U", self.ROLE, "-E", "UTF8", "--locale=C.UTF-8"]
        options += ["--auth-local=trust", "--auth-host=reject"]
        if not self.durable:
            options.append("--no-sync")
        done = postgres_programs.run(programs.command("initdb", *options), account)
        if done.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise self.explain(done.stderr)
        unfinished.rename(self.data)

    def make_socket_folder(self, account):
        folder = self.socket_folder
        if folder == self.home.resolve():
            return
        folder.mkdir(mode=0o700, exist_ok=True)
        owner = account.pw_uid if account else os.getuid()
        if folder.is_symlink() or folder.stat().st_uid not in (owner, os.getuid()):
            raise ServerProblem(f"{folder} belongs to another user. Remove it.")
        folder.chmod(0o700)
        os.chown(folder, owner, -1)

    def forget_stale_pid(self):
        """After a crash the number in the pid file may by now be another program's.

        That of a process that is gone stays: by it PostgreSQL knows whether sessions of the server
        that was killed still work on the data.
        """
        if self.process:
            self.process.poll()  # a child that ended is only gone once it has been asked for
        if Path(f"/proc/{self.pid()}").exists() and not self.is_running():
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            (self.socket_folder / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def is_running(self):
        """Whether the process of the pid file is the server of these data."""
        return os.fsencode(self.data.resolve()) in command_line(self.pid())

    def pid(self):
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None

    def launch(self, programs, account, with_parent):
        options = OPTIONS | {"unix_socket_directories": str(self.socket_folder)}
        if not self.durable:
            options |= THROWAWAY_OPTIONS
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with self.log.begin() as log:
            self.process = subprocess.Popen(
                programs.command("postgres", "-D", str(self.data.resolve()), *settings),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # Ctrl-C reaches its parent, which stops it
                preexec_fn=die_with_parent(signal.SIGINT) if with_parent else None,
                **postgres_programs.as_account(account),
            )

    def wait_until_ready(self, *, again):
        """``again`` launches it again: sessions of a server that was killed may take their time."""
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                said = self.log.since_begin()
                if STILL_AT_WORK not in said:
                    raise self.explain(said)
                time.sleep(0.2)
                again()
            try:
                self.connect("postgres").close()
            except psycopg2.OperationalError:
                time.sleep(0.02)
            else:
                return
        raise ServerProblem(
            f"PostgreSQL did not start within {SECONDS_TO_START} s; see {self.log.path}."
        )

    def make_database(self):
        connection = self.connect("postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.DATABASE])
            if not cursor.fetchone():
                cursor.execute(f'CREATE DATABASE "{self.DATABASE}"')
        connection.close()

    def connect(self, database):
        return psycopg2.connect(dbname=database, user=self.ROLE, host=str(self.socket_folder))

    def explain(self, output):
        """What went wrong, as a sentence for the person who started the site."""
        if shutil.disk_usage(self.home.parent).free < LEAST_ROOM:
            output = "No space left on device"  # the log had no room either
        for sign, sentence in CAUSES.items():
            if sign in output:
                return ServerProblem(sentence.format(home=self.home))
        lines = output.strip().splitlines() or ["no reason given"]
        fatal = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
        return ServerProblem(f"PostgreSQL does not start: {(fatal or lines)[-1]}")

    # --- stopping it ---

    def stop(self):
        """End open sessions and stop; past the patience at once, to recover at the next start."""
        if not self.is_running():
            return
        pid = self.pid()
        for sign, patience in ((signal.SIGINT, SECONDS_TO_STOP), (signal.SIGQUIT, 5)):
            os.kill(pid, sign)
            if self.is_gone(within=patience):
                return

    def is_gone(self, *, within):
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if self.process:
                self.process.poll()  # a child that ended is only gone once it has been asked for
            if self.pid() is None:
                return True
            time.sleep(0.02)
        return False


def can_enter(folder, account):
    return (
        postgres_programs.run(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)], account).returncode
        == 0
    )


def command_line(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
