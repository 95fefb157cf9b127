"""Which rows are in each worklist: a queryset for a person, of rows that they may read."""

from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from accessibility.models import Message
from articles import permissions, workflow
from articles.models import Approval, Decision, Publication, Remark, Revision, Submission
from articles.models.article_states import unreviewed

SOON_DAYS = 30
OVER = ("withdrawn", "ended")


def _readable(user):
    return permissions.readable(user).filter(archived_at=None)


def _theirs(user):
    """Of a page: someone owns it, writes it along with others, or saved it last."""
    coauthored = list(user.coauthored.values_list("pk", flat=True))
    return Q(owner=user) | Q(updated_by=user) | Q(pk__in=coauthored)


def to_publish(user, *, at):
    """Pages whose newest text is approved, and neither live nor scheduled.

    What was taken from readers is ready again once a text is approved that they never had.
    """
    pages = permissions.publishable(user).filter(archived_at=None)
    pages = pages.filter(desk_entry__standing=workflow.APPROVED)
    shown = Publication.objects.happened().filter(
        article=OuterRef("pk"), revision__sha=OuterRef("desk_entry__sha")
    )
    pages = pages.exclude(Q(desk_entry__settles_as__in=OVER) & Exists(shown))
    approvals = Approval.objects.filter(
        revision__article=OuterRef("pk"), sha=OuterRef("desk_entry__sha")
    )
    pages = pages.annotate(
        approved_by=Subquery(approvals.values("name_as_shown")[:1]),
        approved_at=Subquery(approvals.values("made_at")[:1]),
    )
    return pages.order_by("-desk_entry__saved_at", "-pk").defer("body")


def to_change(user, *, at):
    """Someone's pages to which a reviewer requested changes, with the reviewer and the reason."""
    pages = _readable(user).filter(_theirs(user), desk_entry__standing=workflow.CHANGES)
    asked = Decision.objects.filter(
        submission__article=OuterRef("pk"), verdict=Decision.Verdict.CHANGES
    ).order_by("-pk")
    still_open = Remark.objects.filter(article=OuterRef("pk"), settled_at=None).order_by()
    pages = pages.annotate(
        asked_by=Subquery(asked.values("name_as_shown")[:1]),
        asked_at=Subquery(asked.values("made_at")[:1]),
        reason=Subquery(asked.values("reason")[:1]),
        open_comments=Subquery(still_open.values("article").annotate(n=Count("pk")).values("n")),
    )
    return pages.order_by("-desk_entry__saved_at", "-pk").defer("body")


def drafts(user, *, at):
    """Someone's pages whose latest revision is not live, and waits for no one else.

    Those to which changes are requested have a list of their own.
    """
    pages = _readable(user).filter(_theirs(user)).without_readers(at=at)
    elsewhere = (workflow.CHANGES, workflow.SUBMITTED)
    pages = pages.exclude(desk_entry__standing__in=elsewhere)
    pages = pages.annotate(standing=F("desk_entry__standing"))
    return pages.order_by("-updated_at", "pk").defer("body")


def submitted(user, *, at):
    """The newest revisions of pages, where they wait for an answer by any reviewer."""
    rows = Submission.objects.newest().filter(article__archived_at=None)
    rows = rows.filter(article__desk_entry__standing=workflow.SUBMITTED)
    rows = permissions.only_readable(rows, user, page="article")
    return rows.select_related("revision", "made_by", "reviewer", "group").order_by("made_at", "pk")


def messages(user, *, at):
    """Readers' messages that no one has answered."""
    if not permissions.may_answer_messages(user):
        return Message.objects.none()
    return Message.objects.filter(answered_at=None).order_by("at", "pk")


def to_approve(user, *, at):
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


def to_confirm(user, *, at):
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


def to_review(user, *, at):
    """Pages that name someone as their clinical reviewer, due within a month or overdue."""
    until = timezone.localdate(at) + timedelta(days=SOON_DAYS)
    pages = _readable(user).filter(clinical_reviewer__account=user)
    return _soonest_first(pages.review_due_by(until, at=at))


def without_approval(user, *, at):
    """Live pages whose revision no one has approved."""
    found = _live(user, at=at).filter(unreviewed(at=at, of="article"))
    return found.order_by("-article__desk_entry__last_start", "article_id")


def overdue(user, *, at):
    return _soonest_first(_readable(user).review_overdue(at=at))


def due_soon(user, *, at):
    return _soonest_first(_readable(user).review_due_within(SOON_DAYS, at=at))


def _soonest_first(pages):
    return pages.order_by("desk_entry__due_on", "title", "pk")


def scheduled(user, *, at):
    ahead = Publication.objects.happened().filter(starts_at__gt=at)
    return _of_readable(user, ahead).order_by("starts_at", "path")


def expiring(user, *, at):
    """Live pages that leave the site at an hour someone chose, and nothing follows them."""
    ends = Publication.objects.live(at=at).pages().filter(ends_at=F("until"), ends_at__gt=at)
    follows = Publication.objects.filter(
        article=OuterRef("article"), starts_at=OuterRef("ends_at")
    ).happened()
    return _of_readable(user, ends.filter(~Exists(follows))).order_by("ends_at", "path")


def _live(user, *, at):
    return _of_readable(user, Publication.objects.live(at=at).pages())


def with_findings(user, *, at):
    """Live pages with issues that no one has dismissed."""
    errors, warnings = "revision__audit__open_errors", "revision__audit__open_warnings"
    found = _live(user, at=at).filter(Q(**{f"{errors}__gt": 0}) | Q(**{f"{warnings}__gt": 0}))
    rows = found.annotate(errors=F(errors), warnings=F(warnings))
    return rows.order_by("-errors", "-warnings", "revision_id")


def _of_readable(user, publications):
    rows = permissions.only_readable(publications, user, page="article")
    rows = rows.filter(article__archived_at=None)
    return rows.select_related("revision", "article").defer("revision__body", "article__body")
