"""The menus that visitors read: one query, and defaults for those not published yet."""

import json
from functools import lru_cache, partial

from django.db.models import TextField
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse

from accessibility.changes.compiled_queries import CompiledQuery
from accessibility.changes.page_context import page_context
from accessibility.menus.help_lines import help_lines, help_lines_on
from accessibility.menus.tree import LiveItem, LiveMenu, live_items
from accessibility.models import MenuVersion

NAMES = {"main": "Main", "quick-links": "Quick links", "footer": "Footer"}


def live_menus(*, as_of=None, help_lines=help_lines):
    """Every live menu by its slug, in one query. What nobody published yet has a fallback.

    ``as_of``: as they were at that moment. ``help_lines`` is asked where a fallback needs it.
    """
    rows = LIVE_NOW.rows() if as_of is None else live_as_text(as_of=as_of)
    return menus_in((text for (text,) in rows), help_lines=help_lines)


def live_as_text(*, as_of=None):
    """What the live versions say, each as one text: also for who asks it along with a page."""
    said = JSONObject(
        slug="menu__slug", name="name", keyboard_hint="keyboard_hint", place="place", tree="tree"
    )
    versions = MenuVersion.objects.live(as_of=as_of)
    return versions.values_list(Cast(said, TextField()))


LIVE_NOW = CompiledQuery(live_as_text)


def menus_in(texts, *, help_lines):
    """The menus by their slugs, from what ``live_as_text`` gave."""
    live = {menu.slug: menu for menu in map(_live_menu, texts)}
    return {slug: live.get(slug) or fallback_menu(slug, help_lines) for slug in NAMES | live}


@lru_cache(maxsize=30)
def _live_menu(text):
    """Remembered by all that a version says: another version is another menu."""
    said = json.loads(text)
    return LiveMenu(**said | {"items": live_items(said.pop("tree"))})


def live_menus_of(request):
    """The live menus, read once a request: all of a page are one query.

    A preview puts others in their place beforehand.
    """
    if request is None:
        return live_menus()
    context = page_context(request)
    if context.live_menus is None:
        context.live_menus = live_menus(help_lines=partial(help_lines_on, request))
    return context.live_menus


def fallback_menu(slug, help_lines):
    """No page may be without the crisis line, even before the first menu is published."""
    items = []
    if slug == "quick-links":
        items = [LiveItem(**line) for line in help_lines()]
    if slug == "footer":
        items = [
            LiveItem("Glossary", reverse("accessibility:glossary")),
            LiveItem("Keyboard help", reverse("accessibility:keyboard-help")),
            LiveItem("Accessibility statement", reverse("accessibility:statement")),
        ]
    return LiveMenu(slug, NAMES[slug], items=tuple(items))
