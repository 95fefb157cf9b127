"""Unsaved work, kept for the person who typed it until it is saved or discarded.

A buffer holds what one person has open of one page. Each window in which that person writes has a
part of its own in it, so that two windows never overwrite each other. A part that arrives late, or
twice, is recognized by its sequence and changes nothing.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from django.db import transaction
from django.http import QueryDict

from articles.models import Article, Buffer, Revision
from articles.publishing.drafts.details import from_typed

NUMBER = re.compile(r"[0-9]{1,18}")  # a key, a place or a count, as browsers send it
REMEMBERED = "saved_windows"  # in the session: window → (revision it last saved, sequence)
MOST_REMEMBERED = 40
MOST_WINDOWS = 5  # of one person, with unsaved work on one page; pages never saved count as one
MOST_BYTES = 2 * 1024 * 1024  # in all of them
FORGOTTEN_AFTER = timedelta(days=90)


@dataclass(frozen=True)
class Unsaved:
    """What was typed in one window, as the form would have sent it."""

    article: Article | None
    window: str
    sequence: int
    saved_at: datetime
    pairs: list[list[str]]

    @property
    def title(self):
        return dict(self.pairs).get("title") or str(self.article or Article())

    def data(self):
        data = QueryDict(mutable=True)
        for name, value in self.pairs:
            data.appendlist(name, value)
        return data

    def rows(self, prefix, *names):
        """The rows of a list in their order, without those that are empty or were taken out."""
        data, rows = self.data(), []
        total = data.get(f"{prefix}-TOTAL_FORMS", "0")
        for index in range(min(int(total) if NUMBER.fullmatch(total) else 0, 100)):
            row = {name: data.get(f"{prefix}-{index}-{name}", "") for name in names}
            place = data.get(f"{prefix}-{index}-ORDER", "")
            if NUMBER.fullmatch(row[names[0]]) and f"{prefix}-{index}-DELETE" not in data:
                rows.append((int(place) if NUMBER.fullmatch(place) else 10**6, row))
        return [row for _, row in sorted(rows, key=lambda found: found[0])]


def keep(*, person, article, window, sequence, base, pairs, at):
    """Keep what was typed in a window, unless it is known already or something newer is.

    Returns what was dropped for it: the oldest parts, where the person has more windows or more
    text on the page than is kept.
    """
    with transaction.atomic():
        key = {"person": person, "article": article, "slot": "" if article else window}
        Buffer.objects.get_or_create(**key, defaults={"saved_at": at})
        buffer = Buffer.objects.select_for_update().get(**key)
        part = buffer.values.get(window)
        if part is not None and part["sequence"] >= sequence:
            return []
        buffer.values[window] = {
            "sequence": sequence,
            "saved_at": at.isoformat(),
            "pairs": pairs,
        }
        buffer.base = _base(article, base)
        buffer.saved_at = at
        buffer.save()
        return _drop_oldest(person, article, but=window)


def _drop_oldest(person, article, *, but):
    """Delete the oldest parts beyond the limits; never what was just typed."""
    buffers = Buffer.objects.select_for_update().filter(person=person, article=article)
    parts = _parts(buffers.order_by("pk"))
    parts.sort(key=lambda part: part.window != but)
    sizes = accumulate(map(_size, parts))
    fitting = [size <= MOST_BYTES for size in sizes][:MOST_WINDOWS].count(True)
    dropped = parts[max(fitting, 1) :]
    for part in dropped:
        forget(person, part.window)
    return dropped


def _size(part):
    return sum(len(text.encode()) for pair in part.pairs for text in pair)


def _base(article, number):
    if article is None or number is None:
        return None
    return Revision.objects.filter(article=article, number=number).first()


def of_page(person, article):
    """The person's unsaved work on the page, newest first; without a page, on pages never saved."""
    return _parts(Buffer.objects.filter(person=person, article=article))


def of_person(person):
    """All unsaved work of the person, newest first."""
    return _parts(Buffer.objects.filter(person=person).select_related("article"))


def find(person, window, article=None):
    """One window's part, or None."""
    parts = of_page(person, article)
    return next((part for part in parts if part.window == window), None)


def _parts(buffers):
    parts = [
        Unsaved(
            article=buffer.article,
            window=window,
            sequence=part["sequence"],
            saved_at=datetime.fromisoformat(part["saved_at"]),
            pairs=part["pairs"],
        )
        for buffer in buffers
        for window, part in buffer.values.items()
    ]
    return sorted(parts, key=lambda part: part.saved_at, reverse=True)


def forget(person, window, *, sequence=None):
    """Delete what was typed in a window; with a sequence, unless something came after it."""
    with transaction.atomic():
        buffers = Buffer.objects.select_for_update().filter(person=person, values__has_key=window)
        for buffer in buffers:
            if sequence is not None and buffer.values[window]["sequence"] > sequence:
                continue
            del buffer.values[window]
            if buffer.values:
                buffer.save()
            else:
                buffer.delete()


def forget_old(*, at):
    """Delete what no one came back to in a long time; returns the number of buffers.

    A buffer is as old as the last thing that was typed into it, in whichever window.
    """
    return Buffer.objects.filter(saved_at__lt=at - FORGOTTEN_AFTER).delete()[0]


# --- What a window has saved already --------------------------------------------------------


def remember(session, window, *, number, sequence, details=None):
    """Note that the form in a window was saved as the revision of that number, with the details.

    ``number``: None where others' changes were merged, which the window has not seen.
    """
    known = session.get(REMEMBERED, {})
    known.pop(window, None)
    known[window] = [number, sequence, details]
    session[REMEMBERED] = dict([*known.items()][-MOST_REMEMBERED:])


def _remembered(session, window):
    """(number, sequence, details) of the window's last save."""
    kept = session.get(REMEMBERED, {}).get(window, (None, -1))
    return (*kept, {})[:3]


def base_of(session, window, number):
    """The revision that a form is based on: its own last save, if it continues after one."""
    saved, _, _ = _remembered(session, window)
    return saved if saved is not None and (number is None or saved > number) else number


def details_of(session, window, number):
    """The details of a form's own last save, where it goes on after one; else none."""
    saved, _, details = _remembered(session, window)
    goes_on = saved is not None and (number is None or saved >= number)
    return from_typed(details) if goes_on else {}


def was_saved(session, window, sequence):
    """Whether the form was saved after that was typed."""
    _, saved, _ = _remembered(session, window)
    return sequence <= saved


def saved_windows(session):
    return list(session.get(REMEMBERED, {}))
