"""What an address answers: the seam at which menus meet the pages of the site.

The setting ACCESSIBILITY_ADDRESS_BOOK names a class like ``RouteBook``. An app that knows more than
the URL configuration brings its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse
from django.utils.module_loading import import_string

PAGE = "page"
NOTICE = "notice"
REDIRECT = "redirect"
GONE = "gone"
NOT_FOUND = "not found"
BROKEN = "broken"  # another site that was asked, and has no such page any more
UNKNOWN = "unknown"  # another site that nobody asked


@dataclass(frozen=True)
class Answer:
    """What an address answers (one of the kinds above) and the title of the page there.

    ``leads_to`` is where a redirect leads, ``ends_at`` when a page is to end.
    """

    kind: str
    title: str = ""
    leads_to: str = ""
    ends_at: datetime | None = None


@dataclass(frozen=True)
class Found:
    """An address an editor may pick."""

    address: str
    title: str


@dataclass(frozen=True)
class Picture:
    """A picture of our own that can be shown next to a label."""

    address: str
    words: str
    width: int
    height: int


class RouteBook:
    """Knows the URL configuration and nothing else."""

    def look_up(self, address: str, at: datetime) -> Answer:
        """What one address answers at the moment ``at``."""
        if not is_own(address):
            return Answer(UNKNOWN)
        try:
            match = resolve(path_of(address))
        except Resolver404:
            return Answer(NOT_FOUND)
        return Answer(PAGE, _title(match.url_name))

    def look_up_all(self, addresses: Iterable[str], at: datetime) -> dict[str, Answer]:
        """What each of many addresses answers."""
        return {address: self.look_up(address, at) for address in addresses}

    def pictures(self, words: str) -> list[Picture]:
        """Pictures of the site whose words hold every word; the newest first."""
        return []

    def pictures_at(self, addresses: Iterable[str]) -> dict[str, Picture]:
        """The pictures at addresses."""
        return {}

    def search(self, words: str) -> list[Found]:
        """Named pages without arguments whose name holds every word."""
        wanted = words.casefold().split()
        pages = (Found(address, _title(name)) for name, address in _named_pages())
        return [page for page in pages if all(word in page.title.casefold() for word in wanted)]


def address_book() -> Any:
    return import_string(settings.ACCESSIBILITY_ADDRESS_BOOK)()


def is_own(address: str) -> bool:
    """Whether an address is a path of this site."""
    return address.startswith("/") and not address.startswith("//")


def path_of(address: str) -> str:
    """The path an address asks for, without query and fragment."""
    return urlsplit(address).path


def _title(url_name: str | None) -> str:
    return (url_name or "").replace("-", " ").replace("_", " ").capitalize()


def _named_pages() -> Iterator[tuple[str, str]]:
    for name in _names(get_resolver()):
        try:
            yield name.rpartition(":")[2], reverse(name)
        except NoReverseMatch:
            continue


def _names(resolver: Any) -> Iterator[str]:
    """Names as ``reverse`` takes them. The admin is left out: no menu leads there."""
    yield from (name for name in resolver.reverse_dict if isinstance(name, str))
    for namespace, (_, nested) in resolver.namespace_dict.items():
        if namespace != "admin":
            yield from (f"{namespace}:{name}" for name in _names(nested))
