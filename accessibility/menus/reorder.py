"""Arranging a working tree: entries are added, changed and moved, one undoable step at a time."""

from django.db.models import Max

from accessibility.changes.optimistic_lock import SavedRow, merge_into
from accessibility.menus.tree import levels_of
from accessibility.menus.undo import step
from accessibility.models import MenuItem

UNDER, BEFORE, AFTER = "under", "before", "after"


class CannotMove(Exception):
    """An entry cannot go where it was sent; the message says why, and what to do instead."""


def save_item(item, *, by=None, opened=None):
    """Save an entry; a new one, or one that changes its level, goes to the end of its level.

    ``opened``: what a form of it began with. What others saved since then is merged, or refused as
    FormConflict. Returns a SavedRow.
    """
    old = MenuItem.objects.filter(pk=item.pk).first()
    words = f"changed “{old}”" if old else f"added “{item}”"
    with step(item.menu, words, by=by, item=old) as act:
        old = MenuItem.objects.filter(pk=item.pk).first()  # as it is now that nobody else saves
        merged = merge_into(item, stored=old, opened=opened, by=by)
        if old is None or old.parent_id != item.parent_id:
            if item.parent is not None:
                _refuse_too_deep(item, Shape(item.menu), parent_id=item.parent_id)
            item.position = end_of_level(item.menu, item.parent_id)
        item.save()
        act.item_key = item.pk
    return SavedRow(item, merged)


def move_item(item, *, places, by=None):
    """Move an entry up (negative) or down among its neighbors; at the end it stays."""
    direction = "up" if places < 0 else "down"
    with step(item.menu, f"moved “{item}” {direction}", by=by, item=item):
        level = _level(item.menu, item.parent_id)
        old = level.index(item)
        new = min(max(old + places, 0), len(level) - 1)
        level.insert(new, level.pop(old))
        _number(level)
    return new != old


def move_in(item, *, by=None):
    """Put an entry at the end of the list of the one before it."""
    level = _level(item.menu, item.parent_id)
    place = level.index(item)
    if place == 0:
        raise CannotMove(f"There is no entry above “{item}” to move it under.")
    return place_item(item, where=UNDER, target=level[place - 1], by=by)


def move_out(item, *, by=None):
    """Put an entry directly after its parent."""
    if item.parent is None:
        raise CannotMove(f"“{item}” is already on the first level.")
    return place_item(item, where=AFTER, target=item.parent, by=by)


def place_item(item, *, where, target, by=None):
    """Put an entry ``UNDER`` (at the end), ``BEFORE`` or ``AFTER`` another one.

    Without a target it goes to the end of the first level.
    """
    with step(item.menu, _describe_move(item, where, target), by=by, item=item):
        shape = Shape(item.menu)
        if target is not None and shape.is_within(target.pk, item.pk):
            raise CannotMove(f"“{item}” cannot go under itself.")
        parent_id = target and (target.pk if where == UNDER else target.parent_id)
        _refuse_too_deep(item, shape, parent_id=parent_id)
        level = [each for each in _level(item.menu, parent_id) if each != item]
        item.parent = target if where == UNDER else target and target.parent
        place = len(level)
        if target is not None and where != UNDER:
            place = level.index(target) + (where == AFTER)
        level.insert(place, item)
        _number(level)
    return item


def _describe_move(item, where, target):
    if target is None:
        return f"moved “{item}” to the end of the first level"
    return f"moved “{item}” {where} “{target}”"


class Shape:
    """Which entry stands under which, read once."""

    def __init__(self, menu):
        self.parents = dict(menu.items.values_list("pk", "parent_id"))

    def level_of(self, pk):
        """1 for the first level; 0 for no entry."""
        level = 0
        while pk is not None:
            level, pk = level + 1, self.parents[pk]
        return level

    def height_of(self, pk):
        """How many levels an entry takes up with what is under it."""
        below = self.level_of(pk) - 1 if pk in self.parents else 0
        return max(
            (self.level_of(each) - below for each in self.parents if self.is_within(each, pk)),
            default=1,
        )

    def is_within(self, pk, outer):
        """Whether an entry is another one or stands somewhere under it."""
        while pk is not None:
            if pk == outer:
                return True
            pk = self.parents[pk]
        return False


def _refuse_too_deep(item, shape, *, parent_id):
    levels = levels_of(item.menu.slug)
    new_level, height = shape.level_of(parent_id) + 1, shape.height_of(item.pk)
    # In a tree that is too deep already, further out is always a step in the right direction.
    if new_level + height - 1 > levels and new_level > shape.level_of(item.pk):
        under = " and the entries under it" if height > 1 else ""
        raise CannotMove(
            f"“{item}”{under} would reach level {new_level + height - 1} there, but this menu has"
            f" {levels} levels. Choose a higher level, or move some entries out of its list"
            " first."
        )


def _level(menu, parent_id):
    return list(menu.items.filter(parent=parent_id).order_by("position", "id"))


def end_of_level(menu, parent_id):
    last = menu.items.filter(parent=parent_id).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _number(level):
    for position, item in enumerate(level):
        item.position = position
    MenuItem.objects.bulk_update(level, ["parent", "position"])
