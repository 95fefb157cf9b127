"""Menus for tests. They lead to routes of ``accessibility``, so that no article is needed."""

from itertools import count

from django.conf import settings
from django.contrib.auth import get_user_model

from accessibility.hints import DEFAULT_KEYBOARD_HINT
from accessibility.menus import acts, reorder
from accessibility.models import MenuItem

HELP = "/keyboard-help/"
STATEMENT = "/accessibility-statement/"

_numbers = count(1)


def editor(**fields):
    fields.setdefault("username", f"menu-editor-{next(_numbers)}")
    return get_user_model().objects.create_user(**fields)


def item(label="Keyboard help", address=HELP, **values):
    return {"label": label, "address": address, **values}


def menu(*items, slug="main", keyboard_hint=DEFAULT_KEYBOARD_HINT, **fields):
    """A working tree that nobody has published yet; quick links start with the crisis line."""
    items = list(items) or [item()]
    if slug == "quick-links":
        items = [settings.CRISIS_LINE, *items]
    return acts.save_menu(slug=slug, keyboard_hint=keyboard_hint, items=items, **fields)


def live_menu(*items, **fields):
    """A menu that visitors read; returns its version."""
    return acts.publish_menu(menu(*items, **fields), by=None)


def add_entry(menu, **values):
    """An entry at the end of its level, as an editor adds one."""
    return reorder.save_item(MenuItem(menu=menu, **values)).row
