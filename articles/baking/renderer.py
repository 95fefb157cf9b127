"""What an address answers, made by the same views that answer readers. No network, no cookies."""

import io
from collections.abc import Callable, Collection
from datetime import datetime
from urllib.parse import quote, urlsplit
from wsgiref.types import WSGIEnvironment

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from accessibility.changes.page_context import PageContext
from accessibility.menus.live import live_menus
from articles.baking.tree import Outcome
from articles.models import Publication, SiteSettings

# What differs from page to page, or is said again by the server that sends the file.
OWN_HEADERS = {
    *("content-type", "content-length", "etag", "last-modified", "vary", "location"),
    "x-request-id",
}


class PageFailed(Exception):
    """A view answered with something that is no page, 410 or redirect."""

    def __init__(self, status: int) -> None:
        super().__init__(f"The page answered with the status {status}.")


class RenderContext:
    """Renders addresses as they are at one moment; what they share is read once for all of them."""

    def __init__(self, addresses: Collection[str], *, at: datetime) -> None:
        self.at = at
        site = SiteSettings.current()
        self.help_lines = site.help_lines
        self.shared = {
            "live_menus": live_menus(help_lines=lambda: site.help_lines),
            "site_settings": site,
            "answers": Publication.objects.page_answers(pages_behind(addresses), at=at),
        }

    def render(self, address: str) -> Outcome:
        """The outcome for the address. Whatever a view raises comes out."""
        request = self.request(address)
        try:
            match = resolve(request.path_info)
            request.resolver_match = match
            response = match.func(request, *match.args, **match.kwargs)
        except (Http404, Resolver404):
            return Outcome("nothing")
        if hasattr(response, "render"):
            response.render()
        return outcome_of(response)

    def request(self, address: str) -> WSGIRequest:
        request = WSGIRequest(environ_of(address))
        request.page_context = PageContext(at=self.at, **self.shared)
        return request

    def error_page(self, handler: Callable[[HttpRequest], HttpResponse], status: int) -> bytes:
        """What the project's error handler shows, at no address of its own."""
        response = handler(self.request(f"/{status}/"))
        return response.content


def pages_behind(addresses: Collection[str]) -> set[str]:
    """The pages that are shown at the addresses, whole or short."""
    return {address.removesuffix("short/") for address in addresses} | set(addresses)


def outcome_of(response: HttpResponse) -> Outcome:
    if response.status_code == 200:
        return Outcome("page", response.content)
    if response.status_code == 410:
        return Outcome("gone", response.content)
    if response.status_code == 302:
        return Outcome("nothing")  # for now only, so Django says it each time
    if response.status_code == 301:
        return Outcome("redirect", response.headers["Location"].encode())
    raise PageFailed(response.status_code)


def environ_of(address: str) -> WSGIEnvironment:
    """A GET of the address by the name under which readers know the site."""
    site = urlsplit(settings.SITE_ADDRESS)
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "HTTP_HOST": site.netloc,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
    }


def headers_of_every_page() -> list[list[str]]:
    """The headers that Django's middleware gives a page, whichever it is."""
    handler = BaseHandler()
    handler.load_middleware()
    environ = environ_of(quote("/robots.txt"))
    if settings.HTTPS:
        environ["wsgi.url_scheme"] = "https"
    response = handler.get_response(WSGIRequest(environ))
    return [[name, value] for name, value in response.items() if name.lower() not in OWN_HEADERS]


def headers_for_cdn() -> list[list[str]]:
    """What a CDN heeds and browsers do not (RFC 9213); nothing where none is told of changes."""
    kept = settings.CDN_CACHE_CONTROL
    return [["CDN-Cache-Control", kept]] if settings.CDN_PURGE_URL else []
