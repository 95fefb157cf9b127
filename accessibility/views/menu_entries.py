"""The entries of a menu: added, changed, removed, restored."""

from datetime import timedelta

from django.contrib import messages
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from accessibility.changes.forms import shown_again
from accessibility.changes.optimistic_lock import FormConflict
from accessibility.menus import reorder, trash
from accessibility.models import MenuItem
from accessibility.views.editorial import MAY_ARRANGE, MAY_LOOK, address_of, desk, for_menu
from accessibility.views.menu_forms import MenuItemForm, offered

LISTED_FOR = timedelta(days=90)
HTTP_CONFLICT = 409
FIELDS_WITH_CHOICES = ("address", "badge")


@for_menu(MAY_ARRANGE)
def item(request, menu, item_pk=None):
    """Add an entry, or change one; pages and pictures are looked up on the way."""
    old = get_object_or_404(menu.items, pk=item_pk) if item_pk else None
    data = _with_choice(request.POST) if request.method == "POST" else None
    kind = next((name for name in FIELDS_WITH_CHOICES if f"find_{name}" in request.POST), "")
    form = MenuItemForm(
        data,
        instance=old or MenuItem(menu=menu),
        initial={} if old else {"parent": request.GET.get("under")},
        menu=menu,
    )
    is_choosing = kind or _chosen(request.POST)
    if not is_choosing and form.is_valid():
        return _save(request, menu, form)
    if is_choosing:
        form.errors.clear()  # nobody said yet that it is finished
    title = f"Change “{old}”" if old else "Add an entry"
    found = {"kind": kind, "choices": offered(kind, request.POST.get(kind, ""))} if kind else {}
    return desk(request, menu, "item", title=title, form=form, item=old, **found)


def _save(request, menu, form):
    try:
        saved = reorder.save_item(form.instance, by=request.user, opened=form.opened())
    except FormConflict as refusal:
        return _show_conflict(request, menu, form, refusal)
    except reorder.CannotMove as refusal:
        form.add_error("parent", str(refusal))
        return desk(request, menu, "item", title="Add an entry", form=form, item=None)
    messages.success(request, f"“{saved.row}” was saved. Readers see no change yet.")
    if saved.merged:
        messages.info(request, saved.merged.sentence)
    return redirect(address_of(menu, saved.row.pk, key="label"))


def _show_conflict(request, menu, form, refusal):
    stored = menu.items.get(pk=form.instance.pk)
    again = shown_again(form, refusal, instance=stored, menu=menu)
    both = again.shown_beside(refusal)
    title = f"Change “{stored}”"
    page = desk(request, menu, "item", title=title, form=again, item=stored, **both)
    page.status_code = HTTP_CONFLICT
    return page


def _chosen(posted):
    return next((name for name in FIELDS_WITH_CHOICES if f"use_{name}" in posted), "")


def _with_choice(posted):
    """What was typed, with the page or picture in place that a button named."""
    name = _chosen(posted)
    if not name:
        return posted
    address, _, words = posted[f"use_{name}"].partition(" ")
    posted = posted.copy()
    posted[name] = address
    if name == "address" and not posted.get("label"):
        posted["label"] = words
    return posted


@require_safe
@for_menu(MAY_ARRANGE)
def choices(request, menu):
    """Pages or pictures by words, for the field someone types in."""
    kind = "badge" if request.GET.get("kind") == "badge" else "address"
    found = offered(kind, request.GET.get("q", ""))
    rows = [{"value": value, "words": words, "picture": pic} for value, words, pic in found]
    return JsonResponse({"choices": rows})


@for_menu(MAY_ARRANGE)
def remove(request, menu, item_pk):
    entry = get_object_or_404(menu.items, pk=item_pk)
    if request.method == "POST":
        taken_out = trash.remove_item(entry, by=request.user)
        sentence = "“{}” was removed. Readers see no change yet. {}"
        messages.success(request, format_html(sentence, entry, _undo(request, taken_out)))
        return redirect(address_of(menu))
    title = f"Remove “{entry}”"
    return desk(request, menu, "remove", title=title, item=entry, under=entry.children.all())


def _undo(request, removed):
    """A button, for a link must never change anything."""
    return format_html(
        '<form method="post" action="{}" class="undo">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        "<button>Undo</button></form>",
        reverse("admin:accessibility_menu_restore_entry", args=[removed.menu_id, removed.pk]),
        get_token(request),
    )


@require_safe
@for_menu(MAY_ARRANGE, MAY_LOOK)
def removed(request, menu):
    """What was removed from the menu in the last 90 days."""
    since = timezone.now() - LISTED_FOR
    entries = [
        {"entry": entry, "until": entry.removed_at + LISTED_FOR}
        for entry in trash.removed_entries(since=since, menu=menu)
    ]
    may_arrange = request.user.has_perm(MAY_ARRANGE)
    return desk(
        request,
        menu,
        "trash",
        title="Trash",
        entries=entries,
        days=LISTED_FOR.days,
        may_arrange=may_arrange,
    )


@require_POST
@for_menu(MAY_ARRANGE)
def restore_entry(request, menu, entry_pk):
    entry = get_object_or_404(menu.removed_entries, pk=entry_pk)
    item = trash.restore(entry, by=request.user)
    if item is None:
        messages.info(request, f"“{entry}” was already restored.")
        return redirect(address_of(menu))
    messages.success(
        request, f"“{entry}” was restored at the end of its level. Readers see no change yet."
    )
    return redirect(address_of(menu, item.pk))
