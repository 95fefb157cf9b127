"""The lists of the desk's first page, each whole on pages of its own, and as a file."""

from django.contrib import admin
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk import pagination, worklists
from articles.text.csv_files import as_csv

ROWS_ON_A_PAGE = 50


def first_page(user, *, at):
    """What the first page shows: how things are, the person's own lists, then those of the site."""
    shown = worklists.overview(user, at=at)
    others = "On the site" if permissions.reads_every_page(user) else "Your pages"
    groups = [
        ("Waiting for you", [beginning for beginning in shown if beginning.list.is_mine]),
        (others, [beginning for beginning in shown if not beginning.list.is_mine]),
    ]
    return {
        "state_of_desk": worklists.state_of_desk(shown, user),
        "groups": [(name, lists) for name, lists in groups if lists],
    }


@require_safe
@never_cache
def whole_list(request, slug):
    chosen = _chosen(slug)
    now = timezone.now()
    rows = pagination.ShortPaginator(chosen.find(request.user, at=now), ROWS_ON_A_PAGE)
    page = rows.get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": chosen.title,
        "worklist": chosen,
        "page": page,
        "nothing": worklists.nothing_in(chosen, request.user),
        "entries": [chosen.show(row, user=request.user, at=now) for row in page],
    }
    return render(request, "admin/articles/worklists/list.html", context)


@require_safe
@never_cache
def list_as_csv(request, slug):
    chosen = _chosen(slug)
    return _csv(request, [chosen], name=chosen.slug)


@require_safe
@never_cache
def everything_as_csv(request):
    return _csv(request, worklists.lists_for(request.user), name="desk")


def _chosen(slug):
    chosen = worklists.list_called(slug)
    if chosen is None:
        raise Http404("There is no such list.")
    return chosen


def _csv(request, lists, *, name):
    now = timezone.now()
    rows = [["List", "Page", "Detail", "Address"]]
    for chosen in lists:
        for entry in worklists.entries(chosen, request.user, at=now):
            address = request.build_absolute_uri(entry.address)
            rows.append([chosen.title, entry.title, entry.detail, address])
    response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    day = timezone.localdate(now).isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.csv"'
    return response
