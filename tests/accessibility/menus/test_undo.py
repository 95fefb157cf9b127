import pytest

from accessibility.menus import acts, reorder, trash, undo
from accessibility.menus.tree import plain
from accessibility.models import MenuStep
from tests.accessibility.menus.menu_factories import (
    HELP,
    STATEMENT,
    add_entry,
    editor,
    item,
    live_menu,
    menu,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def arranged():
    return menu(item("A", items=[item("A1"), item("A2")]), item("B", STATEMENT), item("C", "/c/"))


def entry(arranged, label):
    return arranged.items.get(label=label)


def rename(arranged):
    changed = entry(arranged, "B")
    changed.label = "Renamed"
    reorder.save_item(changed)


STEPS = {
    "add": lambda m: add_entry(m, label="New", address="/new/"),
    "change": rename,
    "up": lambda m: reorder.move_item(entry(m, "B"), places=-1),
    "in": lambda m: reorder.move_in(entry(m, "B")),
    "out": lambda m: reorder.move_out(entry(m, "A1")),
    "elsewhere": lambda m: reorder.place_item(
        entry(m, "C"), where=reorder.BEFORE, target=entry(m, "A2")
    ),
    "take out": lambda m: trash.remove_item(entry(m, "A"), by=None),
    "name": lambda m: acts.save_words(m, name="Topics"),
    "replace": lambda m: acts.save_menu(slug=m.slug, items=[item("Only")]),
    "a page that is gone": lambda m: acts.take_out({STATEMENT}),
}


def whole(arranged):
    arranged.refresh_from_db()
    return arranged.name, acts.working_tree(arranged)


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_undone_and_done_again_and_rows_keep_their_keys(name, arranged):
    before = whole(arranged)
    STEPS[name](arranged)
    after = whole(arranged)
    assert before != after

    undo.undo(undo.last_step(arranged))
    assert whole(arranged) == before

    undo.redo(undo.next_step(arranged))
    assert whole(arranged) == after


def test_restoring_a_version_is_undone_too(arranged):
    version = acts.set_aside(arranged, by=None)
    version.refresh_from_db()
    add_entry(arranged, label="New")
    before = whole(arranged)
    acts.restore_version(version, by=None)

    undo.undo(undo.last_step(arranged))

    assert whole(arranged) == before


def test_many_steps_are_undone_one_after_the_other(arranged):
    before = whole(arranged)
    for step in STEPS.values():
        try:
            step(arranged)
        except (reorder.CannotMove, arranged.items.model.DoesNotExist):
            continue

    while step := undo.last_step(arranged):
        undo.undo(step)

    assert whole(arranged) == before


def test_a_step_says_what_was_done_and_by_whom(arranged):
    someone = editor()

    reorder.move_item(entry(arranged, "B"), places=-1, by=someone)

    step = undo.last_step(arranged)
    assert (str(step), step.by) == ("moved “B” up", someone)


def test_a_step_that_changes_nothing_is_none(arranged):
    reorder.move_item(entry(arranged, "A"), places=-1)

    assert undo.last_step(arranged) is None


def test_undoing_a_removal_empties_the_bin_and_doing_it_again_fills_it(arranged):
    removed = trash.remove_item(entry(arranged, "A"), by=None)

    undo.undo(undo.last_step(arranged))
    removed.refresh_from_db()
    assert removed.brought_back_at is not None

    undo.redo(undo.next_step(arranged))
    removed.refresh_from_db()
    assert removed.brought_back_at is None


def test_only_the_last_step_is_undone(arranged):
    reorder.move_item(entry(arranged, "B"), places=-1)
    seen = undo.last_step(arranged)
    reorder.move_item(entry(arranged, "C"), places=-1)

    with pytest.raises(undo.NotTheLastStep, match="Someone else has changed this menu since then"):
        undo.undo(seen)


def test_a_new_step_ends_what_could_be_done_again(arranged):
    reorder.move_item(entry(arranged, "B"), places=-1)
    undo.undo(undo.last_step(arranged))

    add_entry(arranged, label="New")

    assert undo.next_step(arranged) is None


def test_what_is_undone_after_a_page_moved_leads_to_where_it_is_now():
    live = live_menu(item("Help", HELP)).menu
    changed = entry(live, "Help")
    changed.address = "/elsewhere/"
    reorder.save_item(changed)

    acts.follow_move(HELP, "/help/")
    undo.undo(undo.last_step(live))

    assert plain(acts.working_tree(live))[0]["address"] == "/help/"


def test_old_steps_are_forgotten(arranged, monkeypatch):
    monkeypatch.setattr(undo, "KEPT", 3)
    for number in range(5):
        add_entry(arranged, label=f"New {number}")

    kept = MenuStep.objects.filter(menu=arranged).order_by("id")
    assert [str(step) for step in kept] == [f"added “New {n}”" for n in (2, 3, 4)]
