"""Mail about decisions: to authors what was decided or commented, to reviewers a dismissal."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.urls import reverse
from django_tasks import task

from articles import permissions
from articles.mail import sending
from articles.models import Article, Decision, Remark, Revision
from articles.publishing.approval.outside_reviewers import held_decision

Verdict = Decision.Verdict
SUBJECTS = {
    Verdict.APPROVED: "Approved",
    Verdict.CHANGES: "Changes requested",
    Verdict.COMMENT: "New comment",
    Verdict.DISMISSED: "Request dismissed",
}
DID = {
    Verdict.APPROVED: "approved",
    Verdict.CHANGES: "requested changes to",
    Verdict.COMMENT: "commented on",
    Verdict.DISMISSED: "dismissed the request for changes to",
}


def queue_decision_mail(decision: Decision) -> None:
    """Queue a mail to the submitter and the page's owner, in the act's transaction."""
    submission = decision.submission
    for key in recipients(submission.article, submission.made_by, but=decision.made_by):
        mail_decision.enqueue(decision=decision.pk, account=key, attempt=0)


def queue_dismissal_mail(decision: Decision) -> None:
    """Queue a mail to the reviewer whose request for changes was dismissed."""
    asked = decision.submission.decided()
    reviewer = asked and asked.made_by
    if reviewer is not None and reviewer.email:
        mail_decision.enqueue(decision=decision.pk, account=reviewer.pk, attempt=0)


def queue_remark_mail(remark: Remark) -> None:
    """The same for a comment made without a decision."""
    submission = remark.article.submissions.first()
    asker = submission.made_by if submission else None
    for key in recipients(remark.article, asker, but=remark.made_by):
        mail_remark.enqueue(remark=remark.pk, account=key, attempt=0)


def recipients(article: Article, asker: User | None, *, but: User | None) -> list[int]:
    """Keys of accounts with an email address, each once, without the one who commented."""
    people = dict.fromkeys(person for person in (asker, article.owner) if person is not None)
    return [person.pk for person in people if person != but and person.email]


@task()
def mail_decision(decision: int, account: int, attempt: int) -> None:
    """Mail one person the decision about a revision they submitted or own."""
    again = {"decision": decision, "account": account}
    with sending.trying_again(mail_decision, attempt=attempt, **again):
        said = Decision.objects.select_related("submission__revision", "submission__article")
        found = said.get(pk=decision)
        # What was written along with a decision is kept as a remark, which knows its heading.
        along = found.submission.remarks.filter(made_at=found.made_at).first()
        _send(
            account,
            found.submission.revision,
            subject=SUBJECTS[found.verdict],
            did=DID[found.verdict],
            name=found.decided_by_label,
            text=found.reason,
            heading=along.heading if along else "",
            is_approval=found.verdict == Verdict.APPROVED,
            is_held=held_decision(found.submission) == found,
        )


@task()
def mail_remark(remark: int, account: int, attempt: int) -> None:
    """Mail one person about a comment on their page."""
    again = {"remark": remark, "account": account}
    with sending.trying_again(mail_remark, attempt=attempt, **again):
        found = Remark.objects.select_related("revision__article").get(pk=remark)
        _send(
            account,
            found.revision,
            subject="New comment",
            did="commented on",
            name=found.name_as_shown,
            text=found.text,
            heading=found.heading,
        )


def _send(account: int, revision: Revision, *, subject: str, **said: str | bool) -> None:
    """Only if they may still read the page; someone who has left the desk gets nothing."""
    person, article = get_user_model().objects.get(pk=account), revision.article
    if not (person.email and permissions.may_read(person, article)):
        return
    latest = article.latest_revision()
    sending.send(
        to=person.email,
        subject=f"{subject}: {revision.title}",
        template="answer",
        context={
            **said,
            "reader": person.get_full_name() or person.get_username(),
            "revision": revision,
            "newer": latest if latest.sha != revision.sha else None,
            "link": sending.absolute(reverse("admin:articles_article_review", args=[article.pk])),
        },
    )
