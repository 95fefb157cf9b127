from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

NEWEST_FIRST = (models.F("saved_at").desc(), models.F("article").desc())


class DeskEntry(models.Model):
    """What the desk's lists ask of every page, however many there are and whatever is filtered.

    PostgreSQL keeps it, by triggers on the tables it summarizes (sql/deskentry.sql), so that it
    is true no matter what writes them. Nothing else writes here.

    No row changes because time passes. What depends on the moment is kept as it will be once all
    that is scheduled has come: ``ArticleQuerySet`` asks again about the few pages with something
    scheduled.
    """

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="desk_entry"
    )
    newest = models.ForeignKey(
        "articles.Revision",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="The latest revision.",
    )
    sha = models.CharField(max_length=64, blank=True, help_text="That of the latest revision.")
    is_approved = models.BooleanField(
        default=False, help_text="Someone approved exactly the latest revision."
    )
    was_approved = models.BooleanField(
        default=False, help_text="Someone approved some revision of the page."
    )
    reviewed_until = models.DateField(
        null=True,
        help_text=("The earliest date set by the last review or since; null before a review."),
    )
    saved_at = models.DateTimeField(
        null=True, help_text="``Article.updated_at``, so that lists of a state are read in order."
    )
    settles_as = models.CharField(
        max_length=10, db_default="draft", help_text="The page's state, one of ``STATES``."
    )
    standing = models.CharField(
        max_length=30, db_default="draft", help_text="One of ``workflow.APPROVAL_STATES``."
    )
    is_unapproved = models.BooleanField(
        db_default=False, help_text="The live revision was approved by no one."
    )
    last_start = models.DateTimeField(
        null=True, help_text="When the last of its publications begins."
    )
    due_on = models.DateField(
        null=True, help_text="The day of the next review, as ``review_due.day_at_desk`` counts it."
    )

    class Meta:
        verbose_name_plural = "desk entries"
        indexes = [
            models.Index(*NEWEST_FIRST, name="desk_by_day"),
            models.Index("settles_as", *NEWEST_FIRST, name="desk_by_state"),
            models.Index("standing", *NEWEST_FIRST, name="desk_by_standing"),
            models.Index("due_on", name="desk_by_review"),
            models.Index(
                models.F("last_start").desc(),
                "article",
                name="desk_unapproved",
                condition=models.Q(is_unapproved=True),
            ),
        ]

    def __str__(self):
        return f"Desk entry of {self.article}"


class DeskWords(models.Model):
    """The words of a working copy, so that the desk finds it; kept as ``DeskEntry`` is.

    A table of its own: whole lists are filtered by the other's columns, which are few and small.
    """

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="desk_words"
    )
    words = SearchVectorField(help_text="Of the working copy: title, summary and text.")

    class Meta:
        verbose_name_plural = "desk words"
        indexes = [GinIndex(fields=["words"], name="desk_words")]

    def __str__(self):
        return f"Words of {self.article}"
