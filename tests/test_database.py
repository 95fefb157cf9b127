"""What PostgreSQL keeps itself, and the page of the documentation that tells of it."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from accessibility.models.sql_files import RunSQLFiles
from articles.models import Link
from articles.models.initials import ACCENTED
from mscoe.environment import ROOT

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


# --- docs/database.md ---


def table_under(heading):
    """The rows of the table under a heading, each as the names in backticks of its cells."""
    text = (ROOT / "docs/database.md").read_text()
    part = re.split(r"\n#+ ", text.partition(f" {heading}\n")[2])[0]
    rows = [line.split("|")[1:-1] for line in part.splitlines() if line.startswith("| `")]
    return [[re.findall(r"`([^`]+)`", cell) for cell in row] for row in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("app", APPS)
def test_the_documentation_has_each_table(app):
    named = [name for row in table_under(f"`{app}_…`") for name in row[0]]
    there = column(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE %s",
        f"{app}\\_%",
    )

    assert sorted(f"{app}_{name}" for name in named) == sorted(there)


@pytest.mark.django_db
def test_the_documentation_has_each_trigger_on_each_table():
    named = [
        f"{table} {trigger}"
        for names, tables, *_ in table_under("Triggers")
        for trigger in names
        for table in tables
    ]

    assert sorted(named) == sorted(name.partition("_")[2] for name in triggers())


@pytest.mark.django_db
def test_the_documentation_has_each_index_that_has_a_name():
    named = [name for row in table_under("Indexes") for name in row[0]]
    there = column(  # those that are named after their table got the name by themselves
        "SELECT indexname FROM pg_indexes WHERE tablename ~ '^(accessibility|articles)_'"
        " AND NOT starts_with(indexname, tablename)"
    )

    assert sorted(named) == sorted(there)
