"""Days as pages write them: "Last updated: June 3, 2020", "2020-06-03", "3 de junio de 2020"."""

import re
from datetime import UTC, date, datetime

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
EPOCH = re.compile(r"[1-9]\d{8,9}(?:\d{3})?")  # seconds or milliseconds since 1970
MONTH_ALONE = re.compile(r"(?P<year>(?:19|20)\d{2})(?:[-/.](?P<month>\d{1,2}))?")
YEAR_FIRST = re.compile(
    r"\b(?P<year>\d{4})(?P<mark>[/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})\b"
)
DAY_OR_MONTH_FIRST = re.compile(
    r"\b(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})\b"
)
MONTHS_A_YEAR = 12
MONTH_FIRST = {"", "en", "en-us", "en-ph"}
Moment = date | datetime
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


def day_of(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    try:
        return date(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"]))
    except ValueError:
        return None


def slash_order(text: str, *, language: str) -> str:
    """How a page writes "03/04/2021": "mdy" or "dmy", by its language, or "" where its own days
    say otherwise. ``language``: a tag, with its region if the page tells it.
    """
    days = DAY_OR_MONTH_FIRST.findall(text)
    day_first = any(int(one) > MONTHS_A_YEAR >= int(two) for one, _, two, _ in days)
    month_first = any(int(two) > MONTHS_A_YEAR >= int(one) for one, _, two, _ in days)
    usual = "mdy" if language.lower().replace("_", "-") in MONTH_FIRST else "dmy"
    against = day_first if usual == "mdy" else month_first
    return "" if against else usual


def in_order(text: str, order: str) -> str | None:
    """The text with its days as month/day/year; None where one of them can be read two ways."""
    if not order and any(is_ambiguous(match) for match in DAY_OR_MONTH_FIRST.finditer(text)):
        return None
    if order != "dmy":
        return text
    return DAY_OR_MONTH_FIRST.sub(r"\g<two>/\g<one>/\g<year>", text)


def is_ambiguous(match: re.Match[str]) -> bool:
    return (
        match["one"] != match["two"] and max(int(match["one"]), int(match["two"])) <= MONTHS_A_YEAR
    )


def as_date(value: object) -> date | None:
    """A front matter value as a day: a date, a moment, seconds since 1970, or words."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    said = str(value).strip() if isinstance(value, (str, int)) else ""
    if EPOCH.fullmatch(said):
        return since_1970(said).date()
    return date_in(said)


def since_1970(digits: str) -> datetime:
    return datetime.fromtimestamp(int(digits) / (1000 if len(digits) > 10 else 1), tz=UTC)


def readings(value: object) -> list[Moment]:
    """Every moment that a value may mean; "03/04/2031" may be two days, other words are none."""
    if isinstance(value, (date, datetime)):
        return [value]
    said = " ".join(str(value).split())
    if EPOCH.fullmatch(said):
        return [since_1970(said)]
    if moment := iso_moment(said):
        return [moment]
    if both := DAY_OR_MONTH_FIRST.search(said):
        days = {
            day_from(both["year"], both[m], both[d]) for m, d in (("one", "two"), ("two", "one"))
        }
        return sorted(day for day in days if day)
    if match := YEAR_FIRST.search(said) or MONTH_ALONE.fullmatch(said):
        groups = match.groupdict()
        day = day_from(groups["year"], groups["month"] or "1", groups.get("day") or "1")
        return [day] if day else []
    day = date_in(said)
    return [day] if day else []


def iso_moment(said: str) -> Moment | None:
    """ "2031-05-03", "2031-05-03 8:00:23 -0400" and the like, wherever they say a time."""
    match = re.fullmatch(
        r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
        r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?:\s*\[[\w/]+\])?",
        said,
        re.I,
    )
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    written = f"{year}-{month:0>2}-{day:0>2}"
    if hour:
        written += f"T{hour:0>2}:{minute}:{second or '00'}"
        written += "" if not zone else "+00:00" if zone.upper() in ("Z", "UTC", "GMT") else zone
    try:
        return datetime.fromisoformat(written) if hour else date.fromisoformat(written)
    except ValueError:
        return None


def day_from(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


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
