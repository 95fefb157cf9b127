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
    "The database is read-only: it is a replica of another one.",
    "Set DATABASE_URL to the primary database.",
)
DISK_IS_FULL = (
    "The disk of the database is full. Readers get pages, but saving may fail with a message.",
    "Free some space where PostgreSQL runs. Saving then works again by itself.",
)
_last_trial = {"at": -SECONDS_BETWEEN_TRIALS, "is_full": False}


def database_condition():
    try:
        words, cure = _ask_database()
    except (DatabaseError, InterfaceError):
        words = "The database cannot be reached. Until it can, readers get pages from files."
        cure = "Nothing can be saved until it is back. Check PostgreSQL."
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
        return DISK_IS_FULL if _is_disk_full(own) else ("It can be read and written.", "")
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
    title = "Database migrations"
    if not pending:
        return Condition("migrations", title, "All migrations of this release are applied.")
    return Condition(
        "migrations",
        title,
        f"{len(pending)} migration{'s' * (len(pending) > 1)} of this release"
        f" {'are' if len(pending) > 1 else 'is'} not applied yet: {', '.join(pending)}.",
        "Run: python manage.py migrate",
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
    title = "Database replica"
    if not replica.is_there():
        return Condition("replica", title, "There is none.")
    if replica.is_fresh():
        return Condition(
            "replica", title, "It is up to date. Pages without a file are read from it."
        )
    words = "It is behind or cannot be reached. Until it catches up, the primary database is used."
    return Condition("replica", title, words, "Check its replication.")
