import pytest
from django.db import connection

from accessibility.changes.act_lock import act
from accessibility.hints import DEFAULT_KEYBOARD_HINT
from accessibility.menus import acts, reorder, trash
from accessibility.menus.live import live_menus
from accessibility.menus.tree import plain
from accessibility.models import Change, Menu, MenuItem, MenuVersion
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


def labels(tree):
    return [node["label"] for node in tree]


def working_labels(menu):
    return labels(acts.working_tree(menu))


def live_addresses(slug="main"):
    return [item.address for item in live_menus()[slug].items]


# --- Publishing ------------------------------------------------------------------------------


def test_publishing_makes_the_working_tree_what_visitors_read():
    by = editor()
    arranged = menu(item("Help", items=[item("Statement", STATEMENT, description="How we test")]))

    version = acts.publish_menu(arranged, by=by, note="First version")

    live = live_menus()["main"]
    assert (live.name, live.keyboard_hint) == ("Main", DEFAULT_KEYBOARD_HINT)
    assert [(entry.label, entry.address) for entry in live.items] == [("Help", HELP)]
    assert live.items[0].items[0].description == "How we test"
    assert (version.by, version.note) == (by, "First version")


def test_visitors_keep_reading_the_live_version_while_the_menu_is_being_arranged():
    arranged = live_menu(item("Help")).menu

    add_entry(arranged, label="Statement", address=STATEMENT)

    assert live_addresses() == [HELP]
    assert working_labels(arranged) == ["Help", "Statement"]


def test_publishing_announces_that_every_page_changed():
    version = live_menu()

    change = Change.objects.get()
    assert (change.verb, change.paths, change.at) == ("menu published", ["*"], version.at)


def test_publishing_without_a_change_makes_no_new_version():
    version = live_menu()

    again = acts.publish_menu(version.menu, by=editor())

    assert again == version
    assert list(MenuVersion.objects.all()) == [version]
    assert [change.paths for change in Change.objects.order_by("id")] == [["*"], []]


def test_a_tree_with_problems_is_refused_and_nothing_is_written():
    arranged = menu(item("Nowhere", "/no-such-page/"), item(""), keyboard_hint="")

    with pytest.raises(acts.MenuHasProblems) as refusal:
        acts.publish_menu(arranged, by=None)

    assert [(problem.trail, problem.field) for problem in refusal.value.problems] == [
        ((0,), "address"),
        ((1,), "label"),
    ]
    assert not MenuVersion.objects.exists()
    assert not Change.objects.exists()


def test_a_hint_written_into_the_row_behind_the_forms_back_is_not_published():
    arranged = menu()
    Menu.objects.update(keyboard_hint="Turn JAWS off.")

    with pytest.raises(acts.MenuHasProblems):
        acts.publish_menu(arranged, by=None)


def test_quick_links_are_not_published_without_the_crisis_line_at_their_top(settings):
    arranged = menu(item("Help"), slug="quick-links")
    crisis_line = arranged.items.get(address=settings.CRISIS_LINE["address"])

    reorder.move_item(crisis_line, places=1)
    with pytest.raises(acts.MenuHasProblems, match="must link to tel:988"):
        acts.publish_menu(arranged, by=None)

    reorder.move_item(crisis_line, places=-1)
    assert acts.publish_menu(arranged, by=None)


def test_publishing_inside_another_act_is_announced_by_that_act():
    with act("imported"):
        live_menu()

    assert [(change.verb, change.paths) for change in Change.objects.all()] == [("imported", ["*"])]


# --- Reading ---------------------------------------------------------------------------------


@pytest.mark.parametrize("versions", [1, 3])
def test_all_live_menus_are_one_query(versions, django_assert_num_queries):
    for slug in ("main", "quick-links", "footer"):
        for number in range(versions):
            live_menu(item(f"Version {number}"), slug=slug)

    with django_assert_num_queries(1):
        live = live_menus()

    newest = f"Version {versions - 1}"
    assert {slug: tree.items[-1].label for slug, tree in live.items()} == {
        "main": newest,
        "quick-links": newest,
        "footer": newest,
    }


