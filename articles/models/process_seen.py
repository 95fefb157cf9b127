from django.db import models


class ProcessSeen(models.Model):
    """A process beside the web server was at work at the moment; ``node``: on which machine."""

    name = models.CharField(max_length=40)
    node = models.CharField(max_length=120)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "node"]
        verbose_name_plural = "processes seen"
        constraints = [
            models.UniqueConstraint(
                name="a_process_is_seen_once_on_a_node", fields=["name", "node"]
            )
        ]

    def __str__(self):
        return f"{self.name} on {self.node}"
