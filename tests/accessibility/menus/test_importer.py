import pytest
from django.core.management import CommandError, call_command

from accessibility.menus import acts, undo
from accessibility.menus.live import live_menus
from accessibility.models import Menu, MenuVersion
from tests.accessibility.menus.menu_factories import item, live_menu

pytestmark = pytest.mark.django_db
FILE = "- {title: Care, url: /care/}\n- {title: Later, url: '#'}\n- {title: Help, url: /help/}\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "side.yaml"
    path.write_text(FILE)
    return str(path)


def labels(menu):
    return [node["label"] for node in acts.working_tree(menu)]


def test_a_file_fills_a_working_tree_and_readers_see_no_change(file, capsys):
    live = live_menu(item("Old"), slug="footer")

    call_command("import_menu", file, "--menu", "footer")

    assert labels(live.menu) == ["Care", "Help"]
    assert live_menus()["footer"].items[0].label == "Old"
    assert capsys.readouterr().out.splitlines() == [
        "Skipped: “Later”: “#” is a placeholder, not an address.",
        "Imported the menu “footer”.",
        "3 entries found: 2 imported, 1 skipped.",
    ]


def test_what_stood_there_can_be_brought_back(file):
    old = live_menu(item("Old"), slug="footer").menu
    acts.save_menu(slug="footer", items=[item("Unpublished")])

    call_command("import_menu", file, "--menu", "footer")
    undo.undo(undo.last_step(old))

    assert labels(old) == ["Unpublished"]
    assert old.versions.filter(purpose=MenuVersion.SET_ASIDE).exists()


def test_a_dry_run_writes_nothing(file, capsys):
    call_command("import_menu", file, "--dry-run")

    assert "Would import the menu “side”." in capsys.readouterr().out
    assert not Menu.objects.exists()


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"none.json cannot be read: No such file"):
        call_command("import_menu", str(tmp_path / "none.json"))
