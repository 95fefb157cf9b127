"""What keeps the site from answering, told apart by what may be done about it."""

import errno
from enum import Enum

from django.db import InterfaceError, InternalError, OperationalError

from accessibility.changes.query_timeout import is_busy

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# Refusing a connection, PostgreSQL gives no code, but its words hold the system's own.
WORDS_OF_NO_ROOM = ("No space left on device", "Disk quota exceeded")


class Outage(Enum):
    AWAY = "the database does not answer"
    FULL = "a disk is full"
    READ_ONLY = "the database is read-only"
    BUSY = "something else holds a lock, or took too long"


BY_CODE = {"53100": Outage.FULL, "25006": Outage.READ_ONLY}  # of PostgreSQL


def outage_of(problem):
    """Which of them an exception reports, or None: then it is a fault of ours."""
    if isinstance(problem, OSError):
        return Outage.FULL if problem.errno in NO_ROOM else None
    if not isinstance(problem, OperationalError | InterfaceError | InternalError):
        return None
    if is_busy(problem):
        return Outage.BUSY
    if told := BY_CODE.get(getattr(problem.__cause__, "pgcode", None)):
        return told
    if any(words in str(problem) for words in WORDS_OF_NO_ROOM):
        return Outage.FULL
    return None if isinstance(problem, InternalError) else Outage.AWAY
