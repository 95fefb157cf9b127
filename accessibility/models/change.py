from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class TransactionIdField(models.Field):
    """PostgreSQL's ``xid8``: the transaction that wrote a row, comparable to a snapshot's xmin."""

    description = "Transaction id (xid8)"

    def db_type(self, connection):
        return "xid8"

    def from_db_value(self, value, expression, connection):
        return None if value is None else int(value)

    def to_python(self, value):
        return None if value is None else int(value)

    def get_prep_value(self, value):
        # xid8 has no comparison with integers; an untyped literal becomes an xid8.
        return None if value is None else str(value)


class Change(models.Model):
    """One act that changed what the public sees, for followers to read.

    Ids commit out of order, so a follower asks for ``xid`` from the oldest transaction that was
    still running when it last looked, and skips the ids it has seen.
    """

    xid = TransactionIdField(
        db_default=models.Func(
            function="pg_current_xact_id", output_field=TransactionIdField(editable=False)
        ),
        editable=False,
    )
    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    articles = ArrayField(models.BigIntegerField(), default=list, blank=True)
    paths = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["xid"], name="change_xid"),
            GinIndex(fields=["paths"], name="change_paths"),
        ]

    def __str__(self):
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M:%S}"
