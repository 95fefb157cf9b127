"""A number to call or an address that is no longer true, in running text. Pure.

Each change of a fact finds what names the old one and says what it should be now. What only a
person can put right - another page of the old site, a line that has no number any more - is found
as well, and left as it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from articles.text import phone_numbers

PRESS = (
    r"(?P<between>\)?[,;]?\s+(?:and\s+|then\s+|y\s+)*(?:press|oprima|presione|pulse)\s+(?:el\s+)?)"
)
IN_ADDRESS = r"[\w/?&=#%~+$@-]"
REST = rf"(?P<rest>(?:{IN_ADDRESS}|[.,;:!'](?={IN_ADDRESS}))*)"
AROUND = 60  # characters shown beside what was found


class Change(Protocol):
    """One fact that changed."""

    @property
    def pattern(self) -> re.Pattern[str]: ...

    @property
    def digits_or_name(self) -> str:
        """A regular expression that PostgreSQL finds at least the same texts with."""
        ...

    def put_right(self, found: re.Match[str]) -> str | None:
        """What to write instead; None where a person must decide, the same where all is well."""
        ...


@dataclass(frozen=True)
class Line:
    """A line to call: its number, what callers press, and what links to it open."""

    number: str
    press: str
    address: str


@dataclass(frozen=True)
class LineChanged:
    old: Line
    new: Line

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        number = phone_numbers.pattern_of(self.old.number).pattern
        press = rf"(?:{PRESS}(?P<pressed>\w+))?"
        return re.compile(rf"(?P<link>\b(?:tel|sms):)?(?P<number>{number}){press}", re.IGNORECASE)

    @property
    def digits_or_name(self) -> str:
        return "[^0-9]{0,4}".join(phone_numbers.digits_of(self.old.number))

    def put_right(self, found: re.Match[str]) -> str | None:
        if not self.new.number:
            return None
        return self._called(found) + self._pressed(found)

    def _called(self, found: re.Match[str]) -> str:
        link, written = found["link"] or "", found["number"]
        if phone_numbers.digits_of(self.old.number) == phone_numbers.digits_of(self.new.number):
            return link + written
        if not link:
            return self.new.number
        is_same_kind = self.new.address.lower().startswith(link.lower())
        return self.new.address if is_same_kind else link + re.sub(r"[^\d+]", "", self.new.number)

    def _pressed(self, found: re.Match[str]) -> str:
        between, pressed = found["between"] or "", found["pressed"] or ""
        if pressed.lower() != self.old.press.lower() or not pressed:
            return between + pressed
        if self.new.press:
            return between + self.new.press
        return ")" if between.startswith(")") else ""


@dataclass(frozen=True)
class AddressChanged:
    old: str
    new: str

    @property
    def digits_or_name(self) -> str:
        return re.escape(_bare(self.old))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w.@-])(?:https?://)?{re.escape(_bare(self.old))}(?![\w-]){REST}")

    def put_right(self, found: re.Match[str]) -> str | None:
        """Another page below the old address has no known place below the new one."""
        if _bare(found[0]) != _bare(self.old):
            return None
        return self.new if "://" in found[0] else _bare(self.new)


def _bare(address: str) -> str:
    return re.sub(r"^https?://", "", address).rstrip("/")


@dataclass(frozen=True)
class Mention:
    """One place that names what was true. ``now``: what it should be, None for people to decide."""

    before: str
    found: str
    now: str | None
    after: str


def mentions(text: str, changes: Sequence[Change]) -> Iterator[Mention]:
    """What a text says that is no longer true, with a few words around it."""
    for change in changes:
        for found in change.pattern.finditer(text):
            now = change.put_right(found)
            if now != found[0]:
                start, end = found.span()
                before = text[max(0, start - AROUND) : start]
                yield Mention(before, found[0], now, text[end : end + AROUND])


def corrected(text: str, changes: Sequence[Change]) -> str:
    """The text with what is true now; what people must decide stays."""
    for change in changes:
        text = change.pattern.sub(lambda found, one=change: _written(one, found), text)  # type: ignore[misc]
    return text


def _written(change: Change, found: re.Match[str]) -> str:
    now = change.put_right(found)
    return found[0] if now is None else now
