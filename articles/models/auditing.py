"""What the audit found in pages, what people decided about it, and site totals over time."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accessibility.audit.findings import Finding, Level, Severity
from accessibility.text import model_fields


class PageAudit(models.Model):
    """One revision was audited, by these rules knowing these facts. Can be made again at any time.

    Kept for what may still be published or is read: not for every save of the past.
    """

    revision = models.OneToOneField(
        "articles.Revision", on_delete=models.PROTECT, related_name="audit"
    )
    rules = models.CharField(
        max_length=64, help_text="A hash of the rules and of what they knew beside the text."
    )
    at = models.DateTimeField(help_text="When the audit was made.")
    # Kept by PostgreSQL (sql/pageaudit.sql): those that no one dismissed.
    open_errors = models.PositiveIntegerField(db_default=0, help_text="How many errors it found.")
    open_warnings = models.PositiveIntegerField(
        db_default=0, help_text="How many warnings it found."
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                F("open_errors").desc(),
                F("open_warnings").desc(),
                "revision",
                name="audits_by_open_findings",
                condition=Q(open_errors__gt=0) | Q(open_warnings__gt=0),
            )
        ]

    def __str__(self):
        return f"Audit of {self.revision}"


class PageFindingQuerySet(models.QuerySet):
    def still_open(self):
        """Findings that no one dismissed for exactly this element of the page."""
        dismissed = Dismissal.objects.in_force().filter(
            article__revisions__audit=OuterRef("audit"),
            rule=OuterRef("rule"),
            element_hash=OuterRef("element_hash"),
        )
        return self.filter(~Exists(dismissed))


class PageFinding(models.Model):
    """One result of one rule in one revision: a ``Finding`` as a row, so that it can be counted."""

    audit = models.ForeignKey(PageAudit, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveIntegerField(help_text="Its place among the page's findings.")
    rule = models.CharField(max_length=60, help_text="The name of the rule.")
    criterion = models.CharField(
        max_length=10, help_text="The WCAG 2.2 success criterion the rule tests part of."
    )
    level = models.CharField(
        max_length=3,
        choices=[(level.value, level.value) for level in Level],
        help_text="The criterion's level.",
    )
    severity = models.CharField(
        max_length=10,
        choices=[(severity.value, severity.value) for severity in Severity],
        help_text="An error blocks publishing; a warning asks a person.",
    )
    message = models.TextField(help_text="What is wrong.")
    remedy = models.TextField(help_text="What to do about it.")
    excerpt = models.TextField(blank=True, help_text="The place in the page's own words.")
    selector = models.TextField(blank=True, help_text="Finds the element in the page's HTML.")
    line = models.PositiveIntegerField(
        null=True, help_text="The line of the author's text, where it is known."
    )
    element_hash = models.CharField(
        max_length=64, help_text="A hash of the rule and the element: changes when it does."
    )

    objects = PageFindingQuerySet.as_manager()

    class Meta:
        ordering = ["audit", "position"]
        indexes = [models.Index(name="findings_by_rule", fields=["rule", "severity"])]

    def __str__(self):
        return f"{self.rule}: {self.message}"

    @classmethod
    def of(cls, finding, *, audit, position):
        """The row of a finding, not saved yet."""
        values = {name: getattr(finding, name) for name in FIELDS}
        return cls(audit=audit, position=position, **values)

    def as_finding(self):
        """The value that the audit gave."""
        values = {name: getattr(self, name) for name in FIELDS}
        values |= {"level": Level(self.level), "severity": Severity(self.severity)}
        return Finding(**values)


FIELDS = (
    "rule",
    "criterion",
    "level",
    "severity",
    "message",
    "remedy",
    "excerpt",
    "selector",
    "line",
    "element_hash",
)


class DismissalQuerySet(models.QuerySet):
    def in_force(self):
        """Dismissals that were not reopened."""
        return self.filter(taken_back_at=None)


class Dismissal(models.Model):
    """Someone dismissed a finding, with a reason.

    It belongs to one element of one page as it was then: once the element changes, the audit may
    find it again.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="dismissals"
    )
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, related_name="dismissals"
    )
    rule = models.CharField(max_length=60, help_text="The name of the rule.")
    element_hash = models.CharField(max_length=64, help_text="A hash of the rule and the element.")
    message = models.TextField(help_text="What the audit had said.")
    excerpt = models.TextField(blank=True, help_text="The place in the page's own words.")
    reason = model_fields.TextField(help_text="Why it is OK as it is.")
    made_at = models.DateTimeField(help_text="When it was dismissed.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="dismissals"
    )
    taken_back_at = models.DateTimeField(null=True, help_text="When the finding was reopened.")
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = DismissalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_dismissal_in_force_per_element",
                fields=["article", "rule", "element_hash"],
                condition=models.Q(taken_back_at=None),
            )
        ]

    def __str__(self):
        return f"{self.rule} dismissed on {self.made_at:%B %-d, %Y}"


class SiteAudit(models.Model):
    """Totals of all live pages' findings at one moment: what the site's report shows over time."""

    at = models.DateTimeField(help_text="When the live pages were audited.")
    pages = models.PositiveIntegerField(help_text="How many live pages there were.")
    pages_with_errors = models.PositiveIntegerField(
        help_text="How many of them had an error that no one dismissed."
    )
    by_rule = models.JSONField(
        default=dict, help_text="Rule, to the numbers of open errors and warnings."
    )

    class Meta:
        ordering = ["-at"]

    @property
    def errors(self):
        return sum(counts["error"] for counts in self.by_rule.values())

    @property
    def warnings(self):
        return sum(counts["warning"] for counts in self.by_rule.values())

    def __str__(self):
        return f"Audit of {self.pages} pages on {self.at:%B %-d, %Y}"
