from django.conf import settings
from django.db import models


class ReviewerConfirmation(models.Model):
    """Someone vouched for a page's outside reviewer, or no longer does; the newest row counts.

    Of one page, one name and one address: another page, or another address, is confirmed again.
    Rows are never changed. Whether a confirmation counts also depends on who gave it: see
    ``publishing/outside_reviewers.py``.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="reviewer_confirmations"
    )
    name = models.CharField(max_length=120)
    email = models.EmailField()
    is_confirmed = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("articles.Event", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        said = "confirmed" if self.is_confirmed else "no longer confirmed"
        return f"{self.name} <{self.email}>, {said} {self.at:%B %-d, %Y}"
