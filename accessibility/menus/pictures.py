"""Pictures in menus: which menus show one, and what follows when another takes its place."""

from collections import defaultdict

from django.db import transaction

from accessibility.changes.act_lock import EVERY_PAGE, act
from accessibility.menus.acts import MENU_FOLLOWED, live_again
from accessibility.menus.tree import walk, with_picture
from accessibility.menus.undo import picture_in_steps
from accessibility.models import MenuItem, MenuVersion


def menus_by_picture():
    """The menus that show each picture, to readers or as they are arranged: by its address."""
    found = defaultdict(dict)
    for version in MenuVersion.objects.live().select_related("menu"):
        for _, node in walk(version.tree):
            found[node.get("badge")][version.menu_id] = version.menu
    for item in MenuItem.objects.exclude(badge="").select_related("menu"):
        found[item.badge][item.menu_id] = item.menu
    return {address: [by_key[key] for key in sorted(by_key)] for address, by_key in found.items()}


@transaction.atomic
def arrange_picture(menu, *, old, new):
    """Let a working tree, and what can be undone in it, show ``new`` in the place of ``old``."""
    menu.items.filter(badge=old).update(badge=new)
    picture_in_steps(menu, old, new)


def publish_picture(menu, *, old, new, by, note):
    """Let readers see ``new`` in the place of ``old``; no other work on the menu is published.

    Returns the version, or None where readers have not seen ``old``.
    """
    with act(MENU_FOLLOWED) as announcement:
        live = menu.versions.published().first()
        if live is None or (tree := with_picture(live.tree, old, new)) == live.tree:
            return None
        announcement.invalidate(paths=[EVERY_PAGE])
        return live_again(live, tree=tree, at=announcement.at, by=by, note=note)
