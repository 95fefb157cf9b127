"""Functions and triggers, each table's in ``models/sql/<table>.sql`` of its app."""

import re

from django.apps import apps
from django.db import router
from django.db.migrations.operations.base import Operation

# What the files may create, and how each is taken away again.
DROPS = {
    r"^CREATE OR REPLACE FUNCTION (\w+)": "DROP FUNCTION {0}",
    r"^CREATE OR REPLACE TRIGGER (\w+)[^;]*? ON (\w+)": "DROP TRIGGER {0} ON {1}",
    r"^ALTER TABLE (\w+)[^;]* ADD CONSTRAINT (\w+)": "ALTER TABLE {0} DROP CONSTRAINT {1}",
}


class RunSQLFiles(Operation):
    """Run files of the app in the order given; backwards, drop what they create.

    Names are those of the files, without ``.sql``. A file says ``CREATE OR REPLACE``, so that a
    later migration can run it again.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, *names):
        self.names = names

    def deconstruct(self):
        return self.__class__.__qualname__, list(self.names), {}

    def state_forwards(self, app_label, state):
        pass  # Django's models know nothing of functions and triggers

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            for name in self.names:
                schema_editor.execute(read_sql_file(app_label, name), params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            for name in reversed(self.names):
                for drop in drops(read_sql_file(app_label, name)):
                    schema_editor.execute(drop, params=None)

    def describe(self):
        return f"Run the SQL files {', '.join(self.names)}"

    @property
    def migration_name_fragment(self):
        return "_".join(self.names)


def read_sql_file(app_label, name):
    path = apps.get_app_config(app_label).path
    with open(f"{path}/models/sql/{name}.sql", encoding="utf-8") as file:
        return file.read()


def drops(sql):
    """Statements that take away what the text creates, the last first."""
    found = [
        (match.start(), drop.format(*match.groups()))
        for pattern, drop in DROPS.items()
        for match in re.finditer(pattern, sql, flags=re.MULTILINE)
    ]
    return [drop for _place, drop in sorted(found, reverse=True)]
