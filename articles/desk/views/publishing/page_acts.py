"""Screens of one page: preview, history, comparison, and the acts that change the live page.

Every view is entered through the admin site, which asks people to sign in; each then asks
``permissions`` about the page at hand.
"""

import re
from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accessibility.menus import acts as menu_acts
from articles import permissions, publishing
from articles.desk.forms import ArticleForm, MoveForm, PublishForm, UrgentForm, WithdrawForm
from articles.desk.views.approval import readiness
from articles.desk.views.editor import conflicts
from articles.models import Article, Publication
from articles.public import context as public_context
from articles.publishing.drafts.merge import loaded_revision
from articles.publishing.errors import (
    Archived,
    EditConflict,
    EndChanged,
    PublishedSince,
    Refused,
    moment_label,
)
from articles.publishing.timeline.upcoming import upcoming
from articles.text import revision_diff

NUMBER = re.compile(r"[0-9]{1,9}")


def for_page(may):
    """Hand the page to a view whose user ``may`` do this with it; never cached."""

    def decorate(view):
        @never_cache
        @wraps(view)
        def answer(request, pk, **kwargs):
            article = get_object_or_404(Article.objects.select_related("section"), pk=pk)
            if not may(request.user, article):
                raise PermissionDenied(denial_reason(request.user, article))
            return view(request, article, **kwargs)

        return answer

    return decorate


def denial_reason(user, article):
    """The reason, for someone who may read the page; nothing for anyone else."""
    is_told = article.archived_at is not None and permissions.may_read(user, article)
    return str(Archived(article)) if is_told else ""


def desk(request, article, template, *, status=200, **context):
    shared = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "original": article,
        "form_address": _form_address(article),
    }
    template = f"admin/articles/article/{template}.html"
    return render(request, template, shared | context, status=status)


