from django.conf import settings
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat

from accessibility.text import model_fields
from articles.models.initials import FiledUnder


class Link(models.Model):
    """A distinct address on another site."""

    class Kind(models.TextChoices):
        PAGE = "page", "web page"
        STUDY = "study", "study"
        GUIDELINE = "guideline", "guideline"
        DOCUMENT = "document", "document"
        ORGANIZATION = "organization", "organization"

    address = model_fields.URLField(
        max_length=2000, unique=True, help_text="The full address, starting with https://."
    )
    title = model_fields.CharField(
        max_length=200, blank=True, help_text="What the page is called, as readers will see it."
    )
    publisher = model_fields.CharField(
        max_length=120, blank=True, help_text="Who publishes it, such as a society or journal."
    )
    kind = models.CharField(
        max_length=20, choices=Kind, default=Kind.PAGE, help_text="What is behind the address."
    )
    language = models.CharField(
        max_length=10, default="en", help_text="Language of the page, such as “en” or “es”."
    )
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    # Where readers' lists have it.
    filed_under = models.GeneratedField(
        expression=FiledUnder(Concat(F("publisher"), Value(" "), F("title"))),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    class Meta:
        ordering = ["publisher", "title", "address"]
        indexes = [models.Index(fields=["filed_under"], name="links_by_publisher")]

    def __str__(self):
        return self.title or self.address


class LinkUse(models.Model):
    """One place in one revision that contains a link."""

    class Place(models.TextChoices):
        BODY = "body", "in the text"
        RESOURCE = "resource", "under additional information"

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="uses")
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, related_name="link_uses"
    )
    place = models.CharField(max_length=10, choices=Place)
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["revision", "place", "position"]
        constraints = [
            models.UniqueConstraint(
                name="one_link_use_per_place", fields=["revision", "place", "position"]
            )
        ]

    def __str__(self):
        return f"{self.link} in {self.revision}"
