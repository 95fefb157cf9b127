"""The site as readers had it at a moment of the past, for staff who may read the pages.

Made from publications, renderings, reviews and menus of that moment: no draft is ever shown.
"""

from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accessibility.menus import live_menus
from articles import permissions, presenting
from articles.forms import AsOfForm
from articles.models import Publication

Kind = Publication.Kind


@never_cache
@require_safe
def site(request):
    """Every page that was live then, by section; each leads to the page as it was."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    form, at = _asked(request)
    sections = {}
    for publication in _readable_then(request.user, at=at) if at else ():
        sections.setdefault(publication.section, []).append(
            {"publication": publication, "address": _address_of(publication.path, at)}
        )
    context = {
        **admin.site.each_context(request),
        "title": "The site on another day",
        "form": form,
        "at": at,
        "sections": sections,
        "count": sum(len(pages) for pages in sections.values()),
    }
    return _for_staff_only(render(request, "admin/as_of.html", context))


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
        raise Http404("No moment, or no address, was named.")
    answer = Publication.objects.answer(path, at=at)
    if answer.kind not in (Kind.PAGE, Kind.NOTICE):
        return _for_staff_only(_elsewhere(request, answer, path=path, at=at))
    if not permissions.may_read(request.user, answer.publication.article):
        raise PermissionDenied
    shown = Publication.objects.with_rendering(as_of=at).get(pk=answer.publication.pk)
    request.live_menus = live_menus(as_of=at)
    context = _shown(shown, at=at) | {
        "as_of": {"at": at, "list_address": f"{reverse('admin:as-of')}?{_moment_in_query(at)}"}
    }
    template = "articles/page.html" if shown.kind == Kind.PAGE else "articles/notice.html"
    return _for_staff_only(render(request, template, context))


def _shown(publication, *, at):
    if publication.kind == Kind.NOTICE:
        return presenting.notice(publication, at=at)
    return presenting.page(publication, on=timezone.localdate(at))


def _elsewhere(request, answer, *, path, at):
    """In words, what an address without a page answered: nothing, gone, or another address."""
    context = {
        **admin.site.each_context(request),
        "title": "What the address answered",
        "path": path,
        "at": at,
        "kind": answer.kind,
        "address": answer.address,
        "leads_to": _address_of(answer.address, at) if answer.address.startswith("/") else "",
        "list_address": f"{reverse('admin:as-of')}?{_moment_in_query(at)}",
    }
    return render(request, "admin/as_of_elsewhere.html", context)


def _asked(request):
    """(the form, the moment that was asked for or None)."""
    asked = {"at_0", "at_1"} & set(request.GET)
    form = AsOfForm(request.GET if asked else None)
    return form, form.cleaned_data["at"] if form.is_valid() else None


def _address_of(path, at):
    named = urlencode({"address": path})
    return f"{reverse('admin:as-of-page')}?{named}&{_moment_in_query(at)}"


def _moment_in_query(at):
    local = timezone.localtime(at)
    return urlencode({"at_0": f"{local:%Y-%m-%d}", "at_1": f"{local:%H:%M:%S}"})


def _for_staff_only(response):
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
