"""Acts of approval: submit a text, decide about it, carry an approval on."""

from datetime import timedelta

from articles.models import Approval, Decision, Event, Submission
from articles.publishing.acts import act
from articles.publishing.drafting import lock
from articles.publishing.refusals import (
    AlreadyDecided,
    NotReadyToPublish,
    OwnWork,
    ReasonForChangesMissing,
    Superseded,
)
from articles.publishing.standing import last_approved, missing_for_publishing

Verb = Event.Verb
Verdict = Decision.Verdict
LINK_IS_GOOD_FOR = timedelta(days=14)
VERBS = {
    Verdict.APPROVED: Verb.APPROVED,
    Verdict.CHANGES: Verb.CHANGES_REQUESTED,
    Verdict.COMMENT: Verb.COMMENTED,
}


def submit(*, revision, by, changed, reviewer=None, group=None, outside_name="", outside_email=""):
    """Give exactly this text to a reviewer, to a group, or to an expert without an account.

    ``changed``: what changed and why. Fixes the revision: later drafts do not touch it, a later
    submission supersedes it. Raises NotReadyToPublish: nobody is asked to approve half a page.
    """
    if problems := missing_for_publishing(revision):
        raise NotReadyToPublish(problems)
    article, data = revision.article, {"revision": revision.number}
    with act(Verb.SUBMITTED, by=by, article=article, reason=changed, data=data) as doing:
        lock(article)
        return Submission.objects.create(
            article=article,
            revision=revision,
            reviewer=reviewer,
            group=group,
            outside_name=outside_name,
            outside_email=outside_email,
            changed=changed,
            made_at=doing.at,
            made_by=by,
            link_expires_at=doing.at + LINK_IS_GOOD_FOR if outside_email else None,
            event=doing.event,
        )


def decide(*, submission, verdict, by=None, reason="", name="", email=""):
    """Record what a reader of a submission said; approving makes an Approval of that text.

    ``by``: the reader's account; for an outside expert None, with ``name`` and ``email``. Raises
    Superseded, AlreadyDecided, OwnWork or ReasonForChangesMissing.
    """
    revision, article = submission.revision, submission.article
    if verdict == Verdict.CHANGES and not reason.strip():
        raise ReasonForChangesMissing
    data = {"revision": revision.number, "submission": submission.pk, "name": name}
    with act(VERBS[verdict], by=by, article=article, reason=reason, data=data) as doing:
        lock(article)
        _refuse_what_is_over(submission, verdict, by)
        decision = Decision.objects.create(
            submission=submission,
            verdict=verdict,
            reason=reason.strip(),
            revision_sha=revision.sha,
            made_at=doing.at,
            made_by=by,
            name_as_shown=name or shown_name(by),
            email=email or (by.email if by else ""),
            event=doing.event,
        )
        if verdict == Verdict.APPROVED:
            _approve(doing, revision, Approval.Grounds.REVIEW, decision=decision)
        return decision


def _refuse_what_is_over(submission, verdict, by):
    if verdict == Verdict.COMMENT:
        return
    if submission.is_superseded():
        raise Superseded(submission)
    decided = submission.decisions.exclude(verdict=Verdict.COMMENT).first()
    if decided is not None and decided.verdict == Verdict.APPROVED:
        raise AlreadyDecided(decided)
    if verdict == Verdict.APPROVED and (own := own_work_in(submission.revision, by)):
        raise OwnWork(own)


def own_work_in(revision, person):
    """A revision that ``person`` saved since the last approved text up to this one, or None."""
    if person is None:
        return None
    approved = last_approved(revision.article, before=revision)
    since = revision.article.revisions.filter(number__lte=revision.number, made_by=person)
    if approved is not None:
        since = since.filter(number__gt=approved.number)
    return since.order_by("-number").first()


def carry_approval(*, revision, grounds, by):
    """Let the last approval hold for ``revision`` as well, on grounds other than a review.

    The caller has seen that the grounds are true; see ``publishing.mend_spelling``. Returns None
    where the page was never approved.
    """
    before = last_approved(revision.article, before=revision)
    if before is None:
        return None
    data = {"revision": revision.number, "from": before.number, "grounds": grounds}
    with act(Verb.APPROVAL_CARRIED, by=by, article=revision.article, data=data) as doing:
        return _approve(doing, revision, grounds, carried_from=before.approvals.first())


def _approve(doing, revision, grounds, *, decision=None, carried_from=None):
    by = doing.event.by
    return Approval.objects.create(
        revision=revision,
        sha=revision.sha,
        grounds=grounds,
        decision=decision,
        carried_from=carried_from,
        made_at=doing.at,
        made_by=by,
        name_as_shown=decision.name_as_shown if decision else shown_name(by),
        event=doing.event,
    )


def shown_name(account):
    """How the history names somebody; a process without an account is the site itself."""
    return (account.get_full_name() or account.get_username()) if account else "The site"
