"""Two editors at the form of one page: the answer 409, the choice, and what is told."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article, Publication
from tests import factories
from tests.articles.desk.test_admin import desk_address, rows, save, signed_in

pytestmark = pytest.mark.django_db
TEXT = "First.\n\nSecond.\n\nThird."


@pytest.fixture
def rosa():
    return factories.administrator(first_name="Rosa", last_name="Example")


@pytest.fixture
def desk():
    return signed_in(factories.administrator(username="ida"))


@pytest.fixture
def page():
    return factories.draft(title="Fatigue", body=TEXT, slug="fatigue").article


def write(client, page, *, base=1, **form):
    kept = {"slug": "fatigue", "title": "Fatigue", "summary": page.summary, "body": TEXT}
    section = page.section_id
    return save(client, page, **kept | {"section": section, "seen_revision": base} | form)


def inputs(page_html):
    """What the forms of the page would send of what is hidden in them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page_html)
    return {name: html.unescape(value) for name, value in found}


def choose(client, page, answered, **choices):
    return client.post(desk_address("change", page), inputs(answered.text) | choices, follow=True)


def test_overlapping_words_are_answered_with_both_texts_and_nothing_is_overwritten(
    desk, rosa, page
):
    write(signed_in(rosa), page, body=TEXT.replace("Second", "Theirs"), title="Their title")

    answered = write(desk, page, body=TEXT.replace("Second", "Mine"), note="My note")

    assert answered.status_code == 409
    assert "no-store" in answered["Cache-Control"]
    assert "Rosa Example saved this page" in answered.text
    assert "already merged: Title." in answered.text
    shown = re.findall(r'<div class="passage-text">([^<]*)</div>', answered.text)
    assert [text.strip() for text in shown] == ["Mine.", "Theirs.", "Second."]
    kept = inputs(answered.text)
    assert (kept["body"], kept["note"]) == (TEXT.replace("Second", "Mine"), "My note")
    page.refresh_from_db()
    assert page.body == TEXT.replace("Second", "Theirs")


@pytest.mark.parametrize(
    ("choices", "second"),
    [
        ({"choice_0": "mine"}, "Mine."),
        ({"choice_0": "theirs"}, "Theirs."),
        ({"choice_0": "both", "text_0": "Ours.\n\nBoth."}, "Ours.\n\nBoth."),
    ],
)
def test_what_is_chosen_is_saved_with_all_the_rest_that_was_typed(
    choices, second, desk, rosa, page
):
    author = factories.person("Ida Example")
    write(signed_in(rosa), page, body=TEXT.replace("Second", "Theirs").replace("Third", "3rd"))
    answered = write(
        desk,
        page,
        body=TEXT.replace("Second", "Mine"),
        summary="My summary",
        note="My note",
        authors=[{"person": author.pk, "ORDER": 1}],
    )

    done = choose(desk, page, answered, **choices)

    latest = page.latest_revision()
    assert "saved. Readers see no change." in done.text
    assert latest.body == f"First.\n\n{second}\n\n3rd."
    assert (latest.summary, latest.note, latest.number) == ("My summary", "My note", 3)
    assert [entry["name"] for entry in latest.byline] == ["Ida Example"]


def test_a_choice_that_is_missing_is_asked_for_again(desk, rosa, page):
    write(signed_in(rosa), page, body="Theirs.")
    answered = write(desk, page, body="Mine.")

    again = choose(desk, page, answered)

    assert again.status_code == 409
    assert "Choose which version to keep." in again.text
    assert page.revisions.count() == 2


def test_what_a_third_editor_saves_during_the_choice_is_not_overwritten_either(desk, rosa, page):
    write(signed_in(rosa), page, body=TEXT.replace("Second", "Theirs"))
    answered = write(desk, page, body=TEXT.replace("Second", "Mine"))
    write(signed_in(rosa), page, base=2, body=TEXT.replace("Second", "Later"))

    again = choose(desk, page, answered, choice_0="both", text_0="Ours.")

    assert again.status_code == 409
    assert page.latest_revision().body == TEXT.replace("Second", "Later")
    choose(desk, page, again, choice_0="mine")
    assert page.latest_revision().body == TEXT.replace("Second", "Ours")


@pytest.mark.parametrize(("choice", "names"), [("mine", [1, 2]), ("both", [1, 0, 2])])
def test_two_lists_of_authors_are_chosen_from_as_well(choice, names, desk, rosa, page):
    people = [factories.person(name) for name in ("Uma", "Vera", "Will")]
    write(signed_in(rosa), page, authors=[{"person": people[1].pk}, {"person": people[0].pk}])
    answered = write(desk, page, authors=[{"person": people[1].pk}, {"person": people[2].pk}])

    assert answered.status_code == 409
    assert "Vera\nUma" in answered.text
    choose(desk, page, answered, choice_0=choice)

    byline = [line.person for line in page.byline.all()]
    assert byline == [people[index] for index in names]


def test_what_does_not_overlap_is_saved_and_the_message_says_from_whom(desk, rosa, page):
    write(signed_in(rosa), page, title="Their title")

    done = desk.post(
        desk_address("change", page),
        {"title": "Fatigue", "slug": "fatigue", "language": "en", "body": TEXT, "summary": "Mine"}
        | {"section": page.section_id, "seen_revision": 1}
        | rows("authors")
        | rows("resources"),
        follow=True,
    )

    assert "did not overlap, so they were merged. From Rosa Example: Title." in done.text
    latest = page.latest_revision()
    assert (latest.title, latest.summary) == ("Their title", "Mine")


