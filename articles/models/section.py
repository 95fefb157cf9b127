from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse

from accessibility.text import model_fields
from articles.models.event import Event

SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "Use lowercase letters, numbers and single hyphens, such as “stem-cell-therapy”.",
)


class SectionQuerySet(models.QuerySet):
    def in_order(self):
        """Sections as the home page and the site index list them."""
        return self.order_by("position", "name")

    def as_they_were(self, *, at):
        """Sections by their keys with the name and address part they had at that moment."""
        found = self.in_bulk()
        renamed = Event.objects.filter(verb=Event.Verb.SECTION_SAVED, at__gt=at)
        # The newest first, so that what was changed next after the moment is undone last.
        for event in renamed.filter(data__has_key="was").order_by("-at", "-pk"):
            was = event.data["was"]
            if (section := found.get(was["key"])) is not None:
                section.name, section.slug = was["name"], was["slug"]
        return found


class Section(models.Model):
    """One of the handful of subjects the site is divided into; the first part of an address."""

    name = model_fields.CharField(
        max_length=60, unique=True, help_text="As readers see it, such as “Treatments”."
    )
    slug = models.SlugField(
        "address part",
        max_length=60,
        unique=True,
        validators=[SLUG],
        help_text=(
            "First part of the address of every page in the section. If you change it, all its "
            "pages move and their old addresses redirect to the new ones."
        ),
    )
    introduction = model_fields.TextField(
        blank=True, help_text="One or two plain sentences under the section's name."
    )
    position = models.PositiveIntegerField(
        "order", default=0, help_text="Sections with lower numbers come first."
    )
    review_months = models.PositiveSmallIntegerField(
        "months between reviews",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=(
            "How long a page in this section counts as reviewed, unless its review says otherwise."
        ),
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="sections_of_work",
        help_text="People whose permissions apply only in this section and others that list them.",
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:section", args=[self.slug])
