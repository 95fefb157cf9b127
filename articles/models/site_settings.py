from django.conf import settings
from django.db import models

from accessibility.text import model_fields


class SiteSettings(models.Model):
    """What every page says about the site. One row."""

    site_name = model_fields.CharField(
        max_length=120, help_text="Shown at the top of every page and in browser tabs."
    )
    home_title = model_fields.CharField(max_length=120, help_text="The heading of the home page.")
    home_introduction = model_fields.TextField(
        blank=True, help_text="One or two sentences under that heading."
    )
    about = model_fields.TextField(
        blank=True, help_text="“About this site”, at the bottom of every page."
    )
    disclaimer = model_fields.TextField(
        blank=True, help_text="Shown beside every list of links to other sites."
    )
    contact = model_fields.TextField(
        blank=True,
        help_text="How readers can reach the editors. Shown at the bottom of every page.",
    )

    class Meta:
        verbose_name = verbose_name_plural = "site settings"
        constraints = [
            models.CheckConstraint(name="there_is_one_row_of_settings", condition=models.Q(pk=1))
        ]

    def __str__(self):
        return self.site_name

    @classmethod
    def current(cls):
        """The row, or unsaved first values for a site that has none yet."""
        return cls.objects.first() or cls.first_values()

    @classmethod
    def first_values(cls):
        return cls(pk=1, site_name=settings.SITE_NAME, home_title=settings.SITE_NAME)


class FeaturedPage(models.Model):
    """A page that the home page shows first."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.PROTECT, related_name="featured"
    )
    position = models.PositiveIntegerField("order", default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return str(self.article)
