"""What the audit finds: one fault or doubt in a page's HTML, with its place and its remedy."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error blocks publishing; a warning asks a person."""

    ERROR = "error"
    WARNING = "warning"


class Level(StrEnum):
    """The level of the success criterion a rule tests part of (WCAG 2.2)."""

    A = "A"
    AA = "AA"
    AAA = "AAA"


@dataclass(frozen=True)
class Finding:
    """One result of one rule.

    ``criterion`` is the number of a WCAG 2.2 success criterion ("1.1.1"). ``message`` says what
    is wrong and ``remedy`` what to do about it, each one plain sentence for an author.
    ``excerpt`` is the element's own words or markup, short; ``selector`` finds it in the page;
    ``line`` counts from 1 in the author's source, where it is known. ``element_hash`` belongs to
    the rule and the element itself, wherever it is, and changes with it: dismissals are kept
    by it.
    """

    rule: str
    criterion: str
    level: Level
    severity: Severity
    message: str
    remedy: str
    excerpt: str = ""
    selector: str = ""
    line: int | None = None
    element_hash: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR
