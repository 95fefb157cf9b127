"""The acts on menus, and where each of them stands."""

from django.db import transaction
from django.db.models.functions import Now

from accessibility.changes import history
from accessibility.changes.act_lock import EVERY_PAGE, act
from accessibility.changes.optimistic_lock import SavedRow, merge_into
from accessibility.hint_rules import keyboard_hint_problems
from accessibility.menus.address_book import address_book
from accessibility.menus.help_lines import help_lines
from accessibility.menus.live import NAMES
from accessibility.menus.tree import (
    VALUES,
    LiveMenu,
    holds,
    live_items,
    moved,
    path_in,
    plain,
    replaced,
    values_of,
    walk,
    with_legacy_hints,
    without,
)
from accessibility.menus.undo import follow_in_steps, locked, step
from accessibility.menus.validation import problems_of_tree
from accessibility.models import Menu, MenuItem, MenuVersion

KEPT_OF_ITEM = (*VALUES, "badge", "badge_alone", "legacy_hint")
QUICK_LINKS = "quick-links"
MENU_PUBLISHED = history.MENU_PUBLISHED
MENU_FOLLOWED = history.MENU_FOLLOWED

NOT_PUBLISHED = "Not published yet"
PUBLISHED = "Published"
CHANGED = "Unpublished changes"


class MenuHasProblems(Exception):
    """The working tree may not be published as it is."""

    def __init__(self, problems):
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


# --- Reading ---------------------------------------------------------------------------------


def as_arranged(menu):
    """The menu as readers will have it once what is arranged is published."""
    return LiveMenu(
        menu.slug, menu.name, menu.keyboard_hint, menu.place, live_items(working_tree(menu))
    )


def places_without_menu():
    """Places in the page that nobody has made a menu for: name by slug."""
    taken = set(Menu.objects.values_list("slug", flat=True))
    return {slug: name for slug, name in NAMES.items() if slug not in taken}


def working_tree(menu):
    """The tree that editors arrange, as values; every node carries the id of its item."""
    children = {}
    for item in menu.items.all():
        children.setdefault(item.parent_id, []).append(item)

    def nodes(parent_id):
        return [
            {key: getattr(item, key) for key in KEPT_OF_ITEM}
            | {"id": item.id, "items": nodes(item.id)}
            for item in children.get(parent_id, [])
        ]

    return nodes(None)


def live_version(menu):
    """The version visitors read now, or None."""
    return menu.versions.published().first()


def state_of(menu, *, live):
    """Where the working tree stands beside the ``live`` version, in words."""
    if live is None:
        return NOT_PUBLISHED
    return PUBLISHED if is_as_in(menu, live) else CHANGED


def is_as_in(menu, version):
    """Whether the working tree says what ``version`` says."""
    return version is not None and _snapshot(menu) == {
        "name": version.name,
        "keyboard_hint": version.keyboard_hint,
        "place": version.place,
        "tree": version.tree,
    }


def problems_of(menu, *, at):
    """The errors that block publishing ``menu``, and the warnings."""
    book, tree = address_book(), plain(working_tree(menu))
    answers = book.look_up_all({node["address"] for _, node in walk(tree)}, at)
    pictures = book.pictures_at({node["badge"] for _, node in walk(tree) if "badge" in node})
    return problems_of_tree(
        tree,
        slug=menu.slug,
        keyboard_hint=menu.keyboard_hint,
        look_up=answers.get,
        pictures=pictures,
        # Anyone in crisis must find the number in the same place on every page.
        starts_with=help_lines()[0]["address"] if menu.slug == QUICK_LINKS else "",
    )


def menus_holding(path):
    """Menus that lead to ``path``, in what visitors read or in what editors arrange.

    ``path`` may be an address on another site too.
    """
    live = {version.menu_id: version.tree for version in MenuVersion.objects.live()}
    return [
        menu
        for menu in Menu.objects.all()
        if holds(live.get(menu.id, []), {path}) or holds(working_tree(menu), {path})
    ]


# --- Publishing ------------------------------------------------------------------------------


