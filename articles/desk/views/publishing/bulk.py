"""Bulk acts on pages: asked once, done page by page, with a result for each page.

Without JavaScript one request does them all; the module bulk.js sends them one by one and
shows how far it has come. Either way each page goes through the act that its own screen uses.
"""

import logging
from dataclasses import dataclass
from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accessibility.changes.lock_waits import LockBusy
from accessibility.changes.snapshots import is_overtaken
from articles import permissions
from articles.desk.forms.bulk import MOST_PAGES
from articles.desk.views.publishing.bulk_kinds import KINDS, Seen
from articles.models import STATE_NAMES, Article, Revision
from articles.publishing.errors import Refused

logger = logging.getLogger(__name__)
NOT_ALLOWED = "You do not have permission to do this."
FAILED = "Something went wrong, and nothing was changed. Try this page by itself."


@dataclass
class Done:
    """What became of one page."""

    article: Article
    sentence: str
    is_done: bool

    def as_json(self):
        return {"title": str(self.article), "sentence": self.sentence, "done": self.is_done}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request, what):
    """Lists the pages and asks; then shows a result for each."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    if (kind := KINDS.get(what)) is None:
        raise Http404("There is no such bulk action.")
    sent = request.POST if request.method == "POST" else None
    articles = _chosen(request, sent)
    revisions = [latest for article in articles if (latest := article.latest_revision())]
    form = kind.form(sent, user=request.user, revisions=revisions)
    if sent is not None and form.is_valid():
        known = _seen(sent)
        results = list(_each(kind, articles, request.user, known, form.cleaned_data))
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"results": [result.as_json() for result in results]})
        return _screen(request, kind, what, articles=[], results=results)
    seen = _as_seen(articles, sent)
    return _screen(request, kind, what, articles=articles, form=form, seen=seen)


def _as_seen(articles, sent):
    """What the list carries of each page; what it carried already stays."""
    newest = Revision.objects.filter(pk__in=[article.latest_revision_id for article in articles])
    numbers = dict(newest.values_list("article", "number"))
    carried = {one.partition(":")[0]: one for one in (sent.getlist("seen") if sent else ())}
    return {
        article.pk: carried.get(
            str(article.pk),
            f"{article.pk}:{numbers.get(article.pk, '')}:{article.owner_id or ''}",
        )
        for article in articles
    }


def _chosen(request, sent):
    """The pages that were ticked and may be read, in the order of their titles."""
    keys = (sent or request.GET).getlist("page")[: MOST_PAGES + 1]
    readable = permissions.readable(request.user).filter(pk__in=filter(str.isdecimal, keys))
    return list(Article.objects.filter(pk__in=readable.values("pk")).with_facts(at=timezone.now()))[
        :MOST_PAGES
    ]


def _seen(sent):
    """What the list knew of each page, by its key."""
    typed = (one.partition(":") for one in sent.getlist("seen"))
    return {int(key): Seen.read(rest) for key, _, rest in typed if key.isdecimal()}


def _each(kind, articles, user, known, data):
    """What became of each; once the act lock is busy the rest does not wait for it one by one."""
    is_busy = False
    for article in articles:
        try:
            if is_busy:
                raise LockBusy
            act = partial(kind.act, seen=known.get(article.pk, Seen()), **data)
            yield _one(kind, article, user, act)
        except LockBusy as problem:
            is_busy = True
            yield Done(article, f"Nothing was changed. {problem}", is_done=False)


def _one(kind, article, user, act):
    """Do it with one page, or foresee it; whatever goes wrong with it stays with it."""
    try:
        if not kind.may(user, article):
            raise PermissionDenied
        with transaction.atomic():
            return Done(article, act(article, user), is_done=True)
    except PermissionDenied:
        return Done(article, NOT_ALLOWED, is_done=False)
    except ValidationError as refusal:
        return Done(article, " ".join(refusal.messages), is_done=False)
    except Refused as refusal:
        return Done(article, str(refusal), is_done=False)
    except LockBusy:
        raise
    except Exception as problem:  # one bad page stops no other
        if is_overtaken(problem):
            raise  # the whole list is read again
        logger.exception("A page failed in a bulk act")
        return Done(article, FAILED, is_done=False)


def _screen(request, kind, what, *, articles, form=None, results=None, seen=None):
    rows = [
        (
            article,
            STATE_NAMES[article.state(at=timezone.now())],
            _one(kind, article, request.user, kind.foresee),
            seen[article.pk],
        )
        for article in articles
    ]
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": kind.title,
        "button": kind.button,
        "rows": rows,
        "refused_count": sum(not foreseen.is_done for _, _, foreseen, _ in rows),
        "form": form,
        "results": results,
        "done_count": sum(result.is_done for result in results or ()),
        "most_pages": MOST_PAGES,
    }
    return render(request, "admin/articles/article/bulk.html", context)
