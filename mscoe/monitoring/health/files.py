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
        state = "cannot reach the database" if progress.is_away else "is not there"
        words = f"The process that makes them {state}. Readers get pages as they were then."
        cure = "Whoever runs the site sees to it: python manage.py bake_site --follow"
        return Condition("copies", title, words, cure, progress.at)
    words = (
        publishing_public_copies.progress_sentence(progress)
        or "What is published is on the site within a second."
    )
    return Condition("copies", title, words)


def failed_pages(*, at):
    title, progress = "Pages that could not be made", current_progress()
    failed = progress.failed if progress else {}
    if not failed:
        return Condition("failed_pages", title, "None.")
    since = min(progress.failing_since.values(), default=None)
    return Condition(
        "failed_pages",
        title,
        f"Readers have these as they were before: {', '.join(sorted(failed))}.",
        "They are tried again every fifteen seconds. “Public copies” says what is wrong with each.",
        since and datetime.fromisoformat(since),
    )


def failures():
    """What is wrong with pages that could not be made, by address."""
    progress = current_progress()
    return progress.failed if progress else {}


def cdn(*, at):
    """What stands in front of the site, where something does that has to be told of changes."""
    title, progress = "Telling the network in front of the site (CDN)", current_progress()
    if not settings.CDN_PURGE_URL:
        return Condition("cdn", title, "There is none.")
    if progress is None or not progress.cdn_problem:
        return Condition("cdn", title, "It hears of every change.")
    words = f"{progress.cdn_problem}. Some readers may get pages as they were."
    return Condition("cdn", title, words, "It is told again by itself until it has heard.")


# --- disks ---


def disks(*, at):
    """Of the folders that are written to here; that of the database is its own condition."""
    folders = {"public copies of pages": settings.BAKED_ROOT}
    if not settings.MEDIA_S3_BUCKET:
        folders["images"] = settings.MEDIA_ROOT
    scarce = [what for what, folder in folders.items() if _free_space(folder) < LEAST_FREE]
    if not scarce:
        return Condition("disk", "Room on the disk", "There is enough.")
    return Condition(
        "disk",
        "Room on the disk",
        f"The disk for {' and '.join(scarce)} is full, or nearly. Readers are served with what"
        " is there.",
        "Whoever runs the site makes room; what could not be written is then written by itself.",
    )


def _free_space(folder):
    try:
        return shutil.disk_usage(folder).free
    except OSError:  # nothing was ever written there
        return LEAST_FREE
