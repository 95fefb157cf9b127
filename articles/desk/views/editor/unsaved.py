"""Autosave and presence, as JSON; and giving up unsaved work."""

import json
import re
from datetime import date
from functools import wraps

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from accessibility.changes.page_context import page_context
from articles import permissions
from articles.desk import autosave, presence
from articles.desk.views.editor import conflicts
from articles.desk.views.publishing.page_acts import denial_reason
from articles.models import Article
from articles.publishing.drafts.details import details_of
from articles.publishing.drafts.merge import values_of
from articles.publishing.labels import ALL_LABELS
from articles.text import diff

WINDOW = re.compile(r"[0-9a-f]{8,40}")
SIGNED_OUT = "You are no longer signed in. Your text is still here."
SOMEBODY_ELSE = "Someone else is now signed in to this browser. Your text is still here."
FORBIDDEN = "You do not have permission to change this page. Your text is still here."
OTHER_TOKEN = "The site did not recognize the form. Your text is still here."


def for_writers(view):
    """Hand the page to a view for its writers. A script asks, so every refusal is JSON."""
    protected = csrf_protect(require_POST(view))

    @csrf_exempt  # so that who is asking is judged first; ``protected`` then does its work
    @never_cache
    @wraps(view)
    def answer(request, pk=None):
        if not permissions.is_editor(request.user):
            return _refusal(SIGNED_OUT, 401)
        if request.headers.get("X-Person", str(request.user.pk)) != str(request.user.pk):
            return _refusal(SOMEBODY_ELSE, 401)
        article = get_object_or_404(Article, pk=pk) if pk is not None else None
        if not permissions.may_write(request.user, article):
            return _refusal(_forbidden(request.user, article), 403)
        response = protected(request, article)
        if response.status_code == 403:
            return JsonResponse({"error": OTHER_TOKEN, "token": get_token(request)}, status=403)
        return response

    return answer


def _forbidden(user, article):
    if article is None or not (why := denial_reason(user, article)):
        return FORBIDDEN
    return f"{why} Your text is still here."


def _refusal(sentence, status):
    return JsonResponse({"error": sentence}, status=status)


@for_writers
def keep(request, article):
    """Keep what was typed since the form was opened; harmless when it arrives twice.

    The answer's ``is_kept``: the site keeps it as unsaved work, or newer words of that window;
    ``dropped``: a sentence, where older unsaved work had to go for it.
    """
    sent, at = _sent(request), timezone.now()
    is_kept = not autosave.was_saved(request.session, sent["window"], sent["sequence"])
    dropped = []
    if is_kept:
        dropped = autosave.keep(person=request.user, article=article, at=at, **sent)
    more = {"is_kept": is_kept, "dropped": _dropped_sentence(dropped)}
    return _answer(request, article, sent["window"], at, **more)


def _dropped_sentence(parts):
    """What happened to older unsaved work; "" if nothing did."""
    if not parts:
        return ""
    times = [date_format(localtime(part.saved_at), "F j, Y, P") for part in parts]
    return (
        f"Your oldest unsaved work on this page was deleted (last typed: {'; '.join(times)})."
        f" The site keeps unsaved work from {autosave.MOST_WINDOWS} windows, up to 2 MB in total."
        " Save what you need in your other windows, then close them."
    )


@for_writers
def here(request, article):
    """The window is still open, or is being left."""
    asked, at = _json(request), timezone.now()
    window = _window(asked)
    if asked.get("leaving") and article is not None:
        presence.leave(person=request.user, article=article, window=window)
        return JsonResponse({})
    return _answer(request, article, window, at)


def _answer(request, article, window, at, **more):
    told = []
    if article is not None:
        who = {"person": request.user, "article": article, "window": window, "at": at}
        presence.arrive(**who)
        told = presence.sentences(**who)
    return JsonResponse({"saved_at": time_format(localtime(at), "P"), "here": told, **more})


def _json(request):
    try:
        asked = json.loads(request.body)
    except ValueError as problem:
        raise BadRequest("The request is no JSON.") from problem
    if not isinstance(asked, dict):
        raise BadRequest("The request is no object.")
    return asked


