from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import connection, models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from accessibility.text import model_fields
from articles.models import review_due
from articles.models.approval import Approval
from articles.models.live_page import Around, find_live_page
from articles.models.rendering import Rendering
from articles.models.review import ContentReview


class TsTzRange(Func):
    """PostgreSQL's ``tstzrange(from, to, bounds)``."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


SITEMAP_RANGE = 1000  # articles in a file of the sitemap, by their keys
SPAN = TsTzRange("starts_at", "ends_at", RangeBoundary())
HAPPENED = Q(ends_at=None) | Q(ends_at__gt=F("starts_at"))


@dataclass(frozen=True)
class Answer:
    """What an address answers: ``kind`` is page, notice, redirect, gone or not found.

    ``around``: the menus and what every page says about the site, where the same query told it.
    """

    kind: str
    publication: "Publication | None" = None
    address: str = ""
    around: Around | None = field(default=None, compare=False)


NOT_FOUND = Answer("not found")


class PublicationQuerySet(models.QuerySet):
    def happened(self):
        """Leaves out schedules that were cancelled before they began."""
        return self.filter(HAPPENED)

    def live(self, *, at):
        """Publications in force at the given moment."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)

    def ahead(self, *, at):
        """Publications in force at the given moment or scheduled to be later."""
        return self.happened().filter(Q(ends_at=None) | Q(ends_at__gt=at))

    def with_boundary_after(self, at):
        """Publications that begin or end after the moment, or would have: of few pages."""
        return self.filter(Q(starts_at__gt=at) | Q(ends_at__gt=at)).order_by()

    def pages(self):
        """Only what can be read as a page: no notices, redirects or 410s."""
        return self.filter(kind=Publication.Kind.PAGE)

    def without_approval(self):
        """Whose text nobody approved: neither this revision nor, word by word, another."""
        approved = Approval.objects.filter(revision=OuterRef("revision"))
        as_well = Approval.objects.filter(
            revision__article=OuterRef("article"), sha=OuterRef("revision__sha")
        )
        return self.filter(~Exists(approved), ~Exists(as_well))

    def with_rendering(self, *, as_of=None):
        """Adds ``html`` and ``headings`` of the newest rendering, and what is said of reviews.

        ``as_of``: those of that moment, so that a page can be seen as it was.
        """
        newest = Rendering.objects.filter(revision=OuterRef("revision")).order_by("-pk")
        reviews = ContentReview.objects.filter(article=OuterRef("article"))
        if as_of is not None:
            newest = newest.filter(context__from_at__lte=as_of)
            reviews = reviews.filter(event__at__lte=as_of)
        return self.select_related("revision", "section").annotate(
            html=Subquery(newest.values("rendered__html")[:1]),
            headings=Subquery(
                newest.values("rendered__headings")[:1], output_field=models.JSONField()
            ),
            review=Subquery(
                reviews.order_by("-reviewed_on", "-pk").values(
                    review=JSONObject(reviewed_on="reviewed_on", by="name_as_shown")
                )[:1]
            ),
            review_due_on=review_due.day_for_readers(of="article", as_of=as_of),
        )

    def newest_first(self):
        return self.order_by("-updated_on", "path")

    def newest(self, count, *, at):
        """The ``count`` live pages that were changed last, without reading the others."""
        begun = self.pages().filter(starts_at__lte=at).newest_first()
        parts = (begun.filter(ends_at=None), begun.filter(ends_at__gt=at))  # an index has each
        found = [page for part in parts for page in part[:count]]
        found.sort(key=lambda page: page.path)
        found.sort(key=lambda page: page.updated_on, reverse=True)
        return found[:count]

    def answer(self, path, *, at):
        """What ``path`` answers at the moment ``at``: one look-up for a live page, two else."""
        if "\x00" in path:  # PostgreSQL refuses to be asked
            return NOT_FOUND
        page, around = find_live_page(self.model, path, at=at)
        if page is not None:
            return Answer("page", page, path, around)
        return self._follow(path, at=at)

    def page_answers(self, paths, *, at):
        """Answers for those of the addresses that are live pages, in one query."""
        live = self.live(at=at).pages().filter(path__in=paths).with_rendering()
        return {page.path: Answer("page", page, page.path) for page in live}

    def _follow(self, path, *, at: datetime):
        with connection.cursor() as cursor:
            cursor.execute(FOLLOW, {"path": path, "at": at})
            found = cursor.fetchone()
        if found is None:
            return NOT_FOUND
        kind, address, pk = found
        publication = self.with_rendering().get(pk=pk) if kind in ("notice", "gone") else None
        return Answer(kind, publication, address)


