"""Entries that are removed from a menu, and restored from its trash."""

from django.db import transaction
from django.db.models.functions import Now

from accessibility.menus import acts, reorder
from accessibility.menus.tree import levels_of, plain, values_of, walk
from accessibility.menus.undo import locked, step
from accessibility.models import MenuItem, RemovedEntry


@transaction.atomic
def remove_item(item, *, by):
    """Take an entry and what is under it out of the working tree, into the menu's trash.

    The tree as it stood is set aside too, since an entry alone does not say where it was.
    """
    menu = locked(item.menu)
    acts.set_aside(menu, by=by, note=f"Set aside when “{item}” was removed"[:200])
    [node] = plain([_node_of(item)])
    removed = RemovedEntry.objects.create(
        menu=menu, node=node, parent_key=item.parent_id, removed_at=Now(), removed_by=by
    )
    with step(menu, f"removed “{item}”", by=by, item=item, removed=removed):
        item.delete()
    return removed


def _node_of(item):
    nodes = (node for _, node in walk(acts.working_tree(item.menu)))
    return next(node for node in nodes if node["id"] == item.pk)


@transaction.atomic
def restore(entry, *, by=None):
    """Put a removed entry at the end of its level; of the menu, where its parent is gone too.

    Asked twice, as by a button that is pressed twice, it does so once.
    """
    menu = locked(entry.menu)
    entry = RemovedEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.brought_back_at is not None:
        return None
    with step(menu, f"restored “{entry}”", by=by, removed=entry) as act:
        item = _add(menu, _parent_for(menu, entry), entry.node)
        act.item_key = item.pk
    entry.brought_back_at = Now()
    entry.save(update_fields=["brought_back_at"])
    return item


def _parent_for(menu, entry):
    """Where it stood, unless that is gone or has no room for its list any more."""
    parent = menu.items.filter(pk=entry.parent_key).first()
    room = levels_of(menu.slug) - max(len(trail) for trail, _ in walk([entry.node]))
    fits = parent is not None and reorder.Shape(menu).level_of(parent.pk) <= room
    return parent if fits else None


def _add(menu, parent, node):
    position = reorder.end_of_level(menu, parent and parent.pk)
    item = MenuItem.objects.create(menu=menu, parent=parent, position=position, **values_of(node))
    for child in node["items"]:
        _add(menu, item, child)
    return item


def removed_entries(*, since, menu=None):
    """Entries removed since then and not restored, the newest first."""
    entries = RemovedEntry.objects.filter(removed_at__gt=since, brought_back_at=None)
    if menu is not None:
        entries = entries.filter(menu=menu)
    return entries.select_related("menu", "removed_by")
