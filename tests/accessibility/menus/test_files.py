import json

import pytest

from accessibility.menus.files import UnreadableMenu, read_menus

NESTED = """
- title: Care
  url: care/
  children:
    - {title: Clinics, url: care/clinics/}
    - {title: Soon, url: '#'}
- {title: Call us, url: 'tel:988'}
"""


def read(text, name="menu.yaml", **options):
    return read_menus(text if isinstance(text, str) else json.dumps(text), name=name, **options)


def shape(nodes):
    return [(node["label"], node["address"], shape(node["items"])) for node in nodes]


def said(reading):
    return [str(remark) for remark in reading.remarks]


def test_a_nested_tree_is_taken_and_a_placeholder_is_named():
    reading = read(NESTED)

    [menu] = reading.menus
    assert shape(menu.tree) == [
        ("Care", "/care/", [("Clinics", "/care/clinics/", [])]),
        ("Call us", "tel:988", []),
    ]
    assert said(reading) == ["Skipped: Care › “Soon”: “#” is a placeholder, not an address."]
    assert (reading.found, reading.taken, reading.left_out) == (4, 3, 1)


def test_flat_rows_are_put_under_their_parents_in_the_order_of_their_weights():
    rows = [
        {"id": "b", "title": "B", "url": "/b/", "weight": 20},
        {"id": "a2", "title": "A2", "url": "/a/2/", "parent": "a", "weight": 2},
        {"id": "a", "title": "A", "url": "/a/", "weight": 10},
        {"id": "a1", "title": "A1", "url": "/a/1/", "parent": "a", "weight": 1},
        {"id": "c", "title": "C", "url": "/c/", "parent": "unknown", "weight": 5},
    ]

    [menu] = read(rows, "menu.json").menus

    assert shape(menu.tree) == [
        ("C", "/c/", []),
        ("A", "/a/", [("A1", "/a/1/", []), ("A2", "/a/2/", [])]),
        ("B", "/b/", []),
    ]


def test_rows_that_are_their_own_parents_stand_on_the_first_level():
    rows = [
        {"id": 1, "title": "A", "url": "/a/", "parent": 2},
        {"id": 2, "title": "B", "url": "/b/", "parent": 1},
    ]

    [menu] = read(rows, "menu.json").menus

    assert [node["label"] for node in menu.tree] == ["A", "B"]


def test_what_lies_too_deep_comes_out_to_the_last_level():
    deep: list = []
    for label in "EDCBA":
        deep = [{"label": label, "path": f"/{label}/", "links": deep}]

    reading = read(deep, "menu.json", slug="main")

    assert shape(reading.menus[0].tree) == [
        ("A", "/A/", [("B", "/B/", []), ("C", "/C/", []), ("D", "/D/", []), ("E", "/E/", [])])
    ]
    assert said(reading)[0] == (
        "A › B › “C”: It was on level 3, but this menu has 2 levels. It was moved up."
    )


def test_lists_in_tables_are_gone_through_and_their_descriptions_go_to_their_links():
    whole = {
        "header": [
            {
                "title": "Care",
                "href": "/care/",
                "links": {
                    "one": {"title": "Help", "links": [{"text": "Call", "href": "/call/"}]},
                    "two": {
                        "img": {"src": "/a.png", "alt": "A clinic"},
                        "link": {"text": "Clinics", "href": "/clinics/"},
                        "description": "Where they are",
                    },
                },
            }
        ]
    }

    reading = read(whole, "menu.json")

    [menu] = reading.menus
    assert menu.slug == "header"
    assert shape(menu.tree) == [
        ("Care", "/care/", [("Help", "", [("Call", "/call/", [])]), ("Clinics", "/clinics/", [])])
    ]
    assert menu.tree[0]["items"][1]["description"] == "Where they are"
    assert said(reading) == [
        "Care › “Help”: It has no address. Add one in the menu.",
        "Care › “A clinic”: A picture was left out. Choose one from the image library.",
    ]


def test_instructions_are_kept_as_old_ones_that_nothing_shows():
    row = {"title": "Care", "url": "/care/", "description": "A T users: hit Enter to expand."}

    reading = read([row], "menu.json")

    [node] = reading.menus[0].tree
    assert (node["description"], node["legacy_hint"]) == ("", row["description"])
    assert "is kept, but must be replaced" in said(reading)[0]


def test_an_entry_that_is_there_twice_is_taken_once():
    twice = [{"title": "A", "url": "/a/"}, {"title": "a", "url": "/a/"}]

    reading = read(twice, "menu.json")

    assert said(reading) == ["Skipped: “a”: It is a duplicate."]
    assert (reading.found, reading.taken) == (2, 1)


def test_addresses_of_the_old_site_become_paths_of_this_one():
    rows = [
        {"title": "A", "url": "https://old.example.org/a/"},
        {"title": "B", "url": "https://old.example.org.evil.example/b/"},
        {"title": "Home", "url": "https://old.example.org"},
    ]

    [menu] = read(rows, "menu.json", old_site="https://old.example.org/").menus

    assert [node["address"] for node in menu.tree] == [
        "/a/",
        "https://old.example.org.evil.example/b/",
        "/",
    ]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("{", "menu.json", "menu.json is not valid JSON, YAML"),
        ("a: [", "menu.yaml", "menu.yaml is not valid JSON, YAML"),
        ("just words", "menu.yaml", "does not contain a list or table"),
        ("[]", "menu.json", "contains no entries"),
        ("- [[[]]]", "menu.yaml", "contains no entries"),
        ("&a [*a]", "menu.yaml", "aliases are not read"),
    ],
)
def test_a_file_without_a_menu_is_refused_in_words(text, name, words):
    with pytest.raises(UnreadableMenu, match=words):
        read(text, name)
