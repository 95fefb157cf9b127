from django.conf import settings
from django.db import models

from accessibility.text import model_fields


class Event(models.Model):
    """One act, kept forever: what was done, who did it, when and why."""

    class Verb(models.TextChoices):
        PUBLISHED = "published"
        MOVED = "moved"
        WITHDRAWN = "withdrawn"
        REDIRECTED = "redirected"
        SUBMITTED = "submitted"
        APPROVED = "approved"
        CHANGES_REQUESTED = "changes requested"
        REQUEST_DISMISSED = "request dismissed"
        COMMENTED = "commented"
        DETAILS_CHANGED = "details changed"
        SHARED = "shared"
        APPROVAL_CARRIED = "approval kept"
        SCHEDULED = "scheduled"
        SCHEDULE_CANCELLED = "schedule canceled"
        SWAPPED = "swapped"
        EXPIRED = "expired"
        ARCHIVED = "archived"
        BROUGHT_BACK = "restored from trash"
        REVIEWED = "reviewed"
        REVIEW_DATE_SET = "review date set"
        FINDING_DISMISSED = "finding dismissed"
        DISMISSAL_TAKEN_BACK = "finding reopened"
        LINK_REPLACED = "link replaced"
        IMAGE_REPLACED = "image replaced"
        RENDERED = "rendered again"
        IMPORTED = "imported"
        SECTION_SAVED = "section saved"
        PERSON_SAVED = "person saved"
        LINK_SAVED = "link saved"
        IMAGE_SAVED = "image saved"
        SETTINGS_SAVED = "settings saved"
        HOME_SAVED = "home page saved"
        REVIEWER_CONFIRMED = "reviewer confirmed"
        REVIEWER_REVOKED = "reviewer confirmation revoked"
        ACCOUNT_SAVED = "account saved"
        PASSWORD_CHANGED = "password changed"
        GROUP_SAVED = "group saved"
        PASSWORD_LINK_SENT = "password link sent"
        INVITED = "invited"
        INVITATION_WITHDRAWN = "invitation withdrawn"
        MENU_ADDED = "menu added"
        MENU_CHANGED = "menu changed"
        MENU_PUBLISHED = "menu published"
        MENU_FOLLOWED = "menu updated after a move"
        TERM_SAVED = "term saved"
        MESSAGE_SAVED = "message saved"
        SIGNED_IN = "signed in"
        SIGNED_OUT = "signed out"
        SIGN_IN_FAILED = "sign-in failed"

    verb = models.CharField(max_length=30, choices=Verb)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="events"
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, null=True, related_name="events"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="account_events",
        help_text="The account that was changed.",
    )
    reason = model_fields.TextField(blank=True)
    data = model_fields.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index("article", models.F("at").desc(), name="events_of_article"),
            models.Index(models.F("at").desc(), models.F("id").desc(), name="events_newest_first"),
        ]

    def __str__(self):
        return f"{self.get_verb_display()} on {self.at:%B %-d, %Y}"