def _form_address(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def revision_named(article, number):
    """The revision that an address names by its number; the latest one where it names none."""
    revisions = article.revisions.select_related("section", "article", "made_by")
    if number is not None:
        revisions = revisions.filter(number=int(number) if NUMBER.fullmatch(number) else 0)
    found = revisions.order_by("-number").first()
    if found is None:
        raise Http404("This page has no such revision.")
    return found


@require_safe
@for_page(permissions.may_read)
def preview(request, article):
    """A revision in the public template, for those who may read drafts."""
    revision = revision_named(article, request.GET.get("revision"))
    rendered = revision.renderings.latest("pk").rendered
    context = public_context.draft(revision, html=rendered.html, headings=rendered.headings)
    context |= {"form_address": _form_address(article), "look": request.GET.get("look")}
    is_framed = context["look"] in ("light", "dark", "paper")
    template = "articles/framed_preview.html" if is_framed else "articles/page.html"
    response = render(request, template, context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@for_page(permissions.may_publish)
def publish(request, article):
    """Shows what readers would get again, and publishes exactly the revision that was shown."""
    number = request.POST.get("revision") or request.GET.get("revision")
    revision = revision_named(article, number)
    if not permissions.may_publish_text(request.user, revision):
        raise PermissionDenied
    live = _live(article)
    ahead = _upcoming(article)
    asked = {
        "has_schedule": any(not one.is_end for one in ahead),
        "menus": menu_acts.menus_holding(live.path) if live else [],
    }
    is_urgent = "urgent" in request.POST
    form = PublishForm(request.POST if request.POST and not is_urgent else None, **asked)
    urgent_form = UrgentForm(request.POST if is_urgent else None, prefix="urgent", **asked)
    sent = urgent_form if is_urgent else form
    if sent.is_valid():
        done = act_of_form(
            sent,
            publishing.publish,
            revision=revision,
            by=request.user,
            urgent=is_urgent,
            over=_seen(request.POST.get("live", "")),
            **sent.arguments(),
        )
        if done:
            return _back(request, article, _published_sentence(done), done.revision.title, done)
    return desk(
        request,
        article,
        "publish",
        title="Publish",
        status=status_of(sent),
        form=sent,
        over=live.revision.number if live and live.kind == Publication.Kind.PAGE else 0,
        publish_form=form,
        urgent_form=urgent_form,
        revision=revision,
        live=live,
        upcoming=ahead,
        problems=readiness.missing(article, revision),
        address=revision_diff.address(revision),
        changes=revision_diff.changes(live.revision, revision) if live else None,
        may_approve=permissions.may_approve(request.user, article),
        **readiness.of(article, revision),
    )


def _published_sentence(done):
    if done.starts_at > timezone.now():
        return f"“{{}}” will be published on {moment_label(done.starts_at)}."
    if done.until:
        return f"Published “{{}}” until {moment_label(done.until)}."
    return "Published “{}”."


@for_page(permissions.may_publish)
def withdraw(request, article):
    live = _live(article)
    held = menu_acts.menus_holding(live.path) if live else []
    form = WithdrawForm(request.POST or None, menus=held)
    if form.is_valid():
        done = act_of_form(
            form, publishing.withdraw, article=article, by=request.user, **form.arguments()
        )
        if done:
            return _back(request, article, _withdrawn_sentence(done), article.title, done)
    return desk(
        request,
        article,
        "withdraw",
        title="Withdraw",
        form=form,
        live=live,
        upcoming=[one for one in _upcoming(article) if not one.is_end],
        menus=held,
    )


def _withdrawn_sentence(done):
    if done.starts_at > timezone.now():
        return f"“{{}}” will be withdrawn on {moment_label(done.starts_at)}."
    return "Withdrew “{}”."


@for_page(permissions.may_publish)
def move(request, article):
    live, now = _live(article), {"section": article.section, "slug": article.slug}
    form = MoveForm(request.POST or None, initial=now | {"seen_revision": newest_shown(article)})
    form.fields["section"].queryset = permissions.sections_open_to(request.user, article)
    status = 200
    if form.is_valid():
        try:
            if _moved(form, article, request.user):
                return _back(request, article, "Moved “{}”.", article.title, _live(article))
        except EditConflict as conflict:
            form, status = _to_choose(form, conflict), conflicts.HTTP_CONFLICT
    return desk(
        request,
        article,
        "move",
        title="Move",
        status=status,
        form=form,
        live=live,
        menus=menu_acts.menus_holding(live.path) if live else [],
    )


def newest_shown(article):
    """The number of the newest revision when the page was read; None where it has none."""
    seen = loaded_revision(article)
    return seen.number if seen else None


def _moved(form, article, by):
    """The page's revision now; None where the act refuses, and the form says why."""
    to = form.cleaned_data
    try:
        return publishing.move(
            article=article,
            section=to["section"],
            slug=to["slug"],
            by=by,
            base=to["seen_revision"],
        )
    except EditConflict:
        raise  # answered with both addresses
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _to_choose(form, conflict):
    """The form as it was sent, measured from now on by the address that others chose."""
    data = form.data.copy()
    data["seen_revision"] = conflict.latest.number
    again = MoveForm(data)
    again.fields["section"].queryset = form.fields["section"].queryset
    theirs = f"{conflict.latest.section or 'no section'}, {conflict.latest.slug}"
    again.add_error(None, f"{conflict} They chose: {theirs}. Your choice is below.")
    return again


def act_of_form(form, act, **arguments):
    """What the act returns; where it refuses, None, and the form says why."""
    try:
        return act(**arguments)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        form.refusal = refusal
        return None


MEANWHILE = (PublishedSince, EndChanged)


def status_of(form):
    """409 where someone else was faster."""
    is_conflict = isinstance(getattr(form, "refusal", None), MEANWHILE)
    return conflicts.HTTP_CONFLICT if is_conflict else 200


def _back(request, article, sentence, title, publication=None):
    """To the page's form, saying what was done and, where readers have it already, where."""
    said = sentence.format(title)
    if publication is not None and publication.starts_at <= timezone.now():
        path = publication.path
        said = format_html('{} <a href="{}">See it at {}</a>', said, path, path)
    messages.success(request, said)
    return redirect("admin:articles_article_change", article.pk)


def _upcoming(article):
    return upcoming(at=timezone.now(), articles=[article])


def _live(article):
    in_force = Publication.objects.live(at=timezone.now()).filter(article=article)
    return in_force.select_related("revision__section", "section").first()


@require_POST
@for_page(permissions.may_write)
def restore(request, article):
    """Make an older revision the working copy; what was there stays in the history."""
    revision = revision_named(article, request.POST.get("revision", ""))
    try:
        made = publishing.restore(
            revision=revision, by=request.user, base=_seen(request.POST.get("seen", ""))
        )
    except EditConflict as conflict:
        pairs = conflicts.pairs_of_page(article, ArticleForm(instance=article))
        note = ("note", f"Restored from revision {revision.number}")
        return conflicts.show(request, article, conflict, pairs=[*pairs, note])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:articles_article_history", article.pk)
    messages.success(
        request,
        f"Restored revision {revision.number} as revision {made.number}, your new draft."
        " Readers see no change until you publish it.",
    )
    return redirect("admin:articles_article_change", article.pk)


def _seen(number):
    """The revision that the page with the button knew of; None where it did not say."""
    return int(number) if NUMBER.fullmatch(number) else None


@require_safe
@for_page(permissions.may_read)
def compare(request, article):
    """Two revisions, field by field, in words."""
    numbers = [request.GET.get(name, "") for name in ("from", "to")]
    before, after = sorted(
        (revision_named(article, number) for number in numbers), key=lambda found: found.number
    )
    return desk(
        request,
        article,
        "compare",
        title="Compare revisions",
        before=before,
        after=after,
        changes=revision_diff.changes(before, after),
        latest_number=newest_shown(article),
        may_restore=permissions.may_write(request.user, article),
    )
