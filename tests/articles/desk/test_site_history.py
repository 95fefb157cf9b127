"""The history of the site: everything anyone did, in words, narrowed, leafed through, as a file."""

import csv
import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accessibility.menus import acts as menu_acts
from accessibility.menus import undo
from accessibility.models import Message
from accessibility.statement import messages
from articles import publishing
from articles.desk import site_history
from articles.desk.event_sentences import SENTENCES
from articles.models import Event, Revision, SiteSettings
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/site-history/"
PASSWORD = "a long test password"


@pytest.fixture
def rosa():
    return factories.administrator(username="rosa", first_name="Rosa", last_name="Example")


@pytest.fixture
def desk(rosa):
    client = Client()
    client.force_login(rosa)
    return client


def signed_in(role):
    account = factories.user(is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(account)
    return client


def at(moment, **fields):
    return Event.objects.create(at=moment, **({"verb": Event.Verb.RENDERED} | fields))


def lines(client, **query):
    """(who and what, about, note) of the entries of one page, the newest first."""
    shown = BeautifulSoup(client.get(ADDRESS, query).content, "lxml")
    return [[p.get_text() for p in line.select("p")] for line in shown.select(".history-day li")]


def older(client, **query):
    """The address of the next page; None on the last one."""
    shown = BeautifulSoup(client.get(ADDRESS, query).content, "lxml")
    link = shown.find("a", string="Older entries")
    return ADDRESS + link["href"] if link else None


def rows_of_file(client, **query):
    answer = client.get(f"{ADDRESS}csv/", query)
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


# --- What is in it ---------------------------------------------------------------------------


def test_every_verb_has_a_sentence_and_one_kind():
    in_kinds = [verb for kind in site_history.KINDS.values() for verb in kind.verbs]

    assert sorted(in_kinds) == sorted(Event.Verb)
    assert set(SENTENCES) == set(Event.Verb)


def test_saving_publishing_and_withdrawing_a_page_is_told_in_words(desk, rosa):
    revision = factories.draft(title="Fatigue", by=rosa)
    article = factories.publish(revision, by=rosa).article
    publishing.withdraw(article=article, reason="It was wrong.", by=rosa)

    assert lines(desk, kind="pages") == [
        ["Rosa Example withdrew the page", "Page: Fatigue", "It was wrong."],
        ["Rosa Example published revision 1 without review", "Page: Fatigue", "For a test"],
        ["Rosa Example saved revision 1", "Page: Fatigue"],
    ]


def test_work_on_menus_terms_and_messages_is_told_in_words(desk, rosa):
    entries = [{"label": "Care", "address": "/keyboard-help/"}]
    menu = menu_acts.save_menu(slug="footer", name="Footer", items=entries, by=rosa)
    menu_acts.save_words(menu, name="At the foot", by=rosa)
    undo.undo(undo.last_step(menu), by=rosa)
    menu_acts.publish_menu(menu, by=rosa)
    factories.term("myelin")
    message = Message.objects.create(text="Small", at=timezone.now())
    messages.set_answered(message=message, answered=True, note="Larger now", by=rosa)

    assert lines(desk, kind="menus") == [
        ["Rosa Example published a menu", "Menu: Footer"],
        ["Rosa Example changed a menu", "Menu: Footer", "undid: changed the name and hint"],
        ["Rosa Example changed a menu", "Menu: At the foot", "changed the name and hint"],
        ["Rosa Example changed a menu", "Menu: Footer", "replaced the whole menu"],
        ["Rosa Example added a menu", "Menu: Footer"],
    ]
    assert lines(desk, kind="glossary") == [
        ["The site saved a glossary term", "Glossary term: myelin"]
    ]
    assert lines(desk, kind="messages") == [
        [
            "Rosa Example worked on a reader’s message",
            f"Message about accessibility: {message}",
            "marked it as answered",
        ]
    ]


def test_work_on_links_people_sections_and_settings_is_told_in_words(desk, rosa):
    link = factories.link("https://example.org/a", title="Walking aids")
    publishing.replace_link(link=link, address="https://example.org/b", by=rosa)
    factories.person("Ida Example")
    factories.section("symptoms")
    publishing.save_settings(settings=SiteSettings(pk=1, site_name="MS", home_title="MS"), by=rosa)

    told = [line[0:2] for line in lines(desk)]

    assert ["Rosa Example saved the site settings"] in told
    assert ["The site saved a section", "Section: Symptoms"] in told
    assert ["The site saved a person", "Person: Ida Example"] in told
    assert ["The site saved a link", "Link: Walking aids"] in told
    assert ["Rosa Example replaced https://example.org/a with https://example.org/b"] in told


def test_a_change_of_rights_is_told_with_what_was_before(desk, rosa):
    ida = factories.user(username="ida", is_staff=True)
    author = Group.objects.get(name="Author")
    section = factories.section("symptoms")
    publishing.save_account(account=ida, by=rosa, groups=[author], sections=[section])

    [[did, about, note]] = lines(desk, kind="accounts")

    assert (did, about) == ("Rosa Example changed an account", "Account: ida")
    assert note == "Roles: from none to Author; Only in these sections: from none to Symptoms"


def test_a_new_account_is_told_as_added(desk, rosa):
    ida = User(username="ida", is_staff=True)
    ida.set_password(PASSWORD)
    publishing.add_account(account=ida, by=rosa, groups=[Group.objects.get(name="Author")])

    password, added = lines(desk, kind="accounts")

    assert added[0] == "Rosa Example added an account"
    assert added[2].startswith("Username: ida; Active: yes; Can use the desk: yes;")
    assert added[2].endswith("Roles: Author")
    assert password[0] == "Rosa Example set a first password"


def test_an_import_from_a_document_is_told_with_its_page(desk, rosa):
    article = factories.draft(title="Rest").article
    publishing.note_import(article=article, by=rosa, source="rest.docx", remarks=[], left_out=[])

    told = lines(desk, kind="imports")

    assert told == [["Rosa Example created the page from “rest.docx”", "Page: Rest"]]


# --- Sign-ins --------------------------------------------------------------------------------


def on_its_page(client, name, password):
    client.post(reverse("admin:login"), {"username": name, "password": password})


def in_place(client, name, password):
    sent = {"sign-in-username": name, "sign-in-password": password, "title": "Mine"}
    client.post("/admin/articles/article/add/", sent)


def from_open_form(client, name, password):
    sent = {"username": name, "password": password}
    client.post(reverse("admin:sign-in"), sent, content_type="application/json")


DOORS = [on_its_page, in_place, from_open_form]


@pytest.mark.parametrize("door", DOORS)
def test_signing_in_at_any_door_and_out_is_in_the_history(desk, rosa, door):
    client = Client()
    door(client, "rosa", "wrong words")
    door(client, "rosa", PASSWORD)
    client.post(reverse("admin:logout"))

    about = "Account: Rosa Example (rosa)"
    assert lines(desk, kind="sign-ins") == [
        ["Rosa Example signed out", about],
        ["Rosa Example signed in", about],
        ["Someone could not sign in", about],
    ]


@pytest.mark.parametrize("door", DOORS)
def test_nothing_of_a_failed_sign_in_is_kept_but_whose_account_it_was(rosa, door):
    door(Client(REMOTE_ADDR="203.0.113.7"), "rosa", "secret words")
    door(Client(REMOTE_ADDR="203.0.113.7"), "secret words", "rosa")

    kept = list(Event.objects.filter(verb=Event.Verb.SIGN_IN_FAILED).order_by("pk").values())

    assert [row["account_id"] for row in kept] == [rosa.pk, None]
    assert "secret" not in str(kept)
    assert "203.0.113" not in str(kept)


def test_a_failed_sign_in_without_an_account_says_so(desk):
    on_its_page(Client(), "nobody", "x")

    told = lines(desk, kind="sign-ins")

    assert told == [["Someone could not sign in", "A name that no account has"]]


def test_guessing_names_does_not_fill_the_history(monkeypatch):
    monkeypatch.setattr(publishing.outside_events, "MOST_WITHOUT_ACCOUNT", 2)

    for number in range(4):
        publishing.record_failed_sign_in(f"nobody-{number}")

    assert Event.objects.filter(verb=Event.Verb.SIGN_IN_FAILED).count() == 2


# --- Narrowing -------------------------------------------------------------------------------


def test_the_history_of_the_last_seven_days_is_two_links_from_the_desk(desk):
    now = timezone.now()
    at(now - timedelta(days=6), data={"n": 1})
    at(now - timedelta(days=8))

    first = BeautifulSoup(desk.get("/admin/").content, "lxml")
    address = first.find("a", string="Site history")["href"]
    second = BeautifulSoup(desk.get(address).content, "lxml")
    third = desk.get(address + second.find("a", string="Last 7 days")["href"])

    shown = BeautifulSoup(third.content, "lxml")
    assert len(shown.select(".history-day li")) == 1
    assert shown.find("a", string="Last 7 days")["aria-current"] == "true"


def test_entries_are_narrowed_by_person_kind_and_days(desk, rosa):
    now = timezone.now()
    ida = factories.user(username="ida")
    mine = at(now, by=rosa, verb=Event.Verb.SIGNED_IN)
    at(now, by=ida, verb=Event.Verb.SIGNED_IN)
    at(now, by=rosa)
    at(now - timedelta(days=3), by=rosa, verb=Event.Verb.SIGNED_IN)
    today = timezone.localdate().isoformat()

    found = lines(desk, person=rosa.pk, kind="sign-ins", since=today, until=today)

    assert len(found) == 1
    assert [key.pk for key in keys(desk, person=rosa, kind="sign-ins")][0] == mine.pk
    assert len(lines(desk, person="site")) == 0


def keys(_desk, **filters):
    root = filters.get("person")
    return site_history.keys(site_history.Filters(**filters), root, limit=50)


def test_what_the_site_did_by_itself_can_be_asked_for(desk, rosa):
    at(timezone.now(), by=rosa)
    at(timezone.now(), by=None)

    assert lines(desk, person="site") == [["The site rendered pages again"]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fatig", "Page: Fatigue"),
        ("walking", "Link: Walking aids"),
        ("ida", "Account: ida"),
        ("foot", "Menu: Footer"),
    ],
)
def test_entries_are_found_by_what_they_are_about(desk, words, expected):
    factories.draft(title="Fatigue")
    factories.draft(title="Walking")
    factories.link(title="Walking aids")
    menu_acts.save_menu(slug="footer", name="Footer")
    ida = factories.user(username="ida")
    at(timezone.now(), verb=Event.Verb.PASSWORD_CHANGED, account=ida)

    assert expected in {line[1] for line in lines(desk, about=words)}
    assert all(words in line[1].lower() for line in lines(desk, about=words))


