"""Public pages that are not files may be read from a copy of the database (DATABASE_REPLICA_URL).

Only what readers ask for, and only while the copy is fresh: editors, forms and the follower always
ask the database itself. While such a page is made, the copy stands in the place of the database
for whatever asks, models and plain SQL alike, in this thread alone; a copy takes no writes, so a
page that tried one would fail rather than go astray.
"""

import time
from contextlib import contextmanager
from datetime import timedelta

from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections

from articles.background.heartbeat import SECONDS_BETWEEN

REPLICA = "replica"
PUBLIC = {
    *("home", "section", "page", "short", "person", "person-part", "resources", "resources-part"),
    *("search", "site-index", "index-part", "sitemap", "sitemap-site", "sitemap-pages"),
}
AWAY = (OperationalError, InterfaceError)
SECONDS_BETWEEN_LOOKS = 1
MOST_BEHIND = timedelta(seconds=2)
# A copy that is cut off has applied all it got: that signs of life stop arriving gives it away.
LONGEST_SILENCE = timedelta(seconds=3 * SECONDS_BETWEEN)
HOW_FAR = """
SELECT pg_last_wal_receive_lsn() IS NOT DISTINCT FROM pg_last_wal_replay_lsn(),
    clock_timestamp() - pg_last_xact_replay_timestamp(),
    clock_timestamp() - (SELECT max(seen_at) FROM articles_processseen)
"""


class Freshness:
    """Of the copy; looked at once a second, by whichever request comes first."""

    def __init__(self):
        self.look_at, self.is_fresh = 0, False

    def __call__(self):
        if time.monotonic() >= self.look_at:
            self.look_at = time.monotonic() + SECONDS_BETWEEN_LOOKS
            self.is_fresh = self._look()
        return self.is_fresh

    def _look(self):
        try:
            with connections[REPLICA].cursor() as cursor:
                cursor.execute(HOW_FAR)
                has_applied_all, behind, silence = cursor.fetchone()
        except AWAY:
            connections[REPLICA].close()
            return False
        has_caught_up = has_applied_all or (behind is not None and behind <= MOST_BEHIND)
        return has_caught_up and silence is not None and silence <= LONGEST_SILENCE

    def is_away(self):
        self.is_fresh = False


is_fresh = Freshness()


def is_there():
    return REPLICA in connections.databases


def read_from_replica(get_response):
    """Middleware, the last of all: a page that the copy cannot give comes from the database."""
    if not is_there():
        raise MiddlewareNotUsed

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if not (is_public_reading(request) and is_fresh()):
            return None
        try:
            with in_place_of_database():
                return view(request, *args, **kwargs)
        except AWAY:
            is_fresh.is_away()
            return None

    middleware.process_view = process_view
    return middleware


def is_public_reading(request):
    """Users with a session see what they just wrote."""
    match = request.resolver_match
    return (
        request.method in ("GET", "HEAD")
        and "sessionid" not in request.COOKIES
        and match.namespace == "articles"
        and match.url_name in PUBLIC
    )


@contextmanager
def in_place_of_database():
    """In this thread: Django keeps a connection of each name for each."""
    database = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[REPLICA]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = database
