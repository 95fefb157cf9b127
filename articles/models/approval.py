"""Who was asked about a text, what they said, and which text they approved. All append-only."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accessibility.text import model_fields


class SubmissionQuerySet(models.QuerySet):
    def pending(self):
        """The newest of their pages, about which no one has decided yet."""
        decided = Decision.objects.filter(submission=OuterRef("pk")).exclude(
            verdict=Decision.Verdict.COMMENT
        )
        return self.newest().filter(~Exists(decided))

    def newest(self):
        """The newest of their pages, decided or not."""
        newer = Submission.objects.filter(article=OuterRef("article"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(newer))


class Submission(models.Model):
    """One revision, submitted to a reviewer. A later submission of the page supersedes it."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="submissions"
    )
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, related_name="submissions"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="submissions"
    )
    group = models.ForeignKey("auth.Group", on_delete=models.PROTECT, null=True, related_name="+")
    outside_name = model_fields.CharField(max_length=120, blank=True)
    outside_email = model_fields.EmailField(blank=True)
    changed = model_fields.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    link_expires_at = models.DateTimeField(null=True)
    event = models.ForeignKey(
        "articles.Event", on_delete=models.PROTECT, related_name="submissions"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_submission_has_one_kind_of_reader",
                condition=Q(reviewer__isnull=False, group=None, outside_email="")
                | Q(reviewer=None, group__isnull=False, outside_email="")
                | (Q(reviewer=None, group=None) & ~Q(outside_email="")),
            ),
        ]

    def __str__(self):
        return f"{self.revision}, submitted {self.made_at:%B %-d, %Y}"

    @property
    def reader_name(self):
        """The reviewer's name, as the desk shows it."""
        if self.reviewer is not None:
            return self.reviewer.get_full_name() or str(self.reviewer)
        return self.group.name if self.group is not None else self.outside_name

    def decided(self):
        """The decision that approved the text or asked for changes; None while it waits."""
        others = (Decision.Verdict.COMMENT, Decision.Verdict.DISMISSED)
        return self.decisions.exclude(verdict__in=others).first()

    def dismissed(self):
        """The decision of someone who writes the page to leave a request for changes; or None."""
        return self.decisions.filter(verdict=Decision.Verdict.DISMISSED).first()

    def is_superseded(self):
        return type(self).objects.filter(article=self.article_id, pk__gt=self.pk).exists()


class Decision(models.Model):
    """A reviewer's answer to a submission: with name, address, time and the hash of the text.

    ``DISMISSED`` is no reviewer's: someone who writes the page leaves a request for changes.
    """

    class Verdict(models.TextChoices):
        APPROVED = "approved", "approved"
        CHANGES = "changes", "changes requested"
        COMMENT = "comment", "commented"
        DISMISSED = "dismissed", "dismissed the request"

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = model_fields.TextField(blank=True)
    revision_sha = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    name_as_shown = model_fields.CharField(max_length=250)
    email = model_fields.EmailField(blank=True)
    event = models.ForeignKey("articles.Event", on_delete=models.PROTECT, related_name="decisions")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="asking_for_changes_needs_a_reason",
                condition=~Q(verdict="changes", reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.name_as_shown} {self.get_verdict_display()} on {self.made_at:%B %-d, %Y}"

    @property
    def decided_by_label(self):
        """Who decided, as the desk shows it; outside reviewers are marked as such."""
        is_outside = bool(self.submission.outside_email)
        return f"{self.name_as_shown} (outside reviewer)" if is_outside else self.name_as_shown


class ApprovalQuerySet(models.QuerySet):
    def of_text(self, revision):
        """Approvals of exactly this text of this page, whichever revision carried it."""
        return self.filter(revision__article=revision.article_id, sha=revision.sha)


class Approval(models.Model):
    """A text was approved: bound to the hash of every snapshotted field, never to HTML."""

    class Grounds(models.TextChoices):
        REVIEW = "review", "review"
        SPELLING = "spelling", "spelling only"
        LINK = "link", "a link was changed everywhere"
        ADDRESS = "address", "only the address changed"

    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, related_name="approvals"
    )
    sha = models.CharField(max_length=64, db_index=True)
    grounds = models.CharField(max_length=10, choices=Grounds)
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="carried_to"
    )
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, related_name="approval"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    name_as_shown = model_fields.CharField(max_length=250)
    event = models.ForeignKey("articles.Event", on_delete=models.PROTECT, related_name="approvals")

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="an_approval_rests_on_a_review_or_on_another_approval",
                condition=Q(grounds="review", carried_from=None)
                | (~Q(grounds="review") & Q(carried_from__isnull=False, decision=None)),
            ),
        ]

    def __str__(self):
        return f"{self.revision}, approved by {self.decided_by_label}"

    @property
    def decided_by_label(self):
        return self.decision.decided_by_label if self.decision else self.name_as_shown


class Remark(models.Model):
    """A comment on a draft, tied to a heading or to the whole page."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="remarks"
    )
    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, related_name="remarks"
    )
    text = model_fields.TextField(max_length=4000)
    heading_id = models.CharField(max_length=200, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    name_as_shown = model_fields.CharField(max_length=250)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Comment by {self.name_as_shown} on {self.made_at:%B %-d, %Y}"