def publish_menu(menu, *, by, note=""):
    """Make the working tree what visitors read. Without a change the live version stays."""
    with act(MENU_PUBLISHED) as announcement:
        menu = Menu.objects.select_for_update().get(pk=menu.pk)
        live = live_version(menu)
        if is_as_in(menu, live):
            return live
        if errors := [each for each in problems_of(menu, at=announcement.at) if each.is_error]:
            raise MenuHasProblems(errors)
        announcement.invalidate(paths=[EVERY_PAGE])
        history.record(MENU_PUBLISHED, by=by, thing=menu, words=note)
        return menu.versions.create(**_snapshot(menu), at=announcement.at, by=by, note=note)


def follow_move(old, new, *, by=None):
    """Let menus that lead to ``old`` lead to ``new``; see ``follow_moves``."""
    return follow_moves({old: new}, by=by)


@transaction.atomic
def follow_moves(moves, *, by=None):
    """Let the menus follow pages that moved, all at once, so that two pages may swap places.

    What visitors read becomes a version that differs in those addresses only, so that unfinished
    work on a menu is not published along with it.
    """
    versions = []
    if _held_live(moves):
        with act(MENU_FOLLOWED) as announcement:
            announcement.invalidate(paths=[EVERY_PAGE])
            at = announcement.at
            versions = [_followed(version, moves, at=at, by=by) for version in _held_live(moves)]
    for item in MenuItem.objects.filter(address__startswith="/"):
        if (address := moved(item.address, moves)) != item.address:
            MenuItem.objects.filter(pk=item.pk).update(address=address)
    follow_in_steps(moves)
    return versions


@transaction.atomic
def take_out(paths, *, by=None):
    """Remove pages that are no longer public from menus; the entries under them move up.

    As with ``follow_moves``, unfinished work on a menu is not published along with it.
    """
    if held := _held_live(paths):
        with act(MENU_FOLLOWED) as announcement:
            announcement.invalidate(paths=[EVERY_PAGE])
            for version in held:
                _without(version, paths, at=announcement.at, by=by)
    for menu in Menu.objects.all():
        named = [path for path in sorted(paths) if holds(working_tree(menu), {path})]
        if named:
            with step(menu, f"removed links to {', '.join(named)}", by=by):
                _lift_out(menu, paths)


def _lift_out(menu, paths):
    for item in menu.items.filter(address__startswith="/"):
        if path_in(item.address) in paths:
            item.refresh_from_db()  # an entry above it may have been lifted out a moment ago
            item.children.update(parent=item.parent, position=item.position)
            item.delete()


def _without(version, paths, *, at, by):
    note = f"{', '.join(sorted(paths))} is no longer public"
    return live_again(version, tree=without(version.tree, paths), at=at, by=by, note=note)


def live_again(version, *, tree, at, by, note):
    """What visitors read, with another tree: whatever else is arranged stays unpublished."""
    history.record(MENU_FOLLOWED, by=by, thing=version.menu, words=note)
    return MenuVersion.objects.create(
        menu_id=version.menu_id,
        name=version.name,
        keyboard_hint=version.keyboard_hint,
        place=version.place,
        tree=tree,
        at=at,
        by=by,
        note=note[:200],
    )


def _held_live(paths):
    return [version for version in MenuVersion.objects.live() if holds(version.tree, paths)]


def _followed(version, moves, *, at, by):
    note = _describe_moves(version.tree, moves)
    return live_again(version, tree=replaced(version.tree, moves), at=at, by=by, note=note)


def _describe_moves(tree, moves):
    words = "; ".join(f"{old} moved to {new}" for old, new in moves.items() if holds(tree, {old}))
    return words if len(words) <= 200 else f"{words[:199]}…"


# --- Arranging -------------------------------------------------------------------------------


@transaction.atomic
def save_menu(
    *, slug, name="", keyboard_hint=None, legacy_hint=None, place=None, items=None, by=None
):
    """Create or change a menu and, if ``items`` is given, its whole working tree.

    A tree that is replaced is set aside. A keyboard hint that may not be shown, such as another
    site's instructions, is kept as the legacy hint.
    """
    if keyboard_hint is not None and keyboard_hint_problems(keyboard_hint):
        keyboard_hint, legacy_hint = "", keyboard_hint
    words = {"keyboard_hint": keyboard_hint, "legacy_hint": legacy_hint, "place": place}
    menu = Menu.objects.filter(slug=slug).first()
    if menu is None:
        given = {key: value for key, value in words.items() if value is not None}
        menu = add_menu(Menu(slug=slug, name=name or NAMES.get(slug, slug), **given), by=by)
    else:
        save_words(menu, by=by, name=name or menu.name, **words)
    if items is not None:
        replace_tree(menu, with_legacy_hints(items), by=by, words="replaced the whole menu")
    menu.refresh_from_db()
    return menu


