"""What is asked of an import, and what became of a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from articles.models import Article, Section

CREATED, UPDATED, UNCHANGED, PUBLISHED, KEPT, FAILED = (
    "created",
    "updated",
    "unchanged",
    "published",
    "kept",
    "failed",
)


class NotImported(Exception):
    """A page was left out; the message says why, in plain words."""


@dataclass
class Outcome:
    """What became of one page: a status, a sentence about it, and what an editor should know."""

    status: str
    sentence: str = ""
    article: Article | None = None
    path: str = ""
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Wishes:
    """The options of an import."""

    section: Section | None = None
    by: User | None = None
    publish: bool = False
    dry_run: bool = False
    # Addresses that earlier files of a dry run would hold, which keeps nothing, and their names.
    promised: Mapping[str, str] = field(default_factory=dict)
