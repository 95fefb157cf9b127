"""Two editors with one row: nothing that someone else saved is overwritten unseen.

A form carries a fingerprint of every value that it began with. The act that saves it compares them
with the row, once it holds the row's lock: what only one of two editors changed is taken from that
editor; what both changed differently is refused, with both values. Fingerprints are enough to tell
who changed what, and never bring back an old text by themselves.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime


@dataclass(frozen=True)
class Opened:
    """What a form of a row began with: a fingerprint by the name of each of its fields.

    An empty fingerprint stands where the form did not say. ``since``: the newest line of the
    desk's log when it was opened.
    """

    prints: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    since: int = 0

    @property
    def is_unknown(self):
        return not any(self.prints.values())


@dataclass(frozen=True)
class MergedValues:
    """What a save kept of others: names of fields, and all values that are saved, by name."""

    names: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    sentence: str = ""

    def __bool__(self):
        return bool(self.names)


class FormConflict(Exception):
    """Someone saved other values, in the same fields, while a form was open."""

    def __init__(self, *, overlaps, taken, mine, now, labels, met):
        """``overlaps``: names of fields that both changed; ``taken``: those that only others did.

        ``mine`` and ``now``: values by name, as they should be and as they are.
        """
        self.overlaps = overlaps
        self.taken = taken
        self.mine = mine
        self.now = now
        places = ", ".join(labels[name] for name in overlaps)
        super().__init__(
            f"{met}: {places}. Nothing was overwritten. Compare what is saved now with your"
            " version. If you save again, your version replaces it."
        )

    @property
    def prints(self):
        """What a form begins with once its editor has seen what is saved now."""
        return {name: fingerprint(value) for name, value in self.now.items()}


def fingerprint(value):
    """Short, and the same for the same value, in whatever way a browser sent it."""
    return hashlib.sha256(json.dumps(_plain(value), default=str).encode()).hexdigest()[:16]


def _plain(value):
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, QuerySet | set):
        return sorted(map(_plain, value))  # without an order, as are the rows of the next line
    if isinstance(value, list | tuple):
        plain = [_plain(one) for one in value]
        return sorted(plain) if value and isinstance(value[0], Model) else plain
    return "" if value is None else value


def last_line():
    """The number of the newest line of the desk's log; 0 without one."""
    return LogEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def locked(row):
    """The row as the database has it, held to the end of the transaction; None for a new one."""
    if row.pk is None:
        return None
    return type(row)._base_manager.select_for_update().filter(pk=row.pk).first()


def merge_into(row, *, stored, opened, by, beside=None, together=()):
    """Put what others saved since a form was opened into ``row``, which holds the new values.

    ``stored``: the row as it is, locked. ``opened``: an Opened; without one, the caller has just
    read the row, and it stays as it is. Whatever the form did not have comes from ``stored``.
    ``beside``: (new value, stored value) by name, of what is no column of the row. ``together``:
    groups of names that make sense only together. Returns a MergedValues. Raises FormConflict.
    """
    beside = beside or {}
    asked = {name: mine for name, (mine, _) in beside.items()}
    if stored is None or opened is None:
        return MergedValues(values=asked)
    columns = [name for name in opened.prints if name not in beside]
    mine = _values_of(row, columns) | asked
    now = _values_of(stored, columns) | {name: there for name, (_, there) in beside.items()}
    theirs, overlaps = _compared(opened.prints, mine, now, together)
    taken = tuple(name for name in theirs if name not in overlaps)
    labels = {name: opened.labels.get(name) or _label(row, name) for name in theirs + overlaps}
    if overlaps:
        met = _met(row, opened, by=by)
        raise FormConflict(
            overlaps=overlaps, taken=taken, mine=mine, now=now, labels=labels, met=met
        )
    _take(row, stored, but=set(columns) - set(taken))
    values = mine | {name: now[name] for name in taken}
    sentence = _merged_sentence(row, opened, by=by, labels=[labels[name] for name in taken])
    return MergedValues(taken, values, sentence if taken else "")


def _values_of(row, names):
    return {name: getattr(row, row._meta.get_field(name).attname) for name in names}


def _compared(prints, mine, now, together):
    """(names that others changed, names that both changed differently)"""
    mine = {name: fingerprint(value) for name, value in mine.items()}
    now = {name: fingerprint(value) for name, value in now.items()}
    differ = [name for name in mine if mine[name] != now[name]]
    theirs = [name for name in differ if now[name] != prints.get(name)]
    yours = [name for name in differ if mine[name] != prints.get(name)]
    overlaps = {name for name in theirs if name in yours}
    for group in map(set, together):
        if group & set(theirs) and group & set(yours):
            overlaps |= group & set(differ)
    return tuple(theirs), tuple(name for name in differ if name in overlaps)


def _take(row, stored, *, but):
    for column in row._meta.concrete_fields:
        if column.name not in but and not column.generated:
            setattr(row, column.attname, getattr(stored, column.attname))


def _label(row, name):
    names = {column.name: column.verbose_name for column in row._meta.concrete_fields}
    return capfirst(str(names.get(name, name.replace("_", " "))))


# --- What is said ---------------------------------------------------------------------------


def _met(row, opened, *, by):
    if opened.is_unknown:
        return (
            "What is saved now differs from what you sent, and the form did not say what it"
            " started from"
        )
    line = _line_since(row, opened)
    if line is None:
        return "This was changed after you opened the form, in fields that you changed too"
    when = date_format(localtime(line.action_time), "F j, Y, P")
    where = " in another window" if line.user == by else ""
    return (
        f"{_name(line, by)} saved this{where} on {when}, after you opened the form, and changed"
        " fields that you changed too"
    )


def _merged_sentence(row, opened, *, by, labels):
    line = _line_since(row, opened)
    met = f"{_name(line, by)} saved this" if line else "This was changed"
    return (
        f"{met} while your form was open. Fields you did not change keep the newly saved values:"
        f" {', '.join(labels)}."
    )


def _line_since(row, opened):
    """The newest line of the log since then; acts that come from elsewhere leave none there."""
    kind = ContentType.objects.get_for_model(row)
    lines = LogEntry.objects.filter(pk__gt=opened.since, content_type=kind, object_id=str(row.pk))
    return lines.order_by("-pk").select_related("user").first()


def _name(line, by):
    return "You" if line.user == by else line.user.get_full_name() or line.user.get_username()
