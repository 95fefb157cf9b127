from django.conf import settings
from django.db import models
from django.urls import reverse

from accessibility.text import model_fields
from articles.models.section import SLUG


class Person(models.Model):
    """Someone who writes or reviews pages; shown with credentials."""

    name = model_fields.CharField(
        max_length=120, help_text="Without titles, such as “Rosa Example”."
    )
    slug = models.SlugField(
        "address part",
        max_length=120,
        unique=True,
        validators=[SLUG],
        help_text="Last part of the person's address. It does not change when the name does.",
    )
    credentials = model_fields.CharField(
        max_length=120, blank=True, help_text="Degrees and certificates, such as “MD, MSPH”."
    )
    affiliation = model_fields.CharField(
        max_length=200, blank=True, help_text="Where the person works, such as a clinic."
    )
    biography = model_fields.TextField(
        blank=True, help_text="A few sentences for the person's page. You can use Markdown."
    )
    portrait = models.ForeignKey(
        "articles.Image",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="portraits",
        help_text="A photograph from the image library.",
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        help_text="The account this person signs in with. It lets them confirm reviews.",
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

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self):
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    def get_absolute_url(self):
        return reverse("articles:person", args=[self.slug])

    def as_credited(self):
        """The by-line entry a revision keeps: the person as they are now."""
        return {
            "person": self.pk,
            "slug": self.slug,
            "name": self.name,
            "credentials": self.credentials,
            "affiliation": self.affiliation,
        }
