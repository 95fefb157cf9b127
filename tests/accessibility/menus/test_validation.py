import datetime

import pytest

from accessibility.menus.address_book import BROKEN, GONE, NOT_FOUND, NOTICE, PAGE, REDIRECT, Answer
from accessibility.menus.tree import plain
from accessibility.menus.validation import problems_of_tree
from tests.accessibility.menus.test_tree import SECTIONS


def problems(*items, slug="main", keyboard_hint="", kind=PAGE, starts_with=""):
    found = problems_of_tree(
        plain(items),
        slug=slug,
        keyboard_hint=keyboard_hint,
        look_up=lambda address: Answer(kind),
        starts_with=starts_with,
    )
    return [(problem.trail, problem.field) for problem in found if problem.is_error]


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
    twins = [{"label": "Care", "address": "/a/"}, {"label": "care", "address": "/b/"}]

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


@pytest.mark.parametrize(("slug", "allowed"), [("main", 2), ("quick-links", 3), ("news", 3)])
def test_a_menu_is_as_deep_as_its_place_in_the_page_allows(slug, allowed):
    tree: list = []
    for label in "DCBA":
        tree = [{"label": label, "address": f"/{label}/", "items": tree}]

    found = [trail for trail, field in problems(*tree, slug=slug) if field == "parent"]

    assert found == [(0, 0, 0), (0, 0, 0, 0)][allowed - 2 :]


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


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"items": [{"label": "Same", "address": "/a/"}]}, "links to the entry's own page"),
        ({"items": [{"label": "care ", "address": "/b/"}]}, "would hear the name twice"),
        (
            {"address": "", "items": [{"label": "B", "address": "/b/"}]},
            "the first link in the list",
        ),
        ({"address": ""}, "If there is no page for it, remove the entry"),
        ({"badge": "/media/images/none.png"}, "There is no picture at "),
    ],
)
def test_a_list_adds_to_its_entry_and_pictures_are_our_own(entry, message):
    tree = plain([{"label": "Care", "address": "/a/"} | entry])

    [problem] = problems_of_tree(
        tree, slug="main", keyboard_hint="", look_up=lambda address: Answer(PAGE)
    )

    assert message in problem.message
    assert problem.is_error


def test_one_page_has_one_name_among_the_entries_of_a_level():
    two = [{"label": "Care", "address": "/a/"}, {"label": "Clinics", "address": "/a/"}]
    apart = [
        {"label": "Care", "address": "/a/", "items": [{"label": "Team", "address": "/b/"}]},
        {"label": "Us", "address": "/c/", "items": [{"label": "Our team", "address": "/b/"}]},
    ]

    assert problems(*two) == [((1,), "address")]
    assert problems(*apart) == []


def test_another_site_that_has_no_such_page_any_more_is_refused():
    assert problems({"label": "A", "address": "https://example.org/"}, kind=BROKEN) == [
        ((0,), "address")
    ]


def warnings(*items, answer=None):
    found = problems_of_tree(
        plain(items), slug="main", keyboard_hint="", look_up=lambda _: answer or Answer(PAGE)
    )
    return [(problem.trail, problem.message) for problem in found if not problem.is_error]


@pytest.mark.parametrize(
    ("entry", "answer", "said"),
    [
        ({}, Answer(REDIRECT, leads_to="/b/"), "/a/ redirects to /b/. Link there directly."),
        ({}, Answer(NOTICE), "was withdrawn"),
        ({}, Answer(PAGE, ends_at=datetime.datetime(2030, 3, 1)), "ends on March 1, 2030"),
        ({"address": "http://example.org/"}, Answer("unknown"), "Try it with https://"),
        ({"label": "TREATMENTS and HELP"}, Answer(PAGE), "is in all capitals"),
    ],
)
def test_what_is_worth_a_look_blocks_nothing(entry, answer, said):
    [(trail, message)] = warnings({"label": "Care", "address": "/a/"} | entry, answer=answer)

    assert trail == (0,)
    assert said in message


def test_abbreviations_are_not_shouted():
    assert warnings({"label": "VA MS clinics (PACT)", "address": "/a/"}) == []


def test_long_lists_are_worth_a_look():
    children = [{"label": f"Page {n}", "address": f"/{n}/"} for n in range(13)]

    [(trail, message)] = warnings({"label": "Care", "address": "/a/", "items": children})

    assert trail == (0,)
    assert message.startswith("This list has 13 entries on one level.")
