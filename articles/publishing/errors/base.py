"""What every refusal is, and the words they share: days, moments, people."""

from django.utils.formats import date_format
from django.utils.timezone import localtime


class Refused(Exception):
    """An act that left everything as it was. ``str()`` says why and what to do."""


def day(value):
    """A day as sentences of the desk write it."""
    return f"{value:%-d %B %Y}"


def moment_label(moment):
    """Day and time in the time zone of whoever asked, which is named."""
    local = localtime(moment)
    return date_format(local, "j F Y, H:i") + f" ({local.tzname()})"


def people_of(saves, *, reader=None):
    """Who saved them, in words; ``reader`` is "You"."""
    makers = (save.made_by if hasattr(save, "made_by") else save.by for save in saves)
    return " and ".join(dict.fromkeys(_name(maker, reader) for maker in makers)) or "Someone"


def _name(maker, reader):
    if maker is None:
        return "The site"
    return "You" if maker == reader else maker.get_full_name() or maker.get_username()
