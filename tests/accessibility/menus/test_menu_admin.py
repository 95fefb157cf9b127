import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accessibility.hints import DEFAULT_KEYBOARD_HINT
from accessibility.menus import acts, reorder
from accessibility.menus.live import live_menus
from accessibility.models import Menu, MenuItem, MenuVersion
from accessibility.views.menu_forms import MenuItemForm
from tests.accessibility.menus.menu_factories import (
    HELP,
    STATEMENT,
    add_entry,
    editor,
    item,
    live_menu,
    menu,
)
from tests.desk_forms import as_sent, opened

pytestmark = pytest.mark.django_db


def staff(*permissions):
    someone = editor(is_staff=True)
    someone.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return someone


def signed_in(someone):
    client = Client()
    client.force_login(someone)
    return client


@pytest.fixture
def desk():
    return signed_in(editor(is_staff=True, is_superuser=True))


def at(name, *args):
    return reverse(f"admin:accessibility_menu_{name}", args=args)


def entry(menu, label):
    return menu.items.get(label=label)


def item_form(stored=None, **values):
    """What the form of an entry posts, the fingerprints included."""
    defaults = {"label": "Help", "address": HELP, "description": "", "language": ""}
    seen = {"based_on": based_on(stored)} if stored else {}
    return defaults | seen | values


def based_on(stored):
    return MenuItemForm(instance=stored, menu=stored.menu)["based_on"].value()


def said(response):
    """Everything a page says to an editor, without markup."""
    return " ".join(re.sub("<[^>]+>", " ", response.content.decode()).split())


# --- The list --------------------------------------------------------------------------------


def test_the_list_says_in_words_where_each_menu_stands(desk):
    live_menu(item("A"), slug="main", name="Main")
    add_entry(live_menu(item("B"), slug="footer", name="Footer").menu, label="C")
    menu(item("D"), slug="quick-links", name="Quick links")

    page = said(desk.get(at("changelist")))

    for words in (
        "Main On every page Published",
        "Footer On every page Unpublished changes",
        "Quick links On every page Not published yet",
    ):
        assert words in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_menus_takes_the_same_queries_for_one_and_for_three(
    count, desk, django_assert_num_queries
):
    for slug in ("main", "quick-links", "footer")[:count]:
        live_menu(item("A"), slug=slug)

    # One more where the whole desk is there: the person's time zone.
    with django_assert_num_queries(10 if apps.is_installed("articles") else 9):
        desk.get(at("changelist"))


# --- Name and hint -----------------------------------------------------------------------------


def test_a_menu_is_added_for_a_place_that_has_none(desk):
    menu(slug="main")

    choices = desk.get(at("add")).content.decode()
    desk.post(at("add"), {"slug": "footer", "name": "Footer", "keyboard_hint": ""})

    assert "quick-links" in choices
    assert 'value="main"' not in choices
    assert [each.slug for each in Menu.objects.all()] == ["main", "footer"]


def test_a_menu_of_its_own_is_added_under_any_name(desk):
    for slug in ("main", "quick-links", "footer", "for-families"):
        menu(slug=slug)
    form = {"slug": "own", "name": "For families", "place": "foot", "keyboard_hint": ""}

    desk.post(at("add"), form)

    made = Menu.objects.latest("pk")
    assert (made.slug, made.name, made.place) == ("for-families-2", "For families", "foot")


def test_a_new_menu_waits_for_its_first_entry(desk):
    empty = acts.save_menu(slug="for-families", name="For families")

    page = said(desk.get(at("change", empty.pk)))

    assert "This menu has no entries yet. Add an entry" in page


def test_a_menu_of_its_own_shows_at_the_foot_of_pages_once_it_is_published(desk, client):
    own = menu(item("Help"), slug="for-families", name="For families", place="foot")
    before = client.get(HELP).content.decode()

    desk.post(at("publish", own.pk))
    page = client.get(HELP).content.decode()

    assert "For families" not in before
    assert '<h2 id="menu-for-families">For families</h2>' in page


