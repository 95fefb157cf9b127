"""What someone hears who signs in to the desk, makes a mistake in a form, mends it and saves."""

import pytest

from articles.models import Article, Publication
from tests import factories
from tests.screen_reader.spoken_menu import in_order, press_and_hear, press_until

pytestmark = [pytest.mark.orca, pytest.mark.django_db(transaction=True)]


def test_an_error_is_heard_with_its_field_and_a_save_with_what_it_means(listen_at_the_desk):
    factories.administrator(username="rosa")
    listener = begin_a_page(listen_at_the_desk)

    assert in_order(press_until(listener, "Tab", "Title:"), "entry", "The heading readers see")
    listener.type("Heat")
    press_until(listener, "Tab", "Address part:")
    listener.type("two words")
    before = listener.position()
    listener.press("ctrl+s")
    said = listener.hear("Autosaved ", since=before)  # what was typed is kept all the same
    assert in_order(said, "Not saved yet. Please correct these errors. Your entries are below.")
    assert in_order(said, "Address part: Use lowercase letters, numbers and single hyphens")

    said = press_until(listener, "Tab", "Address part: entry")
    assert in_order(said, "invalid entry", "Use lowercase letters, numbers and single hyphens")
    listener.press("ctrl+a")
    listener.type("heat")
    before = listener.position()
    listener.press("ctrl+s")
    said = listener.hear("saved. Readers see no change.", since=before)

    heard = " / ".join(said).partition("Skip to main content")[0]  # before the page is read out
    assert "Draft of “Heat” saved. Readers see no change." in heard
    assert Article.objects.get().slug == "heat"


def test_a_page_is_written_fixed_and_published_by_ear(listen_at_the_desk):
    factories.section("symptoms")
    factories.administrator(username="rosa")
    listener = begin_a_page(listen_at_the_desk)

    listener.type("Sym")
    press_until(listener, "Tab", "Title:")
    listener.type("Heat")
    press_until(listener, "Tab", "Summary:")
    listener.type("Why heat makes MS worse for a while.")
    press_until(listener, "Tab", "Text:")
    listener.type("[ ](/symptoms/)")
    for _ in range(2):
        listener.press("Return")
    listener.type("**What helps**")
    for _ in range(2):
        listener.press("Return")
    listener.type("Keep cool.")

    press_and_hear(listener, "Tab", "Preview", "page tab")
    said = press_until(listener, "Right", "Issues")
    assert in_order(said, "1 error", "warning", "page tab")
    press_until(listener, "Tab", "Go to line 1")
    press_and_hear(listener, "Return", "Text:")
    listener.type("Heat tires.")
    press_until(listener, "Tab", "page tab")
    press_until(listener, "Tab", "Make it a heading")
    before = listener.position()
    listener.press("Return")
    listener.hear("Fixed.", since=before)

    before = listener.position()
    listener.press("ctrl+s")
    listener.hear("saved. Readers see no change.", since=before)
    press_until(listener, "Tab", "More", most=40)
    listener.press("Return")
    press_until(listener, "Tab", "Publish…", most=40)
    before = listener.position()
    listener.press("Return")
    listener.hear("Publish: Heat", since=before)
    press_until(listener, "Tab", "Why can it not wait", most=40)
    listener.type("For a test.")
    press_until(listener, "Tab", "Publish without approval")
    before = listener.position()
    listener.press("Return")
    listener.hear("Published “Heat”.", since=before)

    assert Publication.objects.get().revision.body == "Heat tires.\n\n## What helps\n\nKeep cool."


def begin_a_page(listen):
    """The listener in the first field of the form, which has the keyboard when the form opens.

    Orca says it then, or the option that is chosen in it: Chromium reports that as well.
    """
    listener = sign_in(listen, "/admin/articles/article/add/")
    press_until(listener, "Tab", "Title:")
    press_until(listener, "shift+Tab", "Section: combo box")
    return listener


def sign_in(listen, address):
    """The listener on a page of the desk, signed in by ear."""
    listener = listen(f"/admin/login/?next={address}")
    listener.type("rosa")
    press_and_hear(listener, "Tab", "Password:", "password text")
    listener.type("a long test password")
    before = listener.position()
    listener.press("Return")
    listener.hear("Loading.  Please wait.", since=before)
    return listener
