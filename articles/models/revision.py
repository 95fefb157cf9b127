import hashlib
import json

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from accessibility.text import model_fields

SNAPSHOT_FIELDS = (
    "title",
    "short_title",
    "summary",
    "body",
    "section_id",
    "slug",
    "language",
    "is_sample",
    "byline",
    "resources",
    "images",
)


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

    brought_in = ()  # on a revision that was just saved: see publishing.save_draft

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
            GinIndex(fields=["byline"], name="revision_byline", opclasses=["jsonb_path_ops"]),
            GinIndex(fields=["images"], name="revision_images", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self):
        return f"{self.title or 'Untitled page'}, revision {self.number}"

    def snapshot(self):
        """Every snapshotted field by name, as plain values."""
        return {name: getattr(self, name) for name in SNAPSHOT_FIELDS}

    def snapshot_sha(self):
        """SHA-256 over every snapshotted field: equal for equal text, no matter who saved it."""
        written = json.dumps(self.snapshot(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()
