"""Changing what entries of a menu say, wherever they are in it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from accessibility.changes.act_lock import EVERY_PAGE, act
from accessibility.menus.acts import MENU_FOLLOWED, live_again, live_version, working_tree
from accessibility.menus.tree import Node, Tree, walk
from accessibility.menus.undo import step
from accessibility.models import MenuItem

# What an entry says now, by the names of values that change: label, address, description.
Change = Callable[[Node], dict[str, Any]]


@transaction.atomic
def rewrite(menu, change: Change, *, by, note, live=True):
    """Let ``change`` rewrite entries, in what is arranged and in what visitors read.

    What visitors read becomes a version that differs in those entries only, so that unfinished
    work is not published along with it. Without ``live`` it stays as it is.
    """
    version = live_version(menu) if live else None
    if version is not None and (tree := rewritten(version.tree, change)) != version.tree:
        with act(MENU_FOLLOWED) as announcement:
            announcement.invalidate(paths=[EVERY_PAGE])
            live_again(version, tree=tree, at=announcement.at, by=by, note=note)
    with step(menu, f"changed entries: {note}", by=by):
        for _, node in walk(working_tree(menu)):
            if said := change(node):
                MenuItem.objects.filter(pk=node["id"]).update(**said)


def rewritten(tree: Tree, change: Change) -> Tree:
    """The tree with what ``change`` says of each entry."""
    return [node | change(node) | {"items": rewritten(node["items"], change)} for node in tree]
