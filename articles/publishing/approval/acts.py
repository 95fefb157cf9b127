"""Acts of approval: submit a revision, decide about it, keep an approval."""

from datetime import datetime, timedelta

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from articles.models import (
    Approval,
    Article,
    Decision,
    Event,
    Publication,
    Remark,
    Revision,
    Submission,
)
from articles.publishing.act import Act, Choice, EventData, start_act
from articles.publishing.approval.author_mail import queue_decision_mail, queue_remark_mail
from articles.publishing.approval.outside_reviewers import (
    account_with,
    needs_confirmation,
    refuse_address_of_account,
)
from articles.publishing.approval.publisher_mail import queue_ready_mail
from articles.publishing.approval.reviewer_mail import members_who_may_approve, queue_mail
from articles.publishing.approval.state import (
    is_approved,
    last_approved,
    refuse_half_a_page,
    writers_since_review,
)
from articles.publishing.drafts.saving import lock
from articles.publishing.errors import (
    AlreadyDecided,
    ApprovedAlready,
    CommentEmpty,
    NobodyInGroup,
    NothingToApprove,
    NothingToCarry,
    NotOnlySpelling,
    OwnWork,
    ReaderWroteIt,
    ReasonForChangesMissing,
    Superseded,
)
from articles.text import snapshot_fields, spelling

Verb = Event.Verb
Verdict = Decision.Verdict
LINK_IS_GOOD_FOR = timedelta(days=14)
VERBS = {
    Verdict.APPROVED: Verb.APPROVED,
    Verdict.CHANGES: Verb.CHANGES_REQUESTED,
    Verdict.COMMENT: Verb.COMMENTED,
}


def submit(
    *,
    revision: Revision,
    by: User | None,
    changed: str,
    reviewer: User | None = None,
    group: Group | None = None,
    outside_name: str = "",
    outside_email: str = "",
) -> Submission:
    """Submit exactly this revision to a reviewer, a group, or an expert without an account.

    ``changed``: what changed and why. Fixes the revision: later drafts do not touch it, a later
    submission supersedes it. Raises NotReadyToPublish: no one is asked to approve half a page.
    """
    refuse_half_a_page(revision)
    article, data = revision.article, {"revision": revision.number}
    with start_act(Verb.SUBMITTED, by=by, article=article, reason=changed, data=data) as act:
        lock(article)
        _refuse_writers(revision, reviewer, group, outside_email)
        submission = Submission.objects.create(
            article=article,
            revision=revision,
            reviewer=reviewer,
            group=group,
            outside_name=outside_name,
            outside_email=outside_email,
            changed=changed,
            made_at=act.at,
            made_by=by,
            link_expires_at=act.at + LINK_IS_GOOD_FOR if outside_email else None,
            event=act.event,
        )
        queue_mail(submission)
        return submission


def _refuse_writers(
    revision: Revision, reviewer: User | None, group: Group | None, outside_email: str
) -> None:
    """No one is asked who could not approve: not by their account, not by their address."""
    writers = writers_since_review(revision)
    person = account_with(outside_email) if outside_email else reviewer
    if person is not None and person.pk in writers:
        raise ReaderWroteIt(shown_name(person), writers[person.pk])
    if outside_email:
        refuse_address_of_account(outside_email)
    if group is not None and not members_who_may_approve(group, revision):
        raise NobodyInGroup(group.name)


def decide(
    *,
    submission: Submission,
    verdict: Choice,
    by: User | None = None,
    reason: str = "",
    name: str = "",
    email: str = "",
    heading_id: str = "",
) -> Decision:
    """Record a reviewer's decision on a submission; approving creates an Approval of that text.

    An outside reviewer's approval makes none until someone confirms who they are.

    ``by``: the reader's account; for an outside expert None, with ``name`` and ``email``. What they
    wrote joins the page's remarks, under the heading given. Raises Superseded, AlreadyDecided,
    OwnWork, ReasonForChangesMissing or CommentEmpty.
    """
    revision, article = submission.revision, submission.article
    _refuse_silence(verdict, reason)
    data = {"revision": revision.number, "submission": submission.pk, "name": name}
    with start_act(VERBS[verdict], by=by, article=article, reason=reason, data=data) as act:
        lock(article)
        _refuse_what_is_over(submission, verdict, by)
        decision = Decision.objects.create(
            submission=submission,
            verdict=verdict,
            reason=reason.strip(),
            revision_sha=revision.sha,
            made_at=act.at,
            made_by=by,
            name_as_shown=name or shown_name(by),
            email=email or (by.email if by else ""),
            event=act.event,
        )
        if reason.strip():
            _note(act, revision, reason, heading_id, submission, decision.name_as_shown)
        if verdict == Verdict.APPROVED:
            _approve_or_hold(act, decision)
        queue_decision_mail(decision)
        return decision


