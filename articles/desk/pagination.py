"""How many rows there are: exactly while that is quick to say, and in words beyond.

Neither counting nor leafing costs more as a table grows: nobody leafs through a thousand pages,
and a search or a filter finds what lies further on.
"""

from django.core.paginator import Paginator
from django.db import connection
from django.utils.functional import cached_property

MOST = 1000


def counted(rows):
    """How many rows, up to one more than ``MOST``."""
    return rows.order_by().values("pk")[: MOST + 1].count()


def count_label(count):
    """A number from ``counted``: "12", or "more than 1,000"."""
    return f"{count:,}" if count <= MOST else f"more than {MOST:,}"


def about(model):
    """What PostgreSQL believes how many rows a table has: "about 98,000", or "" if it has no idea.

    It counts when it tidies up, so the number is some minutes or hours old.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass",
            [model._meta.db_table],
        )
        (believed,) = cursor.fetchone()
    if believed <= MOST:
        return ""
    return f"about {round(believed, 2 - len(str(believed))):,}"


class ShortPaginator(Paginator):
    """Pages of the first ``MOST`` rows.

    The rows are found once: where they are few by their keys, and where they are many the first of
    them are found soon, in whatever order they are wanted.
    """

    @cached_property
    def found(self):
        keys = list(self.object_list.order_by().values_list("pk", flat=True)[: MOST + 1])
        if len(keys) <= MOST:
            self.object_list = self.object_list.filter(pk__in=keys)
        return len(keys)

    @cached_property
    def count(self):
        return min(self.found, MOST)

    @property
    def is_cut(self):
        return self.found > MOST

    def count_label(self):
        return count_label(self.found)
