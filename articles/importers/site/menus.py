"""A menu of a site's folder → a menu here, published as it was."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import User

from accessibility.menus import acts as menu_acts
from accessibility.models import Menu
from articles.importers.site.values import Row

KEPT = ("name", "keyboard_hint", "legacy_hint", "place")


def write_menu(row: Row, *, by: User | None, pictures: Mapping[str, str]) -> list[str] | None:
    """Write a menu nobody touched yet; returns remarks, or None for one that editors have.

    ``pictures``: which file of the folder became which address here.
    """
    known = Menu.objects.filter(slug=row["slug"]).first()
    if known is not None and (known.versions.exists() or known.items.exists()):
        return None
    words = {name: row.get(name) or "" for name in KEPT}
    remarks: list[str] = []
    if row.get("items") is not None:
        menu = _save(row, "items", words, by=by, pictures=pictures)
        remarks += publish(menu, by=by)
    said = row.get("unpublished_words") or {}
    waiting = words | {name: said[name] or "" for name in KEPT if name in said}
    if row.get("unpublished_items") is not None or waiting != words:
        _save(row, "unpublished_items", waiting, by=by, pictures=pictures)
    return remarks


def _save(
    row: Row,
    key: str,
    words: Mapping[str, str],
    *,
    by: User | None,
    pictures: Mapping[str, str],
) -> Menu:
    """With the tree under ``key``; where none does, it stays as it is."""
    tree = None if row.get(key) is None else with_our_pictures(row[key], pictures)
    return menu_acts.save_menu(slug=row["slug"], items=tree, by=by, **words)


def publish(menu: Menu, *, by: User | None) -> list[str]:
    """A live menu may lead to a page that was withdrawn since: nobody is locked in by that."""
    try:
        menu_acts.publish_menu(menu, by=by, note="Imported")
    except menu_acts.MenuHasProblems as problem:
        said = " ".join(str(problem).splitlines())
        return [f"The menu “{menu}” was not published. {said}"]
    return []


def with_our_pictures(tree: list[Row], pictures: Mapping[str, str]) -> list[Row]:
    """The tree with the addresses that pictures have here."""
    return [
        node
        | {"items": with_our_pictures(node.get("items") or [], pictures)}
        | ({"badge": our_picture(node["badge"], pictures)} if node.get("badge") else {})
        for node in tree
    ]


def our_picture(address: str, pictures: Mapping[str, str]) -> str:
    return pictures.get(address.removeprefix(settings.MEDIA_URL), address)
