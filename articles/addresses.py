"""The site's own routes, and the address book by which menus know its pages."""

import re

from django.db.models import Q
from django.urls import Resolver404, URLPattern, get_resolver, resolve
from django.utils import timezone

from accessibility.menus.address_book import (
    NOT_FOUND,
    PAGE,
    UNKNOWN,
    Answer,
    Found,
    Picture,
    RouteBook,
    is_own,
    path_of,
)
from articles.models import Image, Person, Publication, Section

PICTURES_OFFERED = 24

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
        if not is_own(address):
            return Answer(UNKNOWN)
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
        if match.view_name == "articles:short":
            return _published(f"/{match.kwargs['path']}", at=at)
        return super().look_up(address, at)

    def look_up_all(self, addresses, at):
        """The same for many addresses; live pages, and what never was one, in two queries."""
        paths = {path_of(a) for a in addresses if is_own(a) and "\x00" not in a}
        known = Publication.objects.filter(path__in=paths)
        live = {row.path: row for row in known.live(at=at).pages().select_related("revision")}
        ever = set(known.values_list("path", flat=True)) | {
            section.get_absolute_url() for section in _sections()
        }

        def answer(address):
            path = path_of(address)
            if is_own(address) and path in live:
                return _page(live[path])
            if is_own(address) and path not in ever and _is_for_publications(path):
                return Answer(NOT_FOUND)
            return self.look_up(address, at)

        return {address: answer(address) for address in addresses}

    def pictures(self, words):
        """Images of the library whose alternative text, caption or file holds every word."""
        found = Image.objects.filter(archived_at=None, replaced_by=None)
        for word in words.split():
            found = found.filter(
                Q(alternative_text__icontains=word)
                | Q(caption__icontains=word)
                | Q(file__icontains=word)
            )
        return [_picture(image) for image in found[:PICTURES_OFFERED]]

    def pictures_at(self, addresses):
        found = Image.objects.filter(archived_at=None).at_addresses(addresses)
        return {image.address: _picture(image) for image in found}

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
    if answer.kind == PAGE:
        return _page(shown)
    title = shown.revision.title if shown and shown.revision else ""
    return Answer(answer.kind, title, leads_to=answer.address if answer.address != path else "")


def _page(publication):
    return Answer(PAGE, publication.revision.title, ends_at=publication.until)


def _is_for_publications(path):
    try:
        return resolve(path).view_name in ("articles:page", "articles:section")
    except Resolver404:
        return False


def _picture(image):
    return Picture(image.address, str(image), image.width, image.height)


def _sections():
    return Section.objects.in_order()


def _live_pages():
    live = Publication.objects.live(at=timezone.now()).pages()
    return live.select_related("revision").order_by("revision__title", "path")
