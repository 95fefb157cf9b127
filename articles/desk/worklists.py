"""The worklists: on the desk's first page, as files, and in the weekly mail.

A list is one entry of ``LISTS``: add one, and it is on all of them. Each finds rows that the person
may read, in one query, and says how one of them is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles import permissions
from articles.desk import pagination
from articles.models import Approval, Decision, Publication, Revision, Submission
from articles.models.article_states import unreviewed

SOON_DAYS = 30
FIRST = 5


@dataclass(frozen=True)
class Entry:
    """One line of a list: ``title`` leads to ``address``; ``detail`` says why it is there."""

    title: str
    address: str
    detail: str


@dataclass(frozen=True)
class List:
    """``is_mine``: it waits for this person; other lists are about the site as a whole."""

    slug: str
    title: str
    nothing: str
    is_mine: bool
    find: Callable[..., QuerySet]
    show: Callable[..., Entry]


@dataclass(frozen=True)
class Shown:
    """The beginning of a list, and how many rows it has."""

    list: List
    count: int
    entries: list[Entry]

    @property
    def count_label(self):
        return pagination.count_label(self.count)

    @property
    def is_cut(self):
        return self.count > pagination.MOST

    @property
    def has_more(self):
        return self.count > len(self.entries)


def overview(user, *, at):
    """Every list with its first rows: two queries a list, whatever it holds."""
    return [_beginning(worklist, user, at=at) for worklist in LISTS]


def _beginning(worklist, user, *, at):
    """Counted in no order, so that nothing is sorted to be counted; the first are read whole."""
    rows = worklist.find(user, at=at)
    count = pagination.counted(rows)
    first = rows[:FIRST] if count else []
    return Shown(worklist, count, [worklist.show(row, at=at) for row in first])


def list_called(slug):
    """The list of that name, or None."""
    return next((worklist for worklist in LISTS if worklist.slug == slug), None)


def entries(worklist, user, *, at):
    """All rows of one list as they are shown."""
    return [worklist.show(row, at=at) for row in worklist.find(user, at=at)]


# --- Which rows -----------------------------------------------------------------------------


def _readable(user):
    return permissions.readable(user).filter(archived_at=None)


def _drafts(user, *, at):
    """Pages that someone owns or saved last, whose latest revision is not live."""
    theirs = Q(owner=user) | Q(updated_by=user)
    theirs |= Q(pk__in=list(user.coauthored.values_list("pk", flat=True)))
    pages = _readable(user).filter(theirs).without_readers(at=at)
    return pages.order_by("-updated_at", "pk")


def _to_approve(user, *, at):
    """Revisions submitted to someone, or to a group of theirs, that no one has decided about.

    What someone wrote along with others of their group waits for the others.
    """
    # Asked apart, so that PostgreSQL knows how few it looks for.
    groups = list(user.groups.values_list("pk", flat=True))
    given = Q(reviewer=user) | Q(group__in=groups)
    open_now = Submission.objects.pending().filter(given)
    pages = permissions.approvable(user).filter(archived_at=None)
    rows = open_now.filter(~Exists(_own_saves(user)), article__in=pages.values("pk"))
    return rows.select_related("revision", "made_by").order_by("made_at", "pk")


def _to_confirm(user, *, at):
    """Approvals by outside reviewers that are held; those of someone's own pages wait for others.

    People in the by-line are left to the act, which asks for them as well.
    """
    newer = Submission.objects.filter(article=OuterRef("article"), pk__gt=OuterRef("pk"))
    held = Decision.objects.filter(
        submission=OuterRef("pk"), verdict=Decision.Verdict.APPROVED, approval=None
    )
    pages = permissions.with_reviewers_to_confirm(user).filter(archived_at=None)
    pages = pages.exclude(owner=user).exclude(pk__in=user.coauthored.values("pk"))
    rows = Submission.objects.exclude(outside_email="").exclude(made_by=user)
    rows = rows.filter(Exists(held), ~Exists(newer), ~Exists(_own_saves(user)))
    rows = rows.filter(article__in=pages.values("pk"))
    return rows.select_related("revision", "made_by").order_by("made_at", "pk")


def _own_saves(user):
    """Of a submission: revisions by which someone may not approve it, as the act says."""
    saved = Revision.objects.filter(
        article=OuterRef("article"), made_by=user, number__lte=OuterRef("revision__number")
    )
    reviewed_since = Approval.objects.filter(
        grounds=Approval.Grounds.REVIEW,
        revision__article=OuterRef("article"),
        revision__number__gte=OuterRef("number"),
        revision__number__lt=OuterRef(OuterRef("revision__number")),
    )
    return saved.filter(~Exists(reviewed_since))


def _to_review(user, *, at):
    """Pages that name someone as their clinical reviewer, due within a month or overdue."""
    until = timezone.localdate(at) + timedelta(days=SOON_DAYS)
    pages = _readable(user).filter(clinical_reviewer__account=user)
    return _soonest_first(pages.review_due_by(until, at=at))


def _without_approval(user, *, at):
    """Live pages whose revision no one has approved."""
    found = _live(user, at=at).filter(unreviewed(at=at, of="article"))
    return found.order_by("-article__desk_entry__last_start", "article_id")


def _overdue(user, *, at):
    return _soonest_first(_readable(user).review_overdue(at=at))


def _due_soon(user, *, at):
    return _soonest_first(_readable(user).review_due_within(SOON_DAYS, at=at))


def _soonest_first(pages):
    return pages.order_by("desk_entry__due_on", "title", "pk")


def _scheduled(user, *, at):
    ahead = Publication.objects.happened().filter(starts_at__gt=at)
    return _of_readable(user, ahead).order_by("starts_at", "path")


def _expiring(user, *, at):
    """Live pages that leave the site at an hour someone chose, and nothing follows them."""
    ends = Publication.objects.live(at=at).pages().filter(ends_at=F("until"), ends_at__gt=at)
    follows = Publication.objects.filter(
        article=OuterRef("article"), starts_at=OuterRef("ends_at")
    ).happened()
    return _of_readable(user, ends.filter(~Exists(follows))).order_by("ends_at", "path")


def _live(user, *, at):
    return _of_readable(user, Publication.objects.live(at=at).pages())


def _with_findings(user, *, at):
    """Live pages with issues that no one has dismissed."""
    errors, warnings = "revision__audit__open_errors", "revision__audit__open_warnings"
    found = _live(user, at=at).filter(Q(**{f"{errors}__gt": 0}) | Q(**{f"{warnings}__gt": 0}))
    rows = found.annotate(errors=F(errors), warnings=F(warnings))
    return rows.order_by("-errors", "-warnings", "revision_id")


def _of_readable(user, publications):
    rows = permissions.only_readable(publications, user, page="article")
    rows = rows.filter(article__archived_at=None)
    return rows.select_related("revision", "article").defer("revision__body", "article__body")


# --- How a row is shown ---------------------------------------------------------------------


def _desk_of(article, screen="change"):
    return reverse(f"admin:articles_article_{screen}", args=[article])


def _show_draft(article, *, at):
    begun = "never published" if article.answer_kind is None else "changed since it was published"
    return Entry(
        str(article), _desk_of(article.pk), f"{begun}, saved {_moment(article.updated_at)}"
    )


def _show_submission(submission, *, at):
    by = submission.made_by and (submission.made_by.get_full_name() or submission.made_by)
    detail = f"submitted {_moment(submission.made_at)}" + (f" by {by}" if by else "")
    return Entry(submission.revision.title, _desk_of(submission.article_id, "review"), detail)


def _show_unconfirmed(submission, *, at):
    entry = _show_submission(submission, at=at)
    address = _desk_of(submission.article_id, "confirm_reviewer")
    detail = f"approved by {submission.outside_name}, {submission.outside_email}, {entry.detail}"
    return replace(entry, address=address, detail=detail)


def _show_review(article, *, at):
    due = _day(article.review_due_on)
    is_overdue = article.review_due_on < timezone.localdate(at)
    detail = f"overdue since {due}" if is_overdue else f"due on {due}"
    detail += f", last reviewed by {article.reviewed_by}" if article.reviewed_by else ""
    return Entry(str(article), _desk_of(article.pk), detail)


def _show_confirmable(article, *, at):
    entry = _show_review(article, at=at)
    return replace(entry, address=_desk_of(article.pk, "confirm_review"))


def _show_live(publication, *, at):
    detail = f"live since {_moment(publication.starts_at)}"
    return Entry(publication.revision.title, _desk_of(publication.article_id), detail)


def _show_findings(publication, *, at):
    errors, warnings = publication.errors, publication.warnings
    said = [f"{errors} error{'' if errors == 1 else 's'}"] if errors else []
    said += [f"{warnings} warning{'' if warnings == 1 else 's'}"] if warnings else []
    address = _desk_of(publication.article_id, "findings")
    number = publication.revision.number
    return Entry(publication.revision.title, f"{address}?revision={number}", ", ".join(said))


def _show_start(publication, *, at):
    what = START[publication.kind]
    return _show_ahead(publication, f"{what} {_moment(publication.starts_at)}")


def _show_end(publication, *, at):
    return _show_ahead(publication, f"until {_moment(publication.ends_at)}")


def _show_ahead(publication, detail):
    title = publication.revision.title if publication.revision else publication.path
    return Entry(title, _desk_of(publication.article_id), f"{publication.path}, {detail}")


START = {
    Publication.Kind.PAGE: "live from",
    Publication.Kind.NOTICE: "withdrawn from",
    Publication.Kind.GONE: "removed from",
    Publication.Kind.REDIRECT: "redirects from",
}


def _day(value):
    return date_format(value, "F j, Y")


def _moment(value):
    return date_format(localtime(value), "F j, Y, P")


LISTS = (
    List(
        "to-approve",
        "Waiting for your approval",
        "Nothing is waiting for your approval.",
        is_mine=True,
        find=_to_approve,
        show=_show_submission,
    ),
    List(
        "to-confirm",
        "Outside reviewers to confirm",
        "There are no outside reviewers to confirm.",
        is_mine=True,
        find=_to_confirm,
        show=_show_unconfirmed,
    ),
    List(
        "to-review",
        "Waiting for your review",
        "No pages are waiting for your review.",
        is_mine=True,
        find=_to_review,
        show=_show_confirmable,
    ),
    List(
        "drafts",
        "Your drafts",
        "You have no drafts.",
        is_mine=True,
        find=_drafts,
        show=_show_draft,
    ),
    List(
        "without-review",
        "Published without review",
        "Every live page is approved.",
        is_mine=False,
        find=_without_approval,
        show=_show_live,
    ),
    List(
        "review-overdue",
        "Review overdue",
        "No reviews are overdue.",
        is_mine=False,
        find=_overdue,
        show=_show_review,
    ),
    List(
        "review-due",
        "Review due within 30 days",
        "No reviews are due within 30 days.",
        is_mine=False,
        find=_due_soon,
        show=_show_review,
    ),
    List(
        "findings",
        "Accessibility issues",
        "No accessibility issues on live pages.",
        is_mine=False,
        find=_with_findings,
        show=_show_findings,
    ),
    List(
        "scheduled",
        "Scheduled",
        "Nothing is scheduled.",
        is_mine=False,
        find=_scheduled,
        show=_show_start,
    ),
    List(
        "expiring",
        "Pages with an end date",
        "No pages have an end date.",
        is_mine=False,
        find=_expiring,
        show=_show_end,
    ),
)