def test_days_that_cannot_be_are_named_and_kept(desk):
    answer = desk.get(ADDRESS, {"since": "2026-03-09", "until": "2026-03-01", "about": "Rest"})

    assert answer.status_code == 200
    assert "not before the first one" in answer.text
    assert 'value="2026-03-01"' in answer.text
    assert 'value="Rest"' in answer.text


@pytest.mark.parametrize(
    "query",
    [
        {"person": "x"},
        {"person": "999999"},
        {"kind": "x"},
        {"since": "x"},
        {"until": "9999-12-31"},
        {"about": "\0"},
        {"before": "x"},
        {"before": "2026-01-01T00:00:00_event_5"},
        {"before": "2026-01-01T00:00:00+00:00_event_99999999999999999999"},
    ],
)
def test_whatever_stands_in_the_address_is_answered(desk, query):
    assert desk.get(ADDRESS, query).status_code == 200
    assert desk.get(f"{ADDRESS}csv/", query, follow=True).status_code == 200


def test_an_empty_history_says_what_to_do(desk):
    assert "Nobody did anything like this." in desk.get(ADDRESS, {"about": "nothing"}).text
    assert "Nobody has done anything yet." in desk.get(ADDRESS).text


# --- Leafing through -------------------------------------------------------------------------


def test_every_entry_is_on_one_page_though_many_are_of_one_moment(desk, monkeypatch):
    from articles.desk.views.lists import site_history as view

    monkeypatch.setattr(view, "ENTRIES_ON_A_PAGE", 3)
    revisions = [factories.draft(title=f"Page {number}") for number in range(5)]
    for revision in revisions:
        at(revision.made_at)
        at(revision.made_at)

    seen, address = [], ADDRESS
    while address:
        shown = BeautifulSoup(desk.get(address).content, "lxml")
        seen += [line.get_text() for line in shown.select(".history-day li")]
        link = shown.find("a", string="Older entries")
        address = link and ADDRESS + link["href"]

    assert len(seen) == Event.objects.count() + Revision.objects.count()
    saved = [line for line in seen if "saved revision" in line]
    assert len(saved) == len(set(saved)) == 5


