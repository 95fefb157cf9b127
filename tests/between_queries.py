"""A colleague's save that commits between two queries of a request: the races that forms can lose.

Tests that use it need ``django_db(transaction=True)``: the colleague has a connection of their own.
"""

import re
from concurrent.futures import ThreadPoolExecutor

from django.db import OperationalError, connection

from accessibility.changes.query_timeout import is_busy

WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# What triggers write along with other tables.
KEPT_BY_TRIGGERS = {"articles_deskentry", "articles_deskwords", "articles_listentry"}
LONGEST_WAIT = "300ms"  # for a lock that the request holds: the colleague then comes after it


class Colleague:
    """Acts once, right before the query of that number in the block; at its end, if it has fewer.

    An act that has to wait for a lock of the request is done at the end as well.
    """

    def __init__(self, act, *, before):
        self.act, self.before = act, before
        self.queries, self.has_acted = 0, False

    def __enter__(self):
        self._watching = connection.execute_wrapper(self._watch)
        self._watching.__enter__()
        return self

    def __exit__(self, *problem):
        self._watching.__exit__(*problem)
        if not self.has_acted:
            elsewhere(self.act)

    def _watch(self, execute, sql, params, many, context):
        if self.queries == self.before:
            self.has_acted = _done_at_once(self.act)
        self.queries += 1
        return execute(sql, params, many, context)


def _done_at_once(act):
    try:
        elsewhere(act, longest_wait=LONGEST_WAIT)
    except OperationalError as problem:
        if not is_busy(problem):
            raise
        return False
    return True


def elsewhere(act, *, longest_wait="10s"):
    """Run an act to its commit on another connection."""

    def alone():
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = '{longest_wait}'")
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()


def positions_that_matter(request, act):
    """Numbers of the request's queries that read what the act writes, and the one after the last.

    A save between two queries that do not read it is as good as one before the next that does.
    """
    asked, written = _queries(request), set()
    elsewhere(lambda: written.update(_tables(_queries(act))))
    assert written, "the colleague writes nothing"
    written |= KEPT_BY_TRIGGERS
    found = [n for n, sql in enumerate(asked) if any(f'"{table}"' in sql for table in written)]
    return [*found, len(asked)]


def _queries(act):
    found = []

    def note(execute, sql, params, many, context):
        found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return found


def _tables(queries):
    return {match[1] for sql in queries if (match := WRITES.match(sql))}
