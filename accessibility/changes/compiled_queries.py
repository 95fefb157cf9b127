"""Queries whose SQL is made once: Django takes longer to make it than PostgreSQL to answer it.

For what every page asks, and for nothing else: elsewhere a queryset is easier to read.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class CompiledQuery:
    """Rows of the queryset that ``make`` gives, a ``values_list``, for other values each time.

    ``stand_ins`` are the values that the SQL is made with; no other value in it may equal them.
    """

    def __init__(self, make: Callable[..., QuerySet], **stand_ins: Any):
        self.make = make
        self.stand_ins = stand_ins

    def rows(self, **values: Any) -> list[tuple]:
        """As the database gives them: JSON as text."""
        sql, slots = self.sql_and_slots
        given = [values[name] if name else fixed for name, fixed in slots]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            return cursor.fetchall()

    @cached_property
    def sql_and_slots(self) -> tuple[str, list[tuple[str, Any]]]:
        """The SQL, and for each of its parameters the name of a value or what it always is."""
        sql, parameters = self.make(**self.stand_ins).query.sql_with_params()
        return sql, [(self.name_of(parameter), parameter) for parameter in parameters]

    def name_of(self, parameter: Any) -> str:
        named = (name for name, value in self.stand_ins.items() if value == parameter)
        return next(named, "")
