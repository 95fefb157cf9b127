"""Every step on a working tree is written down, so that it can be undone and done again.

A step keeps the rows it changed, as they were before. Undoing puts them back and keeps those that
stood there instead; doing it again is the same thing the other way round. Steps are undone from
the newest back, so what a step left is always what it finds again.
"""

from contextlib import contextmanager

from django.db import transaction
from django.db.models.functions import Now

from accessibility.changes import history
from accessibility.menus.tree import moved
from accessibility.models import Menu, MenuItem, MenuStep

KEPT = 60  # steps of one menu
MENU = "menu"
WORDS = ("name", "keyboard_hint", "legacy_hint", "place")
ROW = (
    "parent_id",
    "position",
    "label",
    "address",
    "description",
    "language",
    "badge",
    "badge_alone",
    "legacy_hint",
)


class NotTheLastStep(Exception):
    """Someone made another change first: steps are undone from the newest back."""

    def __init__(self):
        super().__init__(
            "Someone else has changed this menu since then, so this is no longer the last step."
            " Check the menu as it is now."
        )


def locked(menu):
    """The menu's row, held until the end of the transaction: two editors take turns."""
    return Menu.objects.select_for_update().get(pk=menu.pk)


@contextmanager
def step(menu, words, *, by, item=None, removed=None):
    """Do something to a working tree; what changed is kept. Without a change there is no step.

    The step that is handed out may be given its ``item_key`` and ``removed`` while it goes on.
    """
    with transaction.atomic():
        menu = locked(menu)
        step = MenuStep(menu=menu, words=words[:300], by=by, at=Now(), removed=removed)
        step.item_key = item and item.pk
        before = _rows(menu)
        yield step
        step.change = _what_was(before, after := _rows(menu))
        if step.change:
            menu.steps.exclude(undone_at=None).delete()
            step.save()
            _forget_old_steps(menu)
            menu.name = after[MENU]["name"]
            history.record(history.MENU_CHANGED, by=by, thing=menu, words=step.words)


def last_step(menu):
    """The step that Undo takes back, or None."""
    return menu.steps.filter(undone_at=None).select_related("by").order_by("-id").first()


def next_step(menu):
    """The step that was undone last and can be done again, or None."""
    return menu.steps.exclude(undone_at=None).order_by("id").first()


def undo(step, *, by=None):
    """Take the last step back. Only the last one can be: ``NotTheLastStep``."""
    return _turn(step, expected=last_step, undone_at=Now(), by=by, did="undid")


def redo(step, *, by=None):
    """Do the step again that was undone last."""
    return _turn(step, expected=next_step, undone_at=None, by=by, did="redid")


@transaction.atomic
def _turn(step, *, expected, undone_at, by, did):
    menu = locked(step.menu)
    if expected(menu) != step:
        raise NotTheLastStep
    now = _rows(menu)
    _put_back(menu, step.change, now)
    menu.name = step.change.get(MENU, now[MENU])["name"]
    step.change = {key: now.get(key) for key in step.change}
    step.undone_at = undone_at
    step.save(update_fields=["change", "undone_at"])
    if step.removed is not None:
        is_back = step.removed.brought_back_at is not None
        step.removed.brought_back_at = None if is_back else Now()
        step.removed.save(update_fields=["brought_back_at"])
    history.record(history.MENU_CHANGED, by=by, thing=menu, words=f"{did}: {step.words}")
    return step


def follow_in_steps(moves):
    """What can be put back leads to where pages are now, not to where they were."""
    for step in MenuStep.objects.all():
        change = {key: row and _followed(row, moves) for key, row in step.change.items()}
        if change != step.change:
            MenuStep.objects.filter(pk=step.pk).update(change=change)


def picture_in_steps(menu, old, new):
    """What can be put back shows the picture of now, not the one it took the place of."""
    for step in menu.steps.all():
        change = {
            key: row | {"badge": new} if row and row.get("badge") == old else row
            for key, row in step.change.items()
        }
        if change != step.change:
            MenuStep.objects.filter(pk=step.pk).update(change=change)


def _followed(row, moves):
    return row | {"address": moved(row["address"], moves)} if "address" in row else row


def _rows(menu):
    """Everything of a working tree by the key of its row."""
    rows = {str(row.pop("id")): row for row in menu.items.order_by("id").values("id", *ROW)}
    return rows | {MENU: Menu.objects.values(*WORDS).get(pk=menu.pk)}


def _what_was(before, after):
    keys = dict.fromkeys([*before, *after])
    return {key: before.get(key) for key in keys if before.get(key) != after.get(key)}


def _put_back(menu, change, now):
    rows = {int(key): row for key, row in change.items() if key != MENU}
    items = [MenuItem(pk=pk, menu=menu, **row) for pk, row in rows.items() if row]
    there = [item for item in items if str(item.pk) in now]
    MenuItem.objects.bulk_create([item for item in items if str(item.pk) not in now])
    if there:
        MenuItem.objects.bulk_update(there, ROW)
    menu.items.filter(pk__in=[pk for pk, row in rows.items() if not row]).delete()
    if MENU in change:
        Menu.objects.filter(pk=menu.pk).update(**change[MENU])


def _forget_old_steps(menu):
    old = menu.steps.order_by("-id").values("pk")[KEPT:]
    menu.steps.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
