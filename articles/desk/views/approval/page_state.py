"""The box above a page's form: its step on the way to readers, and what can be done next."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles import permissions, workflow
from articles.desk import page_menu
from articles.desk.page_menu import Facts
from articles.desk.worklists import SOON_DAYS
from articles.publishing.approval.acts import own_work_in
from articles.publishing.approval.outside_reviewers import authors_of


def menu_of(user, article, latest, shown):
    """For the template: the steps, the next act and all others, each with its address.

    ``shown``: what the box has of the page already, by name.
    """
    facts = _facts(user, article, latest, shown)
    first = page_menu.next_act(facts)
    return {
        "steps": page_menu.STEPS,
        "present_step": page_menu.present_step(facts),
        "next_act": {"label": first.label, "address": _address(article, first)},
        "is_preview_next": first == page_menu.PREVIEW,
        "more_acts": [
            (name, [{"label": act.label, "address": _address(article, act)} for act in acts])
            for name, acts in page_menu.more(facts)
        ],
    }


def _address(article, act):
    if not act.screen:
        return article.live_path
    if act.screen == "archive":
        return reverse("admin:archive", args=["page", article.pk])
    return reverse(f"admin:articles_article_{act.screen}", args=[article.pk])


def _facts(user, article, latest, shown):
    reviewing, may_approve = shown["reviewing"], permissions.may_approve(user, article)
    stands, is_kept = shown["approval_state"], article.archived_at is None
    is_waiting = stands == workflow.SUBMITTED
    is_held = is_waiting and shown["held"] is not None
    return Facts(
        state=shown["state"],
        approval_state=stands,
        has_address=article.live_path is not None,
        is_incomplete=bool(shown["problems"]),
        is_scheduled=_is_scheduled(latest, shown["upcoming"]),
        is_held=is_held,
        is_review_due=_is_soon(reviewing["due_on"]),
        is_own_work=is_waiting and may_approve and own_work_in(latest, user) is not None,
        has_review=bool(shown["submission"] or shown["remarks"]),
        may_submit=shown["may_submit"],
        may_approve=may_approve and is_kept,
        may_publish=permissions.may_publish(user, article),
        may_archive=is_kept and permissions.may_archive(user, article),
        may_confirm_review=reviewing["may_confirm"],
        may_set_review_date=reviewing["may_set"] and not reviewing["is_overdue"],
        may_confirm_reviewer=is_held and _confirms(user, article, shown["submission"]),
    )


def _confirms(user, article, submission):
    """The rights for it, and no part in the page."""
    is_other = user.pk not in authors_of(submission)
    return is_other and permissions.may_confirm_reviewer(user, article)


def _is_scheduled(latest, upcoming):
    rows = [one.publication for one in upcoming if not one.is_end]
    return any(row.revision_id is not None and row.revision.sha == latest.sha for row in rows)


def _is_soon(due_on):
    return due_on is not None and due_on <= timezone.localdate() + timedelta(days=SOON_DAYS)
