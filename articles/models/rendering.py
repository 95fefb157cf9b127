from django.db import models


class Context(models.Model):
    """What decides the look of a text beside the text itself: pipeline and site-wide facts."""

    pipeline = models.CharField(max_length=20)
    facts_sha = models.CharField(max_length=64)
    from_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Pipeline {self.pipeline} from {self.from_at:%B %-d, %Y}"


class Rendered(models.Model):
    """Some HTML that came out of the pipeline, kept once however often it came out."""

    sha = models.CharField(max_length=64, primary_key=True)
    html = models.TextField()
    text = models.TextField()
    headings = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "rendered"

    def __str__(self):
        return self.sha[:12]


class Rendering(models.Model):
    """What a revision looked like from one context on; the newest is what readers get."""

    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, related_name="renderings"
    )
    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="renderings")
    rendered = models.ForeignKey(Rendered, on_delete=models.PROTECT, related_name="renderings")

    class Meta:
        ordering = ["revision", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_rendering_per_context", fields=["revision", "context"]
            )
        ]

    def __str__(self):
        return f"{self.revision} as rendered by {self.context}"
