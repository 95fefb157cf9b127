"""Pages, search and the folder of a site follow the glossary."""

import pytest
from django.utils import timezone

from accessibility import glossary
from accessibility.models import Change, Term
from articles.models import Rendering
from articles.publishing.pages import pages_need_rendering
from articles.search import search
from tests import factories

pytestmark = pytest.mark.django_db

LINK = '<a class="term" href="/glossary/#myelin">'


def html_of(revision):
    return revision.renderings.latest("pk").rendered.html


def test_a_new_term_is_explained_on_the_pages_that_use_it_and_on_no_other():
    using = factories.live_article(body="Myelin covers nerves.")
    other = factories.live_article(body="Rest early.")

    factories.term("myelin")

    assert LINK in html_of(using.revision)
    assert Rendering.objects.filter(revision=other.revision).count() == 1
    change = Change.objects.latest("pk")
    assert (change.articles, change.paths) == (
        [using.article_id],
        sorted(["/glossary/", using.path]),
    )


def test_a_term_that_is_changed_or_taken_out_of_use_changes_its_pages_again():
    page = factories.live_article(body="An MRI of myelin.")
    term = factories.term("myelin")
    factories.term("magnetic resonance imaging", abbreviation="MRI")
    assert "magnetic resonance imaging" in html_of(page.revision)

    term.in_use = False
    glossary.save_term(term=term, by=None)

    assert LINK not in html_of(page.revision)
    assert "magnetic resonance imaging" in html_of(page.revision)


def test_what_a_page_looked_like_before_is_still_known():
    page = factories.live_article(body="Myelin covers nerves.")
    before = timezone.now()
    term = factories.term("myelin")
    while_explained = timezone.now()
    term.in_use = False
    glossary.save_term(term=term, by=None)

    shown = [
        LINK in type(page).objects.with_rendering(as_of=at).get(pk=page.pk).html
        for at in (before, while_explained, timezone.now())
    ]

    assert shown == [False, True, False]


def test_a_draft_says_what_the_glossary_says_when_it_is_published():
    revision = factories.draft(body="Myelin covers nerves.")
    factories.term("myelin")

    factories.publish(revision)

    assert LINK in html_of(revision)


def test_a_scheduled_page_follows_the_glossary_too():
    later = timezone.now() + timezone.timedelta(days=1)
    revision = factories.draft(body="Myelin covers nerves.")
    factories.publish(revision, starts_at=later)

    factories.term("myelin")

    assert LINK in html_of(revision)


def test_a_page_in_another_language_is_left_alone():
    spanish = factories.live_article(language="es", body="La palabra myelin.")

    factories.term("myelin")

    assert "term" not in html_of(spanish.revision)


def test_no_page_waits_to_be_rendered_after_the_glossary_changed():
    factories.live_article(body="Myelin covers nerves.")
    factories.term("myelin")

    assert not pages_need_rendering(at=timezone.now())


# --- Search ---


def titles(client, words):
    return [result["title"] for result in client.get("/search/", {"q": words}).context["results"]]


@pytest.mark.parametrize("words", ["tiredness", "Fatige", "fatigue"])
def test_other_spellings_and_misspellings_find_the_page(client, words):
    factories.live_article(title="Heat", body="Heat brings tiredness.", summary="Keep cool.")
    factories.live_article(title="Fatigue", body="Fatigue is real.", summary="Save energy.")
    factories.term("fatigue", other_spellings=["tiredness"], misspellings=["fatige"])

    assert titles(client, words)[0] == "Fatigue"


def test_what_was_asked_for_is_explained_beside_the_results(client):
    factories.live_article(title="Fatigue")
    factories.term("fatigue", other_spellings=["tiredness"], plain_words="A lack of energy.")

    shown = client.get("/search/", {"q": "tiredness"}).content.decode()

    assert "Pages that say “fatigue” are included too." in shown
    assert "A lack of energy." in shown


def test_small_words_alone_are_answered_with_what_to_add(client):
    factories.live_article(body="The rest.")

    for words in ("the", "of the"):
        shown = client.get("/search/", {"q": words}).content.decode()
        assert f"“{words}” alone cannot be searched for" in shown
    assert "Nothing found" in client.get("/search/", {"q": "xyzzy"}).content.decode()


def test_drafts_stay_hidden_whatever_the_words_are_called():
    factories.draft(title="Canary")
    Term(name="canary", plain_words="A bird.", misspellings=["kanary"], slug="canary").save()

    assert list(search("kanary", at=timezone.now(), otherwise=["canary"])) == []