def test_the_crisis_line_is_there_before_any_menu_is_published(settings):
    settings.CRISIS_LINE = {"label": "Crisis line: dial 988", "address": "tel:988"}

    first, second = live_menus()["quick-links"].items

    assert (first.label, first.address) == ("Crisis line: dial 988", "tel:988")
    assert second.address == settings.PATIENT_PORTAL["address"]


def test_a_menu_that_was_never_published_is_not_read_by_visitors():
    menu(item("Secret plan"))

    assert live_menus()["main"].items == ()


# --- Following pages that move -----------------------------------------------------------------


def test_when_a_page_moves_the_live_menu_changes_in_that_address_alone():
    arranged = live_menu(item("Help", HELP), item("Statement", STATEMENT)).menu
    add_entry(arranged, label="Unfinished", address="")

    (version,) = acts.follow_move(HELP, "/help/")

    assert live_addresses() == ["/help/", STATEMENT]
    assert version.note == "/keyboard-help/ moved to /help/"
    assert working_labels(arranged) == ["Help", "Statement", "Unfinished"]
    assert [node["address"] for node in acts.working_tree(arranged)] == ["/help/", STATEMENT, ""]


def test_only_menus_that_hold_the_page_get_a_new_version():
    live_menu(item("Help", HELP))
    live_menu(item("Statement", STATEMENT), slug="footer")

    versions = acts.follow_move(STATEMENT, "/statement/")

    assert [version.menu.slug for version in versions] == ["footer"]
    assert live_addresses("main") == [HELP]


def test_a_move_that_no_menu_holds_writes_nothing():
    live_menu(item("Help", HELP))
    changes = Change.objects.count()

    assert acts.follow_move("/elsewhere/", "/other/") == []

    assert MenuVersion.objects.count() == 1
    assert Change.objects.count() == changes


def test_an_entry_that_is_not_published_yet_follows_without_a_version():
    arranged = menu(item("Help", HELP))

    assert acts.follow_move(HELP, "/help/") == []

    assert [node["address"] for node in acts.working_tree(arranged)] == ["/help/"]
    assert not MenuVersion.objects.exists()


def test_a_move_is_followed_within_the_act_that_moves_the_page():
    live_menu(item("Help", HELP))
    with act("moved") as announcement:
        announcement.invalidate(articles=[5])
        (version,) = acts.follow_move(HELP, "/help/")

    assert version.at == announcement.at
    assert [(each.verb, each.articles, each.paths) for each in Change.objects.order_by("id")] == [
        ("menu published", [], ["*"]),
        ("moved", [5], ["*"]),
    ]


def test_two_pages_that_swap_places_are_followed_at_once():
    live_menu(item("Help", HELP), item("Statement", STATEMENT))

    acts.follow_moves({HELP: STATEMENT, STATEMENT: HELP})

    assert live_addresses() == [STATEMENT, HELP]


def test_menus_holding_a_page_are_named_whether_live_or_being_arranged():
    live_menu(item("Statement", STATEMENT), slug="footer")
    menu(item("Care", HELP, items=[item("Statement", f"{STATEMENT}#tell-us")]), slug="main")

    assert {held.slug for held in acts.menus_holding(STATEMENT)} == {"main", "footer"}
    assert [held.slug for held in acts.menus_holding(HELP)] == ["main"]
    assert acts.menus_holding("/elsewhere/") == []


# --- Versions --------------------------------------------------------------------------------


def test_restoring_brings_a_version_back_as_the_working_tree_and_publishes_nothing():
    first = live_menu(item("Help", items=[item("Statement", STATEMENT)]))
    second = live_menu(item("Other"))

    acts.restore_version(first, by=editor())

    assert working_labels(first.menu) == ["Help"]
    assert plain(acts.working_tree(first.menu)) == first.tree
    assert acts.live_version(first.menu) == second


