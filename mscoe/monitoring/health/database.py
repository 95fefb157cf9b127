"""The database: whether it answers, takes what is saved, and fits this release."""

import time

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from mscoe.monitoring.health.condition import Condition
from mscoe.postgres import replica

SECONDS_TO_CONNECT = 2  # the least that libpq takes
SECONDS_BETWEEN_TRIALS = 15
DISK_FULL = "53100"
# Sorting in so little memory needs the disk of the database, and leaves nothing behind.
TRY_ITS_DISK = """
SET LOCAL work_mem = '64kB'; SELECT count(*) FROM (SELECT n FROM generate_series(1, 40000) AS n
ORDER BY n DESC OFFSET 0) AS sorted
"""
TAKES_NOTHING = (
    "The database can be read, but takes nothing: it is a copy of another one.",
    "Whoever runs the site sets DATABASE_URL to the one that is written to.",
)
DISK_IS_FULL = (
    "The disk of the database is full. Readers are served; saving may fail, and then says so.",
    "Whoever runs the site makes room where PostgreSQL runs; then it goes on by itself.",
)
_last_trial = {"at": -SECONDS_BETWEEN_TRIALS, "is_full": False}


def database_condition():
    try:
        words, cure = _ask_database()
    except (DatabaseError, InterfaceError):
        words = "The database cannot be reached. Readers get pages from files meanwhile."
        cure = "Nothing can be saved until it is back. Whoever runs the site sees to PostgreSQL."
    return Condition("database", "The database", words, cure)


def _ask_database():
    """(words, cure), by a connection of its own that gives up soon: one in use may hang."""
    own = connection.copy()
    options = own.settings_dict.get("OPTIONS", {})
    own.settings_dict["OPTIONS"] = options | {"connect_timeout": SECONDS_TO_CONNECT}
    try:
        with own.cursor() as cursor:
            cursor.execute("SHOW transaction_read_only")
            takes_nothing = cursor.fetchone()[0] == "on"
        if takes_nothing:
            return TAKES_NOTHING
        return DISK_IS_FULL if _is_disk_full(own) else ("It answers and saves.", "")
    finally:
        own.close()


def _is_disk_full(own):
    """Tried now and then, for it costs a moment; while it is full, each time."""
    now = time.monotonic()
    if _last_trial["is_full"] or now > _last_trial["at"] + SECONDS_BETWEEN_TRIALS:
        _last_trial.update(at=now, is_full=_fails_for_want_of_room(own))
    return _last_trial["is_full"]


def _fails_for_want_of_room(own):
    try:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute(TRY_ITS_DISK)
    except DatabaseError as problem:
        if getattr(problem.__cause__, "pgcode", "") != DISK_FULL:
            raise
        return True
    finally:
        own.rollback()
    return False


def migrations(*, at):
    pending = _pending_migrations()
    title = "The shape of the database"
    if not pending:
        return Condition("migrations", title, "It is the one that this release needs.")
    return Condition(
        "migrations",
        title,
        f"{len(pending)} change{'s' * (len(pending) > 1)} to the database of this release"
        f" {'are' if len(pending) > 1 else 'is'} still to be made: {', '.join(pending)}.",
        "Whoever runs the site runs: python manage.py migrate",
    )


_knows_all_migrations = set()


def _pending_migrations():
    """By name. Once none is pending none ever is, for code does not change while it runs."""
    if not _knows_all_migrations:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            return [f"{migration.app_label} {migration.name}" for migration, _ in plan]
        _knows_all_migrations.add(True)
    return []


def copy_of_database(*, at):
    """The one that readers' pages may be read from."""
    title = "The copy of the database"
    if not replica.is_there():
        return Condition("replica", title, "There is none.")
    if replica.is_fresh():
        return Condition("replica", title, "It is fresh: pages that are no files are read there.")
    words = "It is behind, or cannot be reached; the database itself is asked meanwhile."
    return Condition("replica", title, words, "Whoever runs the site sees to its replication.")
