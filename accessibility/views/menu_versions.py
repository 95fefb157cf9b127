"""Publishing a menu, looking at it on real pages first, and its versions."""

import copy

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accessibility.changes.page_context import PageContext
from accessibility.menus import acts
from accessibility.menus.address_book import PAGE, address_book, is_own, path_of
from accessibility.menus.diff import changes_between
from accessibility.menus.live import live_menus
from accessibility.models import MenuVersion
from accessibility.views.editorial import (
    MAY_ARRANGE,
    MAY_LOOK,
    MAY_PUBLISH,
    address_of,
    desk,
    for_menu,
)
from accessibility.views.menu_forms import PreviewForm, PublishMenuForm


@require_POST
@for_menu(MAY_PUBLISH)
def publish(request, menu):
    form = PublishMenuForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else request.POST.get("note", "")[:200]
    try:
        acts.publish_menu(menu, by=request.user, note=note)
    except acts.MenuHasProblems as refusal:
        count = len(refusal.problems)
        words = "One issue" if count == 1 else f"{count} issues"
        messages.error(request, f"Not published. {words} to fix first: see below.")
    else:
        messages.success(request, f"Published. The menu “{menu}” is live on every page.")
    return redirect(address_of(menu))


@require_safe
@for_menu(MAY_ARRANGE, MAY_LOOK)
def preview(request, menu):
    """A real page in a frame, with the menu as it is arranged now."""
    form = PreviewForm(request.GET or None)
    page = form.cleaned_data["page"] if form.is_valid() else ""
    return desk(
        request,
        menu,
        "preview",
        title="Preview",
        form=form,
        page=page or "/",
        is_wide=not request.GET,
    )


@require_safe
@for_menu(MAY_ARRANGE, MAY_LOOK)
def preview_page(request, menu):
    """The page itself as anybody reads it, but for this menu; for staff, and never kept."""
    asked = request.GET.get("page", "/")
    path = path_of(asked)
    if not is_own(asked) or address_book().look_up(path, timezone.now()).kind != PAGE:
        raise Http404("There is no such page to preview the menu on.")
    try:
        view, args, kwargs = resolve(path)
    except Resolver404 as nowhere:
        raise Http404(str(nowhere)) from nowhere
    response = view(_as_a_reader(request, path, menu), *args, **kwargs)
    if hasattr(response, "render"):
        response.render()
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _as_a_reader(request, path, menu):
    """The request that anybody would make, with the menu that is being arranged."""
    asked = copy.copy(request)
    asked.path = asked.path_info = path
    asked.GET, asked.user = QueryDict(), AnonymousUser()
    asked.page_context = PageContext(live_menus=live_menus() | {menu.slug: acts.as_arranged(menu)})
    return asked


@require_safe
@for_menu(MAY_ARRANGE, MAY_LOOK)
def versions(request, menu):
    found = list(menu.versions.select_related("by"))
    live = next((each for each in found if each.purpose == MenuVersion.PUBLISHED), None)
    return desk(
        request,
        menu,
        "versions",
        title="Versions",
        versions=found,
        live=live,
        may_arrange=request.user.has_perm(MAY_ARRANGE),
    )


@require_safe
@for_menu(MAY_ARRANGE, MAY_LOOK)
def compare(request, menu, version_pk):
    """What was added, removed, moved and changed since a version, or until another one."""
    old = get_object_or_404(menu.versions, pk=version_pk)
    asked = request.GET.get("with", "")
    new = get_object_or_404(menu.versions, pk=asked) if asked.isdecimal() else None
    tree = new.tree if new else acts.working_tree(menu)
    return desk(
        request,
        menu,
        "compare",
        title="Compare versions",
        old=old,
        new=new,
        changes=changes_between(old.tree, tree),
        words=acts.changed_words(old, new or menu),
        versions=menu.versions.all(),
        may_arrange=request.user.has_perm(MAY_ARRANGE),
    )


@require_POST
@for_menu(MAY_ARRANGE)
def restore(request, menu, version_pk):
    version = get_object_or_404(menu.versions, pk=version_pk)
    acts.restore_version(version, by=request.user)
    messages.success(
        request,
        f"Restored “{version}”. Readers see it when you publish the menu. The entries it replaced"
        " are kept in the list of versions.",
    )
    return redirect(address_of(menu))
