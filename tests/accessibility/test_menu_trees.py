import pytest

from accessibility.addresses import GONE, NOT_FOUND, NOTICE, PAGE, REDIRECT, Answer
from accessibility.menu_trees import (
    entries_on,
    live_items,
    moved,
    plain,
    problems_of_tree,
    replaced,
)

SECTIONS = plain(
    [
        {
            "label": "Treatments",
            "address": "/treatments/",
            "items": [
                {"label": "Relapses", "address": "/treatments/relapses/"},
                {"label": "Medicines", "address": "/treatments/medicines/?for=all#start"},
            ],
        },
        {"label": "Find care", "address": "/find-care/"},
        {"label": "Call us", "address": "tel:988"},
    ]
)


def problems(*items, slug="main", keyboard_hint="", kind=PAGE, starts_with=""):
    found = problems_of_tree(
        plain(items),
        slug=slug,
        keyboard_hint=keyboard_hint,
        look_up=lambda address: Answer(kind),
        starts_with=starts_with,
    )
    return [(problem.trail, problem.field) for problem in found]


def shown(path):
    return entries_on(live_items(SECTIONS), path=path, id="main")


def test_a_tree_is_kept_with_known_values_only_and_without_stray_space():
    tree = plain([{"label": " Find care ", "address": "/find-care/", "id": 3, "colour": "red"}])

    assert tree == [
        {
            "label": "Find care",
            "address": "/find-care/",
            "description": "",
            "language": "",
            "items": [],
        }
    ]


@pytest.mark.parametrize(
    ("address", "after"),
    [
        ("/a/", "/b/"),
        ("/a/#doses", "/b/#doses"),
        ("/a/?x=1", "/b/?x=1"),
        ("/a/b/", "/a/b/"),
        ("/a", "/a"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("//example.org/a/", "//example.org/a/"),
        ("tel:988", "tel:988"),
    ],
)
def test_a_move_changes_the_path_of_this_site_and_nothing_else(address, after):
    assert moved(address, {"/a/": "/b/"}) == after


def test_two_pages_may_swap_their_addresses_at_once():
    tree = plain([{"label": "A", "address": "/a/", "items": [{"label": "B", "address": "/b/"}]}])

    swapped = replaced(tree, {"/a/": "/b/", "/b/": "/a/"})

    assert (swapped[0]["address"], swapped[0]["items"][0]["address"]) == ("/b/", "/a/")


@pytest.mark.parametrize(
    ("path", "here", "current"),
    [
        ("/treatments/", ["main-1"], ["main-1"]),
        ("/treatments/relapses/", ["main-1", "main-1-1"], ["main-1-1"]),
        ("/treatments/a-page-the-menu-has-not/", ["main-1"], []),
        ("/find-care/", ["main-2"], ["main-2"]),
        ("/find-careful/", [], []),
        ("/", [], []),
    ],
)
def test_a_page_is_marked_at_its_entry_and_at_the_section_it_belongs_to(path, here, current):
    entries = [each for entry in shown(path) for each in (entry, *entry.entries)]

    assert [entry.id for entry in entries if entry.is_here] == here
    assert [entry.id for entry in entries if entry.is_current] == current


def test_the_nearest_section_is_marked_when_one_lies_within_another():
    items = live_items(
        plain([{"label": "A", "address": "/a/"}, {"label": "B", "address": "/a/b/"}])
    )

    marked = [entry.is_here for entry in entries_on(items, path="/a/b/c/", id="main")]

    assert marked == [False, True]


def test_a_current_link_without_a_list_is_not_marked_as_a_section_as_well():
    leaf = shown("/find-care/")[1]
    section = shown("/treatments/")[0]

    assert (leaf.is_current_section, section.is_current_section) == (False, True)


def test_a_tree_that_may_be_published_has_no_problems():
    assert problems(*SECTIONS) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"label": ""}, "label"),
        ({"label": "x" * 61}, "label"),
        ({"label": "Click here"}, "label"),
        ({"address": ""}, "address"),
        ({"address": "treatments/"}, "address"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"address": "#main"}, "address"),
        ({"address": "//example.org/"}, "address"),
        ({"address": "https://"}, "address"),
        ({"address": "mailto:"}, "address"),
        ({"description": "x" * 101}, "description"),
        ({"description": "Find care"}, "description"),
        ({"description": "Press Enter"}, "description"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_at_its_field(values, field):
    entry = {"label": "Find care", "address": "/find-care/"} | values

    assert problems(entry) == [((0,), field)]


@pytest.mark.parametrize("kind", [NOT_FOUND, GONE])
def test_an_address_that_answers_nothing_is_refused(kind):
    assert problems({"label": "A", "address": "/a/"}, kind=kind) == [((0,), "address")]


@pytest.mark.parametrize("kind", [PAGE, NOTICE, REDIRECT])
def test_an_address_that_answers_something_may_stand(kind):
    assert problems({"label": "A", "address": "/a/"}, kind=kind) == []


@pytest.mark.parametrize("address", ["https://example.org/x", "tel:988", "mailto:a@example.org"])
def test_addresses_elsewhere_are_not_asked_of_this_site(address):
    assert problems({"label": "A", "address": address}, kind=NOT_FOUND) == []


def test_entries_side_by_side_need_different_names():
    twins = [{"label": "Care", "address": "/a/"}, {"label": "care", "address": "/a/"}]

    assert problems(*twins) == [((1,), "label")]


def test_one_name_may_not_lead_to_two_pages_anywhere_in_a_menu():
    tree = [
        {"label": "A", "address": "/a/", "items": [{"label": "Overview", "address": "/a/o/"}]},
        {"label": "B", "address": "/b/", "items": [{"label": "Overview", "address": "/b/o/"}]},
    ]

    assert problems(*tree) == [((1, 0), "label")]


def test_the_name_the_site_gives_to_a_sections_own_page_is_taken():
    tree = {
        "label": "Care",
        "address": "/care/",
        "items": [{"label": "Care overview", "address": "/other/"}],
    }

    assert problems(tree) == [((0, 0), "label")]


@pytest.mark.parametrize(("slug", "allowed"), [("main", 2), ("quick-links", 1), ("footer", 1)])
def test_a_menu_is_as_deep_as_its_place_in_the_page_allows(slug, allowed):
    leaf = {"label": "C", "address": "/c/"}
    tree = {"label": "A", "address": "/a/", "items": [{"label": "B", "address": "/b/"}]}
    tree["items"][0]["items"] = [leaf]

    found = [trail for trail, field in problems(tree, slug=slug) if field == "parent"]

    assert found == [(0, 0), (0, 0, 0)][allowed - 1 :]


def test_a_keyboard_hint_that_is_not_known_to_be_true_is_a_problem_of_the_menu():
    assert problems(keyboard_hint="Press M for the menu.") == [((), "keyboard_hint")]


@pytest.mark.parametrize(
    ("addresses", "found"),
    [
        (["tel:988", "/a/"], []),
        (["/a/", "tel:988"], [((), "items")]),
        (["/a/"], [((), "items")]),
        ([], [((), "items")]),
    ],
)
def test_a_menu_may_have_to_start_with_one_address(addresses, found):
    items = [{"label": f"Entry {address}", "address": address} for address in addresses]

    assert problems(*items, starts_with="tel:988") == found
