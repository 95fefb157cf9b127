"""The database that tests write to: a copy of one that the migrations made, kept between runs.

Migrating takes longer than all tests of a module; copying takes a moment. The kept database is made
again when a migration, a model or a trigger changes.
"""

import hashlib
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases

MADE_FROM = ("migrations", "models")  # an app's folders; an app of one file has models.py
ONE_AT_A_TIME = 20_261_201  # the number of PostgreSQL's advisory lock


def copy_database():
    """In use from then on."""
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        use_template(cursor)
        # The sessions of a run that was killed may outlive it.
        name = connection.creation._get_test_db_name()
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        setup_databases(verbosity=0, interactive=False)


def drop_database():
    """Even if the thread of a live server still holds a connection."""
    name = connection.settings_dict["NAME"]
    connection.close()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def use_template(cursor):
    kind = digest(" ".join(settings.INSTALLED_APPS))
    name = f"template_{kind}_{fingerprint()}"
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"template_{kind}_%"])
    found = {row[0] for row in cursor.fetchall()}
    for outdated in found - {name}:
        cursor.execute(f'DROP DATABASE "{outdated}"')
    if name not in found:
        make_template(cursor, name)
    # Its migrations are done: nothing is left but what follows a migration.
    connection.settings_dict["TEST"] |= {"TEMPLATE": name, "MIGRATE": False}


def make_template(cursor, name):
    """Under another name until it is whole."""
    chosen, unfinished = dict(connection.settings_dict), f"{name}_unfinished"
    connection.settings_dict["TEST"] = chosen["TEST"] | {"NAME": unfinished}
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    connection.settings_dict |= chosen
    settings.DATABASES[connection.alias]["NAME"] = chosen["NAME"]
    cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')


def fingerprint():
    """Of everything that decides how a database is made."""
    files = sorted(file for app in apps.get_app_configs() for file in files_of(Path(app.path)))
    texts = [f"{file}\n{file.read_text(encoding='utf-8')}" for file in files]
    return digest("\n".join([django.get_version(), *texts]))


def files_of(folder):
    for name in MADE_FROM:
        yield from folder.glob(f"{name}.py")
        yield from (file for end in ("py", "sql") for file in folder.glob(f"{name}/**/*.{end}"))


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]
