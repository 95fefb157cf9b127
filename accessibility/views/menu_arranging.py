"""Arranging on the desk: an entry goes up, down, in, out or somewhere else; steps are undone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accessibility.menus import acts, reorder
from accessibility.menus import undo as menus_undo
from accessibility.views.editorial import MAY_ARRANGE, address_of, for_menu

STEP = "step"  # such messages stand beside Undo
UNCHANGED = "Readers see no change yet."


def _by_one(places):
    return lambda item, target, by: reorder.move_item(item, places=places, by=by)


def _to(where):
    return lambda item, target, by: reorder.place_item(item, where=where, target=target, by=by)


# By the name of the button that was pressed; its value is the entry.
MOVES = {
    "up": _by_one(-1),
    "down": _by_one(1),
    "in": lambda item, target, by: reorder.move_in(item, by=by),
    "out": lambda item, target, by: reorder.move_out(item, by=by),
    "under": _to(reorder.UNDER),
    "before": _to(reorder.BEFORE),
    "after": _to(reorder.AFTER),
}


def _entry(menu, pk):
    return get_object_or_404(menu.items, pk=pk if pk.isdecimal() else None)


@require_POST
@for_menu(MAY_ARRANGE)
def move(request, menu):
    """Move an entry: the button's name says how, its value says which."""
    pressed = next((name for name in MOVES if name in request.POST), "up")
    item = _entry(menu, request.POST.get(pressed, ""))
    asked = request.POST.get("target", "")
    target = _entry(menu, asked) if asked else None
    try:
        has_moved = MOVES[pressed](item, target, request.user)
    except reorder.CannotMove as refusal:
        messages.error(request, str(refusal), extra_tags=STEP)
    else:
        if has_moved:
            words = _describe_press(item, pressed, target)
            messages.success(request, f"“{item}” moved {words}. {UNCHANGED}", extra_tags=STEP)
    key = "target" if pressed in (reorder.UNDER, reorder.BEFORE, reorder.AFTER) else pressed
    return redirect(address_of(menu, item.pk, key=key))


def _describe_press(item, pressed, target):
    if pressed in ("up", "down", "out"):
        return pressed
    if pressed == "in":
        return f"under “{item.parent}”"
    return f"{pressed} “{target}”" if target else "to the end of the first level"


@require_POST
@for_menu(MAY_ARRANGE)
def undo(request, menu):
    return _turn(request, menu, menus_undo.undo, "Undone: {}.")


@require_POST
@for_menu(MAY_ARRANGE)
def redo(request, menu):
    return _turn(request, menu, menus_undo.redo, "Redone: {}.")


def _turn(request, menu, act, words):
    pk = request.POST.get("step", "")
    step = get_object_or_404(menu.steps, pk=pk if pk.isdecimal() else None)
    try:
        act(step, by=request.user)
    except menus_undo.NotTheLastStep as refusal:
        messages.error(request, str(refusal), extra_tags=STEP)
    else:
        messages.success(request, f"{words.format(step)} {UNCHANGED}", extra_tags=STEP)
    return redirect(f"{address_of(menu)}?turned={act.__name__}&shown={step.item_key or ''}")


@require_POST
@for_menu(MAY_ARRANGE)
def drop_legacy_hint(request, menu):
    """Instructions of another site were replaced, or need no replacement."""
    pk = request.POST.get("item", "")
    acts.drop_legacy_hint(menu, item=_entry(menu, pk) if pk else None, by=request.user)
    messages.success(request, "The old instructions were dismissed.")
    return redirect(address_of(menu))
