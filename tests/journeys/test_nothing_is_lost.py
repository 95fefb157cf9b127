"""Sessions that end, networks that go, browsers that die, two windows: no word is lost."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles import publishing
from articles.desk import autosave
from articles.models import Article, Buffer
from tests import factories
from tests.browsing import Visit

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a long test password"
SAVED = re.compile(
    r"^Autosaved (\d+(:\d\d)? [ap]\.m\.|noon|midnight) \(not saved as a revision yet\)$"
)


@pytest.fixture
def rosa():
    return factories.administrator(username="rosa", first_name="Rosa", last_name="Example")


@pytest.fixture
def article():
    return factories.draft(title="Fatigue", body="First.\n\nSecond.").article


@pytest.fixture
def visit(browser, live_server, sign_in):
    """A browser of its own, which may be offline or die; what it complains of is expected."""
    visits = []

    def open_for(person, article, **options):
        visits.append(Visit(browser, live_server.url, **options))
        page = sign_in(visits[-1].page, person)
        open_form(page, article)
        return page

    yield open_for
    for opened in visits:
        opened.close()


def open_form(page, article):
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.wait_for_selector(".markdown-editor.is-ready")


def write(page, text):
    page.get_by_label("Text:").fill(text)


def status(page):
    return page.locator("[data-saving-status]")


def kept(person):
    return [
        dict(part["pairs"])["body"]
        for buffer in Buffer.objects.filter(person=person)
        for part in buffer.values.values()
    ]


def test_a_session_that_ended_under_an_open_form_costs_no_word(visit, rosa, article, axe):
    page = visit(rosa, article)
    write(page, "Typed before.")
    expect(status(page)).to_have_text(SAVED)
    Session.objects.all().delete()
    write(page, "Typed after.")

    dialog = page.get_by_role("dialog", name="Sign in to continue")
    expect(dialog.get_by_label("Password")).to_be_focused()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_label("Text:")).to_have_value("Typed after.")
    expect(status(page)).to_contain_text("kept in this browser")
    page.get_by_role("button", name="Sign in to keep saving").click()
    dialog.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("correct username and password")
    dialog.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(status(page)).to_have_text(SAVED)
    assert kept(rosa) == ["Typed after."]
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("saved. Readers")).to_be_visible()
    assert article.latest_revision().body == "Typed after."
    assert kept(rosa) == []


def test_a_save_after_the_session_ended_goes_through_once_signed_in(visit, rosa, article, axe):
    page = visit(rosa, article)
    write(page, "Typed & <kept>.\n\nTwo.")
    Session.objects.all().delete()

    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="Sign in to continue", level=1)).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Username").fill("rosa")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_text("saved. Readers")).to_be_visible()
    assert article.latest_revision().body == "Typed & <kept>.\n\nTwo."


def test_what_is_typed_offline_is_sent_once_when_the_network_returns(visit, rosa, article):
    page = visit(rosa, article)
    page.context.set_offline(True)
    write(page, "Typed on a train.")

    expect(status(page)).to_have_text("Not saved: offline, kept in this browser")
    assert kept(rosa) == []
    page.context.set_offline(False)

    expect(status(page)).to_have_text(SAVED)
    assert kept(rosa) == ["Typed on a train."]
    left = "Object.keys(localStorage).filter(key => key.startsWith('unsaved:'))"
    assert page.evaluate(left) == []


def test_after_a_killed_browser_the_words_are_offered_and_restored(visit, rosa, article, axe):
    page = visit(rosa, article)
    write(page, "Typed before it died.")
    expect(status(page)).to_have_text(SAVED)
    page.context.close()

    again = visit(rosa, article)
    expect(again.get_by_role("heading", name="You have unsaved work from")).to_be_visible()
    again.get_by_text("What differs from the saved page").click()
    expect(again.locator(".unsaved ins").first).to_be_visible()
    assert axe(again) == []
    again.get_by_role("button", name="Restore the unsaved work").click()
    expect(again.get_by_label("Text:")).to_have_value("Typed before it died.")
    again.get_by_role("button", name="Save draft").click()

    expect(again.get_by_text("saved. Readers")).to_be_visible()
    assert (article.latest_revision().body, kept(rosa)) == ("Typed before it died.", [])


def test_what_an_offline_browser_kept_when_it_died_is_found_again(visit, rosa, article):
    page = visit(rosa, article)
    page.context.set_offline(True)
    write(page, "Typed in the dark.")
    expect(status(page)).to_have_text("Not saved: offline, kept in this browser")
    browser_memory = page.context
    page.close(run_before_unload=False)
    browser_memory.set_offline(False)

    again = browser_memory.new_page()
    open_form(again, article)
    restore = again.get_by_role("button", name="Restore the unsaved work")
    show = again.get_by_role("button", name="Show it")
    # As it dies, the page may still get its words to the site, before the form is made again.
    expect(restore.or_(show)).to_be_visible()
    if show.is_visible():
        show.click()
    restore.click()

    expect(again.get_by_label("Text:")).to_have_value("Typed in the dark.")
    assert kept(rosa) == ["Typed in the dark."]


def test_words_that_reach_the_site_while_the_form_is_made_are_offered(visit, rosa, article):
    page = visit(rosa, article)
    window, left = "b" * 32, [["title", "Fatigue"], ["body", "Typed in the dark."]]
    page.evaluate(
        "([key, entry]) => localStorage.setItem(key, JSON.stringify(entry))",
        [
            f"unsaved:{rosa.pk}:{article.pk}:{window}",
            {"window": window, "sequence": 1, "base": 1, "pairs": left},
        ],
    )

    def arrive_twice(route):
        route.fetch()
        route.continue_()

    page.route("**/autosave/", arrive_twice)
    open_form(page, article)

    page.get_by_role("button", name="Show it").click()
    expect(page.get_by_role("button", name="Restore the unsaved work")).to_be_visible()
    expect(page.get_by_role("button", name="Show it")).to_be_hidden()


def test_two_windows_of_one_person_are_told_of_each_other_and_lose_nothing(visit, rosa, article):
    page = visit(rosa, article)
    other = page.context.new_page()
    open_form(other, article)
    expect(other.locator("[data-page-here]")).to_have_text(
        "You have this page open in another window."
    )

    write(page, "First window.\n\nSecond.")
    write(other, "First.\n\nSecond window.")
    expect(status(page)).to_have_text(SAVED)
    expect(status(other)).to_have_text(SAVED)
    assert sorted(kept(rosa)) == ["First window.\n\nSecond.", "First.\n\nSecond window."]
    for window in (page, other):
        window.get_by_role("button", name="Save draft").click()
        expect(window.get_by_text("saved. Readers")).to_be_visible()

    assert article.latest_revision().body == "First window.\n\nSecond window."
    assert kept(rosa) == []


def in_browser(page):
    """What this browser keeps of anybody's unsent words."""
    return page.evaluate(
        "Object.keys(localStorage).filter(key => key.startsWith('unsaved:'))"
        ".map(key => localStorage.getItem(key)).join()"
    )


