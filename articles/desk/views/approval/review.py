"""The desk's side of a review: give a text to someone, read one, answer, leave remarks."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from articles import permissions, publishing
from articles.desk.forms import DecisionForm, DismissRequestForm, RemarkForm, SubmitForm
from articles.desk.views.approval import readiness
from articles.desk.views.publishing.page_acts import act_of_form, desk, for_page, revision_named
from articles.models import Decision
from articles.publishing.approval.acts import own_work_in
from articles.publishing.approval.dismiss_request import open_request
from articles.publishing.approval.outside_reviewers import (
    authors_of,
    confirmation_of,
    held_decision,
    needs_confirmation,
)
from articles.publishing.approval.reviewer_mail import (
    addressees,
    changes_to_read,
    deliveries,
    text_to_compare_with,
)
from articles.publishing.approval.state import is_approved
from articles.publishing.errors import Refused
from articles.text import revision_diff

DESK = (
    "submit",
    "review",
    "remark",
    "resolve_remark",
    "dismiss_request",
    "send_again",
    "approve_live",
    "approve_spelling",
    "confirm_reviewer",
)


@for_page(permissions.may_submit)
def submit(request, article):
    """Asks who should read the text; gives them exactly the revision that was shown."""
    number = request.POST.get("revision") or request.GET.get("revision")
    revision = revision_named(article, number)
    form = SubmitForm(request.POST or None, revision=revision)
    if form.is_valid():
        submission = act_of_form(
            form,
            publishing.submit,
            revision=revision,
            by=request.user,
            changed=form.cleaned_data["changed"],
            **form.reader(),
        )
        if submission:
            sentence = f"Revision {revision.number} submitted to {submission.reader_name}."
            if needs_confirmation(submission):
                sentence += f" {TO_BE_CONFIRMED}"
            messages.success(request, sentence)
            return redirect("admin:articles_article_change", article.pk)
    at = timezone.now()
    return desk(
        request,
        article,
        "submit",
        title="Submit for approval",
        form=form,
        revision=revision,
        is_approved=is_approved(revision),
        problems=readiness.missing(article, revision),
        changes=changes_to_read(revision, at=at),
        compared_with=text_to_compare_with(revision, at=at),
        open_submission=_open_submission(article),
    )


def _open_submission(article):
    """A submission that nobody has decided about; a new one supersedes it."""
    newest = article.submissions.first()
    return newest if newest is not None and newest.decided() is None else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_page(permissions.may_read)
def review(request, article):
    """The text that was submitted, what changed in it, and what its reader says."""
    submission = article.submissions.select_related("revision__section", "made_by").first()
    revision = submission.revision if submission else revision_named(article, None)
    headings = revision.renderings.latest("pk").rendered.headings
    form = DecisionForm(request.POST or None, headings=headings)
    is_kept = article.archived_at is None
    may_decide = is_kept and permissions.may_approve(request.user, article)
    if may_decide and submission and form.is_valid():
        shown = article.submissions.filter(pk=_number(request.POST.get("submission"))).first()
        decision = act_of_form(
            form,
            publishing.decide,
            submission=shown or submission,
            by=request.user,
            **form.decision(),
        )
        if decision:
            messages.success(request, SAID[decision.verdict].format(article))
            return redirect("admin:articles_article_review", article.pk)
    return desk(
        request,
        article,
        "review",
        title="Review",
        form=form,
        submission=submission,
        revision=revision,
        own=own_work_in(revision, request.user),
        may_decide=may_decide,
        is_answering=may_decide and _is_answerable(submission, form),
        may_send_again=permissions.may_submit(request.user, article),
        may_confirm_reviewer=permissions.may_confirm_reviewer(request.user, article),
        remark_form=RemarkForm(headings=headings),
        **_read(article, submission, revision),
        **(
            readiness.remarks_of(article, request.user)
            | _since_last_answer(request.user, article, revision)
        ),
    )


def _is_answerable(submission, form):
    """Whether the form of a decision is shown: then comments are written in it as well."""
    return submission is not None and (form.is_bound or submission.decided() is None)


TO_BE_CONFIRMED = (
    "Their approval counts once a publisher or an administrator who is not an author of this page"
    " has confirmed their identity."
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_page(permissions.may_confirm_reviewer)
def confirm_reviewer(request, article):
    """Who the page's outside reviewer is, and whether their identity is confirmed."""
    submission = article.submissions.select_related("revision", "made_by").first()
    if submission is None or not submission.outside_email:
        raise Http404("This page was not sent to an outside reviewer.")
    if request.method == "POST":
        _confirm_or_revoke(request, submission)
        return redirect("admin:articles_article_confirm_reviewer", article.pk)
    return desk(
        request,
        article,
        "confirm_reviewer",
        title="Outside reviewer",
        submission=submission,
        confirmation=confirmation_of(submission),
        held=held_decision(submission),
        decided=submission.decided(),
        is_author=request.user.pk in authors_of(submission),
        may_read=permissions.may_read(request.user, article),
    )


def _confirm_or_revoke(request, submission):
    """Only of the submission that was shown: an author may have named someone else since."""
    is_shown = request.POST.get("submission") == str(submission.pk)
    act, sentence = ANSWERS.get(request.POST.get("answer"), (None, ""))
    if not is_shown or act is None:
        messages.error(
            request,
            "The page was submitted again, so nothing was confirmed. Check the reviewer below.",
        )
        return
    try:
        act(submission=submission, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence.format(submission.outside_name))


