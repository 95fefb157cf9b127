from django.db import connection, models
from django.db.models import F, Max, Q
from django.db.models.expressions import RawSQL

from articles.models.initials import BLANK, DEEPEST, LETTERS, beyond

LONGEST_LIST = 100  # entries of a list that readers get whole


class ListEntryQuerySet(models.QuerySet):
    def of(self, subject, number):
        """One list: of a section's pages, of a person's, or of the pages that use a link."""
        return self.filter(subject=subject, number=number)

    def live(self, *, at):
        """Entries of publications that are in force at the moment."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)

    def first_of_each(self, subject, numbers, *, at, most):
        """Keys of the first publications of several lists, at most ``most`` of each, by list."""
        asked = {"subject": subject, "numbers": list(numbers), "at": at, "most": most}
        found = {number: [] for number in asked["numbers"]}
        with connection.cursor() as cursor:
            cursor.execute(FIRST_OF_EACH, asked)
            for number, publication in cursor.fetchall():
                found[number].append(publication)
        return found

    def counts_of_each(self, subject, numbers, *, at, most):
        """How long lists are, counted up to ``most``, by list. In no order: none is sorted."""
        asked = {"subject": subject, "numbers": list(numbers), "at": at, "most": most}
        with connection.cursor() as cursor:
            cursor.execute(COUNTS_OF_EACH, asked)
            return dict(cursor.fetchall())

    def newest(self, *, at):
        """The last start or end in the list; None if there was none."""
        happened = self.filter(Q(ends_at=None) | Q(ends_at__gt=F("starts_at"))).order_by()
        names = ("starts_at", "ends_at")
        found = [
            happened.filter(**{f"{name}__lte": at}).aggregate(at=Max(name))["at"] for name in names
        ]
        return max((moment for moment in found if moment), default=None)


class ListEntry(models.Model):
    """Where lists have a publication: what makes a page of a long list as cheap as of a short one.

    The database writes these rows itself, from publications (sql/publication.sql); nothing else
    does.
    """

    class Subject(models.TextChoices):
        SECTION = "section", "a section's pages"
        PERSON = "person", "a person's pages"
        LINK = "link", "pages that use a link"

    publication = models.ForeignKey(
        "articles.Publication", on_delete=models.PROTECT, related_name="list_entries"
    )
    subject = models.CharField(max_length=10, choices=Subject)
    number = models.BigIntegerField()
    filed_under = models.TextField(db_collation="C")
    path = models.TextField(db_collation="C")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    objects = ListEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "list entries"
        indexes = [
            models.Index(
                fields=["subject", "number", "filed_under", "path"],
                include=["starts_at", "ends_at"],
                name="listed_in_order",
            ),
            models.Index(fields=["subject", "number", "starts_at"], name="listed_by_start"),
            models.Index(
                fields=["subject", "number", "ends_at"],
                condition=Q(ends_at__isnull=False),
                name="listed_by_end",
            ),
        ]

    def __str__(self):
        return f"{self.publication} in {self.subject} {self.number}"


FIRST_OF_EACH = """
SELECT list.number, entry.publication_id
FROM unnest(%(numbers)s::bigint[]) AS list (number)
CROSS JOIN LATERAL (
    SELECT publication_id, filed_under, path FROM articles_listentry
    WHERE subject = %(subject)s AND number = list.number
      AND starts_at <= %(at)s AND (ends_at IS NULL OR ends_at > %(at)s)
    ORDER BY filed_under, path LIMIT %(most)s
) AS entry
ORDER BY list.number, entry.filed_under, entry.path
"""

COUNTS_OF_EACH = """
SELECT list.number, (
    SELECT count(*) FROM (
        SELECT FROM articles_listentry
        WHERE subject = %(subject)s AND number = list.number
          AND starts_at <= %(at)s AND (ends_at IS NULL OR ends_at > %(at)s)
        LIMIT %(most)s
    ) AS entry
) FROM unnest(%(numbers)s::bigint[]) AS list (number)
"""


# --- splitting what is filed under letters -----------------------------------------------------


def under(rows, prefix):
    """Those of the rows that begin with the letters."""
    return rows.filter(filed_under__gte=prefix, filed_under__lt=beyond(prefix)) if prefix else rows


def is_long(rows, *, longest):
    """Whether the rows are too many to be read whole; counts no further than it has to."""
    return rows.order_by()[: longest + 1].count() > longest


def whole(rows, prefix, *, longest):
    """What begins with the letters, in order; None if it is too long and split further."""
    if len(prefix) >= DEEPEST:
        return list(under(rows, prefix))
    found = list(under(rows, prefix)[: longest + 1])
    return found if len(found) <= longest else None


def next_letters(rows, prefix, *, longest):
    """Longer beginnings that rows have, with their numbers; of many, one more than ``longest``."""
    begins = [prefix + sign for sign in BLANK + LETTERS]
    least, beyond_it = RawSQL("begins.least", ()), RawSQL("begins.beyond", ())
    some = rows.filter(filed_under__gte=least, filed_under__lt=beyond_it)
    sql, values = some.order_by()[: longest + 1].values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(NEXT_LETTERS % sql, [*values, begins, [beyond(begin) for begin in begins]])
        return {begin: count for begin, count in cursor.fetchall() if count}


NEXT_LETTERS = """
SELECT begins.least, (SELECT count(*) FROM (%s) AS found)
FROM unnest(%%s::text[], %%s::text[]) AS begins (least, beyond)
"""
