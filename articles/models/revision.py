from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from accessibility.text import model_fields
from articles.text import snapshot_fields


class Revision(models.Model):
    """What was written, at one save. Never changes; the database refuses to."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
    )
    note = model_fields.CharField(max_length=300, blank=True)

    title = models.CharField(max_length=200, blank=True)
    short_title = models.CharField(max_length=60, blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    section = models.ForeignKey(
        "articles.Section", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    slug = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=10)
    is_sample = models.BooleanField(default=False)
    byline = models.JSONField(default=list)
    resources = models.JSONField(default=list)
    images = models.JSONField(default=list)
    updated_on = models.DateField(null=True, blank=True)
    sha = models.CharField(max_length=64)

    class Meta:
        ordering = ["article", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="revision_numbers_have_no_twins", fields=["article", "number"]
            ),
            # Publications refer to both columns, so that each publishes a revision of its article.
            models.UniqueConstraint(name="revision_of_article", fields=["article", "id"]),
        ]
        indexes = [
            models.Index(
                models.F("made_at").desc(), models.F("id").desc(), name="revisions_newest_first"
            ),
            GinIndex(fields=["byline"], name="revision_byline", opclasses=["jsonb_path_ops"]),
            GinIndex(fields=["images"], name="revision_images", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self):
        return f"{self.title or 'Untitled page'}, revision {self.number}"

    def snapshot(self):
        """Every snapshotted field by name, as plain values."""
        return {name: getattr(self, name) for name in snapshot_fields.names()}

    def snapshot_sha(self):
        """What approvals are bound to: see ``snapshot_fields.content_hash``."""
        return snapshot_fields.content_hash(self.snapshot())
