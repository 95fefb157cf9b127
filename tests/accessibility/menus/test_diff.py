import pytest

from accessibility.menus.diff import changes_between
from tests.accessibility.menus.menu_factories import item

OLD = [
    item("A", "/a/", items=[item("A1", "/a/1/"), item("A2", "/a/2/")]),
    item("B", "/b/"),
    item("C", "/c/"),
    item("D", "/d/"),
]


def without(*labels, tree=OLD):
    return [
        each | {"items": without(*labels, tree=each.get("items", []))}
        for each in tree
        if each["label"] not in labels
    ]


def said(new, old=OLD):
    return [f"{change.kind}: {change}" for change in changes_between(old, new)]


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (OLD, []),
        ([*OLD, item("E", "/e/")], ["added: “E” is new, on the first level, after “D”."]),
        (without("A2"), ["removed: “A2” was removed from the list of “A”."]),
        (
            [OLD[3], *OLD[:3]],
            ["moved: “D” is now on the first level, at the top."],
        ),
        (
            [OLD[0] | {"items": [*OLD[0]["items"], OLD[1]]}, *OLD[2:]],
            ["moved: “B” is now under “A”, after “A2”."],
        ),
        (
            [*OLD[:3], item("Different", "/d/")],
            ["changed: “Different” has a different label: “Different” instead of “D”."],
        ),
        (
            [*OLD[:3], item("D", "/elsewhere/")],
            ["changed: “D” has a different address: “/elsewhere/” instead of “/d/”."],
        ),
        (
            [*OLD[:3], item("D", "/d/", description="What it is", language="es")],
            [
                "changed: “D” has a description now: “What it is”.",
                "changed: “D” has a different language: “Spanish” instead of “English”.",
            ],
        ),
        (
            [*OLD[:3], item("D", "/d/", badge="/media/images/d.png", badge_alone=True)],
            ["changed: “D” has a picture now: “/media/images/d.png, without the words”."],
        ),
    ],
)
def test_what_was_done_is_said_in_words_and_nothing_else(new, words):
    assert said(new) == words


def test_an_entry_that_is_called_and_leads_otherwise_is_another_one():
    assert said([*OLD[:3], item("E", "/e/")]) == [
        "added: “E” is new, on the first level, after “C”.",
        "removed: “D” was removed from the first level.",
    ]


def test_the_old_form_of_a_version_compares_as_if_written_today():
    old = [{"label": "A", "address": "/a/", "description": "", "language": "", "items": []}]

    assert changes_between(old, [item("A", "/a/", badge="", badge_alone=False)]) == []
