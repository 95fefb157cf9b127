"""How long PostgreSQL lets a statement wait for a lock, or run at all, before it ends it.

It says which of the two it was, and the connection can be used again: unlike a server that does not
answer. Set on each new connection of the process.
"""

from django.db.backends.signals import connection_created

from accessibility.changes.lock_waits import LockBusy

BUSY = {
    "55P03",  # lock_not_available: lock_timeout
    "57014",  # query_canceled: statement_timeout
    "40P01",  # deadlock_detected: the other side went on
}
LIMITS = {}  # PostgreSQL's own, by the name of its setting


def limit_queries(*, lock_seconds, seconds):
    """From now on PostgreSQL ends a statement that waits for a lock, or takes, longer than that."""
    LIMITS["lock_timeout"] = f"{lock_seconds}s"
    LIMITS["statement_timeout"] = f"{seconds}s"
    connection_created.connect(_set_limits, dispatch_uid=__name__)


def lift_limits():
    """For connections that are made from now on."""
    connection_created.disconnect(dispatch_uid=__name__)


def _set_limits(connection, **_):
    """Not through a pool, which is told by CONN_MAX_AGE=0: other processes would inherit them."""
    if connection.settings_dict["CONN_MAX_AGE"] == 0:
        return
    asked = ", ".join(["set_config(%s, %s, false)"] * len(LIMITS))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", [word for limit in LIMITS.items() for word in limit])


def is_busy(problem):
    """Whether PostgreSQL answered that a statement took too long, for a lock or otherwise."""
    code = getattr(problem.__cause__, "pgcode", None)
    return isinstance(problem, LockBusy) or code in BUSY
