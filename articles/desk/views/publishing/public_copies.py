"""How the files that readers get stand, in words: for one page, and for all of them."""

from datetime import timedelta

from django.contrib import admin
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.baking.status import current_progress
from articles.models import Publication

SILENT_AFTER = timedelta(seconds=60)  # a follower says every five seconds that it is there


def about_page(article, *, at):
    """A sentence about the public copy of the page; nothing where pages are not kept as files."""
    progress = current_progress()
    live = Publication.objects.live(at=at).filter(article=article)
    row = live.first() if progress else None
    if row is None:
        return ""
    if problem := progress.failed.get(row.path):
        return (
            f"The public copy could not be updated. Readers see the previous version. ({problem})"
        )
    if progress.holds(row.starts_at):
        return "The public copy is up to date."
    return problem_of(progress, at=at) or "The public copy is being updated."


def problem_of(progress, *, at):
    """What keeps copies from being made, in a sentence; nothing if all is well."""
    if progress.is_away:
        return "The process that updates public copies cannot reach the database."
    if progress.at is None or at - progress.at > SILENT_AFTER:
        since = _moment_label(progress.at)
        return f"Public copies have not been updated since {since}: the process is not running."
    return ""


def _moment_label(moment):
    return date_format(timezone.localtime(moment), "F j, Y, P") if moment else "the start"


def notable(*, at):
    """What the desk's first page says about public copies; "" if all is well."""
    progress = current_progress()
    if progress is None:
        return ""
    if problem := problem_of(progress, at=at):
        return problem
    if progress.failed:
        count = len(progress.failed)
        return f"{count} public {'page' if count == 1 else 'pages'} could not be updated."
    return progress.cdn_problem or progress_sentence(progress)


def progress_sentence(progress):
    if not progress.is_baking_everything:
        return ""
    return f"Every public page is being updated: {progress.done:,} of {progress.total:,} done."


@never_cache
@require_safe
def copies(request):
    """The whole of it: up to when, how far, and every page that failed, by name."""
    progress, at = current_progress(), timezone.now()
    context = {
        **admin.site.each_context(request),
        "title": "Public copies",
        "progress": progress,
        "problem": progress and problem_of(progress, at=at),
        "progress_sentence": progress and progress_sentence(progress),
        "failed": sorted(progress.failed.items()) if progress else [],
    }
    return render(request, "admin/public_copies.html", context)
