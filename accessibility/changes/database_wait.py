"""How long a process waits for PostgreSQL before it says that the database is away.

A server that hangs, or whose packets are dropped on the way, sends no error: a client
would wait for good, and a web process whose threads all wait serves nobody. psycopg2 leaves waiting
to a function if it is given one (its "green" mode); ours has an end.
"""

import select
import time

import psycopg2
from psycopg2 import extensions

SECONDS_TO_ANSWER = 10
IN_THE_BACKGROUND = 60  # nobody waits for these processes: only for good must they not wait
SECONDS_TO_CONNECT = 3
SECONDS_TO_SPARE_IT = 2  # after no connection came: so long nobody else waits for one


class AnswerTimeout:
    """Waits for a connection of psycopg2; call it with the connection.

    Raises psycopg2.OperationalError, after which psycopg2 closes the connection.
    """

    def __init__(self, *, seconds):
        self.seconds = seconds
        self.spared_until = 0

    def __call__(self, connection):
        is_new = connection.status == extensions.STATUS_SETUP
        if is_new and time.monotonic() < self.spared_until:
            raise psycopg2.OperationalError("PostgreSQL did not answer a moment ago.")
        deadline = time.monotonic() + (SECONDS_TO_CONNECT if is_new else self.seconds)
        while (wanted := connection.poll()) != extensions.POLL_OK:
            if not is_ready(connection, wanted, seconds=deadline - time.monotonic()):
                if is_new:
                    self.spared_until = time.monotonic() + SECONDS_TO_SPARE_IT
                raise psycopg2.OperationalError("PostgreSQL does not answer.")


def is_ready(connection, wanted, *, seconds):
    """Whether there is something to read, or room to write, before the time is over."""
    waiting = select.poll()
    waiting.register(
        connection.fileno(), select.POLLIN if wanted == extensions.POLL_READ else select.POLLOUT
    )
    return bool(waiting.poll(max(seconds, 0) * 1000))


def limit_waits(*, seconds=SECONDS_TO_ANSWER):
    """From now on no statement of this process waits longer for an answer than ``seconds``."""
    extensions.set_wait_callback(AnswerTimeout(seconds=seconds))