def test_more_entries_take_no_more_queries(desk):
    factories.draft(title="One")
    desk.get(ADDRESS)
    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.get(ADDRESS)
    for number in range(9):
        factories.draft(title=f"Page {number}")
        factories.person(f"Ida {number}")

    with CaptureQueriesContext(connection) as many:
        desk.get(ADDRESS)

    assert len(many) <= len(few) + 1  # the names of people


def test_a_page_of_it_reads_indexes_from_where_it_begins(desk):
    with CaptureQueriesContext(connection) as queries:
        desk.get(ADDRESS, {"before": f"{timezone.now().isoformat()}_event_5"})
    [query] = [one["sql"] for one in queries if "UNION ALL" in one["sql"]]

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {query}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "events_newest_first" in plan
    assert "revisions_newest_first" in plan


# --- As a file -------------------------------------------------------------------------------


def test_the_file_has_what_the_screen_is_narrowed_to(desk, rosa):
    factories.draft(title="Fatigue", by=rosa)
    factories.link()

    header, *rows = rows_of_file(desk, kind="pages")

    assert header == ["Date and time", "Who", "What", "About", "Note", "Address"]
    assert [row[1:5] for row in rows] == [["Rosa Example", "saved revision 1", "Page: Fatigue", ""]]
    assert rows[0][5].startswith("http://testserver/admin/articles/article/")


