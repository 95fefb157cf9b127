"""Fields for a date and time in the person's own time zone."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format, time_format

MINUTE = timedelta(minutes=1)
# Clocks, time zones and PostgreSQL agree on these, with room to count days before and after.
FIRST_YEAR, LAST_YEAR = 1900, 2199
OTHER_YEAR = f"Choose a year between {FIRST_YEAR} and {LAST_YEAR}."
WHICH = [
    ("", "Choose"),
    ("0", "The first, before the clocks go back"),
    ("1", "The second, after they went back"),
]


class MomentWidget(forms.SplitDateTimeWidget):
    """The browser's own fields for a day and a time, each with its label.

    Where the time comes twice on that day, a third asks which of the two is meant.
    """

    template_name = "articles/widgets/moment.html"

    def __init__(self):
        super().__init__(
            date_attrs={"type": "date"},
            time_attrs={"type": "time"},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )
        self.widgets = [*self.widgets, forms.Select(choices=WHICH)]
        self.widgets_names = [*self.widgets_names, "_2"]

    def decompress(self, value):
        parts = super().decompress(value)[:2]
        return [*parts, str(timezone.localtime(value).fold) if value else ""]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        day, clock, _ = (part["value"] for part in context["widget"]["subwidgets"])
        context["widget"]["comes_twice"] = _is_typed_twice(day, clock)
        return context


def _is_typed_twice(day, clock):
    try:
        local = datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        return False
    is_known = FIRST_YEAR <= local.year <= LAST_YEAR and local.tzinfo is None
    return is_known and comes_twice(local, timezone.get_current_timezone())


class DayField(forms.DateField):
    """A day that a calendar of people holds."""

    def validate(self, value):
        super().validate(value)
        refuse_other_years(value)


def refuse_other_years(day):
    """Raises ValidationError for a day that nobody means, such as one in the year 9999."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(OTHER_YEAR)


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
        self.fields = (*self.fields, forms.ChoiceField(choices=WHICH, required=False))

    def compress(self, parts):
        day, clock, which = [*parts, None, None, None][:3]
        if not day and not clock:
            return None
        if not day or not clock:
            raise ValidationError("Choose both a date and a time.")
        refuse_other_years(day)
        local = datetime.combine(day, clock)
        return moment_of(local, zone=timezone.get_current_timezone(), which=which or None)


INVALID = {
    "day": "Enter the date as year, month and day, such as 2027-03-09.",
    "time": "Enter the time as hours and minutes, such as 09:30.",
}


def moment_of(local, *, zone, which=None):
    """The moment a clock in ``zone`` shows as ``local``; refused in words where there is no one.

    When clocks go forward an hour does not exist; when they go back one comes twice: ``which`` is
    then "0" for the first, "1" for the second.
    """
    is_twice = comes_twice(local, zone)
    if is_twice and which is not None:
        return local.replace(tzinfo=zone, fold=int(which)).astimezone(UTC)
    if not is_twice and _exists(local, zone):
        return local.replace(tzinfo=zone).astimezone(UTC)
    day, place, time = date_format(local, "F j, Y"), _place(zone), time_format(local, "P")
    if is_twice:
        raise ValidationError(
            f"On {day}, clocks in {place} go back, so {time} comes twice. Choose the first or the"
            " second."
        )
    start, end = _odd_hour(local, zone)
    raise ValidationError(
        f"On {day}, clocks in {place} go forward, so {time} does not exist. Choose a time before"
        f" {time_format(start, 'P')}, or {time_format(end, 'P')} or later."
    )


def comes_twice(local, zone):
    """Whether clocks in the zone show that time twice on that day."""
    earlier, later = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return earlier.utcoffset() != later.utcoffset() and _exists(local, zone)


def _exists(local, zone):
    back = local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return back.replace(tzinfo=None) == local


def _odd_hour(local, zone):
    """From when to when clocks show what does not exist."""

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
    return f"{_place(zone)} time"


def _place(zone):
    return str(zone).rpartition("/")[2].replace("_", " ")


def zone_now():
    """The active time zone, with its distance from UTC, for the line beside a field."""
    now = timezone.localtime()
    offset = f"{now:%z}"
    return f"{zone_name(timezone.get_current_timezone())} (UTC{offset[:3]}:{offset[3:]} today)"
