"""Whether a page may be published by an import: what its old site said, at this moment."""

from datetime import date, datetime

from django.utils import timezone

from articles.importers.records import ImportedPage


def reason_hidden(page: ImportedPage, *, now: datetime) -> str:
    """Words that say why its old site does not show the page; empty where it does."""
    if page.held_back:
        return f"“{page.held_back}”"
    for key, moment in page.public_until:
        if not is_after(moment, now):
            return f"“{key}”: it ended on {day_words(moment)}"
    for key, moment in page.public_since:
        if is_after(moment, now):
            return f"“{key}”: {day_words(moment)} is in the future"
    return ""


def is_after(moment: date | datetime, now: datetime) -> bool:
    """Whether the moment is still to come; a day comes when it begins."""
    if isinstance(moment, datetime):
        return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)) > now
    return moment > timezone.localdate(now)


def day_words(moment: date | datetime) -> str:
    return f"{moment:%B} {moment.day}, {moment.year}"
