"""The site's own routes, and the address book by which menus know its pages."""

import re

from django.urls import Resolver404, URLPattern, get_resolver, resolve
from django.utils import timezone

from accessibility.addresses import NOT_FOUND, PAGE, Answer, Found, RouteBook, path_of
from articles.models import Person, Publication, Section

FIRST_PART = re.compile(r"^/?\^?/?([A-Za-z0-9][\w.-]*)")


def reserved_first_parts():
    """First parts of addresses that the URL configuration uses, such as "search" and "admin"."""
    return frozenset(_first_parts(get_resolver().url_patterns)) | {"static", "media"}


def _first_parts(patterns, before=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if not isinstance(pattern, URLPattern) and not FIRST_PART.match(route):
            yield from _first_parts(pattern.url_patterns, route)
        elif found := FIRST_PART.match(route):
            yield found[1]


class PublicationBook(RouteBook):
    """What an address answers: sections, people and publications beside the fixed routes."""

    def look_up(self, address, at):
        path = path_of(address)
        try:
            match = resolve(path)
        except Resolver404:
            return Answer(NOT_FOUND)
        if match.view_name == "articles:person":
            return _row(Person.objects.filter(slug=match.kwargs["slug"], archived_at=None), "name")
        if match.view_name == "articles:section":
            found = _row(Section.objects.filter(slug=match.kwargs["slug"]), "name")
            return found if found.kind == PAGE else _published(path, at=at)
        if match.view_name == "articles:page":
            return _published(path, at=at)
        return super().look_up(address, at)

    def search(self, words):
        """Fixed routes, sections and live pages whose names hold every word."""
        wanted = words.casefold().split()
        named = [Found(section.get_absolute_url(), section.name) for section in _sections()]
        named += [Found(page.path, page.revision.title) for page in _live_pages()]
        ours = [page for page in named if all(word in page.title.casefold() for word in wanted)]
        return super().search(words) + ours


def _row(rows, name):
    title = rows.values_list(name, flat=True).first()
    return Answer(NOT_FOUND) if title is None else Answer(PAGE, title)


def _published(path, *, at):
    answer = Publication.objects.answer(path, at=at)
    shown = answer.publication
    return Answer(answer.kind, shown.revision.title if shown and shown.revision else "")


def _sections():
    return Section.objects.in_order()


def _live_pages():
    live = Publication.objects.live(at=timezone.now()).pages()
    return live.select_related("revision").order_by("revision__title", "path")