def test_restoring_over_a_newer_save_leads_to_the_same_choice(desk, rosa, page):
    write(desk, page, body="Second text.")
    seen = desk.get(desk_address("history", page)).text
    assert 'name="seen" value="2"' in seen
    write(signed_in(rosa), page, base=2, body="Third text.")

    answered = desk.post(desk_address("restore", page), {"revision": 1, "seen": 2})

    assert answered.status_code == 409
    choose(desk, page, answered, choice_0="mine")
    latest = page.latest_revision()
    assert (latest.body, latest.note) == (TEXT, "Restored from revision 1")


def test_opening_a_form_and_saving_it_again_is_no_revision(desk):
    page = factories.draft(body="  indented\n\nwords\n", slug="kept").article
    shown = desk.get(desk_address("change", page)).context["adminform"].form

    write(
        desk, page, body=shown["body"].value().replace("\n", "\r\n"), title=page.title, slug="kept"
    )

    assert page.revisions.count() == 1


def test_a_stranger_gets_no_text_by_a_conflict(page):
    form = {"against": 1, "seen_revision": 1, "body": "x"} | rows("authors") | rows("resources")

    response = Client().post(reverse("admin:articles_article_change", args=[page.pk]), form)

    assert TEXT not in response.text
    assert Article.objects.get().body == TEXT


# --- Other doors ----------------------------------------------------------------------------


def seen_at_move(client, page):
    return seen_in(client.get(desk_address("move", page)).text)


def seen_in(page_html):
    [number] = re.findall(r'name="seen_revision" value="(\d+)"', page_html)
    return {"seen_revision": number}


def test_an_address_that_two_people_changed_is_answered_with_both_and_not_overwritten(desk, rosa):
    live = factories.live_article(slug="fatigue")
    page = live.article
    form = {"section": page.section_id} | seen_at_move(desk, page)
    signed_in(rosa).post(desk_address("move", page), form | {"slug": "tired"})

    answered = desk.post(desk_address("move", page), form | {"slug": "weary"})

    assert answered.status_code == 409
    assert "Rosa Example saved this page" in answered.text
    assert "They chose: Symptoms, tired." in answered.text
    assert 'value="weary"' in answered.text
    assert Publication.objects.live(at=timezone.now()).get(article=page).path == "/symptoms/tired/"
    assert desk.get("/symptoms/weary/").status_code == 404

    again = form | {"slug": "weary"} | seen_in(answered.text)
    desk.post(desk_address("move", page), again)
    assert Publication.objects.live(at=timezone.now()).get(article=page).path == "/symptoms/weary/"


def test_a_move_that_was_decided_before_a_text_was_saved_keeps_the_text(desk, rosa):
    page = factories.live_article(slug="fatigue", body=TEXT, title="Fatigue").article
    write(signed_in(rosa), page, body="Newer.")

    desk.post(
        desk_address("move", page),
        {"section": page.section_id, "slug": "tired", "seen_revision": 1},
    )

    page.refresh_from_db()
    assert (page.slug, page.body) == ("tired", "Newer.")


def test_publishing_from_a_screen_that_grew_old_does_not_replace_what_another_published(desk, rosa):
    live = factories.live_article(body="First text.")
    page = live.article
    for body in ("Mine.", "Theirs."):
        page.body = body
        publishing.save_draft(article=page, by=None)
    urgent = {"urgent": "yes", "urgent-reason": "Readers must know."}
    mine, theirs = (
        hidden_of_publish(client, page, revision) | urgent
        for client, revision in ((desk, 2), (signed_in(rosa), 3))
    )
    signed_in(rosa).post(desk_address("publish", page), theirs)

    answered = desk.post(desk_address("publish", page), mine)

    assert answered.status_code == 409
    assert "Revision 3 has been live since" in answered.text
    assert "published by Rosa Example" in answered.text
    assert body_of(page) == "Theirs."
    again = hidden_in(answered.text, "revision", "live") | urgent
    desk.post(desk_address("publish", page), again)
    assert body_of(page) == "Mine."


def hidden_of_publish(client, page, revision):
    shown = client.get(desk_address("publish", page, revision=revision))
    return hidden_in(shown.text, "revision", "live")


def hidden_in(page_html, *names):
    found = inputs(page_html)
    return {name: found[name] for name in names}


def body_of(page):
    return Publication.objects.live(at=timezone.now()).get(article=page).revision.body


def test_an_end_that_somebody_else_chose_meanwhile_is_not_overwritten(desk, rosa):
    page = factories.live_article().article
    first, second = (
        hidden_in(desk.get(desk_address("set_end", page)).text, "publication") for _ in range(2)
    )
    signed_in(rosa).post(
        desk_address("set_end", page), first | {"until_0": "2099-01-02", "until_1": "09:00"}
    )

    answered = desk.post(
        desk_address("set_end", page), second | {"until_0": "2099-05-06", "until_1": "09:00"}
    )

    assert answered.status_code == 409
    assert "Someone changed the end date of" in answered.text
    assert "January 2, 2099" in answered.text
    assert 'value="2099-05-06"' in answered.text
    home = Publication.objects.live(at=timezone.now()).get(article=page)
    assert home.until.year == 2099
    assert home.until.month == 1
