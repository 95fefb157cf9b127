"""Where experts without an account review one submitted revision.

The signed address is all that lets them in: no login, no cookie, nothing kept by browsers, and no
other site is told the address. With no cookie there is nothing a forged request could borrow, so
forms carry no token; a request that says it comes from another site is refused nevertheless.
"""

from datetime import timedelta
from functools import wraps

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accessibility.changes.same_origin import cross_site_refusal
from articles import publishing
from articles.desk.forms import OutsideDecisionForm
from articles.models import Decision
from articles.public import context as public_context
from articles.publishing.approval import review_links
from articles.publishing.approval.outside_reviewers import held_decision
from articles.publishing.approval.reviewer_mail import changes_to_read
from articles.publishing.errors import Refused

MOST_IN_AN_HOUR = 20
TOO_OFTEN = (
    "You have sent too many answers in the past hour. Your text is below. Please send it later."
)


def with_link(view):
    """Hand the submission to a view, or say in plain words why the link leads nowhere."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def answer(request, token, **kwargs):
        submission = review_links.find(token)
        response = _refusal(request, submission) or view(request, submission, token, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def _refusal(request, submission):
    """An answer for a link that is not whole, too old, or about a text that nobody asks for."""
    if submission is None:
        return render(request, "articles/review/unknown.html", status=404)
    why = _over(submission)
    if why is None:
        return None
    context = {
        "submission": submission,
        "why": why,
        "asker": _asker(submission),
        "words": request.POST.get("text", "").strip(),
    }
    return render(request, "articles/review/over.html", context, status=410)


def _over(submission):
    if submission.article.archived_at is not None:
        return "archived"
    if submission.is_superseded():
        return "superseded"
    return "expired" if submission.link_expires_at <= timezone.now() else None


def _asker(submission):
    """Whom to ask: (name, e-mail address) of who submitted the text."""
    person = submission.made_by
    return (person.get_full_name() or person.username, person.email) if person else ("", "")


@with_link
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, submission, token):
    revision = submission.revision
    rendered = revision.renderings.latest("pk").rendered
    form = OutsideDecisionForm(request.POST or None, headings=rendered.headings)
    if request.method == "POST" and _is_kept(request, submission, form):
        return redirect("articles:review-thanks", token)
    return _shown(request, submission, token, form, rendered)


def _is_kept(request, submission, form):
    """Whether the answer was taken; if not, the form says why and keeps what was written."""
    problem = cross_site_refusal(request) or _too_often(submission)
    if problem:
        form.add_error(None, problem)
    return form.is_valid() and _decided(submission, form) is not None


def _too_often(submission):
    since = timezone.now() - timedelta(hours=1)
    lately = submission.decisions.filter(made_at__gt=since).count()
    return TOO_OFTEN if lately >= MOST_IN_AN_HOUR else ""


def _decided(submission, form):
    """The decision that was kept; where the act refuses, None, and the form says why."""
    try:
        return publishing.decide(
            submission=submission,
            name=submission.outside_name,
            email=submission.outside_email,
            **form.decision(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _shown(request, submission, token, form, rendered):
    revision = submission.revision
    context = public_context.draft(revision, html=rendered.html, headings=rendered.headings)
    context |= {
        "submission": submission,
        "token": token,
        "form": form,
        "asker": _asker(submission),
        "changes": changes_to_read(revision, at=submission.made_at),
        "decided": submission.decided(),
        "remarks": submission.remarks.all(),
    }
    return render(request, "articles/review/text.html", context)


@with_link
@require_safe
def thanks(request, submission, token):
    context = {
        "submission": submission,
        "decision": submission.decisions.first(),
        "back": reverse("articles:review", args=[token]),
        "approved": Decision.Verdict.APPROVED,
        "is_held": held_decision(submission) is not None,
    }
    return render(request, "articles/review/thanks.html", context)


@with_link
@require_POST
def resolve_remark(request, submission, token, pk):
    """Experts may say that a remark of theirs is settled, or that it is not after all."""
    remark = submission.remarks.filter(pk=pk, made_by=None).first()
    if remark is not None and not cross_site_refusal(request):
        publishing.resolve_remark(
            remark=remark, by=None, settled=request.POST.get("settled") == "yes"
        )
    return redirect(reverse("articles:review", args=[token]) + "#remarks")
