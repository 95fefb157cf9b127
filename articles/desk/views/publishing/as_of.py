"""The site as it was at a past date and time, for staff who may read the pages.

Made from publications, renderings, reviews, menus and names of sections of that moment: no draft is
ever shown. Links to pages lead to the pages as they were then.
"""

import re
from html import escape, unescape
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accessibility.changes.page_context import page_context
from accessibility.menus.live import live_menus
from articles import permissions
from articles.desk.forms import AsOfForm
from articles.models import Publication, Section
from articles.public import context as public_context

Kind = Publication.Kind
LINK = re.compile(r'(<a\b[^>]*?\shref=")(/(?!/)[^"]*)(")')


@never_cache
@require_safe
def site(request):
    """Every page that was live then, by section; each leads to the page as it was."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    form, at = _asked(request)
    sections = _by_section(request.user, at=at) if at else {}
    context = {
        **admin.site.each_context(request),
        "title": "Site on a past date",
        "form": form,
        "at": at,
        "sections": sections,
        "count": sum(len(pages) for pages in sections.values()),
    }
    return _for_staff_only(render(request, "admin/as_of.html", context))


def _by_section(user, *, at):
    sections, named = {}, Section.objects.as_they_were(at=at)
    for publication in _readable_then(user, at=at):
        sections.setdefault(named[publication.section_id], []).append(
            {"publication": publication, "address": _address_of(publication.path, at)}
        )
    return sections


def _readable_then(user, *, at):
    then = Publication.objects.live(at=at).filter(kind__in=[Kind.PAGE, Kind.NOTICE])
    then = then.filter(article__in=permissions.readable(user).values("pk"))
    then = then.select_related("revision", "section")
    return then.order_by("section__position", "section__name", "revision__title")


@never_cache
@require_safe
def page(request):
    """What an address answered then; a page or a notice in the template that readers had."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    form, at = _asked(request)
    path = request.GET.get("address", "")
    if at is None or not path.startswith("/"):
        raise Http404("Choose a date, a time and an address.")
    named = Section.objects.as_they_were(at=at)
    if path in ("/", *(section.get_absolute_url() for section in named.values())):
        return redirect(_there(path, at))
    answer = Publication.objects.answer(path, at=at)
    if answer.kind not in (Kind.PAGE, Kind.NOTICE):
        return _for_staff_only(_without_page(request, answer, path=path, at=at))
    if not permissions.may_read(request.user, answer.publication.article):
        raise PermissionDenied
    shown = Publication.objects.with_rendering(as_of=at).get(pk=answer.publication.pk)
    shown.section = named[shown.section_id]
    page_context(request).live_menus = live_menus(as_of=at)
    context = _shown(shown, at=at) | {"as_of": {"at": at, "list_address": _list_address(at)}}
    template = "articles/page.html" if shown.kind == Kind.PAGE else "articles/notice.html"
    response = render(request, template, context)
    response.content = lead_to_then(response.text, at=at)
    return _for_staff_only(response)


def _shown(publication, *, at):
    if publication.kind == Kind.NOTICE:
        return public_context.notice(publication, at=at)
    return public_context.page(publication, on=timezone.localdate(at))


def _without_page(request, answer, *, path, at):
    """In words, what an address without a page answered: nothing, gone, or another address."""
    context = {
        **admin.site.each_context(request),
        "title": "What was at this address",
        "path": path,
        "at": at,
        "kind": answer.kind,
        "address": answer.address,
        "leads_to": _address_of(answer.address, at) if answer.address.startswith("/") else "",
        "list_address": _list_address(at),
    }
    return render(request, "admin/as_of_elsewhere.html", context)


def _asked(request):
    """(the form, the moment that was asked for or None)."""
    asked = {"at_0", "at_1"} & set(request.GET)
    form = AsOfForm(request.GET if asked else None)
    return form, form.cleaned_data["at"] if form.is_valid() else None


def lead_to_then(html, *, at):
    """HTML whose links to pages, sections and the home page lead to those as they were."""

    def led(link):
        there = _there(unescape(link[2]), at)
        return link[0] if there is None else f"{link[1]}{escape(there)}{link[3]}"

    return LINK.sub(led, html)


def _there(address, at):
    """Where an address of the public site is shown as it was; None for what has no past here."""
    parts = urlsplit(address)
    path, fragment = parts.path, parts.fragment
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.view_name == "articles:page":
        return _address_of(path, at) + (f"#{fragment}" if fragment else "")
    if match.view_name == "articles:section":
        return f"{_list_address(at)}#section-{match.kwargs['slug']}"
    return _list_address(at) if match.view_name == "articles:home" else None


def _list_address(at):
    return f"{reverse('admin:as-of')}?{_moment_in_query(at)}"


def _address_of(path, at):
    named = urlencode({"address": path})
    return f"{reverse('admin:as-of-page')}?{named}&{_moment_in_query(at)}"


def _moment_in_query(at):
    local = timezone.localtime(at)
    return urlencode({"at_0": f"{local:%Y-%m-%d}", "at_1": f"{local:%H:%M:%S}"})


def _for_staff_only(response):
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
