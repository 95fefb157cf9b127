from django.db import models
from django.db.models.functions import Now


class CountedAttempt(models.Model):
    """Something that may be tried so many times an hour; see ``rate_limits``.

    ``key`` is a keyed digest of what is limited, such as an account or a client's address, so a row
    names nobody. Rows are deleted when their hour is over.
    """

    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="attempts_of_key")]

    def __str__(self):
        return f"{self.key[:8]} at {self.at:%Y-%m-%d %H:%M:%S}"
