import pytest

from accessibility.menus.tree import entries_on, live_items, moved, plain, replaced

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
