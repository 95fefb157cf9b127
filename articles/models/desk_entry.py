from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class DeskEntry(models.Model):
    """What the desk's lists ask of every page, however many there are and whatever is filtered.

    PostgreSQL keeps it, by triggers on the tables that it tells of (migration 0019), so that it
    is true whoever writes them. Nothing else writes here.
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
        default=False, help_text="Somebody approved exactly the newest text."
    )
    was_approved = models.BooleanField(
        default=False, help_text="Somebody approved some text of the page."
    )
    reviewed_until = models.DateField(
        null=True,
        db_index=True,
        help_text=(
            "The nearest day that the last review and days set since promise; null before a review."
        ),
    )

    class Meta:
        verbose_name_plural = "desk entries"

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
