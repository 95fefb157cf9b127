"""What the editor gets for formatted text from the clipboard."""

import pytest
from django.urls import reverse

from articles.desk.views.editor import markdown_editor
from articles.importers import in_child
from articles.sandbox import Limits
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def paste(client):
    client.force_login(factories.administrator())

    def post(html, **more):
        return client.post(reverse("admin:markdown-paste"), {"html": html} | more)

    return post


def test_formatted_text_comes_back_as_markdown_with_what_was_lost(paste):
    response = paste("<h2>Heat</h2><p>Rest <b>now</b>.<img src='x'></p>")

    assert response.json() == {
        "markdown": "## Heat\n\nRest **now**.",
        "remarks": ["1 picture was left out: add it with the Image button."],
    }


def test_the_language_of_the_text_needs_no_mark(paste):
    html = "<p lang=es>Descanse ahora.</p>"

    assert paste(html, language="es").json()["markdown"] == "Descanse ahora."
    assert paste(html).json()["markdown"] == "[Descanse ahora.]{lang=es}"


@pytest.mark.parametrize("first", ["", "x", "-1", "99999"])
def test_a_number_that_is_none_counts_notes_from_one(paste, first):
    html = '<p>Food<sup><a href="#n" id="r">1</a></sup></p><p><a href="#r" id="n">1</a> Milk.</p>'

    assert "[^footnote-1]" in paste(html, first_note=first).json()["markdown"]


def test_more_than_can_be_formatted_at_once_is_refused_in_a_sentence(paste, monkeypatch):
    monkeypatch.setattr(markdown_editor, "MOST_PASTED", 10)

    response = paste("<p>Many words</p>")

    assert response.status_code == 422
    assert response.json()["error"].startswith("This is too much to format at once.")


def test_what_takes_too_long_is_refused_in_a_sentence(paste, monkeypatch):
    monkeypatch.setattr(in_child, "PASTE", Limits(processor=1, clock=1, memory=40 * 2**20))

    response = paste("<p>Many words</p>" * 20_000)

    assert response.status_code == 422
    assert "Ctrl+Shift+V" in response.json()["error"] or "too long" in response.json()["error"]


@pytest.mark.parametrize("html", ["", "   ", "<script>x()</script>", "<p></p>"])
def test_nothing_to_format_is_nothing(paste, html):
    assert paste(html).json() == {"markdown": "", "remarks": []}
