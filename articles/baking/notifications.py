"""Hearing of changes: PostgreSQL notifies the connection of this process."""

import select

from django.db import connection

from accessibility.changes.act_lock import CHANNEL


def listen() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")


def wait(seconds: float) -> None:
    """Until someone notifies, or the time is over; what came while reading counts too."""
    raw = connection.connection
    if raw is None or raw.notifies:
        if raw is not None:
            raw.notifies.clear()
        return
    ready, _, _ = select.select([raw], [], [], seconds)
    if ready:
        with connection.wrap_database_errors:  # a server that was killed is away, like others
            raw.poll()
        raw.notifies.clear()