@transaction.atomic
def add_menu(menu, *, by):
    """Save a new menu, without entries."""
    menu.save()
    history.record(history.MENU_ADDED, by=by, thing=menu)
    return menu


def save_words(menu, *, by=None, opened=None, **words):
    """Change a menu's own words; what is None stays.

    ``opened``: what a form of them began with. What others saved since then is merged, or refused
    as FormConflict. Returns a SavedRow.
    """
    with step(menu, "changed the name and hint", by=by):
        stored = Menu.objects.get(pk=menu.pk)
        merged = merge_into(menu, stored=stored, opened=opened, by=by)
        for name, value in words.items():
            setattr(menu, name, getattr(menu, name) if value is None else value)
        menu.save()
    return SavedRow(menu, merged)


def drop_legacy_hint(menu, *, item=None, by):
    """Old instructions were replaced, or need no replacement: they leave the list."""
    where = f" of “{item}”" if item else ""
    with step(menu, f"dismissed the old instructions{where}", by=by, item=item):
        (menu.items.filter(pk=item.pk) if item else Menu.objects.filter(pk=menu.pk)).update(
            legacy_hint=""
        )


def legacy_hints():
    """What is still to be replaced: (menu, entry or None, the old instructions)."""
    of_menus = [(menu, None, menu.legacy_hint) for menu in Menu.objects.exclude(legacy_hint="")]
    items = MenuItem.objects.exclude(legacy_hint="").select_related("menu")
    return of_menus + [(item.menu, item, item.legacy_hint) for item in items]


def changed_words(old, new):
    """What is called or hinted otherwise in ``new``, beside its tree: sentences."""
    said = (("name", "name"), ("keyboard_hint", "keyboard hint"), ("place", "position on the page"))
    return [
        f"The {words} is “{getattr(new, key)}”; it was “{getattr(old, key)}”."
        for key, words in said
        if getattr(old, key) != getattr(new, key)
    ]


@transaction.atomic
def replace_tree(menu, tree, *, by, words):
    """Put a whole tree in a menu's place; what stood there is set aside, and can be undone."""
    if not menu.items.exists():
        _replace_items(menu, tree)
        history.record(history.MENU_CHANGED, by=by, thing=menu, words=words)
        return
    set_aside(menu, by=by, note="Set aside when the whole menu was replaced")
    with step(menu, words, by=by):
        _replace_items(menu, tree)


@transaction.atomic
def restore_version(version, *, by):
    """Make an earlier version the working tree again; what stood there is set aside, not lost."""
    menu = locked(version.menu)
    set_aside(menu, by=by, note=f"Set aside when {version} was restored")
    with step(menu, f"restored “{version}”", by=by):
        menu.name, menu.keyboard_hint = version.name, version.keyboard_hint
        menu.place = version.place
        menu.save()
        _replace_items(menu, version.tree)
    return menu


def set_aside(menu, *, by, note=""):
    """Keep the working tree as a version of its own, unless the newest one already says it."""
    if is_as_in(menu, menu.versions.first()):
        return None
    return menu.versions.create(
        **_snapshot(menu), purpose=MenuVersion.SET_ASIDE, at=Now(), by=by, note=note
    )


def _snapshot(menu):
    return {
        "name": menu.name,
        "keyboard_hint": menu.keyboard_hint,
        "place": menu.place,
        "tree": plain(working_tree(menu)),
    }


def _replace_items(menu, tree):
    """A whole tree at once, one query a level."""
    menu.items.all().delete()
    rows, ids = list(walk(tree)), {}
    for level in range(1, max((len(trail) for trail, _ in rows), default=0) + 1):
        on_level = [(trail, node) for trail, node in rows if len(trail) == level]
        items = [
            MenuItem(
                menu=menu,
                parent_id=ids.get(trail[:-1]),
                position=trail[-1],
                legacy_hint=node.get("legacy_hint", ""),
                **values_of(node),
            )
            for trail, node in on_level
        ]
        made = MenuItem.objects.bulk_create(items)
        ids |= {trail: item.pk for (trail, _), item in zip(on_level, made, strict=True)}
