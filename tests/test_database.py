"""What PostgreSQL keeps itself, and the page of the documentation that tells of it."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from accessibility.models.sql_files import RunSQLFiles
from articles.models import Link
from articles.models.initials import ACCENTED

APPS = ("accessibility", "articles")


def column(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def triggers():
    """As "table trigger"."""
    return column(
        "SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger"
        " WHERE NOT tgisinternal ORDER BY 1"
    )


def functions():
    """Those that are no part of an extension, with their text."""
    return column(
        "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
        " ORDER BY proname"
    )


def operations(app):
    """(migration, files) wherever a migration of the app runs SQL files."""
    migrations = MigrationLoader(None).disk_migrations
    return [
        (name, operation)
        for (label, name), migration in sorted(migrations.items())
        if label == app
        for operation in migration.operations
        if isinstance(operation, RunSQLFiles)
    ]


@pytest.mark.parametrize("app", APPS)
def test_each_sql_file_is_run_by_one_migration(app):
    folder = apps.get_app_config(app).path + "/models/sql"
    ran = [name for _, operation in operations(app) for name in operation.names]

    assert sorted(ran) == sorted(path.stem for path in Path(folder).iterdir())


@pytest.mark.django_db
def test_triggers_and_functions_go_and_come_back_as_they_were():
    before = triggers(), functions()
    assert len(before[0]) > 30
    ran = [(app, operation) for app in APPS for _, operation in operations(app)]

    with connection.schema_editor() as editor:
        for app, operation in reversed(ran):
            operation.database_backwards(app, editor, None, None)
        assert (triggers(), functions()) == ([], [])
        for app, operation in ran:
            operation.database_forwards(app, editor, None, None)

    assert (triggers(), functions()) == before


@pytest.mark.django_db
def test_a_later_migration_can_run_a_file_again():
    before = triggers(), functions()

    with connection.schema_editor() as editor:
        for app in APPS:
            for _, operation in operations(app):
                operation.database_forwards(app, editor, None, None)

    assert (triggers(), functions()) == before


@pytest.mark.django_db
@pytest.mark.parametrize("title", [ACCENTED, ACCENTED.upper(), " 2 MRI scans: ¿qué? ", "B12, α"])
def test_the_triggers_file_titles_as_lists_split_them(title):
    link = Link.objects.create(address="https://example.org/", publisher=title)

    [filed] = column("SELECT articles_filed_under(%s)", f"{title} ")

    assert filed == Link.objects.get(pk=link.pk).filed_under