def test_other_pages_of_the_desk_do_not_count_menus(desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(26) as captured:
        desk.get(reverse("admin:index"))

    assert not [query for query in captured if "accessibility_menu" in query["sql"]]


def test_name_and_hint_are_saved_and_the_place_stays(desk):
    arranged = menu(slug="main")
    menu(slug="quick-links")
    menu(slug="footer")
    words = {"slug": "footer", "name": "Topics", "keyboard_hint": "Enter opens\r\na menu."}

    assert 'name="slug"' not in desk.get(at("change", arranged.pk)).content.decode()
    desk.post(at("change", arranged.pk), opened(desk, at("change", arranged.pk), **words))

    arranged.refresh_from_db()
    assert (arranged.slug, arranged.name) == ("main", "Topics")
    assert arranged.keyboard_hint == "Enter opens a menu."


def test_a_hint_that_instructs_is_refused_with_a_remedy_and_not_lost(desk):
    arranged = menu()
    words = "JAWS users: turn off forms mode."

    page = desk.post(at("change", arranged.pk), {"name": "Main", "keyboard_hint": words})

    assert "Remove “JAWS”" in said(page)
    assert words in page.content.decode()
    arranged.refresh_from_db()
    assert arranged.keyboard_hint == DEFAULT_KEYBOARD_HINT


def test_instructions_of_another_site_can_be_seen_by_editors_and_nowhere_else(desk, client):
    arranged = menu(item("Help"), keyboard_hint="Attention A T users: hit Enter.")
    acts.publish_menu(arranged, by=None)

    assert "not shown to readers: Attention A T users" in said(desk.get(at("change", arranged.pk)))
    assert "A T users" not in client.get("/keyboard-help/").content.decode()


# --- Entries -----------------------------------------------------------------------------------


def test_an_entry_is_added_under_another_one_and_readers_see_no_change(desk):
    arranged = live_menu(item("Care", HELP)).menu
    parent = entry(arranged, "Care")
    form = item_form(label="Statement", address=STATEMENT, parent=parent.pk)

    answer = desk.post(at("item", arranged.pk), form, follow=True)

    child = entry(arranged, "Statement")
    assert child.parent == parent
    assert answer.redirect_chain[0][0].endswith(f"?moved={child.pk}&key=label")
    assert "“Statement” was saved. Readers see no change yet." in said(answer)
    assert [each.label for each in live_menus()["main"].items] == ["Care"]


def test_an_entry_is_changed(desk):
    arranged = menu(item("Help", HELP))
    stored = entry(arranged, "Help")
    form = item_form(stored, label="Keyboard help", description="Keys that work", language="es")

    desk.post(at("item", arranged.pk, stored.pk), form)

    stored.refresh_from_db()
    assert (stored.label, stored.description, stored.language) == (
        "Keyboard help",
        "Keys that work",
        "es",
    )


@pytest.mark.parametrize(
    ("values", "remedy"),
    [
        ({"label": "Click here"}, "does not say where the link goes"),
        ({"label": "Crisis line badge"}, "Name the page the link goes to"),
        ({"description": "Help"}, "This repeats the label"),
        ({"description": "For screen reader users"}, "Remove “screen reader”"),
        ({"address": "javascript:alert(1)"}, "is not an address a menu can link to"),
        ({"address": "keyboard-help/"}, "Start with / for a page on this site"),
    ],
)
def test_an_entry_that_would_mislead_is_refused_in_words(desk, values, remedy):
    arranged = menu(item("Old", STATEMENT))
    stored = entry(arranged, "Old")

    page = desk.post(at("item", arranged.pk, stored.pk), item_form(stored, **values))

    assert remedy in said(page)
    assert "Not saved yet." in said(page)
    stored.refresh_from_db()
    assert stored.label == "Old"


def test_an_entry_may_wait_for_its_page(desk):
    arranged = menu(item("Old"))

    desk.post(at("item", arranged.pk), item_form(label="New", address="/not-there-yet/"))
    desk.post(at("item", arranged.pk), item_form(label="Newer", address=""))

    assert [node["label"] for node in acts.working_tree(arranged)] == ["Old", "New", "Newer"]
    assert "There is no page at /not-there-yet/" in said(desk.get(at("change", arranged.pk)))


def test_a_pasted_address_of_this_site_is_kept_as_its_path(desk):
    arranged = menu(item("Old"))

    desk.post(at("item", arranged.pk), item_form(label="New", address=f"http://testserver{HELP}"))

    assert entry(arranged, "New").address == HELP


def test_an_entry_that_has_others_under_it_cannot_go_under_one_itself(desk):
    arranged = menu(item("A", items=[item("A1")]), item("B"))
    stored, other = entry(arranged, "A"), entry(arranged, "B")

    page = desk.get(at("item", arranged.pk, stored.pk)).content.decode()
    desk.post(at("item", arranged.pk, stored.pk), item_form(stored, parent=other.pk))

    assert 'name="parent"' not in page
    stored.refresh_from_db()
    assert stored.parent is None


def test_entries_of_another_menu_are_out_of_reach(desk):
    arranged, other = menu(item("A"), slug="main"), menu(item("B"), slug="footer")
    stranger = entry(other, "B")

    assert desk.get(at("item", arranged.pk, stranger.pk)).status_code == 404
    assert desk.post(at("remove", arranged.pk, stranger.pk)).status_code == 404
    assert desk.post(at("move", arranged.pk), {"up": stranger.pk}).status_code == 404
    assert desk.post(at("item", arranged.pk), item_form(parent=stranger.pk)).status_code == 200
    assert MenuItem.objects.count() == 2


def test_nobody_overwrites_what_they_have_not_seen(desk):
    arranged = menu(item("Help", HELP))
    stored = entry(arranged, "Help")
    mine = item_form(stored, label="Mine")
    MenuItem.objects.filter(pk=stored.pk).update(label="Theirs")

    page = desk.post(at("item", arranged.pk, stored.pk), mine)

    assert page.status_code == 409
    assert "Saved now Theirs Yours Mine" in said(page)
    stored.refresh_from_db()
    assert stored.label == "Theirs"
    desk.post(at("item", arranged.pk, stored.pk), as_sent(page))
    stored.refresh_from_db()
    assert stored.label == "Mine"


def test_what_two_editors_change_of_an_entry_goes_together(desk):
    arranged = menu(item("Help", HELP))
    stored = entry(arranged, "Help")
    mine = item_form(stored, label="Mine")
    other = entry(arranged, "Help")
    other.description = "Keys that work"
    reorder.save_item(other)

    page = desk.post(at("item", arranged.pk, stored.pk), mine, follow=True)

    stored.refresh_from_db()
    assert (stored.label, stored.description) == ("Mine", "Keys that work")
    assert "keep the newly saved values: Description." in said(page)


@pytest.mark.parametrize(
    ("direction", "order"), [("up", ["B", "A", "C"]), ("down", ["A", "C", "B"])]
)
def test_entries_are_ordered_by_buttons(desk, direction, order):
    arranged = menu(item("A"), item("B"), item("C"))
    moving = entry(arranged, "B")

    answer = desk.post(at("move", arranged.pk), {direction: moving.pk})

    assert answer.url.endswith(f"?moved={moving.pk}&key={direction}")
    assert [node["label"] for node in acts.working_tree(arranged)] == order


def test_the_first_cannot_go_up_and_the_last_cannot_go_down(desk):
    arranged = menu(item("A"), item("B"))

    page = desk.get(at("change", arranged.pk)).content.decode()

    assert re.findall(r'name="(up|down)" value="\d+"', page) == ["down", "up"]


def test_an_entry_is_taken_out_after_a_question_that_names_what_goes_with_it(desk):
    arranged = menu(item("A", items=[item("A1")]), item("B"))
    removed = entry(arranged, "A")

    question = said(desk.get(at("remove", arranged.pk, removed.pk)))
    desk.post(at("remove", arranged.pk, removed.pk))

    assert "The entries under it are removed too: A1" in question
    assert [node["label"] for node in acts.working_tree(arranged)] == ["B"]
    assert arranged.versions.get().purpose == MenuVersion.SET_ASIDE


def test_an_entry_is_moved_anywhere_by_a_select_and_a_button(desk):
    arranged = menu(item("A", items=[item("A1")]), item("B", STATEMENT))
    moving, target = entry(arranged, "B"), entry(arranged, "A1")

    panel = desk.get(at("change", arranged.pk), {"at": moving.pk}).content.decode()
    answer = desk.post(
        at("move", arranged.pk), {"before": moving.pk, "target": target.pk}, follow=True
    )

    assert f'<option value="{target.pk}">– A1</option>' in panel
    assert "“B” moved before “A1”. Readers see no change yet." in said(answer)
    assert labels(acts.working_tree(arranged)) == [("A", [("B", []), ("A1", [])])]


def test_a_move_that_cannot_be_says_why_beside_undo(desk):
    arranged = menu(item("A", items=[item("A1")]), item("B", items=[item("B1")]))

    answer = desk.post(at("move", arranged.pk), {"in": entry(arranged, "B").pk}, follow=True)

    assert (
        "“B” and the entries under it would reach level 3 there, but this menu has 2 levels."
        in said(answer)
    )


def test_what_was_done_is_undone_and_done_again_by_buttons(desk):
    arranged = menu(item("A"), item("B", STATEMENT))
    page = desk.post(at("move", arranged.pk), {"up": entry(arranged, "B").pk}, follow=True)
    step = arranged.steps.get()
    assert "Undo: moved “B” up" in said(page)

    page = desk.post(at("undo", arranged.pk), {"step": step.pk}, follow=True)
    assert "Undone: moved “B” up. Readers see no change yet." in said(page)
    again = desk.post(at("undo", arranged.pk), {"step": step.pk}, follow=True)
    assert "so this is no longer the last step" in said(again)

    desk.post(at("redo", arranged.pk), {"step": step.pk})
    assert [node["label"] for node in acts.working_tree(arranged)] == ["B", "A"]


def test_finding_shows_what_holds_the_words_and_what_it_stands_under(desk):
    arranged = menu(item("A", items=[item("Clinics"), item("A2")]), item("B"))

    page = desk.get(at("change", arranged.pk), {"find": "clin"})

    shown = re.findall(r'id="item-(\d+)"', page.content.decode())
    assert [int(pk) for pk in shown] == [entry(arranged, "A").pk, entry(arranged, "Clinics").pk]
    assert "1 of 4 entries" in said(page)


def test_a_page_is_picked_by_its_title_and_nothing_typed_is_lost(desk):
    arranged = menu(item("A"))
    typed = item_form(label="", address="keyb", description="Half a thought")

    found = desk.post(at("item", arranged.pk), typed | {"find_address": "1"}).content.decode()
    chosen = desk.post(at("item", arranged.pk), typed | {"use_address": f"{HELP} Keyboard help"})

    assert f'name="use_address" value="{HELP} Keyboard help"' in found
    assert "Half a thought" in found and "Not saved yet" not in found
    assert f'value="{HELP}"' in chosen.content.decode()
    assert 'value="Keyboard help"' in chosen.content.decode()
    assert arranged.items.count() == 1


def test_a_picture_has_to_be_one_of_the_site(desk):
    arranged = menu(item("A"))

    page = desk.post(at("item", arranged.pk), item_form(label="B", badge="/media/x.svg"))

    assert "There is no picture with this name in the image library." in said(page)


def test_old_instructions_are_listed_until_they_are_crossed_off(desk):
    arranged = menu(item("A"), legacy_hint="Hit Enter to expand.")
    noted = entry(arranged, "A")
    noted.legacy_hint = "Hit Down Arrow."
    noted.save()

    listed = said(desk.get(at("changelist")))
    desk.post(at("drop_legacy_hint", arranged.pk), {"item": noted.pk})
    desk.post(at("drop_legacy_hint", arranged.pk))

    assert "Main Hit Enter to expand." in listed and "Main: A Hit Down Arrow." in listed
    assert acts.legacy_hints() == []
    assert "Old instructions to replace" not in said(desk.get(at("changelist")))


# --- The bin of a menu --------------------------------------------------------------------------


def take_out(desk, arranged, label):
    desk.post(at("remove", arranged.pk, entry(arranged, label).pk))
    return arranged.removed_entries.first()


def labels(nodes):
    return [(node["label"], labels(node["items"])) for node in nodes]


def test_an_entry_comes_back_with_what_was_under_it_to_the_end_of_its_level(desk):
    arranged = menu(item("A", items=[item("A1"), item("A2")]), item("B"))
    removed = take_out(desk, arranged, "A")

    listed = said(desk.get(at("removed", arranged.pk)))
    desk.post(at("restore_entry", arranged.pk, removed.pk))
    again = said(desk.post(at("restore_entry", arranged.pk, removed.pk), follow=True))

    assert "A Removed" in listed and "A1" in listed
    assert labels(acts.working_tree(arranged)) == [("B", []), ("A", [("A1", []), ("A2", [])])]
    assert "“A” was already restored." in again
    assert "The trash is empty." in said(desk.get(at("removed", arranged.pk)))


def test_taking_out_offers_to_undo_it(desk):
    arranged = menu(item("A"), item("B"))

    page = desk.post(at("remove", arranged.pk, entry(arranged, "A").pk), follow=True).content

    undo = at("restore_entry", arranged.pk, arranged.removed_entries.get().pk)
    assert f'<form method="post" action="{undo}" class="undo">' in page.decode()


@pytest.mark.parametrize("parent_stays", [True, False])
def test_an_entry_comes_back_under_its_parent_or_where_that_is_gone_to_the_first_level(
    desk, parent_stays
):
    arranged = menu(item("A", items=[item("A1")]), item("B"))
    removed = take_out(desk, arranged, "A1")
    if not parent_stays:
        take_out(desk, arranged, "A")

    desk.post(at("restore_entry", arranged.pk, removed.pk))

    expected = [("A", [("A1", [])]), ("B", [])] if parent_stays else [("B", []), ("A1", [])]
    assert labels(acts.working_tree(arranged)) == expected


@pytest.mark.parametrize(("days", "is_listed"), [(89, True), (91, False)])
def test_after_ninety_days_an_entry_is_no_longer_listed_and_can_still_come_back(
    desk, days, is_listed
):
    arranged = menu(item("A"), item("B"))
    removed = take_out(desk, arranged, "A")
    arranged.removed_entries.update(removed_at=timezone.now() - timedelta(days=days))

    assert ("A Removed" in said(desk.get(at("removed", arranged.pk)))) == is_listed
    desk.post(at("restore_entry", arranged.pk, removed.pk))

    assert labels(acts.working_tree(arranged)) == [("B", []), ("A", [])]


def test_whoever_may_only_look_sees_the_menu_its_versions_and_its_bin_without_buttons(desk):
    arranged = live_menu(item("A"), item("B", STATEMENT)).menu
    take_out(desk, arranged, "A")
    looker = signed_in(staff("view_menu"))

    for name in ("change", "versions", "removed"):
        page = looker.get(at(name, arranged.pk)).content.decode()
        main = page.partition('id="content-main"')[2] or page.partition("menu-desk")[2]
        assert not re.search(r"/(move|undo|publish|restore|remove|restore)/", main)
        assert "submit" not in main.partition("</main>")[0]


# --- Publishing and versions -------------------------------------------------------------------


def test_publishing_with_a_note_makes_the_menu_live(desk):
    arranged = menu(item("Help"))

    answer = desk.post(at("publish", arranged.pk), {"note": "The first one"}, follow=True)

    version = acts.live_version(arranged)
    assert (version.note, version.by.is_superuser) == ("The first one", True)
    assert "is live on every page" in said(answer)


def test_a_menu_with_problems_is_not_published_and_each_is_said_at_its_entry(desk):
    arranged = menu(item("Help"), item("Help", STATEMENT), item("Gone", "/nowhere/"))

    answer = desk.post(at("publish", arranged.pk), {"note": ""}, follow=True)

    page = said(answer)
    assert "Not published. 2 issues to fix first: see below." in page
    assert "Another entry next to it has the same name." in page
    assert "There is no page at /nowhere/." in page
    assert acts.live_version(arranged) is None


def test_versions_are_listed_and_restored(desk):
    first = live_menu(item("Old"))
    live_menu(item("New"))

    page = said(desk.get(at("versions", first.menu.pk)))
    desk.post(at("restore", first.menu.pk, first.pk))

    assert page.count("Published") == 2
    assert page.count(": live") == 1
    assert [node["label"] for node in acts.working_tree(first.menu)] == ["Old"]
    assert live_menus()["main"].items[0].label == "New"


def test_a_version_of_another_menu_cannot_be_restored_here(desk):
    arranged, stranger = live_menu(slug="main").menu, live_menu(slug="footer")

    assert desk.post(at("restore", arranged.pk, stranger.pk)).status_code == 404


# --- Who may ------------------------------------------------------------------------------------


def addresses(arranged, version):
    stored = arranged.items.first()
    return {
        "change": at("change", arranged.pk),
        "move": at("move", arranged.pk),
        "add entry": at("item", arranged.pk),
        "change entry": at("item", arranged.pk, stored.pk),
        "take out": at("remove", arranged.pk, stored.pk),
        "publish": at("publish", arranged.pk),
        "versions": at("versions", arranged.pk),
        "restore": at("restore", arranged.pk, version.pk),
        "bin": at("removed", arranged.pk),
    }


def test_visitors_are_asked_to_sign_in_everywhere_and_change_nothing(client):
    version = live_menu(item("Help"))

    posts = addresses(version.menu, version).values()
    answers = [client.post(address, follow=True) for address in posts]

    assert all('type="password"' in answer.text for answer in answers)
    assert MenuVersion.objects.count() == 1


def test_staff_without_a_right_to_menus_get_nowhere():
    version = live_menu(item("Help"))
    add_entry(version.menu, label="Canary", address=STATEMENT)
    desk = signed_in(staff())

    for address in addresses(version.menu, version).values():
        for answer in (desk.get(address), desk.post(address)):
            assert answer.status_code in (403, 405)
            assert "Canary" not in answer.content.decode()


def test_who_may_arrange_may_not_publish_unless_told_so():
    arranged = live_menu(item("Help")).menu
    add_entry(arranged, label="Statement", address=STATEMENT)
    arranger = signed_in(staff("change_menu", "view_menu"))
    publisher = signed_in(staff("change_menu", "view_menu", "publish_menu"))

    assert "Publish this menu" not in arranger.get(at("change", arranged.pk)).content.decode()
    assert arranger.post(at("publish", arranged.pk)).status_code == 403
    assert publisher.post(at("publish", arranged.pk)).status_code == 302
    assert [each.label for each in live_menus()["main"].items] == ["Help", "Statement"]


def test_two_versions_are_compared_in_words(desk):
    old = live_menu(item("Help", HELP))
    acts.save_menu(slug="main", name="Topics", items=[item("Keys", HELP), item("New", "/x/")])

    page = said(desk.get(at("compare", old.menu.pk, old.pk)))
    same = said(desk.get(at("compare", old.menu.pk, old.pk), {"with": old.pk}))

    assert "The name is “Topics”; it was “Main”." in page
    assert "“Keys” has a different label: “Keys” instead of “Help”." in page
    assert "Added: “New” is new, on the first level, after “Keys”." in page
    assert "There are no differences." in same


def test_the_preview_is_a_real_page_with_the_menu_as_arranged_and_is_never_kept(desk, client):
    arranged = live_menu(item("Old", STATEMENT)).menu
    add_entry(arranged, label="Unpublished", address="/x/")

    shown = desk.get(at("preview_page", arranged.pk), {"page": HELP})

    assert "Unpublished" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert shown["X-Robots-Tag"] == "noindex, nofollow"
    assert "Unpublished" not in client.get(HELP).content.decode()


@pytest.mark.parametrize("page", ["/nowhere/at-all/", "https://example.org/", "//example.org/"])
def test_the_preview_shows_pages_of_this_site_only(desk, page):
    assert desk.get(at("preview_page", menu().pk), {"page": page}).status_code == 404


@pytest.mark.parametrize("name", ["move", "undo", "redo", "publish"])
def test_acts_are_not_done_by_following_a_link(desk, name):
    assert desk.get(at(name, menu().pk)).status_code == 405


def test_menus_are_never_deleted(desk):
    arranged = menu()

    assert desk.post(at("delete", arranged.pk), {"post": "yes"}).status_code == 403
    assert Menu.objects.exists()
