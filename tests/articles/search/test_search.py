import pytest
from django.utils import timezone

from articles import publishing
from articles.search import MATCH_START, MATCH_STOP, excerpt_parts, respell, respelling, search
from articles.text.search_folding import words
from tests import factories

pytestmark = pytest.mark.django_db


def titles(words):
    return [publication.revision.title for publication in search(words, at=timezone.now())]


def test_a_word_in_the_title_weighs_more_than_one_in_the_text():
    factories.live_article(title="Heat and MS", body="Heat can bring fatigue, fatigue, fatigue.")
    factories.live_article(title="Fatigue", body="Rest early.")

    assert titles("fatigue") == ["Fatigue", "Heat and MS"]


def test_other_forms_of_a_word_are_found():
    factories.live_article(title="Treating relapses")

    assert titles("treated relapse") == ["Treating relapses"]


def test_spanish_pages_are_found_by_spanish_rules():
    factories.live_article(title="Vivir con cansancio", language="es", body="Los síntomas varían.")

    assert titles("síntoma") == ["Vivir con cansancio"]


def test_a_quoted_phrase_is_found_as_written():
    factories.live_article(title="One", body="Stem cell therapy is being studied.")
    factories.live_article(title="Two", body="The cell has a stem; therapy helps.")

    assert titles('"stem cell therapy"') == ["One"]


def test_drafts_withdrawn_pages_and_older_revisions_are_not_found():
    factories.draft(title="Canary draft")
    withdrawn = factories.live_article(title="Canary withdrawn").article
    publishing.withdraw(article=withdrawn, reason="Outdated.", by=None)
    edited = factories.live_article(title="Canary once").article
    edited.title = "Something else"
    revision = publishing.save_draft(article=edited, by=None).revision
    factories.publish(revision)

    assert titles("canary") == []


def test_authors_are_found_by_name():
    rosa = factories.person("Rosa Example")
    factories.live_article(title="Fatigue", byline=[rosa.pk])

    assert titles("Rosa Example") == ["Fatigue"]


def test_an_excerpt_tells_matches_apart_and_escapes_nothing_itself():
    factories.live_article(title="A", body="Say <b>fatigue</b> & more.")

    found = search("fatigue", at=timezone.now()).get()

    assert ("fatigue", True) in excerpt_parts(found.indexed_text, found.excerpt)


@pytest.mark.parametrize("words", ["'", "a & | !", "\\", "(((", "-", '"', "🙂", "or or or", "<->"])
def test_no_query_is_an_error(words):
    factories.live_article()

    assert isinstance(titles(words), list)


def marked(text, *matched):
    """A text's words as PostgreSQL gives them back, with marks around those that matched."""
    return " ".join(
        f"{MATCH_START}{word.folded}{MATCH_STOP}" if word.folded in matched else word.folded
        for word in words(text)
    )


def test_an_excerpt_shows_where_it_was_cut():
    text = f"{'Rest well. ' * 20}Heat and fatigue often come {'and go ' * 20}."

    assert excerpt_parts(text, marked(text, "fatigue"))[:2] == [
        ("Heat and ", False),
        ("fatigue", True),
    ]
    assert excerpt_parts(text, marked(text, "fatigue"))[2][0].endswith("and go and …")
    assert excerpt_parts("A whole sentence.", "") == [("A whole sentence.", False)]


def test_an_excerpt_that_begins_within_a_sentence_says_so():
    text = "one two three four five six seven eight nine fatigue."

    assert excerpt_parts(text, marked(text, "fatigue"))[0] == (
        "… four five six seven eight nine ",
        False,
    )


def test_matches_side_by_side_are_marked_as_one():
    text = "About stem cells today."

    assert excerpt_parts(text, marked(text, "stem", "cells")) == [
        ("About ", False),
        ("stem cells", True),
        (" today.", False),
    ]


def test_a_heading_in_an_excerpt_does_not_run_into_the_text_below_it():
    text = "What helps\nA fan and rest."

    assert excerpt_parts(text, marked(text, "helps"))[-1] == (" · A fan and rest.", False)


@pytest.mark.parametrize(
    ("words", "respelled"),
    [
        ("fatige", "fatigue"),
        ("Ftigue at work", "fatigue at work"),
        ("exercize fatige", "exercise fatigue"),
        ("fatigue", ""),
        ("xyzzy", ""),
        ("MS", ""),
        ("wurd wird werd wyrd warde", ""),
    ],
)
def test_a_word_that_no_page_knows_becomes_the_known_one_most_like_it(words, respelled):
    assert respell(words, {"fatigue", "work", "exercise", "word"}) == respelled


def test_a_misspelled_word_leads_to_what_live_pages_hold():
    factories.live_article(title="Fatigue")
    factories.draft(title="Ocrelizumab")

    now = timezone.now()

    assert respelling("fatige", at=now) == "fatigue"
    assert respelling("ocrelizumap", at=now) == ""
    assert respelling("fatige xyzzy", at=now) == ""
