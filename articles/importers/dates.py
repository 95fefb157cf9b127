"""Days as pages write them: "Last updated: June 3, 2020", "2020-06-03", "3 de junio de 2020"."""

import re
from datetime import date, datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "enero"),
            ("feb", "february", "febrero"),
            ("mar", "march", "marzo"),
            ("apr", "april", "abril"),
            ("may", "mayo"),
            ("jun", "june", "junio"),
            ("jul", "july", "julio"),
            ("aug", "august", "agosto"),
            ("sep", "sept", "september", "septiembre"),
            ("oct", "october", "octubre"),
            ("nov", "november", "noviembre"),
            ("dec", "december", "diciembre"),
        ),
        start=1,
    )
    for name in names
}
MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
SHAPES = (
    re.compile(
        r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
        r"(?:[T ][\d:.]+(?:Z| ?[+-]\d\d:?\d\d)?)?"
    ),
    re.compile(rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:\s+de)?\s+{MONTH}(?:\s+de)?,?\s+(?P<year>\d{{4}})\b", re.I
    ),
    re.compile(r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})\b"),
)
LABEL = (
    r"(?:(?:page\s+|content\s+)?(?P<updated>(?:last\s+)?(?:updated|modified|revised|reviewed)"
    r"|actualizado|última actualización)"
    r"|published|posted|created|publicado|date)(?:\s+(?:on|el))?\s*:?\s*"
)
DATE_LINE = re.compile(rf"^\W*(?:{LABEL})?$", re.I)


def date_in(text: str) -> date | None:
    """The first day written in ``text``."""
    for shape in SHAPES:
        for match in shape.finditer(text):
            if day := day_of(match):
                return day
    return None


def day_of(match: re.Match) -> date | None:
    month = match["month"].lower()
    try:
        return date(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"]))
    except ValueError:
        return None


def as_date(value: object) -> date | None:
    """A front matter value as a day: YAML gives dates, moments and strings alike."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return date_in(value) if isinstance(value, str) else None


def without_dates(text: str) -> tuple[str, list[date]]:
    """The text without the days in it, and those days."""
    days = []
    for shape in SHAPES:
        for match in shape.finditer(text):
            if day := day_of(match):
                days.append(day)
                text = text.replace(match[0], " ")
    return text, days


def dated_line(text: str) -> tuple[str, date] | None:
    """ "updated" or "published" and the day, where a line says nothing else."""
    rest, days = without_dates(text)
    match = DATE_LINE.match(rest.strip(" .|"))
    if not days or not match:
        return None
    return ("updated" if match["updated"] else "published"), days[0]
