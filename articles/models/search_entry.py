from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """The words of one published revision. Whether it is found depends on its publications."""

    revision = models.OneToOneField(
        "articles.Revision", on_delete=models.PROTECT, related_name="search_entry"
    )
    configuration = models.CharField(max_length=20)
    text = models.TextField(help_text="What readers read.")
    folded = models.TextField(
        default="", help_text="Its words as search compares them, for the excerpts."
    )
    version = models.PositiveSmallIntegerField(
        default=0, help_text="``search_folding.VERSION`` when the entry was made."
    )
    vector = SearchVectorField()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [GinIndex(fields=["vector"], name="search_vector")]

    def __str__(self):
        return f"Words of {self.revision}"
