"""How the files that readers get stand, in words: for one page, and for all of them."""

from datetime import timedelta

from django.contrib import admin
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.baking.status import how_it_stands
from articles.models import Publication

SILENT_AFTER = timedelta(seconds=60)  # a follower says every five seconds that it is there


def about_page(article, *, at):
    """A sentence about the public copy of the page; nothing where pages are not kept as files."""
    standing = how_it_stands()
    live = Publication.objects.live(at=at).filter(article=article)
    row = live.first() if standing else None
    if row is None:
        return ""
    if problem := standing.failed.get(row.path):
        return f"The public copy could not be made; readers have the one from before. ({problem})"
    if standing.holds(row.starts_at):
        return "The public copy is out."
    return problem_of(standing, at=at) or "The public copy is being made."


def problem_of(standing, *, at):
    """What keeps copies from being made, in a sentence; nothing if all is well."""
    if standing.is_away:
        return "The process that makes public copies cannot reach the database."
    if standing.at is None or at - standing.at > SILENT_AFTER:
        return f"No public copy has been made since {_told(standing.at)}: its process is not there."
    return ""


def _told(moment):
    return date_format(timezone.localtime(moment), "j F Y, H:i") if moment else "the beginning"


def notable(*, at):
    """What the desk's first page has to say about copies; nothing if all is well."""
    standing = how_it_stands()
    if standing is None:
        return ""
    if problem := problem_of(standing, at=at):
        return problem
    if standing.failed:
        count = len(standing.failed)
        return f"{count} public {'page' if count == 1 else 'pages'} could not be made again."
    return standing.cdn_problem or progress(standing)


def progress(standing):
    if not standing.is_baking_everything:
        return ""
    return f"Every public page is being made again: {standing.done:,} of {standing.total:,}."


@never_cache
@require_safe
def copies(request):
    """The whole of it: up to when, how far, and every page that failed, by name."""
    standing, at = how_it_stands(), timezone.now()
    context = {
        **admin.site.each_context(request),
        "title": "Public copies",
        "standing": standing,
        "problem": standing and problem_of(standing, at=at),
        "progress": standing and progress(standing),
        "failed": sorted(standing.failed.items()) if standing else [],
    }
    return render(request, "admin/public_copies.html", context)