def test_a_sixth_window_says_that_the_oldest_unsaved_work_was_dropped(visit, rosa, article):
    at = timezone.now() - timedelta(hours=1)
    for number in range(5):
        autosave.keep(
            person=rosa,
            article=article,
            window=f"{number:016x}",
            sequence=1,
            base=1,
            pairs=[["body", f"Window {number}."]],
            at=at + timedelta(minutes=number),
        )
    page = visit(rosa, article)

    write(page, "The sixth window.")

    dropped = page.get_by_role("alert").filter(has_text="Your oldest unsaved work on this page")
    expect(dropped).to_contain_text("was deleted (last typed: ")
    expect(status(page)).to_have_text(SAVED)
    assert sorted(kept(rosa))[0] == "The sixth window."
    assert "Window 0." not in kept(rosa)


def test_signing_out_sends_what_was_typed_last_and_leaves_nothing_in_the_browser(
    visit, rosa, article
):
    page = visit(rosa, article)
    other = page.context.new_page()
    open_form(other, article)
    write(page, "Typed a moment ago.")
    write(other, "Typed in another window.")

    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert sorted(kept(rosa)) == ["Typed a moment ago.", "Typed in another window."]
    expect(other.get_by_label("Password")).to_be_visible()
    assert in_browser(page) == ""


@pytest.mark.parametrize("status", [422, 503])
def test_signing_out_loses_words_the_site_does_not_take_only_where_somebody_says_so(
    status, visit, rosa, article, axe
):
    page = visit(rosa, article)
    page.route("**/autosave/", lambda route: route.fulfill(status=status, json={"error": "No."}))
    write(page, "Typed in vain.")

    page.get_by_role("button", name="Sign out").click()
    dialog = page.get_by_role("dialog", name="Some of your work is not on the site yet")
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_focused()
    expect(dialog).to_contain_text("“Fatigue”, typed")
    assert axe(page) == []
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.get_by_label("Text:")).to_have_value("Typed in vain.")
    assert "Typed in vain." in in_browser(page)

    page.get_by_role("button", name="Sign out").click()
    lose = dialog.get_by_role("button", name="Sign out and lose this work")
    if status == 503:  # nobody could be signed out either
        expect(lose).to_have_count(0)
        expect(dialog).to_contain_text("you stay signed in and this browser keeps your work")
        return
    lose.click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert in_browser(page) == ""


def test_the_next_person_at_a_shared_computer_sees_nothing_of_what_was_left_unsent(
    visit, rosa, article, sign_in
):
    page = visit(rosa, article)
    page.route("**/autosave/", lambda route: route.fulfill(status=503, json={}))
    write(page, "Words of Rosa.")
    expect(status(page)).to_contain_text("kept in this browser")
    page.unroute("**/autosave/")
    Session.objects.all().delete()  # nobody signed out

    sign_in(page, factories.administrator(username="ida"))
    open_form(page, article)
    expect(page.get_by_label("Text:")).to_have_value("First.\n\nSecond.")
    expect(page.locator("[data-found]")).to_be_hidden()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    sign_in(page, rosa)
    open_form(page, article)
    page.get_by_role("button", name="Show it").click()
    page.get_by_role("button", name="Restore the unsaved work").click()

    expect(page.get_by_label("Text:")).to_have_value("Words of Rosa.")


def test_a_conflict_is_settled_with_the_keyboard_alone(visit, rosa, article, axe):
    page = visit(factories.administrator(username="ida"), article)
    theirs = Article.objects.get(pk=article.pk)
    theirs.body = "Theirs.\n\nSecond."
    publishing.save_draft(article=theirs, by=rosa)
    write(page, "Mine.\n\nSecond.")
    page.get_by_role("button", name="Save draft").press("Enter")

    expect(page.get_by_text("Rosa Example saved this page")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Both, as edited below").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Both, edited")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" Edited.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("saved. Readers")).to_be_visible()
    assert article.latest_revision().body == "Theirs.\n\nMine. Edited.\n\nSecond."
