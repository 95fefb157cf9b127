from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.lookups import Range
from django.utils import timezone
from markdownx.models import MarkdownxField

from accessibility.text import model_fields
from articles.models import review_due
from articles.models.article_states import (
    APPROVAL_STATES,
    STATES,
    answers,
    asked_row_by_row,
    begun,
    holding,
    unreviewed,
)
from articles.models.desk_entry import DeskWords
from articles.models.publication import Publication
from articles.models.section import SLUG
from articles.text import search_folding


class MarkdownField(model_fields.CleanText, MarkdownxField):
    """Markdown, in which ``&shy;`` is a soft hyphen as well."""

    multiline = markup = True


MOST_BY_KEY = 10_000
# What a page has beside its text, in no revision.
DETAIL_COLUMNS = ("owner_id", "clinical_reviewer_id", "first_published_on")


def _words_at_desk(text):
    """A search text as ``articles_fold`` keeps words; it splits decimals as well."""
    found = (word.folded.removeprefix("0.") for word in search_folding.words(text))
    return [part for word in found for part in word.split(".")]


class ArticleQuerySet(models.QuerySet):
    def with_facts(self, *, at):
        """Adds what an article's state is derived from: see ``Article.state``."""
        answers_now = answers(at=at)
        return self.annotate(
            answer_kind=Subquery(answers_now.values("kind")[:1]),
            live_path=Subquery(answers_now.values("path")[:1]),
            live_revision_id=Subquery(answers_now.values("revision")[:1]),
            latest_revision_id=F("desk_entry__newest_id"),
            # Asked row by row: as "exists" all publications would be read, for a list of fifty.
            was_live=Subquery(begun(at=at).order_by().values("pk")[:1]),
        )

    def with_live_title(self, *, at):
        """Adds the title that readers get; None where the page is not live."""
        live = Publication.objects.live(at=at).pages().filter(article=OuterRef("pk"))
        return self.annotate(live_title=Subquery(live.values("revision__title")[:1]))

    def with_words(self, text):
        """Pages that have each word of ``text``, or one that begins like it; in any order.

        Few are looked up by the index. Of many the newest are soon met by asking page after page,
        which PostgreSQL, who cannot guess how many there are, would not do of itself.
        """
        words = " & ".join(f"'{part}':*" for part in _words_at_desk(text))
        if not words:
            return self.none() if text.strip() else self
        query = SearchQuery(words, config="simple", search_type="raw")
        found = DeskWords.objects.filter(words=query)
        first = found.values("pk")[: MOST_BY_KEY + 1]
        if first.count() <= MOST_BY_KEY:
            return self.filter(pk__in=first)
        return self.filter(asked_row_by_row(found.filter(article=OuterRef("pk"))))

    def in_approval_state(self, state, *, at):
        """Pages whose latest revision is in that state: twin of"
        " ``approval.state.approval_state``."""
        return self.filter(holding({"standing": state}, APPROVAL_STATES[state](at=at), at=at))

    def published_without_review(self, *, at):
        """Pages whose live revision no one has approved."""
        return self.filter(unreviewed(at=at))

    def in_state(self, state, *, at):
        """The queryset twin of ``Article.state``."""
        return self.filter(holding({"settles_as": state}, STATES[state](at=at), at=at))

    def without_readers(self, *, at):
        """Pages whose latest revision is not live: drafts, and pages changed since publishing."""
        either = Q(*STATES["draft"](at=at)) | Q(*STATES["changed"](at=at))
        kept = {"settles_as__in": ("draft", "changed")}
        return self.filter(holding(kept, [either], at=at)).with_facts(at=at)

    def with_review(self, *, at):
        """Live pages, with who reviewed them last and when, and when the next review is due."""
        return self.filter(Exists(answers(at=at).pages()))._with_days(at=at)

    def _with_days(self, *, at):
        return self.annotate(
            reviewed_on=review_due.last_review("reviewed_on", of="pk"),
            reviewed_by=review_due.last_review("name_as_shown", of="pk"),
            review_due_on=review_due.day_at_desk(answers(at=at).pages()),
        )

    def review_overdue(self, *, at):
        """Live pages whose next review should have been made before today."""
        return self.review_due_by(timezone.localdate(at) - timedelta(days=1), at=at)

    def review_due_by(self, day, *, at):
        """Live pages whose next review is due on that day or before, overdue ones included."""
        return self._due(date.min, day, at=at)

    def review_due_within(self, days, *, at):
        """Live pages whose next review is due in the coming ``days``, and not overdue."""
        today = timezone.localdate(at)
        return self._due(today, today + timedelta(days=days), at=at)

    def _due(self, first, last, *, at):
        """Live pages whose next review is due on one of the days."""
        live = answers(at=at).pages()
        kept = {"settles_as__in": ("live", "changed"), "due_on__range": (first, last)}
        is_due = Range(review_due.day_at_desk(live), (first, last))
        pages = self.filter(holding(kept, [Exists(live), is_due], at=at))
        return pages._with_days(at=at)


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
        help_text="Last part of the page's address. Leave empty to create it from the title.",
    )
    title = model_fields.CharField(
        max_length=200, blank=True, help_text="The heading readers see, in plain words."
    )
    short_title = model_fields.CharField(
        max_length=60, blank=True, help_text="For menus and breadcrumbs, when the title is long."
    )
    summary = model_fields.TextField(
        max_length=400,
        blank=True,
        help_text="One or two sentences, shown in lists, in search engines and under the title.",
    )
    body = MarkdownField("text", blank=True, help_text="The page itself, in Markdown.")
    language = models.CharField(
        max_length=10,
        choices=settings.LANGUAGES,
        default="en",
        help_text="Screen readers use this to choose the right voice.",
    )
    is_sample = models.BooleanField(
        "sample page",
        default=False,
        help_text="Tells readers that the page only shows what the site can do.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        help_text="The person responsible for the page.",
    )
    coauthors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="coauthored",
        verbose_name="co-authors",
        help_text="Accounts that can edit this page as its owner can.",
    )
    clinical_reviewer = models.ForeignKey(
        "articles.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pages_to_review",
        help_text="The person who reviews the page regularly.",
    )
    first_published_on = models.DateField(
        null=True,
        blank=True,
        help_text="Only for pages imported from another site: the date they first appeared there.",
    )
    people = models.ManyToManyField(
        "articles.Person",
        through="articles.ByLine",
        related_name="articles",
        blank=True,
        help_text="The byline: who wrote the page, in the order readers see.",
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
        indexes = [
            # As the desk's list is sorted, by the day or by the title.
            models.Index(
                F("updated_at").desc(),
                F("id").desc(),
                name="newest_out_of_trash",
                condition=Q(archived_at=None),
            ),
            models.Index(
                "title", F("id").desc(), name="title_out_of_trash", condition=Q(archived_at=None)
            ),
            models.Index("language", name="language_out_of_trash", condition=Q(archived_at=None)),
            models.Index("section", name="section_out_of_trash", condition=Q(archived_at=None)),
            models.Index("archived_at", name="in_trash", condition=Q(archived_at__isnull=False)),
            models.Index("id", name="samples", condition=Q(is_sample=True)),
        ]
        permissions = [
            ("write_own_article", "Can write their own pages"),
            ("approve_article", "Can approve pages and confirm reviews"),
            ("publish_article", "Can publish, schedule, move and withdraw pages"),
        ]

    def __str__(self):
        return self.title or "Untitled page"

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
        day = review_due.day_at_desk(live)
        return type(self).objects.filter(pk=self.pk).values_list(day, flat=True).get()


class ByLine(models.Model):
    """One person in the byline of a working copy."""

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
    note = model_fields.CharField(
        max_length=300, blank=True, help_text="Optional. Why it is worth reading."
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
