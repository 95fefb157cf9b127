"""How one row of a worklist is shown: what it is, why it is there, and what to do next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles import permissions, workflow
from articles.models import Publication


@dataclass(frozen=True)
class Entry:
    """One line of a list: ``detail`` says why it is there.

    ``act`` leads to ``address``, where it is done; ``page``: the address of the form, where that is
    another.
    """

    title: str
    address: str
    detail: str
    act: str
    page: str = ""


def _desk_of(article, screen="change"):
    return reverse(f"admin:articles_article_{screen}", args=[article])


def _entry(article, title, detail, *, act="Open page", screen="change", query=""):
    form = _desk_of(article)
    address = _desk_of(article, screen) + query
    return Entry(title, address, detail, act, "" if address == form else form)


def to_publish(article, *, user, at):
    detail = f"approved {_moment(article.approved_at)} by {article.approved_by}"
    return _entry(article.pk, str(article), detail, act="Publish", screen="publish")


def to_change(article, *, user, at):
    detail = f"{article.asked_by}, {_moment(article.asked_at)}: {article.reason}"
    if article.open_comments:
        number = article.open_comments
        detail += f" ({number} open comment{'' if number == 1 else 's'})"
    return _entry(article.pk, str(article), detail, act="Edit")


def draft(article, *, user, at):
    begun = "never published" if article.answer_kind is None else "changed since it was published"
    approved = ", approved" if article.standing == workflow.APPROVED else ""
    detail = f"{begun}{approved}, saved {_moment(article.updated_at)}"
    return _entry(article.pk, str(article), detail, act="Edit")


def submission(asked, *, user, at):
    return _of_submission(asked, _submitted(asked), act="Review", screen="review")


def with_reviewer(submission, *, user, at):
    detail = f"waiting for {submission.reader_name}, {_submitted(submission)}"
    return _of_submission(submission, detail, act="Open review", screen="review")


def unconfirmed(submission, *, user, at):
    reader = f"{submission.outside_name}, {submission.outside_email}"
    detail = f"approved by {reader}, {_submitted(submission)}"
    return _of_submission(submission, detail, act="Confirm reviewer", screen="confirm_reviewer")


def _of_submission(submission, detail, **how):
    return _entry(submission.article_id, submission.revision.title, detail, **how)


def _submitted(submission):
    by = submission.made_by and (submission.made_by.get_full_name() or submission.made_by)
    return f"submitted {_moment(submission.made_at)}" + (f" by {by}" if by else "")


def confirmable(article, *, user, at):
    return _entry(article.pk, str(article), _due(article, at), **CONFIRM)


def review(article, *, user, at):
    """Reviewers confirm it; others open the page."""
    how = CONFIRM if permissions.may_approve(user, article) else {}
    return _entry(article.pk, str(article), _due(article, at), **how)


CONFIRM = {"act": "Confirm review", "screen": "confirm_review"}


def _due(article, at):
    due = _day(article.review_due_on)
    is_overdue = article.review_due_on < timezone.localdate(at)
    detail = f"overdue since {due}" if is_overdue else f"due on {due}"
    return detail + (f", last reviewed by {article.reviewed_by}" if article.reviewed_by else "")


def message(row, *, user, at):
    """Without what the reader wrote, which stays at the desk when lists are mailed."""
    title = f"Message about {row.page}" if row.page else "Message about the site"
    address = reverse("admin:accessibility_message_change", args=[row.pk])
    return Entry(title, address, f"received {_moment(row.at)}", "Read")


def live(publication, *, user, at):
    return _of_publication(publication, f"live since {_moment(publication.starts_at)}")


def findings(publication, *, user, at):
    errors, warnings = publication.errors, publication.warnings
    said = [f"{errors} error{'' if errors == 1 else 's'}"] if errors else []
    said += [f"{warnings} warning{'' if warnings == 1 else 's'}"] if warnings else []
    query = f"?revision={publication.revision.number}"
    how = {"act": "See issues", "screen": "findings", "query": query}
    return _of_publication(publication, ", ".join(said), **how)


def start(publication, *, user, at):
    what = STARTS[publication.kind]
    when = _moment(publication.starts_at)
    return _of_publication(publication, f"{publication.path}, {what} {when}")


def end(publication, *, user, at):
    detail = f"{publication.path}, until {_moment(publication.ends_at)}"
    may_set = permissions.may_publish(user, publication.article)
    how = {"act": "Change end date", "screen": "set_end"} if may_set else {}
    return _of_publication(publication, detail, **how)


def _of_publication(publication, detail, **how):
    title = publication.revision.title if publication.revision else publication.path
    return _entry(publication.article_id, title, detail, **how)


STARTS = {
    Publication.Kind.PAGE: "live from",
    Publication.Kind.NOTICE: "withdrawn from",
    Publication.Kind.GONE: "removed from",
    Publication.Kind.REDIRECT: "redirects from",
}


def _day(value):
    return date_format(value, "F j, Y")


def _moment(value):
    return date_format(localtime(value), "F j, Y, P")
