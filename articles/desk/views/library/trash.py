"""The trash: what was moved there, by which account, until when it is listed; restoring it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accessibility.menus import trash
from accessibility.models import Menu
from articles import permissions, publishing
from articles.models import Article
from articles.publishing.errors import InUse, Refused
from articles.publishing.library.trash import KINDS, LISTED_FOR, archived, places_of

LISTED_AT_ONCE = 50


def for_thing(view):
    """Hand over the thing an address names to a view whose user may archive it; never cached."""

    @never_cache
    def answer(request, kind, pk):
        if kind not in KINDS:
            raise Http404("This kind of item cannot be moved to the trash.")
        thing = get_object_or_404(KINDS[kind], pk=pk)
        if not permissions.may_archive(request.user, thing):
            raise PermissionDenied
        return view(request, kind, thing)

    return answer


@require_safe
@never_cache
def listing(request):
    """What someone may see of the trash, newest first."""
    if not permissions.is_editor(request.user):
        raise PermissionDenied
    at = timezone.now()
    rows = [row for kind in KINDS for row in _rows(kind, request.user, at=at)]
    rows += _menu_rows(request.user, at=at)
    rows.sort(key=lambda row: row["archived_at"], reverse=True)
    shown = Paginator(rows, LISTED_AT_ONCE).get_page(request.GET.get("page"))
    return _desk(request, "trash", title="Trash", rows=shown, days=LISTED_FOR.days)


def _rows(kind, user, *, at):
    model = KINDS[kind]
    found = archived(model, at=at)
    if kind == "page":
        found = found.filter(pk__in=permissions.readable(user).order_by().values("pk"))
    elif not permissions.may_look_at(user, model):
        return []
    return [
        {
            "kind": kind,
            "name": str(thing),
            "address": _form(thing),
            "archived_at": thing.archived_at,
            "by": thing.archived_by,
            "until": thing.archived_at + LISTED_FOR,
            "back": _address("restore", kind, thing)
            if permissions.may_archive(user, thing)
            else "",
        }
        for thing in found
    ]


def _menu_rows(user, *, at):
    """Menu entries, which are in the trash of their menu."""
    if not permissions.may_look_at(user, Menu):
        return []
    return [
        {
            "kind": "menu entry",
            "name": f"{entry}, in the menu “{entry.menu}”",
            "address": reverse("admin:accessibility_menu_removed", args=[entry.menu_id]),
            "archived_at": entry.removed_at,
            "by": entry.removed_by,
            "until": entry.removed_at + LISTED_FOR,
            "back": reverse(
                "admin:accessibility_menu_restore_entry", args=[entry.menu_id, entry.pk]
            )
            if permissions.may_arrange_menus(user)
            else "",
        }
        for entry in trash.removed_entries(since=at - LISTED_FOR)
    ]


@for_thing
def archive(request, kind, thing):
    """Asks first; what is in use is refused with the places."""
    refusal = _places_first(request.user, thing)
    if request.method == "POST":
        try:
            publishing.archive(thing=thing, by=request.user)
        except Refused as problem:
            refusal = problem
        else:
            undo = _undo(request, _address("restore", kind, thing))
            messages.success(request, format_html("“{}” moved to trash. {}", thing, undo))
            return redirect(_list(thing))
    return _desk(
        request,
        "archive",
        title=f"Move {kind} to trash",
        kind=kind,
        thing=thing,
        refusal=refusal,
        days=LISTED_FOR.days,
        form_address=_form(thing),
    )


def _places_first(user, thing):
    """The places of what is in use, shown before someone tries; None if it can go."""
    if isinstance(thing, Article):
        return None
    places = places_of(thing, reader=user, at=timezone.now())
    return InUse(thing, places) if places else None


@require_POST
@for_thing
def restore(request, kind, thing):
    publishing.restore_from_trash(thing=thing, by=request.user)
    link = format_html('<a href="{}">{}</a>', _form(thing), thing)
    messages.success(request, format_html("{} restored.", link))
    return redirect(_form(thing))


def _undo(request, address):
    """A button, for a link must never change anything."""
    return format_html(
        '<form method="post" action="{}" class="undo">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        "<button>Undo</button></form>",
        address,
        get_token(request),
    )


def _desk(request, template, **context):
    shared = admin.site.each_context(request)
    return render(request, f"admin/articles/{template}.html", shared | context)


def _address(name, kind, thing):
    return reverse(f"admin:{name}", args=[kind, thing.pk])


def _form(thing):
    return reverse(f"admin:articles_{thing._meta.model_name}_change", args=[thing.pk])


def _list(thing):
    return reverse(f"admin:articles_{thing._meta.model_name}_changelist")