class Publication(models.Model):
    """What one address answers, from when until when. Only ``ends_at`` ever moves."""

    class Kind(models.TextChoices):
        PAGE = "page", "page"
        NOTICE = "notice", "withdrawn, with a notice"
        GONE = "gone", "gone"
        REDIRECT = "redirect", "redirects"

    path = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, null=True, related_name="publications"
    )
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, null=True, related_name="publications"
    )
    section = models.ForeignKey(
        "articles.Section", on_delete=models.PROTECT, null=True, related_name="publications"
    )
    target = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, null=True, related_name="redirects"
    )
    target_url = model_fields.CharField(max_length=2000, blank=True)
    reason = model_fields.TextField(blank=True)
    published_on = models.DateField(null=True)
    updated_on = models.DateField(null=True)
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    event = models.ForeignKey(
        "articles.Event", on_delete=models.PROTECT, related_name="publications"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            ExclusionConstraint(
                name="one_answer_per_address",
                expressions=[("path", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="one_home_per_article",
                expressions=[("article", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="ends_after_start",
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
            ),
            models.CheckConstraint(
                name="ends_by_until",
                condition=Q(until=None) | Q(ends_at__isnull=False, ends_at__lte=F("until")),
            ),
            models.CheckConstraint(
                name="kind_fits",
                condition=Q(
                    Q(kind="page", target=None) | Q(kind="notice"),
                    article__isnull=False,
                    revision__isnull=False,
                    section__isnull=False,
                    target_url="",
                )
                | Q(kind="gone", article__isnull=False, target_url="")
                | Q(kind="redirect", target__isnull=False, target_url="")
                | (
                    Q(kind="redirect", article=None, revision=None, target=None) & ~Q(target_url="")
                ),
            ),
        ]
        indexes = [
            models.Index("path", F("starts_at").desc(), name="latest_at_path", condition=HAPPENED),
            models.Index(
                "article", F("starts_at").desc(), name="latest_of_article", condition=HAPPENED
            ),
            models.Index("starts_at", name="by_start"),
            models.Index("article", name="answers_other_than_pages", condition=~Q(kind="page")),
            models.Index("ends_at", name="by_end", condition=Q(ends_at__isnull=False)),
            models.Index("section", name="open_in_section", condition=Q(ends_at=None, kind="page")),
            models.Index("target_url", name="by_target", condition=~Q(target_url="")),
            models.Index(
                F("updated_on").desc(),
                "path",
                name="newest_open",
                condition=Q(ends_at=None, kind="page"),
            ),
        ]

    def __str__(self):
        return f"{self.path} from {self.starts_at:%B %-d, %Y}"

    def get_absolute_url(self):
        return self.path

    def is_live(self, *, at):
        """The one-row twin of ``PublicationQuerySet.live()``."""
        return self.starts_at <= at and (self.ends_at is None or self.ends_at > at)

    def overlaps(self, other):
        """Whether both hold at some moment."""
        return (self.ends_at is None or self.ends_at > other.starts_at) and (
            other.ends_at is None or other.ends_at > self.starts_at
        )

    @property
    def is_updated(self):
        """Whether the page was changed on a later day than it first appeared."""
        return self.updated_on != self.published_on


def sitemap_ranges(*, at):
    """The numbers of the ranges that have live pages; one look into each."""
    with connection.cursor() as cursor:
        cursor.execute(RANGES, {"at": at, "size": SITEMAP_RANGE})
        return [number for (number,) in cursor.fetchall()]


RANGES = """
SELECT number FROM generate_series(
    0, (SELECT coalesce(max(article_id), -1) FROM articles_publication) / %(size)s
) AS number
WHERE EXISTS (
    SELECT FROM articles_publication
    WHERE article_id >= number * %(size)s AND article_id < (number + 1) * %(size)s
      AND kind = 'page' AND starts_at <= %(at)s AND (ends_at IS NULL OR ends_at > %(at)s)
) ORDER BY number
"""

# An address without a live page: begin at its last tenant and go to where that tenant, or the
# redirect's target, lives now. Redirects after a move are derived here, never stored, so chains
# cannot form. Eight hops bound the walk through free-standing redirects.
FOLLOW = """
WITH RECURSIVE standing AS (
    SELECT * FROM articles_publication
    WHERE starts_at <= %(at)s
      AND (ends_at IS NULL OR ends_at > starts_at)
      AND (article_id IS NOT NULL OR ends_at IS NULL OR ends_at > %(at)s)
), walk AS (
    SELECT 0 AS hops, tenant.*, (tenant.ends_at IS NULL OR tenant.ends_at > %(at)s) AS in_force
    FROM (
        SELECT * FROM standing WHERE path = %(path)s ORDER BY starts_at DESC LIMIT 1
    ) AS tenant
    UNION ALL
    SELECT walk.hops + 1, home.*, (home.ends_at IS NULL OR home.ends_at > %(at)s)
    FROM walk CROSS JOIN LATERAL (
        (SELECT * FROM standing
         WHERE article_id = CASE WHEN walk.in_force THEN walk.target_id ELSE walk.article_id END
         ORDER BY starts_at DESC LIMIT 1)
        UNION ALL
        (SELECT * FROM standing
         WHERE walk.in_force AND walk.kind = 'redirect' AND path = walk.target_url
         ORDER BY starts_at DESC LIMIT 1)
    ) AS home
    WHERE walk.hops < 8
      AND home.id <> walk.id
      AND (walk.kind = 'redirect' OR NOT walk.in_force)
)
SELECT
    CASE
        WHEN kind = 'redirect' AND in_force AND target_url <> '' THEN 'redirect'
        WHEN NOT in_force OR kind IN ('gone', 'redirect') THEN 'gone'
        WHEN hops > 0 THEN 'redirect'
        ELSE kind
    END,
    CASE WHEN kind = 'redirect' THEN target_url ELSE path END,
    id
FROM walk ORDER BY hops DESC LIMIT 1
"""
