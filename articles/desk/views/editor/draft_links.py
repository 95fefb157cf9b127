"""A signed link that shows one revision to anyone who has it, for some days."""

from datetime import timedelta
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.core import signing
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles import permissions, publishing
from articles.desk.forms import ShareForm
from articles.desk.views.publishing.page_acts import act_of_form, desk, for_page, revision_named
from articles.models import Revision
from articles.public import context as public_context
from articles.publishing.approval.acts import shown_name

SIGNER = signing.Signer(sep=".", salt="articles.draft-link")


class Grant(NamedTuple):
    """What a link says: which revision, who shared it, until when (seconds since 1970)."""

    revision: int
    by: int
    until: int

    def token(self):
        return SIGNER.sign(".".join(map(str, self)))

    @classmethod
    def read(cls, token):
        return cls(*map(int, SIGNER.unsign(token).split(".")))

    @property
    def until_at(self):
        return datetime.fromtimestamp(self.until, tz=timezone.get_current_timezone())


@require_POST
@for_page(permissions.may_read)
def share(request, article):
    """Make a link to exactly one revision: shown once, kept nowhere; that it was made is kept."""
    revision = revision_named(article, request.POST.get("revision"))
    form = ShareForm(request.POST)
    link = grant = None
    until = timezone.now() + timedelta(days=form.cleaned_data["days"]) if form.is_valid() else None
    if until and act_of_form(
        form, publishing.share, revision=revision, by=request.user, until=until
    ):
        grant = Grant(revision.pk, request.user.pk, int(until.timestamp()))
        address = reverse("articles:draft-link", args=[grant.token()])
        link = request.build_absolute_uri(address)
    return desk(
        request,
        article,
        "share",
        title="Share a draft",
        form=form,
        revision=revision,
        link=link,
        grant=grant,
    )


@never_cache
@require_safe
def shown(request, token):
    """The revision, for anyone with its link: no account, no cookie, no trace in search engines."""
    if (grant := _granted(token)) is None:
        return _guarded(render(request, "articles/draft_link_unknown.html", status=404))
    if (revision := _open_revision(grant)) is None:
        return _guarded(render(request, "articles/draft_link_over.html", status=410))
    rendered = revision.renderings.latest("pk").rendered
    context = public_context.draft(revision, html=rendered.html, headings=rendered.headings)
    context |= {
        "revision": revision,
        "shared_by": shown_name(get_user_model().objects.get(pk=grant.by)),
        "until": grant.until_at,
    }
    return _guarded(render(request, "articles/draft_link.html", context))


def _granted(token):
    """What the link grants; None if one character of it is another."""
    try:
        return Grant.read(token)
    except signing.BadSignature:
        return None


def _open_revision(grant):
    """The revision, until the link ends, the page is archived, or its sharer may not read it."""
    found = Revision.objects.select_related("article__section", "section").filter(pk=grant.revision)
    revision, by = found.first(), get_user_model().objects.filter(pk=grant.by).first()
    is_over = grant.until <= timezone.now().timestamp()
    if is_over or revision is None or by is None or revision.article.archived_at is not None:
        return None
    return revision if permissions.may_read(by, revision.article) else None


def _guarded(response):
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