def _approve_or_hold(act: Act, decision: Decision) -> None:
    """An outside reviewer's approval counts once someone has confirmed who they are."""
    if not needs_confirmation(decision.submission):
        approve_by(act, decision)


def approve_by(act: Act, decision: Decision) -> Approval:
    """Make the Approval that a decision asks for, and tell those who may publish the page."""
    revision = decision.submission.revision
    approval = _approve(act, revision, Approval.Grounds.REVIEW, decision=decision)
    queue_ready_mail(approval)
    return approval


def _refuse_silence(verdict: Choice, reason: str) -> None:
    if verdict == Verdict.CHANGES and not reason.strip():
        raise ReasonForChangesMissing
    if verdict == Verdict.COMMENT and not reason.strip():
        raise CommentEmpty


def _refuse_what_is_over(submission: Submission, verdict: Choice, by: User | None) -> None:
    """Comments are welcome as long as the text waits or was decided; a decision is made once."""
    if submission.is_superseded():
        raise Superseded(submission)
    if verdict == Verdict.COMMENT:
        return
    if (decided := submission.decided()) is not None:
        raise AlreadyDecided(decided)
    if verdict == Verdict.APPROVED and (own := own_work_in(submission.revision, by)):
        raise OwnWork(own)


def remark(*, revision: Revision, text: str, by: User | None, heading_id: str = "") -> Remark:
    """Comment on a draft, submitted or not. Raises Archived."""
    if not text.strip():
        raise CommentEmpty
    data = {"revision": revision.number}
    with start_act(Verb.COMMENTED, by=by, article=revision.article, reason=text, data=data) as act:
        lock(revision.article)
        noted = _note(act, revision, text, heading_id, None, shown_name(by))
        queue_remark_mail(noted)
        return noted


def _note(
    act: Act,
    revision: Revision,
    text: str,
    heading_id: str,
    submission: Submission | None,
    name: str,
) -> Remark:
    headings = revision.renderings.latest("pk").rendered.headings
    heading = next((one for one in headings if one["id"] == heading_id), None)
    return Remark.objects.create(
        article=revision.article,
        revision=revision,
        submission=submission,
        text=text.strip(),
        heading_id=heading["id"] if heading else "",
        heading=heading["text"][:300] if heading else "",
        made_at=act.at,
        made_by=act.event.by,
        name_as_shown=name,
    )


def resolve_remark(*, remark: Remark, by: User | None, settled: bool) -> None:
    """Resolve or reopen a comment. Readers see neither."""
    with transaction.atomic():
        lock(remark.article)
        remark.settled_at = timezone.now() if settled else None
        remark.settled_by = by if settled else None
        remark.save(update_fields=["settled_at", "settled_by"])


def send_again(*, submission: Submission) -> None:
    """Mail a submission's reviewers again. Raises Archived."""
    with transaction.atomic():
        lock(submission.article)
        queue_mail(submission)


def share(*, revision: Revision, by: User | None, until: datetime) -> Event:
    """Record in the history that a link to this revision was created. Raises Archived."""
    data = {"revision": revision.number, "until": until.isoformat()}
    with start_act(Verb.SHARED, by=by, article=revision.article, data=data) as act:
        lock(revision.article)
        return act.event


def own_work_in(revision: Revision, person: User | None) -> Revision | None:
    """A revision that ``person`` saved since the last reviewed text up to this one, or None."""
    number = writers_since_review(revision).get(person.pk) if person is not None else None
    return revision.article.revisions.get(number=number) if number else None


