"""In which states pages are: conditions by name, of articles with their ``desk_entry``."""

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

from articles.models.approval import Decision, Submission
from articles.models.publication import Publication


def answers(*, at):
    """Of an article: what its address answers at the moment."""
    return Publication.objects.live(at=at).filter(article=OuterRef("pk")).order_by()


def begun(*, at):
    """Of an article: publications that have begun by the moment, over or not."""
    return Publication.objects.happened().filter(article=OuterRef("pk"), starts_at__lte=at)


def _lives(*, at):
    """Of an article: its newest revision is what readers get."""
    return Exists(answers(at=at).pages().filter(revision=OuterRef("desk_entry__newest")))


# Conditions by their names, each of which holds for a page that is in the state.
STATES = {
    "draft": lambda *, at: [~Exists(begun(at=at))],
    "live": lambda *, at: [_lives(at=at)],
    "changed": lambda *, at: [
        Exists(answers(at=at).pages().exclude(revision=OuterRef("desk_entry__newest")))
    ],
    "withdrawn": lambda *, at: [Exists(answers(at=at).exclude(kind=Publication.Kind.PAGE))],
    "ended": lambda *, at: [Exists(begun(at=at)), ~Exists(answers(at=at))],
}


def _submissions():
    """Of an article: its newest submission, if that was of exactly its newest text."""
    newer = Submission.objects.filter(article=OuterRef("article"), pk__gt=OuterRef("pk"))
    decided = Decision.objects.exclude(verdict=Decision.Verdict.COMMENT)
    verdict = decided.filter(submission=OuterRef("pk")).values("verdict")[:1]
    of_text = Submission.objects.filter(
        article=OuterRef("pk"), revision__sha=OuterRef("desk_entry__sha")
    )
    return of_text.filter(~Exists(newer)).annotate(verdict=Coalesce(Subquery(verdict), Value("")))


def _asked_to_change():
    return _submissions().filter(verdict=Decision.Verdict.CHANGES)


def _not_asked_to_change():
    return _submissions().exclude(verdict=Decision.Verdict.CHANGES)


def _lives_word_by_word(*, at):
    """Of an article: readers get exactly its newest text, by whichever revision."""
    return answers(at=at).pages().filter(revision__sha=OuterRef("desk_entry__sha"))


def asked_row_by_row(found):
    """Whether there is one, where PostgreSQL would guess wrong and make ready for every row."""
    return IsNull(Subquery(found.values("pk")[:1]), False)


IS_APPROVED = Q(desk_entry__is_approved=True)
WAS_APPROVED = Q(desk_entry__was_approved=True)
# By the names of ``workflow.APPROVAL_STATES``, as ``STATES``.
APPROVAL_STATES = {
    "draft": lambda *, at: [~WAS_APPROVED, ~Exists(_submissions())],
    "submitted": lambda *, at: [~IS_APPROVED, Exists(_not_asked_to_change())],
    "changes": lambda *, at: [~IS_APPROVED, Exists(_asked_to_change())],
    "changed since approval": lambda *, at: [
        ~IS_APPROVED,
        WAS_APPROVED,
        ~Exists(_submissions()),
    ],
    "approved": lambda *, at: [
        IS_APPROVED,
        ~_lives(at=at),
        ~Exists(_lives_word_by_word(at=at)),
    ],
    "live": lambda *, at: [IS_APPROVED, asked_row_by_row(_lives_word_by_word(at=at))],
}
STATE_NAMES = {
    "draft": "Draft",
    "live": "Live",
    "changed": "Live, with newer draft",
    "withdrawn": "Withdrawn",
    "ended": "No longer live",
}


def holding(kept, conditions, *, at, of=""):
    """A condition of pages, or of what ``of`` leads from to them.

    ``kept`` says, by columns of ``DeskEntry``, what holds once all that is scheduled has come. Of
    the few pages of which something is scheduled the ``conditions`` are asked now, in one query.
    """
    coming = Publication.objects.with_boundary_after(at).values("article")
    pages = Publication._meta.get_field("article").related_model.objects
    asked = pages.filter(pk__in=coming).annotate(
        holds=ExpressionWrapper(Q(*conditions), output_field=BooleanField())
    )
    holds = dict(asked.order_by().values_list("pk", "holds"))
    entry = f"{of}__desk_entry" if of else "desk_entry"
    settled = Q(**{f"{entry}__{name}": value for name, value in kept.items()})
    now = {pk for pk, is_so in holds.items() if is_so}
    return settled & ~Q(**{f"{entry}__pk__in": set(holds)}) | Q(**{f"{entry}__pk__in": now})


def unreviewed(*, at, of=""):
    """Of pages, or of what ``of`` leads from to them: readers get a text that nobody approved."""
    unapproved = Exists(answers(at=at).pages().without_approval())
    return holding({"is_unapproved": True}, [unapproved], at=at, of=of)
