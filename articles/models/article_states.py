"""The facts from which ``workflow.py`` tells states, and conditions of pages in them."""

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from articles import workflow
from articles.models.approval import Approval, Decision, Submission
from articles.models.desk_entry import DeskEntry
from articles.models.publication import Publication


def answers(*, at):
    """Of an article: what its address answers at the moment."""
    return Publication.objects.live(at=at).filter(article=OuterRef("pk")).order_by()


def begun(*, at):
    """Of an article: publications that have begun by the moment, over or not."""
    return Publication.objects.happened().filter(article=OuterRef("pk"), starts_at__lte=at)


def asked_row_by_row(found):
    """Whether there is one, where PostgreSQL would guess wrong and make ready for every row."""
    return IsNull(Subquery(found.values("pk")[:1]), False)


def approval_states(revisions, *, at):
    """The state of each revision at the moment: {its page's key: one of ``APPROVAL_STATES``}.

    ``revisions``: a queryset with at most one revision of a page.
    """
    of_page = {"revision__article": OuterRef("article")}
    approvals = Approval.objects.filter(**of_page)
    live = Publication.objects.live(at=at).pages().filter(article=OuterRef("article"))
    facts = {
        "is_live": Exists(live.filter(revision__sha=OuterRef("sha"))),
        "is_approved": Exists(approvals.filter(sha=OuterRef("sha"))),
        "last_verdict": Coalesce(Subquery(_last_verdict()), Value("")),
        "was_approved": Exists(approvals.filter(revision__number__lt=OuterRef("number"))),
    }
    rows = revisions.order_by().annotate(**facts).values("article", *facts)
    return {row.pop("article"): workflow.approval_state(**row) for row in rows}


def _last_verdict():
    """Of a revision: what became of its page's newest submission, as far as it concerns the text.

    A request for changes concerns later texts as well, until one is approved.
    """
    newer = Submission.objects.filter(article=OuterRef("article"), pk__gt=OuterRef("pk"))
    decided = Decision.objects.exclude(verdict=Decision.Verdict.COMMENT)
    last = decided.filter(submission=OuterRef("pk")).order_by("-pk")
    newest = Submission.objects.filter(~Exists(newer), article=OuterRef("article")).annotate(
        said=Coalesce(Subquery(last.values("verdict")[:1]), Value("waiting")),
        said_at=Subquery(last.values("made_at")[:1]),
    )
    approved_since = Approval.objects.filter(
        grounds=Approval.Grounds.REVIEW,
        revision__article=OuterRef("article"),
        made_at__gt=OuterRef("said_at"),
    )
    is_of_text = Q(revision__sha=OuterRef("sha"))
    is_open = Q(said=Decision.Verdict.CHANGES) & ~Exists(approved_since)
    found = newest.filter(is_of_text | is_open).exclude(said=Decision.Verdict.DISMISSED)
    return found.values("said")[:1]


def where(*conditions):
    """For ``holding``: whether conditions that PostgreSQL knows hold."""

    def asked(pages):
        found = pages.annotate(holds=ExpressionWrapper(Q(*conditions), output_field=BooleanField()))
        return dict(found.order_by().values_list("pk", "holds"))

    return asked


def in_one_of(states, *, at):
    """For ``holding``: whether pages are in one of the states."""

    def asked(pages):
        found = pages.with_facts(at=at).only("pk")
        return {page.pk: page.state(at=at) in states for page in found}

    return asked


def in_approval_state(state, *, at):
    """For ``holding``: whether the newest text of pages is in that state."""

    def asked(pages):
        entries = DeskEntry.objects.filter(article__in=pages.values("pk"))
        newest = DeskEntry._meta.get_field("newest").related_model.objects
        found = approval_states(newest.filter(pk__in=entries.values("newest")), at=at)
        return {pk: there == state for pk, there in found.items()}

    return asked


def holding(kept, asked, *, at, of=""):
    """A condition of pages, or of what ``of`` leads from to them.

    ``kept`` says, by columns of ``DeskEntry``, what holds once all that is scheduled has come. Of
    the few pages of which something is scheduled it is ``asked`` now, in one query: that takes them
    as a queryset and says by their keys whether it holds.
    """
    coming = Publication.objects.with_boundary_after(at).values("article")
    pages = Publication._meta.get_field("article").related_model.objects
    holds = asked(pages.filter(pk__in=coming))
    entry = f"{of}__desk_entry" if of else "desk_entry"
    settled = Q(**{f"{entry}__{name}": value for name, value in kept.items()})
    now = {pk for pk, is_so in holds.items() if is_so}
    return settled & ~Q(**{f"{entry}__pk__in": set(holds)}) | Q(**{f"{entry}__pk__in": now})


def unreviewed(*, at, of=""):
    """Of pages, or of what ``of`` leads from to them: readers get a text that nobody approved."""
    unapproved = Exists(answers(at=at).pages().without_approval())
    return holding({"is_unapproved": True}, where(unapproved), at=at, of=of)
