"""The audit of the whole site, for people who keep it: a screen, and the same as a file."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk import site_report
from articles.models import Article
from articles.text.csv_files import as_csv


@require_safe
@never_cache
def audit(request):
    """By rule, by page and over time; of pages the person may read."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    at = timezone.now()
    rules = site_report.by_rule(request.user, at=at)
    pages = site_report.by_page(request.user, at=at)
    if request.GET.get("as") == "csv":
        return _csv(request, pages, at=at)
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": "Accessibility report",
        "rules": rules,
        "pages": pages,
        "sums": site_report.over_time(),
    }
    return render(request, "admin/articles/site_report.html", context)


def _csv(request, pages, *, at):
    rows = [["Page", "Address", "Errors", "Warnings"]]
    for one in pages:
        address = request.build_absolute_uri(one.publication.path)
        rows.append([one.publication.revision.title, address, one.errors, one.warnings])
    response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    day = timezone.localdate(at).isoformat()
    response["Content-Disposition"] = f'attachment; filename="audit-{day}.csv"'
    return response