def approve_live(*, article: Article, by: User | None, reason: str = "") -> Approval:
    """Approve the live page where it was published without review.

    No submission is made, so one that waits for an answer about a newer draft still does.
    """
    data = {"live": True}
    with start_act(Verb.APPROVED, by=by, article=article, reason=reason, data=data) as act:
        lock(article)
        home = Publication.objects.live(at=act.at).pages().filter(article=article).first()
        if home is None:
            raise NothingToApprove(article)
        if is_approved(home.revision):
            raise ApprovedAlready(home.revision.article.title)
        if own := own_work_in(home.revision, by):
            raise OwnWork(own)
        return _approve(act, home.revision, Approval.Grounds.REVIEW)


def approve_spelling(*, revision: Revision, by: User | None) -> Approval:
    """Keep the approval for a revision that differs only in spelling from the approved one.

    Compared with the last text that was not itself carried on for its spelling, so that many small
    steps cannot lead far. Raises NotOnlySpelling with the words, or NothingToCarry.
    """
    held, words = _spelling_since(revision)
    data = {"words": [list(pair) for pair in words]}
    return _carry(revision, Approval.Grounds.SPELLING, held, by=by, data=data)


def spelling_to_carry(revision: Revision) -> list[tuple[str, str]]:
    """The words in which the text differs from what was approved; raises as the act would."""
    return _spelling_since(revision)[1]


def _spelling_since(revision: Revision) -> tuple[Approval, list[tuple[str, str]]]:
    approved = Approval.objects.filter(
        revision__article=revision.article, revision__number__lt=revision.number
    ).exclude(grounds=Approval.Grounds.SPELLING)
    held = approved.select_related("revision").order_by("-revision__number", "-pk").first()
    if held is None:
        raise NothingToCarry
    return held, spelling_changes(held.revision, revision)


def carry_approval(*, revision: Revision, grounds: Choice, by: User | None) -> Approval | None:
    """Keep the last approval for ``revision`` as well, on grounds other than a review.

    The caller has seen that the grounds are true. Returns None where nothing was ever approved.
    """
    before = last_approved(revision.article, before=revision)
    return before and _carry(revision, grounds, before.approvals.first(), by=by, data={})


def _carry(
    revision: Revision, grounds: Choice, held: Approval, *, by: User | None, data: EventData
) -> Approval:
    data |= {"revision": revision.number, "from": held.revision.number, "grounds": grounds}
    with start_act(Verb.APPROVAL_CARRIED, by=by, article=revision.article, data=data) as act:
        lock(revision.article)
        return _approve(act, revision, grounds, carried_from=held)


def spelling_changes(approved: Revision, revision: Revision) -> list[tuple[str, str]]:
    """Pairs of words that were respelled; none where only invisible characters were removed.

    Raises NotOnlySpelling if anything else differs, or nothing.
    """
    before, after = approved.snapshot(), revision.snapshot()
    texts = snapshot_fields.names(*snapshot_fields.WORDS)
    others = [name for name in before if name not in texts and before[name] != after[name]]
    judged = [spelling.judge(before[name], after[name]) for name in texts]
    beyond = [pair for one in judged for pair in one.beyond]
    beyond += [(f"the {snapshot_fields.named(name).phrase}", "another") for name in others]
    mended = [pair for one in judged for pair in one.mended]
    if beyond or before == after:
        raise NotOnlySpelling(beyond)
    return mended


def _approve(
    act: Act,
    revision: Revision,
    grounds: Choice,
    *,
    decision: Decision | None = None,
    carried_from: Approval | None = None,
) -> Approval:
    by = decision.made_by if decision else act.event.by
    return Approval.objects.create(
        revision=revision,
        sha=revision.sha,
        grounds=grounds,
        decision=decision,
        carried_from=carried_from,
        made_at=act.at,
        made_by=by,
        name_as_shown=decision.name_as_shown if decision else shown_name(by),
        event=act.event,
    )


def shown_name(account: User | None) -> str:
    """How the history names someone; a process without an account is the site itself."""
    return (account.get_full_name() or account.get_username()) if account else "The site"
