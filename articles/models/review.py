from django.db import models

from accessibility.text import model_fields


class ContentReview(models.Model):
    """The periodic clinical review of a page. Append-only; public."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="reviews"
    )
    person = models.ForeignKey("articles.Person", on_delete=models.PROTECT, related_name="reviews")
    name_as_shown = model_fields.CharField(max_length=250)
    reviewed_on = models.DateField()
    due_on = models.DateField()
    note = model_fields.TextField(blank=True)
    event = models.ForeignKey("articles.Event", on_delete=models.PROTECT, related_name="reviews")

    class Meta:
        ordering = ["-reviewed_on", "-pk"]
        indexes = [
            models.Index(
                "article",
                models.F("reviewed_on").desc(),
                models.F("id").desc(),
                name="last_review_of_article",
            ),
            models.Index("due_on", name="days_promised"),
        ]
        constraints = [
            models.CheckConstraint(
                name="review_falls_due_after_it_was_made",
                condition=models.Q(due_on__gt=models.F("reviewed_on")),
            )
        ]

    def __str__(self):
        return f"{self.name_as_shown} on {self.reviewed_on}"


class ReviewDate(models.Model):
    """A day set for a page's next review, earlier than its last review said. Append-only.

    The act refuses a later date than the current one: only a review can move it later.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="review_dates"
    )
    due_on = models.DateField()
    reason = model_fields.TextField(blank=True)
    event = models.ForeignKey(
        "articles.Event", on_delete=models.PROTECT, related_name="review_dates"
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index("due_on", name="days_set")]

    def __str__(self):
        return f"Review of {self.article} due on {self.due_on}"
