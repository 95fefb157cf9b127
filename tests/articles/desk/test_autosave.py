"""Unsaved words: kept for their person alone, offered again, deleted when saved."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.desk import autosave, presence
from articles.models import Article, Buffer, Presence
from tests import factories
from tests.articles.desk.test_admin import desk_address, rows, save, signed_in

pytestmark = pytest.mark.django_db
CANARY = "Unsaved words of Rosa"
WINDOW, OTHER = "a" * 16, "b" * 16


@pytest.fixture
def rosa():
    return factories.administrator(first_name="Rosa", last_name="Example", username="rosa")


@pytest.fixture
def desk(rosa):
    return signed_in(rosa)


@pytest.fixture
def page():
    return factories.draft(title="Fatigue", body="Rest.").article


def typed(**fields):
    kept = {"title": "Fatigue", "language": "en", "body": "Rest.", "note": ""} | fields
    return [
        [name, str(value)] for name, value in (kept | rows("authors") | rows("resources")).items()
    ]


def address(name, page=None):
    return reverse(
        f"admin:articles_article_{name}" + ("" if page else "_new"), args=page and [page.pk]
    )


def ask(client, name, page=None, *, headers=None, **content):
    content = {"window": WINDOW} | content
    return client.post(
        address(name, page), json.dumps(content), content_type="application/json", headers=headers
    )


def keep(client, page=None, *, sequence=1, base=1, pairs=None, **content):
    pairs = typed(body=CANARY) if pairs is None else pairs
    return ask(client, "autosave", page, sequence=sequence, base=base, pairs=pairs, **content)


# --- Keeping --------------------------------------------------------------------------------


def test_what_was_typed_is_kept_and_never_in_the_history(desk, rosa, page):
    answer = keep(desk, page)

    buffer = Buffer.objects.get()
    assert (answer.status_code, answer.json()["is_kept"]) == (200, True)
    assert (buffer.person, buffer.article, buffer.base.number) == (rosa, page, 1)
    assert page.revisions.count() == 1
    page.refresh_from_db()
    assert page.body == "Rest."


def test_the_same_words_sent_twice_or_late_change_nothing(desk, rosa, page):
    keep(desk, page, sequence=5)

    again = keep(desk, page, sequence=5)
    late = keep(desk, page, sequence=4, pairs=typed(body="Older"))

    assert [again.json()["is_kept"], late.json()["is_kept"]] == [True, True]
    (part,) = autosave.of_page(rosa, page)
    assert dict(part.pairs)["body"] == CANARY


def test_two_windows_of_one_person_never_overwrite_each_other(desk, rosa, page):
    keep(desk, page)
    keep(desk, page, window=OTHER, pairs=typed(body="Other window"))

    kept = {part.window: dict(part.pairs)["body"] for part in autosave.of_page(rosa, page)}
    assert kept == {WINDOW: CANARY, OTHER: "Other window"}


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 25, "٣", "-1", "1.5", ""])
def test_unsaved_work_with_an_odd_number_in_it_is_still_offered(number, desk, page):
    names = ["section", "owner", "coauthors", "clinical_reviewer"]
    rows = ["authors-TOTAL_FORMS", "authors-0-person", "authors-0-ORDER", "resources-0-link"]
    keep(desk, page, pairs=[*typed(body=CANARY), *([name, number] for name in names + rows)])

    offer = desk.get(desk_address("change", page))
    restored = desk.get(desk_address("change", page, unsaved=WINDOW))

    assert (offer.status_code, restored.status_code) == (200, 200)
    assert "You have unsaved work from" in offer.text


# --- Limits ---------------------------------------------------------------------------------


def window(number):
    return f"{number:016x}"


def type_in(client, page, numbers, *, body="Words", clock=None):
    """Type in windows one after another, a minute apart; the last answer."""
    for number in numbers:
        clock and clock.shift(60)
        pairs = typed(body=f"{body} {number}")
        answer = keep(client, page, window=window(number), pairs=pairs, sequence=number)
    return answer


def windows(person, page):
    return [int(part.window, 16) for part in autosave.of_page(person, page)]


@pytest.mark.parametrize("is_saved", [True, False], ids=["a page", "pages never saved"])
def test_of_more_than_five_windows_the_oldest_is_dropped_and_that_is_reported(
    is_saved, desk, rosa, page, time_machine
):
    page, now = page if is_saved else None, timezone.now()
    time_machine.move_to(now, tick=False)
    five = type_in(desk, page, range(1, 6), clock=time_machine)
    sixth = type_in(desk, page, [6], clock=time_machine)

    assert five.json()["dropped"] == ""
    assert windows(rosa, page) == [6, 5, 4, 3, 2]
    first = date_format(timezone.localtime(now + timedelta(minutes=1)), "F j, Y, P")
    assert f"was deleted (last typed: {first})" in sixth.json()["dropped"]
    assert "5 windows" in sixth.json()["dropped"]


def test_a_window_that_is_typed_in_again_is_not_the_oldest(desk, rosa, page, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    type_in(desk, page, range(1, 6), clock=time_machine)
    keep(desk, page, window=window(1), sequence=99, pairs=typed(body="Again"))
    type_in(desk, page, [6], clock=time_machine)

    assert set(windows(rosa, page)) == {1, 3, 4, 5, 6}


def test_of_more_text_than_is_kept_the_oldest_is_dropped(
    desk, rosa, page, time_machine, monkeypatch
):
    monkeypatch.setattr(autosave, "MOST_BYTES", 3000)
    time_machine.move_to(timezone.now(), tick=False)
    type_in(desk, page, [1, 2], body="é" * 500, clock=time_machine)
    third = type_in(desk, page, [3], body="é" * 500, clock=time_machine)

    assert windows(rosa, page) == [3, 2]
    assert "was deleted" in third.json()["dropped"]


def test_what_was_just_typed_is_kept_however_long_it_is(desk, rosa, page, monkeypatch):
    monkeypatch.setattr(autosave, "MOST_BYTES", 100)
    type_in(desk, page, [1, 2], body="Long words " * 100)

    assert windows(rosa, page) == [2]


def test_limits_are_those_of_each_person_and_page(desk, rosa, page):
    ida, other = factories.administrator(username="ida"), factories.draft().article
    type_in(desk, page, range(1, 6))
    type_in(desk, other, range(11, 16))
    answer = type_in(signed_in(ida), page, range(21, 26))

    assert answer.json()["dropped"] == ""
    assert [len(windows(*both)) for both in ((rosa, page), (rosa, other), (ida, page))] == [5] * 3


def test_a_window_whose_words_were_dropped_sends_them_again(desk, rosa, page):
    type_in(desk, page, range(1, 7))
    again = keep(desk, page, window=window(1), sequence=7, pairs=typed(body="Still open"))

    assert again.json()["is_kept"]
    assert 1 in windows(rosa, page)
    assert len(windows(rosa, page)) == 5


def test_coming_back_shows_what_differs_and_restore_fills_the_form(desk, page):
    person, link = factories.person("Ida Example"), factories.link()
    pairs = typed(body=CANARY, note="My note")
    pairs += [["authors-0-person", str(person.pk)], ["resources-0-link", str(link.pk)]]
    counts = {"authors-TOTAL_FORMS": "1", "resources-TOTAL_FORMS": "1"}
    keep(desk, page, pairs=[[name, counts.get(name, value)] for name, value in pairs])

    offer = desk.get(desk_address("change", page))
    assert "You have unsaved work from" in offer.text
    (offered,) = offer.context["offered"]
    assert [label for label, _ in offered["changes"]] == [
        "Text",
        "Authors",
        "Additional information",
    ]

    restored = desk.get(desk_address("change", page, unsaved=WINDOW))
    form = restored.context["adminform"].form
    assert (form["body"].value(), form["note"].value()) == (CANARY, "My note")
    assert f'<option value="{person.pk}" selected' in restored.text
    assert f'<option value="{link.pk}" selected' in restored.text
    assert "This is your unsaved work from" in restored.text
    assert restored.context["offered"] == []


def test_a_page_never_saved_is_offered_on_its_form_and_in_the_list(desk):
    keep(desk, pairs=typed(title="Never saved", body=CANARY), base=None)

    form = desk.get(reverse("admin:articles_article_add"))
    pages = desk.get(reverse("admin:articles_article_changelist"))
    restored = desk.get(reverse("admin:articles_article_add"), {"unsaved": WINDOW})

    assert "You have unsaved work from" in form.text
    assert "Never saved" in pages.text
    assert restored.context["adminform"].form["body"].value() == CANARY


def test_a_saved_form_lets_go_of_its_unsaved_work_and_what_comes_late_is_ignored(desk, page):
    keep(desk, page, sequence=10)

    save(desk, page, body=CANARY, slug=page.slug, seen_revision=1, window=WINDOW, sequence=20)
    late = keep(desk, page, sequence=15)

    assert (late.status_code, late.json()["is_kept"]) == (200, False)
    assert Buffer.objects.count() == 0


def test_restored_work_is_let_go_of_when_it_is_saved_unless_it_grew_meanwhile(desk, rosa, page):
    keep(desk, page, sequence=10)
    keep(desk, page, sequence=12, window=OTHER)
    form = {"slug": page.slug, "seen_revision": 1}

    save(desk, page, body=CANARY, window="c" * 16, restored=f"{WINDOW}:10", **form)
    save(desk, page, body="Else", window="c" * 16, restored=f"{OTHER}:11", **form)

    assert [part.window for part in autosave.of_page(rosa, page)] == [OTHER]


def test_the_first_save_of_a_new_page_lets_go_as_well(desk):
    keep(desk, base=None)

    save(desk, body=CANARY, window=WINDOW, sequence=2)

    assert Article.objects.get().body == CANARY
    assert Buffer.objects.count() == 0


def test_discarded_work_is_gone_and_the_rest_stays(desk, rosa, page):
    keep(desk, page)
    keep(desk, page, window=OTHER)

    done = desk.post(reverse("admin:articles_article_discard"), {"window": WINDOW})

    assert done.url == desk_address("change", page)
    assert [part.window for part in autosave.of_page(rosa, page)] == [OTHER]


def test_going_back_to_a_form_that_was_saved_is_no_conflict_with_oneself(desk, page):
    form = {"slug": page.slug, "seen_revision": 1, "window": WINDOW}

    for number in range(5):
        assert save(desk, page, body=f"Text {number}", **form).status_code == 302

    assert page.revisions.count() == 6


def test_two_windows_that_changed_one_place_are_told_at_the_second_save(desk, page):
    form = {"slug": page.slug, "seen_revision": 1, "title": page.title}
    save(desk, page, body="One window", window=WINDOW, summary=page.summary, **form)

    answered = save(desk, page, body="Other window", window=OTHER, summary=page.summary, **form)

    assert answered.status_code == 409
    assert "You saved this page" in answered.text


# --- Who may --------------------------------------------------------------------------------


def test_unsaved_work_is_private_to_its_person(desk, page):
    keep(desk, page)
    other = signed_in(factories.administrator())

    shown = [
        other.get(desk_address("change", page)),
        other.get(desk_address("change", page, unsaved=WINDOW)),
        other.get(reverse("admin:articles_article_changelist")),
        other.get(desk_address("history", page)),
        other.post(reverse("admin:articles_article_discard"), {"window": WINDOW}, follow=True),
    ]

    assert [CANARY in response.text for response in shown] == [False] * 5
    assert Buffer.objects.count() == 1


@pytest.mark.parametrize("name", ["autosave", "here"])
def test_who_may_not_write_the_page_is_refused_as_json(name, page):
    onlooker = factories.user(is_staff=True)
    onlooker.user_permissions.set(Permission.objects.filter(codename="view_article"))
    content = {"sequence": 1, "base": 1, "pairs": []}

    signed_out = ask(Client(), name, page, **content)
    refused = ask(signed_in(onlooker), name, page, **content)
    other = ask(
        signed_in(factories.administrator()), name, page, headers={"X-Person": "0"}, **content
    )

    assert [answer.status_code for answer in (signed_out, refused, other)] == [401, 403, 401]
    assert all(answer["Content-Type"] == "application/json" for answer in (signed_out, refused))
    assert (Buffer.objects.count(), Presence.objects.count()) == (0, 0)


def test_a_forged_autosave_is_refused_and_an_old_token_is_replaced(rosa, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rosa)

    refused = keep(client, page)
    again = keep(client, page, headers={"X-CSRFToken": refused.json()["token"]})

    assert (refused.status_code, again.status_code) == (403, 200)


@pytest.mark.parametrize(
    "content",
    [
        {"window": "no window!"},
        {"window": 3},
        {"sequence": "one"},
        {"base": "one"},
        {"pairs": "words"},
        {"pairs": [["body"]]},
        {"pairs": [["body", 3]]},
    ],
)
def test_nonsense_is_refused_and_keeps_nothing(content, desk, page):
    assert keep(desk, page, **content).status_code == 400
    assert Buffer.objects.count() == 0


# --- Who is here ----------------------------------------------------------------------------


def test_the_form_says_who_else_has_the_page_open(desk, rosa, page):
    ask(desk, "here", page)
    other = signed_in(factories.administrator())

    told = ask(other, "here", page, window=OTHER).json()["here"]
    form = other.get(desk_address("change", page))

    assert re.fullmatch(r"Since \S+( [ap]\.m\.)?, Rosa Example has had this page open\.", *told)
    assert "Rosa Example has had this page open" in form.text
    ask(desk, "here", page, leaving=True)
    assert ask(other, "here", page, window=OTHER).json()["here"] == []


def test_ones_own_second_window_is_called_that(desk, page):
    ask(desk, "here", page)

    told = ask(desk, "here", page, window=OTHER).json()["here"]

    assert told == ["You have this page open in another window."]


def test_whoever_gave_no_sign_for_a_minute_is_gone(rosa, page):
    begun = timezone.now()
    presence.arrive(person=rosa, article=page, window=WINDOW, at=begun)
    reader = factories.user()

    def told(seconds):
        at = begun + timedelta(seconds=seconds)
        return presence.sentences(person=reader, article=page, window=OTHER, at=at)

    assert (len(told(59)), told(61)) == (1, [])
