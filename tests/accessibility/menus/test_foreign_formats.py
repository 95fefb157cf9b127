"""Menus as other systems export them: every entry in its place, or reported with its reason."""
# ruff: noqa: E501 (a row of JSON is read best on one line)

import json

import pytest

from accessibility.menus.files import read_menus

OLD = "https://old.example"


def read(text, name="menu.yaml"):
    whole = text if isinstance(text, str) else json.dumps(text)
    return read_menus(whole, name=name if isinstance(text, str) else "menu.json", old_site=OLD)


def shape(nodes):
    return [(node["label"], node["address"], shape(node["items"])) for node in nodes]


def tree(reading):
    [menu] = reading.menus
    return shape(menu.tree)


def said(reading):
    return [str(remark) for remark in reading.remarks]


def counts(reading):
    return reading.found, reading.taken, reading.left_out


# --- Drupal --------------------------------------------------------------------------------------


def drupal(number, title, uri, *, parent="", weight=0, enabled=1):
    return {
        "uuid": f"a{number}",
        "title": title,
        "link": {"uri": uri, "title": "", "options": []},
        "parent": parent and f"menu_link_content:{parent}",
        "weight": weight,
        "enabled": enabled,
    }


DRUPAL = [
    drupal(1, "Symptoms", "internal:/symptoms", weight=1),
    drupal(2, "Fatigue", "entity:node/5", parent="a1"),
    drupal(3, "Old page", "internal:/old", parent="a1", weight=2, enabled=0),
    drupal(4, "Group", "route:<nolink>", weight=-5),
    drupal(5, "Home", "internal:/<front>", parent="a4"),
    drupal(6, "Under the old page", "internal:/deep", parent="a3"),
]
IN_PLACE = [
    ("Group", "", [("Home", "/", [])]),
    ("Symptoms", "/symptoms", [("Fatigue", "", [])]),
]


def test_links_of_drupal_stand_under_their_parents_and_disabled_ones_are_left_out():
    reading = read(DRUPAL)

    assert tree(reading) == IN_PLACE
    assert said(reading) == [
        "“Group”: It is a heading without a link on the old site. Add one in the menu.",
        (
            "Symptoms › “Fatigue”: It links to “node/5” on the old site, but the file does not"
            " give the address. Add one in the menu."
        ),
        "Skipped: Symptoms › “Old page”: It is turned off on the old site.",
        (
            "Skipped: Symptoms › Old page › “Under the old page”: It is under “Old page”,"
            " which was skipped."
        ),
    ]
    assert counts(reading) == (6, 4, 2)


def test_drupals_other_shapes_say_the_same():
    values = [
        {
            key: [{"uri": value["uri"]}] if key == "link" else [{"value": value}]
            for key, value in row.items()
        }
        for row in DRUPAL
    ]
    api = {
        "data": [
            {
                "type": "menu_link_content--menu_link_content",
                "id": row["uuid"],
                "attributes": {key: value for key, value in row.items() if key != "uuid"},
                "links": {"self": {"href": "https://old.example/jsonapi/x"}},
            }
            for row in DRUPAL
        ],
        "links": {"self": {"href": "https://old.example/jsonapi"}},
    }

    assert tree(read(values)) == IN_PLACE
    assert tree(read(api)) == IN_PLACE
    assert counts(read(api)) == (6, 4, 2)


ADDRESSES_OF_DRUPAL = {
    "internal:/symptoms?page=1#part": "/symptoms?page=1#part",
    "internal:/": "/",
    "internal:/<front>": "/",
    "route:<front>": "/",
    "base:files/rest.pdf": "/files/rest.pdf",
    "user-path:/rest": "/rest",
    "https://example.org/": "https://example.org/",
    f"{OLD}/rest": "/rest",
    "tel:988": "tel:988",
}


@pytest.mark.parametrize("uri", ADDRESSES_OF_DRUPAL)
def test_an_address_of_drupal_is_read(uri):
    assert tree(read([drupal(1, "Rest", uri)])) == [("Rest", ADDRESSES_OF_DRUPAL[uri], [])]


@pytest.mark.parametrize(
    "uri", ["route:<nolink>", "route:<none>", "route:user.login", "internal:#", "internal:/#"]
)
def test_an_entry_of_drupal_that_leads_nowhere_is_reported(uri):
    reading = read([drupal(1, "Rest", "/rest"), drupal(2, "Nowhere", uri)])

    assert tree(reading) == [("Rest", "/rest", [])]
    assert said(reading)[0].startswith("Skipped: “Nowhere”: ")
    assert counts(reading) == (2, 1, 1)


