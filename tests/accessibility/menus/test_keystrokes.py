from accessibility.menus.keystrokes import keys_to_links
from accessibility.menus.tree import plain
from tests.accessibility.menus.menu_factories import item

TREE = plain(
    [
        item("A", "/a/", items=[item("A1", "/a/1/"), item("A2", "/a/2/")]),
        item("B", "/b/"),
        item("C", "/c/", items=[item("C1", "/c/1/"), item("All of C", "/c/")]),
    ]
)


def keys(slug):
    return {trail: str(keys) for trail, keys in keys_to_links(TREE, slug=slug).items()}


def test_in_the_main_menu_a_list_is_opened_first_and_begins_with_its_own_page():
    assert keys("main") == {
        (0,): "2 × Tab, 1 × Enter",
        (0, 0): "3 × Tab, 1 × Enter",
        (0, 1): "4 × Tab, 1 × Enter",
        (1,): "2 × Tab",
        (2,): "5 × Tab, 1 × Enter",
        (2, 0): "4 × Tab, 1 × Enter",
        (2, 1): "5 × Tab, 1 × Enter",
    }


def test_other_menus_show_all_they_have():
    assert list(keys("footer").values()) == [f"{number} × Tab" for number in range(1, 8)]
