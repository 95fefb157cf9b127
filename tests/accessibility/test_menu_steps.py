import pytest

from accessibility import arranging, menu_steps, menus, removing
from accessibility.menu_trees import plain
from accessibility.models import MenuStep
from tests.accessibility.menu_factories import HELP, STATEMENT, editor, item, live_menu, menu

pytestmark = pytest.mark.django_db


@pytest.fixture
def arranged():
    return menu(item("A", items=[item("A1"), item("A2")]), item("B", STATEMENT), item("C", "/c/"))


def entry(arranged, label):
    return arranged.items.get(label=label)


def rename(arranged):
    changed = entry(arranged, "B")
    changed.label = "Renamed"
    arranging.save_item(changed)


STEPS = {
    "add": lambda m: arranging.add_item(m, label="New", address="/new/"),
    "change": rename,
    "up": lambda m: arranging.move_item(entry(m, "B"), places=-1),
    "in": lambda m: arranging.move_in(entry(m, "B")),
    "out": lambda m: arranging.move_out(entry(m, "A1")),
    "elsewhere": lambda m: arranging.place_item(
        entry(m, "C"), where=arranging.BEFORE, target=entry(m, "A2")
    ),
    "take out": lambda m: removing.remove_item(entry(m, "A"), by=None),
    "name": lambda m: menus.save_words(m, name="Topics"),
    "replace": lambda m: menus.save_menu(slug=m.slug, items=[item("Only")]),
    "a page that is gone": lambda m: menus.take_out({STATEMENT}),
}


def whole(arranged):
    arranged.refresh_from_db()
    return arranged.name, menus.working_tree(arranged)


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_undone_and_done_again_and_rows_keep_their_keys(name, arranged):
    before = whole(arranged)
    STEPS[name](arranged)
    after = whole(arranged)
    assert before != after

    menu_steps.undo(menu_steps.last_step(arranged))
    assert whole(arranged) == before

    menu_steps.redo(menu_steps.next_step(arranged))
    assert whole(arranged) == after


def test_restoring_a_version_is_undone_too(arranged):
    version = menus.set_aside(arranged, by=None)
    version.refresh_from_db()
    arranging.add_item(arranged, label="New")
    before = whole(arranged)
    menus.restore_version(version, by=None)

    menu_steps.undo(menu_steps.last_step(arranged))

    assert whole(arranged) == before


def test_many_steps_are_undone_one_after_the_other(arranged):
    before = whole(arranged)
    for step in STEPS.values():
        try:
            step(arranged)
        except (arranging.CannotMove, arranged.items.model.DoesNotExist):
            continue

    while step := menu_steps.last_step(arranged):
        menu_steps.undo(step)

    assert whole(arranged) == before


def test_a_step_says_what_was_done_and_by_whom(arranged):
    someone = editor()

    arranging.move_item(entry(arranged, "B"), places=-1, by=someone)

    step = menu_steps.last_step(arranged)
    assert (str(step), step.by) == ("moved “B” up", someone)


def test_a_step_that_changes_nothing_is_none(arranged):
    arranging.move_item(entry(arranged, "A"), places=-1)

    assert menu_steps.last_step(arranged) is None


def test_undoing_a_removal_empties_the_bin_and_doing_it_again_fills_it(arranged):
    removed = removing.remove_item(entry(arranged, "A"), by=None)

    menu_steps.undo(menu_steps.last_step(arranged))
    removed.refresh_from_db()
    assert removed.brought_back_at is not None

    menu_steps.redo(menu_steps.next_step(arranged))
    removed.refresh_from_db()
    assert removed.brought_back_at is None


def test_only_the_last_step_is_undone(arranged):
    arranging.move_item(entry(arranged, "B"), places=-1)
    seen = menu_steps.last_step(arranged)
    arranging.move_item(entry(arranged, "C"), places=-1)

    with pytest.raises(menu_steps.NotTheLastStep, match="someone arranged the menu meanwhile"):
        menu_steps.undo(seen)


def test_a_new_step_ends_what_could_be_done_again(arranged):
    arranging.move_item(entry(arranged, "B"), places=-1)
    menu_steps.undo(menu_steps.last_step(arranged))

    arranging.add_item(arranged, label="New")

    assert menu_steps.next_step(arranged) is None


def test_what_is_undone_after_a_page_moved_leads_to_where_it_is_now():
    live = live_menu(item("Help", HELP)).menu
    changed = entry(live, "Help")
    changed.address = "/elsewhere/"
    arranging.save_item(changed)

    menus.follow_move(HELP, "/help/")
    menu_steps.undo(menu_steps.last_step(live))

    assert plain(menus.working_tree(live))[0]["address"] == "/help/"


def test_old_steps_are_forgotten(arranged, monkeypatch):
    monkeypatch.setattr(menu_steps, "KEPT", 3)
    for number in range(5):
        arranging.add_item(arranged, label=f"New {number}")

    kept = MenuStep.objects.filter(menu=arranged).order_by("id")
    assert [str(step) for step in kept] == [f"added “New {n}”" for n in (2, 3, 4)]