def test_rows_of_several_menus_of_drupal_are_parted():
    rows = [
        drupal(1, "Rest", "internal:/rest") | {"menu_name": "main"},
        drupal(2, "Help", "internal:/help") | {"menu_name": "footer"},
    ]

    assert [(menu.slug, shape(menu.tree)) for menu in read(rows).menus] == [
        ("main", [("Rest", "/rest", [])]),
        ("footer", [("Help", "/help", [])]),
    ]


def test_rows_of_drupal_7_are_read():
    rows = [
        {"mlid": 7, "plid": 0, "link_title": "Rest", "link_path": "<front>", "hidden": 0},
        {"mlid": 8, "plid": 7, "link_title": "Heat", "link_path": "node/5", "hidden": "0"},
        {"mlid": 9, "plid": 7, "link_title": "Gone", "link_path": "gone", "hidden": "1"},
    ]

    reading = read(rows)

    assert tree(reading) == [("Rest", "/", [("Heat", "", [])])]
    assert counts(reading) == (3, 2, 1)


# --- WordPress -------------------------------------------------------------------------------------

WORDPRESS = {
    "wp_get_nav_menu_items": [
        {
            "ID": 10,
            "title": "Symptoms",
            "url": f"{OLD}/symptoms/",
            "menu_item_parent": "0",
            "menu_order": 2,
            "classes": [""],
        },
        {
            "ID": 11,
            "title": "Fatigue &amp; heat",
            "url": f"{OLD}/fatigue/",
            "menu_item_parent": "10",
            "menu_order": 3,
        },
        {
            "ID": 12,
            "title": "<span>About</span> us",
            "url": "#",
            "menu_item_parent": "0",
            "menu_order": 1,
        },
    ],
    "wp/v2/menu-items": [
        {
            "id": 10,
            "title": {"rendered": "Symptoms"},
            "url": f"{OLD}/symptoms/",
            "parent": 0,
            "menu_order": 2,
            "status": "publish",
            "meta": [],
            "_links": {"self": [{"href": "x"}]},
        },
        {
            "id": 11,
            "title": {"rendered": "Fatigue &#038; heat"},
            "url": f"{OLD}/fatigue/",
            "parent": 10,
            "menu_order": 3,
            "status": "publish",
        },
        {
            "id": 12,
            "title": {"rendered": "About us"},
            "url": "#",
            "parent": 0,
            "menu_order": 1,
            "status": "publish",
        },
    ],
    "wp-cli": [
        {
            "db_id": 10,
            "type": "custom",
            "title": "Symptoms",
            "link": f"{OLD}/symptoms/",
            "position": "2",
            "menu_item_parent": 0,
        },
        {
            "db_id": 11,
            "type": "custom",
            "title": "Fatigue & heat",
            "link": f"{OLD}/fatigue/",
            "position": "3",
            "menu_item_parent": 10,
        },
        {
            "db_id": 12,
            "type": "custom",
            "title": "About us",
            "link": "#",
            "position": "1",
            "menu_item_parent": 0,
        },
    ],
    "a plugin": {
        "name": "Main",
        "items": [
            {"ID": 12, "title": "About us", "url": "#", "menu_order": 1},
            {
                "ID": 10,
                "title": "Symptoms",
                "url": f"{OLD}/symptoms/",
                "child_items": [
                    {"ID": 11, "title": "Fatigue &amp; heat", "url": f"{OLD}/fatigue/"}
                ],
            },
        ],
    },
}


@pytest.mark.parametrize("form", WORDPRESS)
def test_menus_of_wordpress_are_read_in_every_form(form):
    reading = read(WORDPRESS[form])

    assert tree(reading) == [("Symptoms", "/symptoms/", [("Fatigue & heat", "/fatigue/", [])])]
    assert said(reading) == ["Skipped: “About us”: “#” is a placeholder, not an address."]
    assert counts(reading) == (3, 2, 1)


@pytest.mark.parametrize("status", ["draft", "trash", "private"])
def test_an_entry_that_wordpress_does_not_show_is_left_out(status):
    rows = [
        {"id": 1, "title": {"rendered": "Rest"}, "url": "/rest/", "parent": 0, "status": "publish"},
        {"id": 2, "title": {"rendered": "Heat"}, "url": "/heat/", "parent": 0, "status": status},
    ]

    reading = read(rows)

    assert tree(reading) == [("Rest", "/rest/", [])]
    assert said(reading) == [f"Skipped: “Heat”: It is not public on the old site ({status})."]


LABELS = {
    "Fatigue &amp; heat": "Fatigue & heat",
    "<span class='icon'></span> About<br>us": "About us",
    "<img src='x.png' alt='Home'>": "Home",
    "5 < 6 & 7 > 6": "5 < 6 & 7 > 6",
    "Caf&eacute;": "Café",
    "R&D": "R&D",
}


@pytest.mark.parametrize("typed", LABELS)
def test_a_label_is_its_words(typed):
    assert tree(read([{"title": typed, "url": "/x/"}])) == [(LABELS[typed], "/x/", [])]


