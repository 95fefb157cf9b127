"""One thing done with several pages: asked once, done page by page, each refusal told.

Without JavaScript one request does them all; the module several.js sends them one by one and
shows how far it has come. Either way each page goes through the act that its own screen uses.
"""

import logging
import re
from dataclasses import dataclass, field

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, publishing
from articles.forms.several import (
    MOST_PAGES,
    OwnerForm,
    PublishSeveralForm,
    ReviewDateOfSeveralForm,
    SectionForm,
    SubmitSeveralForm,
)
from articles.models import STATE_NAMES, Article, Revision

logger = logging.getLogger(__name__)
NOT_ALLOWED = "You may not do this with this page."
FAILED = "Something went wrong with this page; nothing was changed. Try it by itself."


@dataclass(frozen=True)
class Seen:
    """What the list knew of a page when somebody chose it: its newest revision, and its owner."""

    number: int | None = None
    details: dict = field(default_factory=dict)

    @classmethod
    def read(cls, typed):
        found = SEEN.fullmatch(typed)
        if found is None:
            return cls()
        return cls(int(found[1]), {"owner_id": int(found[2]) if found[2] else None})

    def newest(self, article):
        """The newest revision, if it is the one that was shown. Raises SavedMeanwhile."""
        since = article.revisions.filter(number__gt=self.number or 0).select_related("made_by")
        if self.number is not None and (saves := list(since.order_by("number"))):
            raise publishing.SavedMeanwhile(saves)
        return article.latest_revision()


SEEN = re.compile(r"([0-9]{1,9}):([0-9]{0,9})")


@dataclass
class Done:
    """What became of one page."""

    article: Article
    sentence: str
    is_done: bool

    def as_json(self):
        return {"title": str(self.article), "sentence": self.sentence, "done": self.is_done}


def _submit(article, user, seen, *, reviewer, changed):
    revision = seen.newest(article)
    publishing.submit(revision=revision, by=user, changed=changed, reviewer=reviewer)
    return f"Revision {revision.number} was submitted."


def _publish(article, user, seen, *, reason):
    revision = seen.newest(article)
    if not permissions.may_publish_text(user, revision):
        raise PermissionDenied
    urgent = bool(reason.strip()) and not publishing.is_approved(revision)
    live = publishing.publish(revision=revision, by=user, reason=reason, urgent=urgent)
    return f"Revision {revision.number} is live at {live.path}."


def _set_owner(article, user, seen, *, owner):
    article.owner = owner
    publishing.save_draft(article=article, by=user, seen=seen.details)
    return f"{publishing.shown_name(owner)} looks after it now."


def _set_review_date(article, user, seen, *, due_on, reason):
    publishing.set_review_date(article=article, due_on=due_on, by=user, reason=reason)
    return f"The next review is due on {due_on:%-d %B %Y}."


def _put_into_section(article, user, seen, *, section):
    if article.state(at=timezone.now()) in ("draft", "ended"):
        article.section = section
        note = f"Put into the section {section}"
        publishing.save_draft(article=article, by=user, note=note, base=seen.number)
        return f"It is in the section {section} now."
    if not permissions.may_publish(user, article):
        raise PermissionDenied
    publishing.move(article=article, section=section, slug=article.slug, by=user, base=seen.number)
    return f"It moved to {article.path}."


@dataclass(frozen=True)
class Kind:
    """One thing that can be done: its name, its question, who may, and the act."""

    title: str
    button: str
    form: type
    may: object
    act: object


KINDS = {
    "submit": Kind(
        "Submit several pages", "Submit them", SubmitSeveralForm, permissions.may_submit, _submit
    ),
    "publish": Kind(
        "Publish several pages",
        "Publish them",
        PublishSeveralForm,
        permissions.may_publish,
        _publish,
    ),
    "owner": Kind(
        "Give several pages an owner",
        "Set the owner",
        OwnerForm,
        permissions.may_invite,
        _set_owner,
    ),
    "review-date": Kind(
        "Set the next review of several pages",
        "Set the date",
        ReviewDateOfSeveralForm,
        permissions.may_set_review_date,
        _set_review_date,
    ),
    "section": Kind(
        "Put several pages into a section",
        "Put them there",
        SectionForm,
        permissions.may_write,
        _put_into_section,
    ),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def several(request, what):
    """Lists the pages and asks; then tells of each what became of it."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    if (kind := KINDS.get(what)) is None:
        raise Http404("Nothing of this name can be done with several pages.")
    sent = request.POST if request.method == "POST" else None
    articles, form = _chosen(request, sent), kind.form(sent, user=request.user)
    if sent is not None and form.is_valid():
        known = _seen(sent)
        results = [
            _one(kind, article, request.user, known.get(article.pk, Seen()), form.cleaned_data)
            for article in articles
        ]
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


def _one(kind, article, user, seen, answers):
    """Do it with one page; whatever goes wrong with it stays with it."""
    try:
        if not kind.may(user, article):
            raise PermissionDenied
        with transaction.atomic():
            return Done(article, kind.act(article, user, seen, **answers), is_done=True)
    except PermissionDenied:
        return Done(article, NOT_ALLOWED, is_done=False)
    except ValidationError as refusal:
        return Done(article, " ".join(refusal.messages), is_done=False)
    except publishing.Refused as refusal:
        return Done(article, str(refusal), is_done=False)
    except Exception:  # one bad page stops no other
        logger.exception("A page failed among several")
        return Done(article, FAILED, is_done=False)


def _screen(request, kind, what, *, articles, form=None, results=None, seen=None):
    rows = [
        (
            article,
            STATE_NAMES[article.state(at=timezone.now())],
            kind.may(request.user, article),
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
        "form": form,
        "results": results,
        "done_count": sum(result.is_done for result in results or ()),
        "most_pages": MOST_PAGES,
    }
    return render(request, "admin/articles/article/several.html", context)
