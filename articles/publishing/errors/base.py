"""The base of every refusal, and how refusals write days, moments and people."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles.models import Event, Revision


class Refused(Exception):
    """An act that left everything as it was. ``str()`` says why and what to do."""


def day(value: date) -> str:
    """A day as sentences of the desk write it: "March 4, 2026"."""
    return f"{value:%B %-d, %Y}"


def date_and_time(moment: datetime) -> str:
    """Day and time in the active time zone: "March 4, 2026, 3:30 p.m."."""
    return date_format(localtime(moment), "F j, Y, P")


def moment_label(moment: datetime) -> str:
    """Day and time in the active time zone, which is named: "March 4, 2026, 3:30 p.m. (EST)"."""
    return f"{date_and_time(moment)} ({localtime(moment).tzname()})"


def people_of(saves: Iterable[Revision | Event], *, reader: User | None = None) -> str:
    """The names of who saved them; ``reader`` is "You"."""
    makers = (save.made_by if hasattr(save, "made_by") else save.by for save in saves)
    return " and ".join(dict.fromkeys(_name(maker, reader) for maker in makers)) or "Someone"


def _name(maker: User | None, reader: User | None) -> str:
    if maker is None:
        return "The site"
    return "You" if maker == reader else maker.get_full_name() or maker.get_username()
