"""Screens of schedules: the list, canceling, end dates, and swapping addresses."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accessibility.menus import acts as menu_acts
from articles import permissions, publishing
from articles.desk.forms import EndForm, SwapForm
from articles.desk.forms.moments import zone_now
from articles.desk.views.publishing import page_acts
from articles.desk.views.publishing.page_acts import for_page
from articles.models import Article, Publication
from articles.publishing.errors import Refused, moment_label
from articles.publishing.timeline.place import ahead_of, before_of, home_at
from articles.publishing.timeline.upcoming import upcoming

Kind = Publication.Kind


@never_cache
@require_safe
def scheduled(request):
    """Everything that will begin or end, the next first."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    ahead = upcoming(at=timezone.now())
    pages = Article.objects.filter(pk__in={one.publication.article_id for one in ahead})
    readable = set(permissions.only_readable(pages, request.user).values_list("pk", flat=True))
    shown = [one for one in ahead if one.publication.article_id in readable]
    return render(
        request,
        "admin/articles/article/scheduled.html",
        {
            **admin.site.each_context(request),
            "opts": Article._meta,
            "title": "Scheduled and expiring",
            "entries": [
                {"upcoming": one, "may_change": _may_change(request.user, one)} for one in shown
            ],
            "zone": zone_now(),
        },
    )


def _may_change(user, one):
    pages = [one.publication.article, *([one.other.article] if one.other else [])]
    return all(permissions.may_publish(user, page) for page in pages)


@for_page(permissions.may_publish)
def cancel_schedule(request, article):
    """Says what readers will get instead, and cancels when that is confirmed."""
    key = request.POST.get("publication") or request.GET.get("publication", "")
    ahead = upcoming(at=timezone.now(), articles=[article])
    found = [one for one in ahead if not one.is_end and str(one.publication.pk) == key]
    if not found and not _ever_scheduled(article, key):
        raise Http404("This is not scheduled for the page.")
    one = found[0] if found else None
    if one and not _may_change(request.user, one):
        raise PermissionDenied
    refusal = ""
    if request.method == "POST":
        try:
            publication = one.publication if one else article.publications.get(pk=key)
            publishing.cancel_schedule(publication=publication, by=request.user)
        except Refused as problem:
            refusal = str(problem)
        else:
            return page_acts._back(request, article, "Canceled the schedule of “{}”.", article)
    return page_acts.desk(
        request,
        article,
        "cancel_schedule",
        title="Cancel schedule",
        one=one,
        left=[_left(row) for row in ([one.publication, one.other] if one else []) if row],
        refusal=refusal,
    )


def _ever_scheduled(article, key):
    return key.isdecimal() and article.publications.filter(pk=key[:18]).exists()


def _left(row):
    """What readers get once ``row`` never happens: (publication, the moment it ends or None)."""
    before = before_of(row)
    later = [after.starts_at for after in ahead_of(row.article, at=row.starts_at)]
    later = [moment for moment in later if moment > row.starts_at]
    ends = [moment for moment in [before and before.until, *later] if moment]
    return {"row": row, "before": before, "ends_at": min(ends, default=None)}


@for_page(permissions.may_publish)
def set_end(request, article):
    """Gives a page that is live, or is to be, an end, another one, or none."""
    sent = request.POST.get("publication")
    shown = _page_with_end(article, sent or request.GET.get("publication"))
    held = menu_acts.menus_holding(shown.path) if shown else []
    form = EndForm(
        request.POST or None, initial={"until": shown.until if shown else None}, menus=held
    )
    if shown and form.is_valid():
        seen = article.publications.filter(pk=_key(sent)).first() if sent else shown
        done = page_acts.act_of_form(
            form,
            publishing.set_end,
            publication=seen or shown,
            by=request.user,
            **form.cleaned_data,
        )
        if done:
            return page_acts._back(request, article, _end_sentence(done), article)
    return page_acts.desk(
        request,
        article,
        "set_end",
        title="Set end date",
        status=page_acts.status_of(form),
        form=form,
        shown=shown,
        is_live=shown is not None,
    )


def _page_with_end(article, key):
    """The publication that the address names, else the one that is live; None without one."""
    ahead = [row for row in ahead_of(article, at=timezone.now()) if row.kind == Kind.PAGE]
    return next((row for row in ahead if str(row.pk) == key), None) or next(iter(ahead), None)


def _key(typed):
    return int(typed[:18]) if typed.isascii() and typed.isdecimal() else 0


def _end_sentence(done):
    if done.until is None:
        return "End date saved. “{}” stays live."
    return f"End date saved. “{{}}” ends on {moment_label(done.until)}."


@for_page(permissions.may_publish)
def swap(request, article):
    """Shows both new addresses, and lets the pages trade them when that is confirmed."""
    form = SwapForm(request.POST or None)
    if form.is_valid() and not permissions.may_publish(request.user, form.cleaned_data["other"]):
        form.add_error("other", "You do not have permission to move that page. Choose another.")
    if form.is_valid() and "confirmed" in request.POST:
        other, starts_at = form.cleaned_data["other"], form.moment()
        done = page_acts.act_of_form(
            form,
            publishing.swap,
            one=article,
            other=other,
            by=request.user,
            starts_at=starts_at,
        )
        if done:
            return page_acts._back(request, article, _swapped_sentence(other, starts_at), article)
    live = page_acts._live(article)
    return page_acts.desk(
        request,
        article,
        "swap",
        title="Swap addresses",
        form=form,
        is_live=live is not None and live.kind == Kind.PAGE,
        trading=_trading(article, form) if form.is_valid() else None,
    )


def _trading(article, form):
    """The two pages where they are before they trade; None where one of them is not live then."""
    at = form.moment() or timezone.now()
    pages = [article, form.cleaned_data["other"]]
    homes = [home_at(page, at=at) for page in pages]
    return homes if all(homes) and pages[0] != pages[1] else None


def _swapped_sentence(other, starts_at):
    title = str(other).replace("{", "{{").replace("}", "}}")
    if starts_at:
        moment = moment_label(starts_at)
        return f"“{{}}” and “{title}” will swap addresses on {moment}."
    return f"Swapped the addresses of “{{}}” and “{title}”."
