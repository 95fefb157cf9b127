"""Entries that are taken out of a menu, and come back from its bin."""

from django.db import transaction
from django.db.models.functions import Now

from accessibility import menus
from accessibility.menu_trees import VALUES, plain, walk
from accessibility.models import RemovedEntry


@transaction.atomic
def remove_item(item, *, by):
    """Take an entry and what is under it out of the working tree, into the menu's bin.

    The tree as it stood is set aside too, since an entry alone does not say where it was.
    """
    menu = menus.locked(item.menu)
    menus.set_aside(menu, by=by, note=f"Set aside when “{item}” was removed"[:200])
    [node] = plain([_node_of(item)])
    removed = RemovedEntry.objects.create(
        menu=menu, node=node, parent_key=item.parent_id, removed_at=Now(), removed_by=by
    )
    item.delete()
    return removed


def _node_of(item):
    nodes = (node for _, node in walk(menus.working_tree(item.menu)))
    return next(node for node in nodes if node["id"] == item.pk)


@transaction.atomic
def bring_back(entry):
    """Put a removed entry at the end of its level; of the menu, where its parent is gone too.

    Asked twice, as by a button that is pressed twice, it does so once.
    """
    menu = menus.locked(entry.menu)
    entry = RemovedEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.brought_back_at is not None:
        return None
    parent = menu.items.filter(pk=entry.parent_key).first()
    if parent is not None and parent.parent_id is not None:
        parent = None
    item = _add(menu, parent, entry.node)
    entry.brought_back_at = Now()
    entry.save(update_fields=["brought_back_at"])
    return item


def _add(menu, parent, node):
    values = {key: node[key] for key in VALUES}
    item = menus.add_item(menu, parent=parent, **values)
    for child in node["items"]:
        _add(menu, item, child)
    return item


def removed_entries(*, since, menu=None):
    """What was taken out since then and not brought back, the newest first."""
    entries = RemovedEntry.objects.filter(removed_at__gt=since, brought_back_at=None)
    if menu is not None:
        entries = entries.filter(menu=menu)
    return entries.select_related("menu", "removed_by")
