"""What the pipeline is given, what it returns, and what its stages hand to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from accessibility.audit.findings import Finding
from accessibility.terms import TermFact
from articles.markup.identifiers import Identifiers
from articles.markup.limits import Budget


@dataclass(frozen=True)
class FileFact:
    """What is known of a file that a page may link to; ``size`` is in bytes."""

    size: int


@dataclass(frozen=True)
class ImageFact:
    """What is known of one of our own images; ``sources``, ``webp`` are (address, width) pairs."""

    width: int
    height: int
    alternative_text: str = ""
    is_decorative: bool = False
    caption: str = ""
    credit: str = ""
    sources: tuple[tuple[str, int], ...] = ()
    webp: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Facts:
    """Everything the pipeline may know beyond the Markdown itself.

    ``files`` and ``images`` are keyed by the address as written in the Markdown.
    """

    own_hosts: frozenset[str] = frozenset()
    terms: tuple[TermFact, ...] = ()
    files: Mapping[str, FileFact] = field(default_factory=dict)
    images: Mapping[str, ImageFact] = field(default_factory=dict)
    media_address: str = "/media/"
    language: str = "en"


@dataclass(frozen=True)
class Heading:
    """``lang``: its language, where that is not the page's."""

    level: int
    text: str
    id: str
    lang: str = ""


@dataclass(frozen=True)
class LinkFound:
    """A link of the body; ``kind`` is external, internal, file, mail or phone."""

    address: str
    text: str
    kind: str
    lang: str = ""


@dataclass(frozen=True)
class Rendered:
    html: str
    text: str
    headings: tuple[Heading, ...]
    links: tuple[LinkFound, ...]
    findings: tuple[Finding, ...] = ()


@dataclass
class Page:
    """The work in hand: each stage reads and changes it."""

    source: str
    facts: Facts
    source_lines: bool
    budget: Budget
    tokens: list[Token] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    identifiers: Identifiers = field(default_factory=Identifiers)
    html: str = ""
    text: str = ""
    headings: list[Heading] = field(default_factory=list)
    links: list[LinkFound] = field(default_factory=list)
    references: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def rendered(self) -> Rendered:
        return Rendered(
            self.html,
            self.text,
            tuple(self.headings),
            tuple(self.links),
            tuple(self.findings),
        )
