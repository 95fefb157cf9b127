"""Unsaved work, and who has which page open. Private."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Buffer(models.Model):
    """Unsaved work of one person on one page; never part of the history, never public.

    For a page that was never saved ``article`` is empty and ``slot`` names the open form.
    ``values`` holds what was typed, by the window it was typed in: see ``desk/autosave.py``.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="buffers"
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="buffers"
    )
    slot = models.CharField(max_length=40, blank=True)
    base = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_buffer_per_person_and_page",
                fields=["person", "article"],
                condition=Q(article__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_buffer_per_person_and_new_page",
                fields=["person", "slot"],
                condition=Q(article=None),
            ),
        ]

    def __str__(self):
        return f"Unsaved work of {self.person} from {self.saved_at:%B %-d, %Y, %H:%M}"


class Presence(models.Model):
    """Someone has the form of a page open in a window, or had it a moment ago."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences"
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="presences"
    )
    window = models.CharField(max_length=40, default="")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["since"]
        verbose_name_plural = "presences"
        constraints = [
            models.UniqueConstraint(
                name="a_window_is_present_once_on_a_page", fields=["person", "article", "window"]
            )
        ]

    def __str__(self):
        return f"{self.person} at {self.article}"
