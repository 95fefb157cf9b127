"""The history of the site, on pages of its own and as a file."""

from datetime import timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk import site_history as history
from articles.desk.forms import SiteHistoryForm
from articles.text.csv_files import as_csv

ENTRIES_ON_A_PAGE = 50
MOST_IN_A_FILE = 10_000
RANGES = {"Today": 1, "Last 7 days": 7, "Last 30 days": 30}


@require_safe
@never_cache
def site_history(request):
    """What anyone did, newest first, with ways to narrow it."""
    form = _form(request)
    found, is_cut = _found(request, form)
    entries = history.entries(found, request.user)
    context = {
        **admin.site.each_context(request),
        "title": "Site history",
        "form": form,
        "ranges": _ranges(request, form),
        "days": _by_day(entries),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "is_later_page": "before" in request.GET,
        "narrowing": urlencode(_narrowing(request, form)),
        "older": urlencode(_narrowing(request, form) | {"before": found[-1]}) if is_cut else "",
        "most_in_a_file": MOST_IN_A_FILE,
    }
    return render(request, "admin/articles/site_history.html", context)


def _form(request):
    if not permissions.may_read_site_history(request.user):
        raise PermissionDenied
    return SiteHistoryForm(
        {name: request.GET.get(name, "") for name in SiteHistoryForm.base_fields}
    )


def _found(request, form):
    """(the keys of a page, whether there are older ones)"""
    if not form.is_valid():
        return [], False
    before = history.Key.parse(request.GET.get("before", ""))
    one_more = ENTRIES_ON_A_PAGE + 1
    found = history.keys(form.filters(), request.user, before=before, limit=one_more)
    return found[:ENTRIES_ON_A_PAGE], len(found) == one_more


def _by_day(entries):
    return [(day, list(rows)) for day, rows in groupby(entries, lambda entry: _day(entry.at))]


def _day(moment):
    return timezone.localtime(moment).date()


def _ranges(request, form):
    """(words, query, whether it is the one that is shown) for each quick choice of days."""
    today = timezone.localdate()
    kept = _narrowing(request, form)
    ranges = []
    for words, days in RANGES.items():
        since = (today - timedelta(days=days - 1)).isoformat()
        chosen = {"since": since, "until": today.isoformat()}
        is_shown = {name: kept.get(name) for name in chosen} == chosen
        ranges.append((words, urlencode(kept | chosen), is_shown))
    return ranges


def _narrowing(request, form):
    """What was asked for, without the place in the list."""
    return {name: request.GET[name] for name in form.fields if request.GET.get(name)}


@require_safe
@never_cache
def as_file(request):
    """The entries as CSV; the last line says where older ones were left out."""
    form = _form(request)
    if not form.is_valid():
        narrowing = urlencode(_narrowing(request, form))
        return redirect(f"{reverse('admin:site-history')}?{narrowing}")
    rows = [["Date and time", "Who", "What", "About", "Note", "Address"]]
    found = history.all_entries(form.filters(), request.user, most=MOST_IN_A_FILE + 1)
    rows += [_row(request, entry) for entry in found]
    if len(rows) > MOST_IN_A_FILE + 1:
        rows[-1] = [f"Only the newest {MOST_IN_A_FILE:,} entries. Choose days to get older ones."]
    response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="site-history-{day}.csv"'
    return response


def _row(request, entry):
    at = f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}"
    address = request.build_absolute_uri(entry.address) if entry.address else ""
    return [at, entry.who, entry.did, entry.about, entry.note, address]
