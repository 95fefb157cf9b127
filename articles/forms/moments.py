"""Asking for a moment: a day and a time on the clock of whoever is asked."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

MINUTE = timedelta(minutes=1)


class MomentWidget(forms.SplitDateTimeWidget):
    """The browser's own fields for a day and a time, each with its label."""

    template_name = "articles/widgets/moment.html"

    def __init__(self):
        super().__init__(
            date_attrs={"type": "date"},
            time_attrs={"type": "time"},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )


class MomentField(forms.SplitDateTimeField):
    """A moment in the time zone that is active, named beside it; None where it is left empty."""

    widget = MomentWidget

    def __init__(self, **options):
        options.setdefault("required", False)
        options.setdefault("require_all_fields", False)
        super().__init__(
            input_date_formats=["%Y-%m-%d"], input_time_formats=["%H:%M", "%H:%M:%S"], **options
        )
        for part, words in zip(self.fields, ("day", "time"), strict=True):
            part.required = False
            part.error_messages["invalid"] = INVALID[words]

    def compress(self, parts):
        day, clock = [*parts, None, None][:2]
        if not day and not clock:
            return None
        if not day or not clock:
            raise ValidationError("Choose both a date and a time.")
        return moment_of(datetime.combine(day, clock), zone=timezone.get_current_timezone())


INVALID = {
    "day": "Write the date as year, month and day, such as 2027-03-09.",
    "time": "Write the time with hours and minutes, such as 09:30.",
}


def moment_of(local, *, zone):
    """The moment a clock in ``zone`` shows as ``local``; refused in words where there is no one.

    When clocks go forward an hour does not exist; when they go back one comes twice.
    """
    earlier, later = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if earlier.utcoffset() == later.utcoffset():
        return earlier.astimezone(UTC)
    start, end = _odd_hour(local, zone)
    day, place = date_format(local, "j F Y"), zone_name(zone)
    if _exists(local, zone):
        what = f"clocks go back, and {local:%H:%M} comes twice"
    else:
        what = f"clocks go forward, and {local:%H:%M} does not exist"
    raise ValidationError(
        f"On {day}, in {place}, {what}. Choose a time before {start:%H:%M}, or from {end:%H:%M} on."
    )


def _exists(local, zone):
    back = local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return back.replace(tzinfo=None) == local


def _odd_hour(local, zone):
    """From when to when clocks show what does not exist, or comes twice."""

    def is_odd(moment):
        first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        return first.utcoffset() != second.utcoffset()

    start = end = local.replace(second=0)
    while is_odd(start - MINUTE):
        start -= MINUTE
    while is_odd(end):
        end += MINUTE
    return start, end


def zone_name(zone):
    """A time zone as people say it: "New York time"."""
    return f"{str(zone).rpartition('/')[2].replace('_', ' ')} time"


def zone_now():
    """The active time zone, with its distance from UTC, for the line beside a field."""
    now = timezone.localtime()
    offset = f"{now:%z}"
    return f"{zone_name(timezone.get_current_timezone())} (UTC{offset[:3]}:{offset[3:]} today)"
