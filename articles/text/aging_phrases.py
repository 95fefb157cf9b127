"""Words that are right today and wrong one day: "currently", "expected in 2027", a trial's name.

Markdown in, findings out; knows no database and no clock. A year in a citation ages nothing, and a
past year in running text is mostly a fact of history: it is found, but nothing is proposed for it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum


class Kind(Enum):
    NOW = "now"
    AHEAD = "ahead"
    TRIAL = "trial"
    YEAR = "year"


@dataclass(frozen=True)
class TimeWord:
    """``words`` as written in the part under ``heading``; ``due_on``: a day they name."""

    words: str
    heading: str
    kind: Kind
    due_on: date | None = None

    @property
    def is_urgent(self) -> bool:
        return self.kind is not Kind.YEAR


MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), start=1)
}
MONTH = f"(?:{'|'.join(MONTHS)})"
YEAR = r"(?:19[5-9]\d|20\d\d)"
DAY = rf"(?:(?:{MONTH}\s+(?:de\s+|of\s+)?)?{YEAR})"


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


RESEARCH = _any_of(
    r"\b(?:trials?|stud(?:y|ies)|research(?:ers)?|investigat\w+|recruiting|enrolling)\b",
    r"\b(?:ensayos?|estudios?|investigaci[oó]n|reclutan\w*)\b",
    r"\b(?:phase|fase)\s(?:\d|I+)|\bNCT\d+\b",
)
AHEAD = _any_of(
    r"\b(?:(?:is|are)\s+)?(?:expected|planned|anticipated|scheduled|due)"
    r"\s+(?:in|for|by|to\s+\w+(?:\s+\w+)?\s+(?:in|by))"
    rf"\s+(?:(?:early|mid|late)[ -])?{DAY}\b",
    rf"\b(?:se\s+esperan?|previst[oa]s?)\s+(?:para|en)\s+{DAY}\b",
    r"\b(?:later\s+)?(?:this|next)\s+year\b(?!\s+of)",
    r"\b(?:este|pr[oó]ximo)\s+año\b",
    r"\b(?:coming|very|available|published|approved|begin|start|open)\s+soon\b",
    r"\bsoon\s+(?:be|to\s+be|become|available)\b",
    r"\bpr[oó]ximamente\b",
)
UNTIL = _any_of(rf"\b(?:until|through|by|hasta)\s+(?:the\s+end\s+of\s+|finales\s+de\s+)?{DAY}\b")
# What is asked of readers, or said of them, stays true: "if you are currently taking steroids".
NOT_OF_READERS = "".join(
    f"(?<!{words} )"
    for words in ("you", "you’re", "you're", "you are", "who are", "n’t", "n't", "not", "many are")
)
NOT_BY_READERS = "".join(
    f"(?<!{words} )" for words in ("you", "you have", "you’ve", "you've", "may have", "or")
)
NOW = _any_of(
    rf"\bas\s+of\s+(?:now|today|this\s+\w+|(?:the\s+)?(?:writing|time\s+of)|{DAY})\b",
    rf"\ba\s+fecha\s+de\s+{DAY}",
    r"\bat\s+(?:the\s+)?present(?:\s+time)?\b|(?:^|(?<=[*>] ))At\s+this\s+time,",
    rf"{NOT_OF_READERS}\bcurrently\b",
    r"\bpresently\b|\bnowadays\b|\bthese\s+days\b|(?<!up )\bto\s+date\b",
    r"\b(?:is|are)\s+now\b(?!\s+(?:ready|able))",
    r"\b(?:have|has)\s+now\s+(?:\w+ed|been|become|shown)\b",
    r"\bnow\s+(?:available|approved|being|known|recommended|used)\b",
    rf"{NOT_BY_READERS}\brecently\b",
    r"\b(?:the\s+)?last\s+few\s+years\b|\brecent\s+years\b",
    r"\bactualmente\b|\ben\s+la\s+actualidad\b|\bhoy\s+en\s+d[ií]a\b",
    r"\brecientemente\b|\bhasta\s+la\s+fecha\b",
)
UNDER_WAY = _any_of(
    r"\bongoing\b|\bunder\s?way\b|\bin\s+progress\b|\ben\s+curso\b|\ben\s+marcha\b",
    r"\b(?:is|are|now|currently|still|actively)\s+recruiting\b",
    r"\bare\s+(?:being\s+studied|under\s+study|studying|testing)\b",
)
REGISTERED = re.compile(r"\bNCT\d{8}\b")
TRIAL = re.compile(
    r"\b[A-Z]{3}[A-Z0-9]{0,20}(?:-[A-Z]{2}[A-Z0-9]{0,20}){1,4}\b"
    r"|\b[A-Z]{4}[A-Z-]{0,30}\d{0,2}(?=\s(?:trial|study|studies|extension)\b)"
    r"|(?:(?<=\bensayo )|(?<=\bestudio ))[A-Z]{4}[A-Z0-9-]{0,30}\b"
)
NOT_TRIALS = re.compile(
    r"COVID|SARS|HIV|HTLV|EDSS|HLA-|DNA|RNA|MRI|NMOSD|MOGAD|AHSCT|HSCT|RRMS|SPMS|PPMS|NEDA|"
    r"SF-|MSFC|PDDS|FDA|EMA|NIH|VHA|NICE|MSIF|NMSS|NINDS"
)
WHOLE_YEAR = re.compile(
    rf"\b(?:{MONTH}\s+(?:de\s+)?)?{YEAR}\b(?!\s*(?:%|mg|people|patients))", re.IGNORECASE
)

REFERENCES = re.compile(
    r"references?|bibliograph|sources|citations|further reading|read more|additional information"
    r"|referencias|bibliograf|fuentes",
    re.IGNORECASE,
)
CITED = re.compile(
    r"et al\b|\bdoi\b|PMID|PMC\d|\b\d{4};\s*\d|\b\d+\(\d+\):|\bpp?\.\s?\d|ISBN|©|copyright",
    re.IGNORECASE,
)
HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(?P<text>\S.*)$")
# What readers do not see as words. Every repetition has an end, so that no text takes long.
HIDDEN = re.compile(
    r"(?s)```.{0,9000}?```|`[^`\n]{0,500}`|<!--.{0,2000}?-->|<[^>\n]{1,300}>"
    r"|!\[[^\]\n]{0,500}\]\([^)\n]{0,500}\)|(?<=\])\([^)\s]{0,500}(?:\s\"[^\"\n]{0,300}\")?\)"
    r"|https?://\S{1,2000}|(?m:^\[\^?[^\]\n]{1,100}\]:[^\n]*$)"
    r"|\((?:[^()]{0,200},\s?)?(?:19|20)\d\d[a-z]?\)"
)
SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\bal\.)\s+(?=[A-ZÁÉÍÓÚÑ¿¡*\[“\"(])|\n\s*\n|\n(?=\s*(?:[-*+|]|\d+\.)\s)"
)


def find_time_words(source: str, *, on: date) -> list[TimeWord]:
    """What ages in a Markdown text seen on the day ``on``; the same words in one part once."""
    found: dict[TimeWord, None] = {}
    for heading, text in _parts(source):
        if not REFERENCES.search(heading):
            for sentence in SENTENCE_END.split(text):
                found.update(dict.fromkeys(_in_sentence(sentence, heading, on)))
    return list(found)


def _parts(source: str) -> Iterator[tuple[str, str]]:
    shown = HIDDEN.sub(" ", source)
    heading, start = "", 0
    for match in HEADING.finditer(shown):
        yield heading, shown[start : match.start()]
        heading, start = re.sub(r"[*_`]", "", match["text"]).strip("# \t"), match.end()
    yield heading, shown[start:]


def _in_sentence(sentence: str, heading: str, on: date) -> Iterator[TimeWord]:
    if CITED.search(sentence):
        return
    taken: list[tuple[int, int]] = []
    for kind, match in _matches(sentence, on):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        taken.append(match.span())
        words = " ".join(match[0].split())
        yield TimeWord(words, heading, kind, _day_in(words) if kind is Kind.AHEAD else None)


def _matches(sentence: str, on: date) -> Iterator[tuple[Kind, re.Match[str]]]:
    is_research = RESEARCH.search(sentence) is not None
    for match in AHEAD.finditer(sentence):
        yield Kind.AHEAD, match
    for match in UNTIL.finditer(sentence):
        if int(match[0][-4:]) >= on.year:
            yield Kind.AHEAD, match
    for match in NOW.finditer(sentence):
        yield Kind.NOW, match
    if is_research:
        for match in UNDER_WAY.finditer(sentence):
            yield Kind.NOW, match
        for match in TRIAL.finditer(sentence):
            if not NOT_TRIALS.search(match[0]):
                yield Kind.TRIAL, match
    for match in REGISTERED.finditer(sentence):
        yield Kind.TRIAL, match
    for match in WHOLE_YEAR.finditer(sentence):
        yield Kind.YEAR, match


def _day_in(words: str) -> date | None:
    """The first day of the month, or of the year, that the words name."""
    year = re.search(YEAR, words)
    if year is None:
        return None
    month = re.search(MONTH, words, re.IGNORECASE)
    return date(int(year[0]), MONTHS[month[0].lower()] if month else 1, 1)


SOON = timedelta(days=91)
HALF_A_YEAR = timedelta(days=182)


def propose_day(found: list[TimeWord], *, on: date) -> date | None:
    """When someone should look again, seen from the day ``on``; None: nothing here is urgent."""
    days = [_look_again(word, on=on) for word in found if word.is_urgent]
    return min(days, default=None)


def _look_again(word: TimeWord, *, on: date) -> date:
    if word.due_on is not None:
        return max(word.due_on, on + timedelta(days=1))
    if word.kind is Kind.AHEAD:
        names_year = re.search(r"\b(?:this|este)\s+(?:year|año)\b", word.words, re.IGNORECASE)
        return date(on.year + 1, 1, 1) if names_year else on + SOON
    return on + HALF_A_YEAR
