"""What the desk shows of a revision's state: its approval, its mail, and the checklist."""

from django.urls import reverse
from django.utils import timezone

from articles import permissions, workflow
from articles.desk import checklist
from articles.mail import sending
from articles.models import Publication
from articles.publishing.approval.acts import spelling_to_carry
from articles.publishing.approval.outside_reviewers import held_decision, needs_confirmation
from articles.publishing.approval.reviewer_mail import deliveries
from articles.publishing.approval.state import (
    approval_of,
    approval_state,
    is_approved,
    last_approved,
    missing_for_publishing,
)
from articles.publishing.dismissals import errors_that_block
from articles.publishing.errors import Refused
from articles.text import revision_diff

FORM, MENUS = "admin:articles_article_change", "admin:accessibility_menu_changelist"
SCREENS = {
    "submit": "submit",
    "review": "review",
    "pictures": "describe",
    "findings": "findings",
}
ROWS = {"authors": "authors-0-person", "resources": "resources-0-link"}


def of(article, revision):
    """For the publish screen: the checklist, each line with a link to its place, and approval."""
    at = timezone.now()
    found = checklist.lines(checklist.facts_of(revision, at=at))
    lines = [{"line": line, "address": _address(article, line.place)} for line in found]
    return {
        "blocking": [line for line in lines if line["line"].blocks],
        "worth_a_look": [line for line in lines if not line["line"].blocks],
        "has_errors": any(one.blocks and one.place == "findings" for one in found),
        **approval_status(article, revision, at=at),
        "spelling": _spelling(revision),
    }


def missing(article, revision, *, form=None):
    """What a revision lacks for publishing, each with the place to fix it.

    ``form``: the address of the page's form; empty on the form itself, which stays as it is filled.
    """
    found = missing_for_publishing(revision)
    return [{"sentence": said, "address": _address(article, place, form)} for place, said in found]


def _address(article, place, form=None):
    if place == "menus":
        return reverse(MENUS)
    if place in SCREENS:
        return reverse(f"admin:articles_article_{SCREENS[place]}", args=[article.pk])
    form = reverse(FORM, args=[article.pk]) if form is None else form
    return f"{form}#id_{ROWS.get(place, place)}"


def _spelling(revision):
    """Words by which the approval could be carried on, or None where more than spelling differs."""
    try:
        return spelling_to_carry(revision)
    except Refused:
        return None


def approval_status(article, latest, *, at):
    """The approval state of the latest revision, for templates."""
    state = approval_state(latest, at=at)
    approved = last_approved(article, before=latest)
    home = Publication.objects.live(at=at).pages().filter(article=article).first()
    submission = article.submissions.select_related("reviewer", "group", "revision").first()
    is_changed = state == workflow.CHANGED
    return {
        "approval_state": state,
        "approval_state_name": workflow.APPROVAL_STATES[state],
        "submission": submission,
        "decided": submission and submission.decided(),
        "held": submission and held_decision(submission),
        "needs_confirmation": submission and needs_confirmation(submission),
        "approval": approval_of(latest),
        "approved": approved,
        "since_approval": revision_diff.changes(approved, latest) if is_changed else None,
        "unreviewed": home is not None and not is_approved(home.revision),
        "unsent": _unsent(submission, at=at),
    }


def _unsent(submission, *, at):
    mails = deliveries(submission, at=at) if submission else []
    return [(name, mail) for name, mail in mails if mail.state == sending.FAILED]


def remarks_of(article, user):
    """The page's remarks for a template, and whether ``user`` may add and settle them."""
    return {
        "remarks": article.remarks.select_related("revision", "settled_by"),
        "may_remark": permissions.may_remark(user, article),
    }


def for_form(user, article, latest):
    """What the box above a page's form shows of its review."""
    remarks = remarks_of(article, user)
    return {
        **approval_status(article, latest, at=timezone.now()),
        **remarks,
        "blocking_errors": len(errors_that_block(latest)),
        "open_remarks": remarks["remarks"].filter(settled_at=None),
        "may_submit": permissions.may_submit(user, article),
        "may_approve": permissions.may_approve(user, article),
    }
