"""What somebody hears who signs in to the desk, makes a mistake in a form, mends it and saves."""

import pytest

from articles.models import Article
from tests import factories
from tests.screen_reader.spoken_menu import in_order, press_until

pytestmark = [pytest.mark.orca, pytest.mark.django_db(transaction=True)]


def test_an_error_is_heard_with_its_field_and_a_save_with_what_it_means(listen):
    factories.administrator(username="rosa")
    listener = listen("/admin/login/?next=/admin/articles/article/add/")
    listener.type("rosa")
    assert in_order(listener.press("Tab"), "Password:", "password text")
    listener.type("a long test password")
    before = listener.position()
    listener.press("Return")
    listener.hear("Section: combo box", since=before)

    assert in_order(press_until(listener, "Tab", "Title:"), "entry", "The heading readers see")
    listener.type("Heat")
    press_until(listener, "Tab", "Address part:")
    listener.type("two words")
    before = listener.position()
    listener.press("ctrl+s")
    said = listener.hear("Saved ", since=before)  # what was typed is kept all the same
    assert in_order(said, "Not saved yet. What you typed is below.")
    assert in_order(said, "Address part: Use small letters, digits and single hyphens")

    said = press_until(listener, "Tab", "Address part: entry")
    assert in_order(said, "invalid entry", "Use small letters, digits and single hyphens")
    listener.press("ctrl+a")
    listener.type("heat")
    before = listener.position()
    listener.press("ctrl+s")
    said = listener.hear("was saved. Readers see no change.", since=before)

    heard = " / ".join(said).partition("Skip to main content")[0]  # before the page is read out
    assert "The draft of “Heat” was saved. Readers see no change." in heard
    assert Article.objects.get().slug == "heat"
