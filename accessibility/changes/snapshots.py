"""Reads that agree with each other: all of them see the database as it was at one moment.

A form shows values and carries what they are based on, which takes several queries. If someone
saves between two of them, the form shows the old words and names the new ones as its base; the
next save then removes words that nobody saw.
"""

from contextlib import contextmanager
from functools import wraps

from django.db import DatabaseError, connection, transaction

TRIES = 3
SAFE_METHODS = ("GET", "HEAD")
SERIALIZATION_FAILURE = "40001"  # PostgreSQL's error code: another transaction wrote the row first


@contextmanager
def one_snapshot():
    """Let every query of the block see the database as the first of them does.

    Inside a transaction that is open already the block joins it, and sees what it sees.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def is_overtaken(problem):
    """Whether a statement failed because someone else changed a row since the snapshot."""
    return getattr(problem.__cause__, "pgcode", None) == SERIALIZATION_FAILURE


def read_in_one_snapshot(view):
    """Answer requests that change nothing from one snapshot; the answer has to come rendered."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method not in SAFE_METHODS:
            return view(request, *args, **kwargs)
        for _ in range(TRIES - 1):
            try:
                with one_snapshot():
                    return view(request, *args, **kwargs)
            except DatabaseError as problem:
                if not is_overtaken(problem):
                    raise
        with one_snapshot():
            return view(request, *args, **kwargs)

    return answer
