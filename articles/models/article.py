from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from markdownx.models import MarkdownxField

from articles.models import review_due
from articles.models.approval import Approval, Decision, Submission
from articles.models.publication import Publication
from articles.models.revision import Revision
from articles.models.section import SLUG

# What a page has beside its text, in no revision.
DETAIL_COLUMNS = ("owner_id", "clinical_reviewer_id", "first_published_on")


class ArticleQuerySet(models.QuerySet):
    def with_facts(self, *, at):
        """Adds what an article's state is derived from: see ``Article.state``."""
        answers = Publication.objects.live(at=at).filter(article=OuterRef("pk"))
        latest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
        earlier = Publication.objects.happened().filter(article=OuterRef("pk"), starts_at__lte=at)
        return self.annotate(
            answer_kind=Subquery(answers.values("kind")[:1]),
            live_path=Subquery(answers.values("path")[:1]),
            live_revision_id=Subquery(answers.values("revision")[:1]),
            latest_revision_id=Subquery(latest.values("pk")[:1]),
            was_live=Exists(earlier),
        )

    def with_live_title(self, *, at):
        """Adds the title that readers get; None where the page is not live."""
        live = Publication.objects.live(at=at).pages().filter(article=OuterRef("pk"))
        return self.annotate(live_title=Subquery(live.values("revision__title")[:1]))

    def with_standing(self, *, at):
        """Adds the facts about each newest text from which its standing is derived."""
        latest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
        home = Publication.objects.live(at=at).pages().filter(article=OuterRef("pk"))
        newest = Submission.objects.filter(article=OuterRef("pk")).order_by("-pk")
        decided = Decision.objects.exclude(verdict=Decision.Verdict.COMMENT)
        approved = Approval.objects.filter(revision__article=OuterRef("pk"))
        return self.annotate(
            latest_number=Subquery(latest.values("number")[:1]),
            latest_sha=_or_nothing(latest.values("sha")),
            live_sha=_or_nothing(home.values("revision__sha")),
            submitted_sha=_or_nothing(newest.values("revision__sha")),
            submission_key=Subquery(newest.values("pk")[:1]),
        ).annotate(
            verdict=_or_nothing(
                decided.filter(submission=OuterRef("submission_key")).values("verdict")
            ),
            is_approved=Exists(approved.filter(sha=OuterRef("latest_sha"))),
            is_live_approved=Exists(approved.filter(sha=OuterRef("live_sha"))),
            was_approved=Exists(approved.filter(revision__number__lt=OuterRef("latest_number"))),
        )

    def in_standing(self, standing, *, at):
        """Pages whose newest text stands there: the queryset twin of ``publishing.standing``."""
        return self.with_standing(at=at).filter(STANDINGS[standing])

    def published_without_review(self, *, at):
        """Pages whose live text nobody has approved."""
        return self.with_standing(at=at).exclude(live_sha="").filter(is_live_approved=False)

    def in_state(self, state, *, at):
        """The queryset twin of ``Article.state``."""
        return self.with_facts(at=at).filter(STATES[state])

    def with_review(self, *, at):
        """Live pages, with who reviewed them last and when, and when the next review is due."""
        live = Publication.objects.live(at=at).pages().filter(article=OuterRef("pk"))
        return self.filter(Exists(live)).annotate(
            reviewed_on=review_due.last_review("reviewed_on", of="pk"),
            reviewed_by=review_due.last_review("name_as_shown", of="pk"),
            review_due_on=review_due.day_at_desk(live, of="pk"),
        )

    def review_overdue(self, *, at):
        """Live pages whose next review should have been made before today."""
        return self.with_review(at=at).filter(review_due_on__lt=timezone.localdate(at))

    def review_due_within(self, days, *, at):
        """Live pages whose next review is due in the coming ``days``, and not overdue."""
        today = timezone.localdate(at)
        until = today + timedelta(days=days)
        return self.with_review(at=at).filter(review_due_on__range=(today, until))


def _or_nothing(values):
    """The first of the values, or "" without one: nothing equals NULL, not even in a negation."""
    return Coalesce(Subquery(values[:1]), Value(""))


