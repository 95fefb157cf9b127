"""The desk of one menu: its entries, publishing, and its versions.

Every view is entered through the admin site, which asks people to sign in; each then asks for the
permission it needs.
"""

from datetime import timedelta
from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accessibility import menus, removing
from accessibility.forms import MenuItemForm, PublishMenuForm
from accessibility.menu_trees import levels_of, walk
from accessibility.models import Menu, MenuItem, MenuVersion

MAY_ARRANGE = "accessibility.change_menu"
MAY_PUBLISH = "accessibility.publish_menu"
MAY_LOOK = "accessibility.view_menu"
LISTED_FOR = timedelta(days=90)


def for_menu(*permissions):
    """Hand the menu to a view whose user has one of the permissions; never cached."""

    def decorate(view):
        @never_cache
        @wraps(view)
        def answer(request, pk, **kwargs):
            menu = get_object_or_404(Menu, pk=pk)
            if not any(map(request.user.has_perm, permissions)):
                raise PermissionDenied
            return view(request, menu, **kwargs)

        return answer

    return decorate


def overview(menu, user):
    """What the menu's page shows beside its form: the tree, its state, what is to be mended."""
    tree = menus.working_tree(menu)
    nodes = dict(walk(tree))
    for node in nodes.values():
        node["problems"] = []
    whole = []
    for problem in menus.problems_of(menu, at=timezone.now()):
        place = nodes[problem.trail]["problems"] if problem.trail else whole
        place.append(problem.message)
    live = menus.live_version(menu)
    return {
        "tree": tree,
        "problems": whole,
        "problem_count": len(whole) + sum(len(node["problems"]) for node in nodes.values()),
        "live": live,
        "state": menus.state_of(menu, live=live),
        "has_two_levels": levels_of(menu.slug) > 1,
        "publish_form": PublishMenuForm(),
        "may_publish": user.has_perm(MAY_PUBLISH),
        "may_arrange": user.has_perm(MAY_ARRANGE),
    }


def _desk(request, menu, template, **context):
    shared = {
        **admin.site.each_context(request),
        "opts": Menu._meta,
        "menu": menu,
        "menu_address": _address(menu),
    }
    return render(request, f"admin/accessibility/menu/{template}.html", shared | context)


def _address(menu, item=None):
    address = reverse("admin:accessibility_menu_change", args=[menu.pk])
    return f"{address}#item-{item.pk}" if item else address


@require_POST
@for_menu(MAY_ARRANGE)
def move(request, menu):
    """One place up or down: the button's name says which, its value says what."""
    direction = "up" if "up" in request.POST else "down"
    pk = request.POST.get(direction, "")
    item = get_object_or_404(menu.items, pk=pk if pk.isdecimal() else None)
    if menus.move_item(item, places=-1 if direction == "up" else 1):
        messages.success(request, f"“{item}” moved {direction}. Readers see no change yet.")
    return redirect(_address(menu, item))


@for_menu(MAY_ARRANGE)
def item(request, menu, item_pk=None):
    """Add an entry, or change one."""
    old = get_object_or_404(menu.items, pk=item_pk) if item_pk else None
    form = MenuItemForm(
        request.POST or None,
        instance=old or MenuItem(menu=menu),
        initial={} if old else {"parent": request.GET.get("under")},
        menu=menu,
    )
    if form.is_valid():
        saved = menus.save_item(form.instance)
        messages.success(request, f"“{saved}” was saved. Readers see no change yet.")
        return redirect(_address(menu, saved))
    title = f"Change “{old}”" if old else "Add an entry"
    return _desk(request, menu, "item", title=title, form=form, item=old)


@for_menu(MAY_ARRANGE)
def remove(request, menu, item_pk):
    entry = get_object_or_404(menu.items, pk=item_pk)
    if request.method == "POST":
        taken_out = removing.remove_item(entry, by=request.user)
        sentence = "“{}” was taken out. Readers see no change yet. {}"
        messages.success(request, format_html(sentence, entry, _undo(request, taken_out)))
        return redirect(_address(menu))
    title = f"Take out “{entry}”"
    return _desk(request, menu, "remove", title=title, item=entry, under=entry.children.all())


def _undo(request, removed):
    """A button, for a link must never change anything."""
    return format_html(
        '<form method="post" action="{}" class="undo">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        "<button>Undo</button></form>",
        reverse("admin:accessibility_menu_bring_back", args=[removed.menu_id, removed.pk]),
        get_token(request),
    )


@require_safe
@for_menu(MAY_ARRANGE, MAY_LOOK)
def removed(request, menu):
    """What was taken out of the menu in the last ninety days."""
    since = timezone.now() - LISTED_FOR
    entries = [
        {"entry": entry, "until": entry.removed_at + LISTED_FOR}
        for entry in removing.removed_entries(since=since, menu=menu)
    ]
    may_arrange = request.user.has_perm(MAY_ARRANGE)
    return _desk(
        request,
        menu,
        "bin",
        title="Bin of the menu",
        entries=entries,
        days=LISTED_FOR.days,
        may_arrange=may_arrange,
    )


@require_POST
@for_menu(MAY_ARRANGE)
def bring_back(request, menu, entry_pk):
    entry = get_object_or_404(menu.removed_entries, pk=entry_pk)
    item = removing.bring_back(entry)
    if item is None:
        messages.info(request, f"“{entry}” was back already.")
        return redirect(_address(menu))
    messages.success(
        request, f"“{entry}” is back, at the end of its level. Readers see no change yet."
    )
    return redirect(_address(menu, item))


@require_POST
@for_menu(MAY_PUBLISH)
def publish(request, menu):
    form = PublishMenuForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else request.POST.get("note", "")[:200]
    try:
        menus.publish_menu(menu, by=request.user, note=note)
    except menus.MenuHasProblems as refusal:
        count = len(refusal.problems)
        words = "One thing has" if count == 1 else f"{count} things have"
        messages.error(request, f"Not published. {words} to be mended first: see below.")
    else:
        messages.success(request, f"The menu “{menu}” is live on every page.")
    return redirect(_address(menu))


@require_safe
@for_menu(MAY_ARRANGE, MAY_LOOK)
def versions(request, menu):
    found = list(menu.versions.select_related("by"))
    live = next((each for each in found if each.purpose == MenuVersion.PUBLISHED), None)
    return _desk(
        request,
        menu,
        "versions",
        title="Versions",
        versions=found,
        live=live,
        may_arrange=request.user.has_perm(MAY_ARRANGE),
    )


@require_POST
@for_menu(MAY_ARRANGE)
def restore(request, menu, version_pk):
    version = get_object_or_404(menu.versions, pk=version_pk)
    menus.restore_version(version, by=request.user)
    messages.success(
        request,
        f"The menu is arranged as in “{version}” again. Readers see it when you publish it; what"
        " stood here before is kept among the versions.",
    )
    return redirect(_address(menu))