def test_restoring_sets_unpublished_work_aside_so_that_it_can_be_brought_back():
    version = live_menu(item("Help"))
    arranged = version.menu
    add_entry(arranged, label="Half a thought")
    by = editor()

    acts.restore_version(version, by=by)

    kept = arranged.versions.first()
    assert (kept.purpose, kept.by, labels(kept.tree)) == (
        MenuVersion.SET_ASIDE,
        by,
        ["Help", "Half a thought"],
    )
    assert acts.live_version(arranged) == version
    assert live_addresses() == [HELP]

    acts.restore_version(kept, by=by)
    assert working_labels(arranged) == ["Help", "Half a thought"]


def test_restoring_sets_nothing_aside_when_nothing_would_be_lost():
    version = live_menu(item("Help"))

    acts.restore_version(version, by=editor())

    assert list(version.menu.versions.all()) == [version]


def test_whether_the_working_tree_is_live_follows_from_the_facts():
    version = live_menu(item("Help"))
    arranged = version.menu
    assert acts.is_as_in(arranged, version)

    entry = add_entry(arranged, label="New", address=HELP)
    assert not acts.is_as_in(arranged, version)

    entry.delete()
    assert acts.is_as_in(arranged, version)
    assert not acts.is_as_in(arranged, None)


# --- Arranging -------------------------------------------------------------------------------


def test_entries_are_added_at_the_end_of_their_level():
    arranged = menu(item("A"), item("B"))
    first = arranged.items.get(label="A")

    add_entry(arranged, label="C")
    add_entry(arranged, parent=first, label="A1")
    add_entry(arranged, parent=first, label="A2")

    tree = acts.working_tree(arranged)
    assert labels(tree) == ["A", "B", "C"]
    assert labels(tree[0]["items"]) == ["A1", "A2"]


@pytest.mark.parametrize(
    ("label", "places", "order", "has_moved"),
    [
        ("B", -1, ["B", "A", "C"], True),
        ("B", 1, ["A", "C", "B"], True),
        ("A", -1, ["A", "B", "C"], False),
        ("C", 1, ["A", "B", "C"], False),
    ],
)
def test_an_entry_moves_among_its_neighbours_and_stops_at_the_end(label, places, order, has_moved):
    arranged = menu(item("A"), item("B"), item("C"))

    assert reorder.move_item(arranged.items.get(label=label), places=places) is has_moved

    assert working_labels(arranged) == order


def test_entries_that_share_a_position_can_still_be_told_to_move():
    arranged = menu(item("A"), item("B"), item("C"))
    MenuItem.objects.update(position=0)

    reorder.move_item(arranged.items.get(label="C"), places=-1)

    assert working_labels(arranged) == ["A", "C", "B"]


def test_removing_an_entry_takes_what_is_under_it_and_keeps_a_copy():
    arranged = menu(item("A", items=[item("A1")]), item("B"))

    trash.remove_item(arranged.items.get(label="A"), by=editor())

    assert working_labels(arranged) == ["B"]
    assert labels(arranged.versions.get().tree) == ["A", "B"]


def test_saving_a_whole_menu_again_sets_the_old_tree_aside():
    arranged = menu(item("A"))

    acts.save_menu(slug="main", items=[item("B")])

    assert working_labels(arranged) == ["B"]
    assert labels(arranged.versions.get().tree) == ["A"]


def test_a_saved_menu_keeps_what_it_is_not_told():
    menu(item("A"), name="Main")

    saved = acts.save_menu(slug="main", legacy_hint="Old words")

    assert (saved.name, saved.keyboard_hint) == ("Main", DEFAULT_KEYBOARD_HINT)
    assert working_labels(saved) == ["A"]


def test_instructions_of_another_site_are_kept_where_nothing_shows_them():
    words = "Attention A T users: switch auto forms mode off and hit Enter."

    saved = menu(keyboard_hint=words)

    assert (saved.keyboard_hint, saved.legacy_hint) == ("", words)
    acts.publish_menu(saved, by=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(v)::text FROM accessibility_menuversion v")
        assert "A T users" not in cursor.fetchone()[0]