ANSWERS = {
    "confirm": (publishing.confirm_reviewer, "Confirmed {} as an outside reviewer."),
    "revoke": (
        publishing.revoke_reviewer,
        "Revoked the confirmation of {} as an outside reviewer.",
    ),
}

SAID = {
    Decision.Verdict.APPROVED: "Approved “{}”.",
    Decision.Verdict.CHANGES: "Requested changes to “{}”.",
    Decision.Verdict.COMMENT: "Comment on “{}” added.",
}


def _read(article, submission, revision):
    at, latest = timezone.now(), article.latest_revision()
    return {
        "decided": submission and submission.decided(),
        "dismissed": submission and submission.dismissed(),
        "held": submission and held_decision(submission),
        "needs_confirmation": submission and needs_confirmation(submission),
        "said": submission and submission.decisions.all(),
        "mails": submission and deliveries(submission, at=at),
        "unmailed": submission and not addressees(submission),
        "newer": latest if latest.sha != revision.sha else None,
        "changes": changes_to_read(revision, at=at),
        "compared_with": text_to_compare_with(revision, at=at),
    }


def _since_last_answer(user, article, revision):
    """For a second review: what changed since the text someone answered, and their comments."""
    answered = Decision.objects.filter(
        submission__article=article,
        submission__revision__number__lt=revision.number,
        made_by=user,
        verdict__in=ANSWERED,
    ).select_related("submission__revision__section")
    last = answered.order_by("-pk").first()
    if last is None:
        return {}
    remarks = article.remarks.select_related("revision", "settled_by")
    return {
        "last_answer": last,
        "since_answer": revision_diff.changes(last.submission.revision, revision),
        "own_remarks": remarks.filter(made_by=user),
        "remarks": remarks.exclude(made_by=user),
    }


ANSWERED = (Decision.Verdict.APPROVED, Decision.Verdict.CHANGES, Decision.Verdict.COMMENT)


def _number(text):
    return int(text) if (text or "").isascii() and (text or "").isdecimal() else 0


@require_POST
@for_page(permissions.may_remark)
def remark(request, article):
    """Add a comment to the revision that the review screen shows."""
    revision = revision_named(article, request.POST.get("revision"))
    headings = revision.renderings.latest("pk").rendered.headings
    form = RemarkForm(request.POST, headings=headings)
    if form.is_valid():
        kept = act_of_form(
            form,
            publishing.remark,
            revision=revision,
            text=form.cleaned_data["text"],
            heading_id=form.cleaned_data["heading"],
            by=request.user,
        )
        if kept:
            messages.success(request, "Comment added.")
            return redirect(_remarks_address(article))
    return desk(
        request, article, "remark", title="Comment", form=form, revision=revision, remark_form=form
    )


@require_POST
@for_page(permissions.may_remark)
def resolve_remark(request, article):
    """Say that a remark needs nothing more, or that it does after all."""
    found = get_object_or_404(article.remarks, pk=_number(request.POST.get("remark")))
    settled = request.POST.get("settled") == "yes"
    try:
        publishing.resolve_remark(remark=found, by=request.user, settled=settled)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(_remarks_address(article))


def _remarks_address(article):
    return reverse("admin:articles_article_review", args=[article.pk]) + "#remarks"


@require_http_methods(["GET", "HEAD", "POST"])
@for_page(permissions.may_submit)
def dismiss_request(request, article):
    """Asks why the changes that a reviewer requested are not needed, and leaves the request."""
    submission = open_request(article, at=timezone.now())
    if submission is None:
        raise Http404("No changes are requested on this page.")
    form = DismissRequestForm(request.POST or None)
    if form.is_valid():
        shown = article.submissions.filter(pk=_number(request.POST.get("submission"))).first()
        done = act_of_form(
            form,
            publishing.dismiss_request,
            submission=shown or submission,
            by=request.user,
            **form.cleaned_data,
        )
        if done:
            messages.success(request, f"Dismissed the request for changes to “{article}”.")
            return redirect("admin:articles_article_change", article.pk)
    return desk(
        request,
        article,
        "dismiss_request",
        title="Dismiss request",
        form=form,
        submission=submission,
        decided=submission.decided(),
    )


@require_POST
@for_page(permissions.may_submit)
def send_again(request, article):
    """Mail the readers of the newest submission once more."""
    submission = article.submissions.first()
    if submission is not None and submission.decided() is None:
        try:
            publishing.send_again(submission=submission)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Mail resent.")
    return redirect("admin:articles_article_review", article.pk)


@require_POST
@for_page(permissions.may_approve)
def approve_live(request, article):
    """Approve what readers have already, where it was published without review."""
    try:
        publishing.approve_live(article=article, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Approved the live page “{article}”.")
    return redirect("admin:articles_article_change", article.pk)


@require_POST
@for_page(permissions.may_publish)
def approve_spelling(request, article):
    """Keep the approval where only spelling changed; refused, with the differences, otherwise."""
    revision = revision_named(article, request.POST.get("revision"))
    try:
        publishing.approve_spelling(revision=revision, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Approval kept for revision {revision.number}.")
    return redirect("admin:articles_article_publish", article.pk)