class Article(models.Model):
    """Identity and working copy of a page. What the public reads is a publication's revision."""

    section = models.ForeignKey(
        "articles.Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        help_text="Where the page belongs.",
    )
    slug = models.SlugField(
        "address part",
        max_length=100,
        blank=True,
        validators=[SLUG],
        help_text="Last part of the page's address. Leave it empty to have it made from the title.",
    )
    title = models.CharField(
        max_length=200, blank=True, help_text="The heading readers see, in plain words."
    )
    short_title = models.CharField(
        max_length=60, blank=True, help_text="For menus and breadcrumbs, when the title is long."
    )
    summary = models.TextField(
        max_length=400,
        blank=True,
        help_text="One or two sentences: shown in lists, in search engines and under the title.",
    )
    body = MarkdownxField("text", blank=True, help_text="The page itself, in Markdown.")
    language = models.CharField(
        max_length=10,
        choices=settings.LANGUAGES,
        default="en",
        help_text="So that screen readers use the right voice.",
    )
    is_sample = models.BooleanField(
        "sample page",
        default=False,
        help_text="Readers are told that the page only shows what the site can do.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        help_text="Who looks after the page.",
    )
    coauthors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="coauthored",
        verbose_name="co-authors",
        help_text="Accounts that may write this page as its owner may.",
    )
    clinical_reviewer = models.ForeignKey(
        "articles.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pages_to_review",
        help_text="Who checks from time to time that the page is still right.",
    )
    first_published_on = models.DateField(
        null=True,
        blank=True,
        help_text="Only for pages brought from another site: when they first appeared there.",
    )
    people = models.ManyToManyField(
        "articles.Person",
        through="articles.ByLine",
        related_name="articles",
        blank=True,
        help_text="The by-line: who wrote the page, in the order readers see.",
    )
    import_source = models.CharField(max_length=500, blank=True, editable=False, db_index=True)
    import_sha = models.CharField(max_length=64, blank=True, editable=False)
    imported_revision = models.ForeignKey(
        "articles.Revision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = ArticleQuerySet.as_manager()
    loaded = {}  # details as the database held them: see publishing/details.py

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = "page"
        verbose_name_plural = "pages"
        permissions = [
            ("write_own_article", "Can write pages of their own"),
            ("approve_article", "Can approve pages and confirm reviews"),
            ("publish_article", "Can publish, schedule, move and withdraw pages"),
        ]

    def __str__(self):
        return self.title or "Page without a title"

    @classmethod
    def from_db(cls, db, field_names, values):
        article = super().from_db(db, field_names, values)
        article.loaded = {
            name: article.__dict__[name] for name in DETAIL_COLUMNS if name in article.__dict__
        }
        return article

    @property
    def path(self):
        """The address the working copy would have; empty while something is missing."""
        if self.section is None or not self.slug:
            return ""
        return f"/{self.section.slug}/{self.slug}/"

    def latest_revision(self):
        return self.revisions.order_by("-number").first()

    def state(self, *, at):
        """One of ``STATES``, derived from publications and revisions at the moment ``at``."""
        row = (
            self
            if hasattr(self, "answer_kind")
            else type(self).objects.with_facts(at=at).get(pk=self.pk)
        )
        if row.answer_kind is None:
            return "ended" if row.was_live else "draft"
        if row.answer_kind != Publication.Kind.PAGE:
            return "withdrawn"
        return "live" if row.live_revision_id == row.latest_revision_id else "changed"

    def review_due_on(self, *, at):
        """The day the next review is due, before or after publication; None: none holds yet."""
        live = Publication.objects.live(at=at).pages().filter(article=OuterRef("pk"))
        day = review_due.day_at_desk(live, of="pk")
        return type(self).objects.filter(pk=self.pk).values_list(day, flat=True).get()


STATES = {
    "draft": Q(answer_kind=None, was_live=False),
    "live": Q(answer_kind="page", live_revision_id=F("latest_revision_id")),
    "changed": Q(answer_kind="page") & ~Q(live_revision_id=F("latest_revision_id")),
    "withdrawn": Q(answer_kind__in=["notice", "gone", "redirect"]),
    "ended": Q(answer_kind=None, was_live=True),
}
IS_SUBMITTED = Q(is_approved=False, submitted_sha=F("latest_sha")) & ~Q(submitted_sha="")
NOT_SUBMITTED = Q(is_approved=False) & (~Q(submitted_sha=F("latest_sha")) | Q(submitted_sha=""))
# By the names of ``workflow.STANDINGS``, over what ``with_standing`` adds.
STANDINGS = {
    "draft": NOT_SUBMITTED & Q(was_approved=False),
    "submitted": IS_SUBMITTED & ~Q(verdict="changes"),
    "changes": IS_SUBMITTED & Q(verdict="changes"),
    "changed since approval": NOT_SUBMITTED & Q(was_approved=True),
    "approved": Q(is_approved=True) & ~Q(live_sha=F("latest_sha")),
    "live": Q(is_approved=True, live_sha=F("latest_sha")),
}
STATE_NAMES = {
    "draft": "Draft",
    "live": "Live",
    "changed": "Live, with newer draft",
    "withdrawn": "Withdrawn",
    "ended": "No longer live",
}


class ByLine(models.Model):
    """One person in the by-line of a working copy."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="byline")
    person = models.ForeignKey("articles.Person", on_delete=models.PROTECT, related_name="bylines")
    position = models.PositiveIntegerField("order", default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "author"
        constraints = [
            models.UniqueConstraint(
                name="a_person_stands_once_in_a_byline", fields=["article", "person"]
            )
        ]

    def __str__(self):
        return str(self.person)


class Resource(models.Model):
    """One line of "Additional information" in a working copy."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="resources")
    link = models.ForeignKey("articles.Link", on_delete=models.PROTECT, related_name="resources")
    note = models.CharField(
        max_length=300, blank=True, help_text="Why it is worth reading; may stay empty."
    )
    position = models.PositiveIntegerField("order", default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_link_stands_once_among_resources", fields=["article", "link"]
            )
        ]

    def __str__(self):
        return str(self.link)

    def as_listed(self):
        """The entry a revision keeps: the link as it is now, and the note."""
        return {
            "link": self.link_id,
            "address": self.link.address,
            "title": self.link.title,
            "publisher": self.link.publisher,
            "kind": self.link.kind,
            "language": self.link.language,
            "note": self.note,
        }
