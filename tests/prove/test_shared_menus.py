"""Every menu of ../shared/corpus/menus is imported, and every entry accounted for."""

import json

import pytest
import yaml

from accessibility.menus import acts as menu_acts
from accessibility.menus.importer import import_menu
from accessibility.menus.tree import walk
from mscoe.environment import ROOT

FOLDER = ROOT.parent / "shared" / "corpus" / "menus"
FILES = sorted(FOLDER.glob("*.*")) if FOLDER.is_dir() else []
LABELS, ADDRESSES = ("label", "title", "name", "text", "heading"), ("url", "href", "path")
pytestmark = [
    pytest.mark.prove,
    pytest.mark.django_db,
    pytest.mark.skipif(not FILES, reason="There is no folder ../shared."),
]


def entries_in(value):
    """A count of its own: every table with a label or an address, pictures aside."""
    if isinstance(value, list):
        return sum(map(entries_in, value))
    if not isinstance(value, dict):
        return 0
    inner = sum(entries_in(each) for key, each in value.items() if key != "img")
    return inner + any(value.get(name) for name in (*LABELS, *ADDRESSES))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_entry_is_taken_or_named(path):
    text = path.read_text(encoding="utf-8")
    whole = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    is_one_menu = isinstance(whole, dict) and any(whole.get(name) for name in LABELS)

    imported = import_menu(path, by=None)

    reading = imported.reading
    stored = sum(1 for menu in imported.menus for _ in walk(menu_acts.working_tree(menu)))
    assert reading.found == entries_in(whole) - is_one_menu
    assert stored == reading.taken
    assert reading.taken + reading.left_out == reading.found