def _window(asked):
    window = asked.get("window")
    if not isinstance(window, str) or not WINDOW.fullmatch(window):
        raise BadRequest("The request names no window.")
    return window


def _sent(request):
    asked = _json(request)
    sequence, base, pairs = (asked.get(name) for name in ("sequence", "base", "pairs"))
    is_sound = (
        isinstance(sequence, int)
        and isinstance(base, int | None)
        and isinstance(pairs, list)
        and all(_is_pair(pair) for pair in pairs)
    )
    if not is_sound:
        raise BadRequest("The request lacks what was typed.")
    pairs = [[part.replace("\0", "") for part in pair] for pair in pairs]  # no text can hold it
    return {"window": _window(asked), "sequence": sequence, "base": base, "pairs": pairs}


def _is_pair(pair):
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(it, str) for it in pair)


@require_POST
@never_cache
def discard(request):
    """Discard one's own unsaved work in a window; then back to the form or the list."""
    if not permissions.is_editor(request.user):
        return _refusal(SIGNED_OUT, 401)
    window = request.POST.get("window", "")
    mine = [part for part in autosave.of_person(request.user) if part.window == window]
    autosave.forget(request.user, window)
    messages.success(request, "Unsaved work discarded.")
    if mine and mine[0].article is not None:
        return redirect("admin:articles_article_change", mine[0].article.pk)
    return redirect("admin:articles_article_changelist")


# --- What is shown of it --------------------------------------------------------------------


def about_saving(request, article, form):
    """What the form says about unsaved work, and about who else has the page open."""
    restored = page_context(request).unsaved
    return {
        "restored": restored,
        "offered": _offered(request, article, restored) if request.method == "GET" else [],
        "saved_windows": " ".join(autosave.saved_windows(request.session)),
        "page_here": _here(request, article, form["window"].value()) if article else [],
    }


def _here(request, article, window):
    at = timezone.now()
    return presence.sentences(person=request.user, article=article, window=window, at=at)


def _offered(request, article, restored):
    """Unsaved work to restore or discard, each with what differs from the saved page."""
    parts = [
        part
        for part in autosave.of_page(request.user, article)
        if restored is None or part.window != restored.window
    ]
    offers = [{"part": part, "changes": _changes(article, part)} for part in parts]
    return [offer for offer in offers if offer["changes"]]


def _changes(article, part):
    before = _values_of_page(article)
    after = before | _values(part)
    return [
        (label, diff.compare(conflicts.shown(name, old), conflicts.shown(name, new)))
        for name, label in ALL_LABELS.items()
        for old, new in [(before[name], after[name])]
        if old != new
    ]


def _values_of_page(article):
    page = article or Article()
    lists = {"byline": [], "resources": []}
    if article is not None:
        lists = {
            "byline": [(line.person_id, "") for line in article.byline.all()],
            "resources": [(row.link_id, row.note) for row in article.resources.all()],
        }
    return values_of(page) | lists | details_of(page)


def _values(part):
    typed = dict(part.pairs)
    values = {
        name: typed[name].replace("\r\n", "\n")
        for name in ("title", "slug", "short_title", "summary", "body", "language")
        if name in typed
    }
    if "section" in typed:
        values["section_id"] = _key(typed["section"])
    values["is_sample"] = "is_sample" in typed
    values["byline"] = [(int(row["person"]), "") for row in part.rows("authors", "person")]
    values["resources"] = [
        (int(row["link"]), row["note"]) for row in part.rows("resources", "link", "note")
    ]
    return values | _details(part.data())


def _details(typed):
    """What was typed of the details that the form asked for."""
    values = {
        f"{name}_id": _key(typed[name]) for name in ("owner", "clinical_reviewer") if name in typed
    }
    if "owner" in typed:  # the form asks for both or for none; no box is ticked, none is sent
        values["coauthors"] = sorted(filter(None, map(_key, typed.getlist("coauthors"))))
    if "first_published_on" in typed:
        values["first_published_on"] = _day(typed["first_published_on"])
    return values


def _key(text):
    """The key of a row; None for what is none."""
    return int(text) if autosave.NUMBER.fullmatch(text) else None


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
