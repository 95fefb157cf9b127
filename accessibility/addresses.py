"""What an address answers: the seam at which menus meet the pages of the site.

The setting ACCESSIBILITY_ADDRESS_BOOK names a class with ``look_up(address, at)`` and
``search(words)``. An app that knows more than the URL configuration brings its own.
"""

from collections.abc import Iterator
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


@dataclass(frozen=True)
class Answer:
    """What an address answers (one of the kinds above) and the title of what stands there."""

    kind: str
    title: str = ""


@dataclass(frozen=True)
class Found:
    """An address an editor may pick."""

    address: str
    title: str


class RouteBook:
    """Knows the URL configuration and nothing else."""

    def look_up(self, address: str, at: datetime) -> Answer:
        try:
            match = resolve(path_of(address))
        except Resolver404:
            return Answer(NOT_FOUND)
        return Answer(PAGE, _title(match.url_name))

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
