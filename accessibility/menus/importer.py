"""Menus of a file become working trees; nothing is published."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accessibility.menus import acts
from accessibility.menus.files import Reading, UnreadableMenu, read_menus
from accessibility.models import Menu

LARGEST = 5_000_000  # bytes


@dataclass(frozen=True)
class Imported:
    """What a file gave: its reading, and the menus that were made or changed."""

    reading: Reading
    menus: list


def import_menu(path, *, slug="", old_site="", by=None):
    """Read a file and put what it holds into working trees. What stood there is set aside."""
    reading = read_file(path, slug=slug, old_site=old_site)
    with transaction.atomic():
        made = [_write(menu, by=by, file=Path(path).name) for menu in reading.menus]
    return Imported(reading, made)


def read_file(path, *, slug="", old_site=""):
    """What ``import_menu`` would take."""
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableMenu(f"{path.name} is larger than 5 MB, which is too large for a menu.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise UnreadableMenu(f"{path} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise UnreadableMenu(f"{path.name} is not encoded in UTF-8.") from problem
    return read_menus(text, name=path.name, slug=slug, old_site=old_site)


def _write(read, *, by, file):
    menu = Menu.objects.filter(slug=read.slug).first()
    if menu is None:
        menu = acts.save_menu(slug=read.slug, name=read.name[:60], by=by)
    acts.replace_tree(menu, read.tree, by=by, words=f"imported {file}")
    return menu
