"""The act of those who write a page: leave a reviewer's request for changes, and say why."""

from datetime import datetime

from django.contrib.auth.models import User

from articles import workflow
from articles.models import Article, Decision, Event, Submission
from articles.publishing.act import start_act
from articles.publishing.approval.acts import shown_name
from articles.publishing.approval.author_mail import queue_dismissal_mail
from articles.publishing.approval.state import approval_state
from articles.publishing.drafts.saving import lock
from articles.publishing.errors import NoRequestForChanges, ReasonForDismissalMissing


def open_request(article: Article, *, at: datetime) -> Submission | None:
    """The submission whose reviewer asked for changes that are not made yet; or None."""
    latest = article.latest_revision()
    is_open = latest is not None and approval_state(latest, at=at) == workflow.CHANGES
    return article.submissions.select_related("revision").first() if is_open else None


def dismiss_request(*, submission: Submission, reason: str, by: User | None) -> Decision:
    """Leave the request for changes that ended a submission; its comments stay.

    Mails the reviewer. Raises NoRequestForChanges, ReasonForDismissalMissing or Archived.
    """
    if not reason.strip():
        raise ReasonForDismissalMissing
    article, data = submission.article, {"revision": submission.revision.number}
    verb = Event.Verb.REQUEST_DISMISSED
    with start_act(verb, by=by, article=article, reason=reason, data=data) as act:
        lock(article)
        if open_request(article, at=act.at) != submission:
            raise NoRequestForChanges
        decision = Decision.objects.create(
            submission=submission,
            verdict=Decision.Verdict.DISMISSED,
            reason=reason.strip(),
            revision_sha=submission.revision.sha,
            made_at=act.at,
            made_by=by,
            name_as_shown=shown_name(by),
            email=by.email if by else "",
            event=act.event,
        )
        queue_dismissal_mail(decision)
        return decision
