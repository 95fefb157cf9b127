from django.conf import settings
from django.db import models

from accessibility.text import model_fields


class Message(models.Model):
    """What a reader told us about a barrier, and what came of it."""

    text = model_fields.TextField(
        "what was hard", max_length=4000, help_text="In the reader's words."
    )
    page = model_fields.CharField(max_length=300, blank=True, help_text="The page it was about.")
    name = model_fields.CharField(
        max_length=120, blank=True, help_text="The name of the person who wrote, if given."
    )
    reply_to = model_fields.CharField(
        "how to answer",
        max_length=200,
        blank=True,
        help_text="An email address or phone number, if the reader wants an answer.",
    )
    at = models.DateTimeField("received", help_text="When the message arrived.")
    # Written by the release before this one, and no longer read: to be removed by the next one.
    sender = models.CharField(max_length=64, blank=True, editable=False)
    answered_at = models.DateTimeField("answered", null=True, help_text="When it was answered.")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text="Who answered it.",
    )
    note = model_fields.TextField(
        "what was done",
        blank=True,
        max_length=2000,
        help_text="What you answered or fixed. Only editors see this.",
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "message about accessibility"
        verbose_name_plural = "messages about accessibility"

    def __str__(self):
        return f"Message of {self.at:%B %-d, %Y}"
