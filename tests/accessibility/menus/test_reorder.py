import pytest

from accessibility.menus import acts, reorder
from tests.accessibility.menus.menu_factories import add_entry, item, menu

pytestmark = pytest.mark.django_db


def shape(arranged):
    def labels(nodes):
        return [
            (node["label"], labels(node["items"])) if node["items"] else node["label"]
            for node in nodes
        ]

    return labels(acts.working_tree(arranged))


def entry(arranged, label):
    return arranged.items.get(label=label)


@pytest.fixture
def footer():
    return menu(
        item("A", items=[item("A1", items=[item("A11")]), item("A2")]), item("B"), slug="footer"
    )


def test_in_goes_to_the_end_of_the_list_above(footer):
    reorder.move_in(entry(footer, "B"))

    assert shape(footer) == [("A", [("A1", ["A11"]), "A2", "B"])]


def test_out_goes_right_after_what_it_stood_under(footer):
    reorder.move_out(entry(footer, "A1"))

    assert shape(footer) == [("A", ["A2"]), ("A1", ["A11"]), "B"]


@pytest.mark.parametrize(
    ("where", "target", "expected"),
    [
        (reorder.UNDER, "A2", [("A", [("A1", ["A11"]), ("A2", ["B"])])]),
        (reorder.BEFORE, "A2", [("A", [("A1", ["A11"]), "B", "A2"])]),
        (reorder.AFTER, "A1", [("A", [("A1", ["A11"]), "B", "A2"])]),
        (reorder.BEFORE, "A", ["B", ("A", [("A1", ["A11"]), "A2"])]),
    ],
)
def test_an_entry_goes_under_before_or_after_any_other(where, target, expected, footer):
    reorder.place_item(entry(footer, "B"), where=where, target=entry(footer, target))

    assert shape(footer) == expected


def test_without_a_target_an_entry_goes_to_the_end_of_the_first_level(footer):
    reorder.place_item(entry(footer, "A1"), where=reorder.AFTER, target=None)

    assert shape(footer) == [("A", ["A2"]), "B", ("A1", ["A11"])]


def into(label, target):
    return lambda m: reorder.place_item(
        entry(m, label), where=reorder.UNDER, target=entry(m, target)
    )


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda m: reorder.move_in(entry(m, "A")), "There is no entry above “A”"),
        (lambda m: reorder.move_out(entry(m, "B")), "“B” is already on the first level"),
        (into("A", "A2"), "cannot go under itself"),
        (into("A", "A"), "cannot go under itself"),
        (into("B", "A11"), "“B” would reach level 4 there, but this menu has 3"),
        (into("A1", "A2"), "“A1” and the entries under it would reach level 4 there"),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_the_reason(act, words, footer):
    before = shape(footer)
    with pytest.raises(reorder.CannotMove, match=words):
        act(footer)

    assert shape(footer) == before


def test_a_tree_that_is_too_deep_already_may_still_be_put_right():
    arranged = menu(item("A", items=[item("B", items=[item("C", items=[item("D")])])]))

    reorder.move_out(entry(arranged, "D"))
    reorder.move_out(entry(arranged, "D"))

    assert shape(arranged) == [("A", [("B", ["C"]), "D"])]


def test_an_entry_is_not_added_below_the_last_level(footer):
    with pytest.raises(reorder.CannotMove):
        add_entry(footer, parent=entry(footer, "A11"), label="Deeper")

    assert not footer.items.filter(label="Deeper").exists()
