"""Between tests that commit: tables are emptied as ``flush`` does it, but only those with rows.

Truncating sixty tables and making content types, rights and roles again takes longer than most of
these tests; the few rows of a test are deleted in milliseconds.
"""

from django.core.management import call_command
from django.db import connections, transaction
from django.test import TransactionTestCase

IS_SUPERUSER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
# Deletes neither ask triggers nor foreign keys then: what refers to a row goes with it.
WITHOUT_TRIGGERS = "SET LOCAL session_replication_role = replica"

kept_rows = {}  # by database: {table: rows}, what flush leaves


def empty_only_what_has_rows():
    TransactionTestCase._fixture_teardown = empty_databases


def empty_databases(case):
    for alias in case._databases_names(include_mirrors=False):
        kept = kept_rows.get(alias)
        if not kept or not delete_rows(connections[alias], kept):
            call_command("flush", interactive=False, verbosity=0, database=alias)
            note_what_stays(connections[alias])


def note_what_stays(connection):
    with connection.cursor() as cursor:
        cursor.execute(IS_SUPERUSER)
        if cursor.fetchone()[0]:
            kept = tables_with_rows(cursor, table_names(connection))
            kept_rows[connection.alias] = {table: rows_of(cursor, table) for table in kept}


def delete_rows(connection, kept):
    """Whether that was enough; not when a test has changed what flush would make again."""
    tables = table_names(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        # Whoever still writes is waited for.
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN EXCLUSIVE MODE")
        if any(rows_of(cursor, table) != rows for table, rows in kept.items()):
            return False
        cursor.execute(WITHOUT_TRIGGERS)
        for table in tables_with_rows(cursor, [name for name in tables if name not in kept]):
            cursor.execute(f"DELETE FROM {table}")
    return True


def table_names(connection):
    names = connection.introspection.django_table_names(only_existing=False, include_views=False)
    return sorted(map(connection.ops.quote_name, names))


def tables_with_rows(cursor, tables):
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables)
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]


def rows_of(cursor, table):
    cursor.execute(f"SELECT kept::text FROM {table} AS kept ORDER BY 1")
    return cursor.fetchall()