def test_no_cell_of_the_file_is_run_by_a_spreadsheet(desk, rosa):
    rosa.first_name = "=1+1"
    rosa.save()
    article = factories.draft(title="Rest", by=rosa).article
    article.body = "Another text."
    publishing.save_draft(article=article, by=rosa, note="@SUM(A1)")

    cells = [cell for row in rows_of_file(desk) for cell in row]

    assert "'=1+1 Example" in cells
    assert "'@SUM(A1)" in cells


def test_a_file_that_leaves_older_entries_out_says_so(desk, monkeypatch):
    from articles.desk.views.lists import site_history as view

    monkeypatch.setattr(view, "MOST_IN_A_FILE", 2)
    for _ in range(4):
        at(timezone.now())

    *_, last = rows = rows_of_file(desk)

    assert len(rows) == 4
    assert last == ["Only the newest 2 entries. Choose days to get older ones."]


# --- Who sees what ---------------------------------------------------------------------------


def test_someone_who_may_not_read_a_draft_is_not_told_its_title_or_words(rosa):
    article = factories.draft(title="Kestrel", by=rosa).article
    publishing.note_import(article=article, by=rosa, source="kestrel.docx", remarks=[], left_out=[])
    administrator = signed_in("Administrator")

    told = lines(administrator)

    assert ["Rosa Example saved revision 1", "An unpublished page"] in told
    assert ["Rosa Example imported the page", "An unpublished page"] in told
    assert "kestrel" not in str([told, rows_of_file(administrator)]).lower()
    assert lines(administrator, about="kestrel") == []
    assert ["Rosa Example saved revision 1", "Page: Kestrel"] in lines(signed_in("Auditor"))


def test_a_live_page_is_named_by_its_live_title_for_those_who_may_not_read_drafts(rosa):
    article = factories.live_article(title="Fatigue").article
    article.title = "Kestrel"
    publishing.save_draft(article=article, by=rosa)
    administrator = signed_in("Administrator")

    assert {line[1] for line in lines(administrator, kind="pages")} == {"Page: Fatigue"}
    assert len(lines(administrator, about="fatigue")) == 3
    assert lines(administrator, about="kestrel") == []


def test_menus_and_links_are_named_only_where_the_desk_would_show_them(rosa):
    factories.link("https://example.org/kestrel", title="Kestrel")
    menu_acts.save_menu(slug="kestrel", name="Kestrel", by=rosa)
    administrator = signed_in("Administrator")

    told = lines(administrator)

    assert ["Rosa Example added a menu", "Menu"] in told
    assert ["The site saved a link", "Link"] in told
    assert lines(administrator, about="kestrel") == []


@pytest.mark.parametrize("role", ["Author", "Reviewer", "Publisher"])
def test_other_roles_have_neither_the_list_nor_a_link_to_it(role):
    client = signed_in(role)

    assert client.get(ADDRESS).status_code == 403
    assert client.get(f"{ADDRESS}csv/").status_code == 403
    assert "Site history" not in client.get("/admin/").text
