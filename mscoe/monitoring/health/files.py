"""The files that readers get, and the disks that they and images lie on."""

import shutil
from datetime import datetime

from django.conf import settings

from articles.baking.status import current_progress
from articles.desk.views.publishing import public_copies as publishing_public_copies
from mscoe.monitoring.health.condition import Condition

LEAST_FREE = 100_000_000


def public_copies(*, at):
    title, progress = "Public copies of pages", current_progress()
    if progress is None:
        return Condition("copies", title, "None are kept on this machine.")
    if publishing_public_copies.problem_of(progress, at=at):
        state = "cannot reach the database" if progress.is_away else "is not running"
        words = f"The process that bakes them {state}. Readers get pages as they were then."
        cure = "Start it: python manage.py bake_site --follow"
        return Condition("copies", title, words, cure, progress.at)
    words = (
        publishing_public_copies.progress_sentence(progress)
        or "What is published is on the site within a second."
    )
    return Condition("copies", title, words)


def failed_pages(*, at):
    title, progress = "Pages that could not be baked", current_progress()
    failed = progress.failed if progress else {}
    if not failed:
        return Condition("failed_pages", title, "None.")
    since = min(progress.failing_since.values(), default=None)
    return Condition(
        "failed_pages",
        title,
        f"Readers still get the previous version of these: {', '.join(sorted(failed))}.",
        "They are retried every 15 seconds. “Public copies” shows what is wrong with each.",
        since and datetime.fromisoformat(since),
    )


def failures():
    """What is wrong with pages that could not be made, by address."""
    progress = current_progress()
    return progress.failed if progress else {}


def cdn(*, at):
    """The CDN in front of the site, if there is one that has to be told of changes."""
    title, progress = "Purging the CDN", current_progress()
    if not settings.CDN_PURGE_URL:
        return Condition("cdn", title, "There is none.")
    if progress is None or not progress.cdn_problem:
        return Condition("cdn", title, "It is told about every change.")
    words = f"{progress.cdn_problem}. Some readers may get outdated pages."
    return Condition("cdn", title, words, "This is retried automatically until it succeeds.")


# --- disks ---


def disks(*, at):
    """Of the folders that are written to here; that of the database is its own condition."""
    folders = {"public copies of pages": settings.BAKED_ROOT}
    if not settings.MEDIA_S3_BUCKET:
        folders["images"] = settings.MEDIA_ROOT
    scarce = [what for what, folder in folders.items() if _free_space(folder) < LEAST_FREE]
    if not scarce:
        return Condition("disk", "Disk space", "There is enough.")
    return Condition(
        "disk",
        "Disk space",
        f"The disk for {' and '.join(scarce)} is full or nearly full. Readers get the pages that"
        " are already there.",
        "Free some space. What could not be written is then written automatically.",
    )


def _free_space(folder):
    try:
        return shutil.disk_usage(folder).free
    except OSError:  # nothing was ever written there
        return LEAST_FREE
