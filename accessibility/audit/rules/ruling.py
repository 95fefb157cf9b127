"""What a rule is, and what it yields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from accessibility.audit.findings import Level, Severity
from accessibility.audit.rules.document import Document


@dataclass(frozen=True)
class Fault:
    """One element that breaks a rule, what to tell the author, and what to do about it.

    ``excerpt`` is given where the element's own words would not show the fault. ``identity`` is
    given where the fault is not bound to every letter of the element, such as how hard a whole
    page is to read: a dismissal then lasts until the identity changes.
    """

    element: HtmlElement
    message: str
    remedy: str
    excerpt: str = ""
    identity: str = ""


Find = Callable[[Document], Iterator[Fault]]


@dataclass(frozen=True)
class Rule:
    """An automatic test of part of one success criterion.

    Rules with ``whole_pages`` ask about the page around an article and do not run on a fragment.
    """

    name: str
    criterion: str
    level: Level
    severity: Severity
    find: Find
    whole_pages: bool = False

    @property
    def summary(self) -> str:
        """What the rule holds, in one sentence: the first line of its docstring."""
        return (self.find.__doc__ or "").strip().partition("\n")[0]


def error(
    name: str, criterion: str, level: Level, *, whole_pages: bool = False
) -> Callable[[Find], Rule]:
    """A rule whose findings are certain, and block publishing."""
    return lambda find: Rule(name, criterion, level, Severity.ERROR, find, whole_pages)


def warning(
    name: str, criterion: str, level: Level, *, whole_pages: bool = False
) -> Callable[[Find], Rule]:
    """A rule whose findings ask a person."""
    return lambda find: Rule(name, criterion, level, Severity.WARNING, find, whole_pages)