# --- Hugo, MkDocs and others -----------------------------------------------------------------------

HUGO_YAML = """
main:
- identifier: symptoms
  name: Symptoms
  title: All symptoms
  url: /symptoms/
  weight: 10
- name: Fatigue
  pageRef: /symptoms/fatigue
  parent: symptoms
  weight: 1
- {name: Heat, pageRef: /symptoms/heat.md, parent: Symptoms, weight: 2}
"""
HUGO_TOML = """
baseURL = "https://old.example/"
[[menus.main]]
identifier = "symptoms"
name = "Symptoms"
url = "/symptoms/"
weight = 10
[[menus.main]]
name = "Fatigue"
pageRef = "/symptoms/fatigue"
parent = "symptoms"
weight = 1
[[menus.main]]
name = "Heat"
pageRef = "/symptoms/heat.md"
parent = "Symptoms"
weight = 2
"""
HUGO_TREE = [
    (
        "Symptoms",
        "/symptoms/",
        [("Fatigue", "/symptoms/fatigue/", []), ("Heat", "/symptoms/heat/", [])],
    )
]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (HUGO_YAML, "menus.yaml"),
        (
            f"baseURL: https://old.example/\nmenu:{HUGO_YAML.replace(chr(10), chr(10) + '  ')}",
            "hugo.yaml",
        ),
        (HUGO_TOML, "hugo.toml"),
    ],
)
def test_a_menu_of_hugo_is_read(text, name):
    reading = read(text, name)

    assert tree(reading) == HUGO_TREE
    assert counts(reading) == (3, 3, 0)


MKDOCS = """
site_name: Acme
nav:
- Home: index.md
- Living with MS:
  - Fatigue: living/fatigue.md
  - living/heat-and-cold.md
- Guide: https://example.org/
"""


def test_a_menu_of_mkdocs_is_read():
    reading = read(MKDOCS)

    assert [shape(menu.tree) for menu in reading.menus] == [
        [
            ("Home", "/", []),
            (
                "Living with MS",
                "",
                [
                    ("Fatigue", "/living/fatigue/", []),
                    ("Heat and cold", "/living/heat-and-cold/", []),
                ],
            ),
            ("Guide", "https://example.org/", []),
        ]
    ]
    assert counts(reading) == (5, 5, 0)
    assert any(
        "one was made from its file name" in each.replace("'", "’") for each in said(reading)
    )


def test_pages_of_docusaurus_that_only_their_names_stand_for_are_reported():
    reading = read(
        {
            "docs": [
                "intro-page",
                {
                    "type": "category",
                    "label": "Care",
                    "items": [{"type": "link", "label": "A", "href": "/a/"}, "care/heat"],
                },
            ]
        }
    )

    assert tree(reading) == [
        ("Intro page", "", []),
        ("Care", "", [("A", "/a/", []), ("Heat", "", [])]),
    ]
    assert counts(reading) == (4, 4, 0)
    assert (
        "Care › “Heat”: It links to “care/heat” on the old site, but the file does not give the"
        " address. Add one in the menu."
    ) in said(reading)


TYPED = ["No", "On", "1.10", "988", "2020-01-02", "null and void", "0x10", "1e3", "~5 mg"]


@pytest.mark.parametrize("label", TYPED)
def test_a_label_of_yaml_is_the_words_that_were_typed(label):
    assert tree(read(f"- label: {label}\n  url: /x/\n")) == [(label, "/x/", [])]


def test_a_loop_and_an_orphan_stand_first_and_are_reported():
    rows = [
        {"id": 1, "parent": 2, "title": "A", "url": "/a/"},
        {"id": 2, "parent": 1, "title": "B", "url": "/b/"},
        {"id": 3, "parent": 99, "title": "C", "url": "/c/"},
        {"id": 4, "parent": 4, "title": "D", "url": "/d/"},
        {"id": 5, "parent": 1, "title": "E", "url": "/e/"},
    ]

    reading = read(rows)

    assert tree(reading) == [
        ("A", "/a/", [("E", "/e/", [])]),
        ("B", "/b/", []),
        ("C", "/c/", []),
        ("D", "/d/", []),
    ]
    loop = "It was its own ancestor. It was moved to the first level."
    assert said(reading) == [
        f"“A”: {loop}",
        f"“B”: {loop}",
        "“C”: Its parent “99” is not in the file. It was moved to the first level.",
        f"“D”: {loop}",
    ]
    assert counts(reading) == (5, 5, 0)


def test_a_title_beside_the_label_is_not_lost():
    reading = read("- {label: Fatigue, url: /fatigue/, title: What helps against it}")

    [menu] = reading.menus
    assert menu.tree[0]["description"] == "What helps against it"
