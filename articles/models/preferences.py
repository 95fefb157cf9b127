from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import models
from django.utils import timezone


class DeskPreferences(models.Model):
    """One person's preferences at the desk; without a row the defaults apply."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_preferences"
    )
    weekly_mail = models.BooleanField(
        "weekly mail",
        default=False,
        help_text="Your worklist by email every Monday.",
    )
    mails_approved = models.BooleanField(
        "mail about approved pages",
        default=True,
        help_text="When a page that you may publish is approved.",
    )
    has_shortcuts = models.BooleanField(
        "keyboard shortcuts",
        default=True,
        help_text="Such as Ctrl+S to save. Press ? to see them all.",
    )
    time_zone = models.CharField(
        max_length=60,
        blank=True,
        help_text="For dates and times at the desk. Leave empty to use the site's time zone.",
    )

    class Meta:
        verbose_name_plural = "desk preferences"

    def __str__(self):
        return f"Preferences of {self.person}"

    @classmethod
    def of(cls, person):
        """The preferences of someone signed in; asked once a request."""
        if not hasattr(person, "_preferences_at_the_desk"):
            found = cls.objects.filter(person=person).first()
            person._preferences_at_the_desk = found or cls(person=person)
        return person._preferences_at_the_desk

    @property
    def zone(self):
        """The time zone that is wished for; the site's own where none is, or it is not known."""
        try:
            return ZoneInfo(self.time_zone) if self.time_zone else timezone.get_default_timezone()
        except (ZoneInfoNotFoundError, ValueError):
            return timezone.get_default_timezone()
