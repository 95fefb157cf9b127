import pytest
from django.template.loader import render_to_string

from accessibility.menus.keystrokes import keys_to_links
from accessibility.menus.listening import spoken_items
from accessibility.menus.tree import OVERVIEW, LiveMenu, entries_on, live_items, plain
from accessibility.spoken import spoken_menu
from tests.accessibility.menus.menu_factories import item

TREE = plain(
    [
        item(
            "A", "/a/", items=[item("A1", "/a/1/", description="What it is"), item("A2", "/a/2/")]
        ),
        item("B", "/b/"),
        item("C", "/c/", items=[item("C1", "/c/1/"), item("All of C", "/c/")]),
    ]
)


def shown(template, slug):
    menu = LiveMenu(slug, "Main", "Enter opens a menu.", "", live_items(TREE))
    entries = entries_on(menu.items, path="", id=slug)
    context = {"menu": menu, "entries": entries, "overview": OVERVIEW}
    return render_to_string(f"accessibility/{template}.html", context)


def test_what_is_heard_on_the_way_to_each_link_is_counted():
    heard = spoken_items(shown("_main_menu", "main"), TREE, slug="main")

    # The landmark, the list, the button, the hint, "expanded", the inner list, then link by link.
    assert heard == {
        (0,): 7,
        (0, 0): 9,
        (0, 1): 10,
        (1,): 5,
        (2,): 10,
        (2, 0): 9,
        (2, 1): 10,
    }


@pytest.mark.parametrize(("template", "slug"), [("_main_menu", "main"), ("_footer_menu", "footer")])
def test_the_keys_counted_from_the_tree_are_those_of_the_spoken_view(template, slug):
    reaches = spoken_menu(shown(template, slug)).reaches
    spoken = {(reach.goes_to, len(reach.keys)) for reach in reaches if reach.goes_to}

    counted = {
        trail: keys.tabs + keys.enters for trail, keys in keys_to_links(TREE, slug=slug).items()
    }

    assert {("/a/1/", counted[0, 0]), ("/b/", counted[1,]), ("/c/1/", counted[2, 0])} <= spoken
    assert ("/a/", counted[0,]) in spoken and ("/c/", counted[2,]) in spoken
