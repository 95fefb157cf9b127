import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from accessibility import glossary
from accessibility.models import Change, Term

pytestmark = pytest.mark.django_db


def term(name="myelin", **fields):
    fields.setdefault("plain_words", "The covering of nerve fibers.")
    return glossary.save_term(term=Term(name=name, **fields), by=None).row


@pytest.fixture
def desk(client):
    client.force_login(get_user_model().objects.create_superuser("desk"))
    return client


def test_a_saved_term_is_announced_with_the_page_that_shows_it():
    term()

    change = Change.objects.latest("pk")
    assert (change.verb, change.paths) == ("term saved", ["/glossary/"])


def test_a_term_keeps_its_place_when_its_name_changes():
    saved = term("myelin sheath")
    saved.name = "myelin"
    glossary.save_term(term=saved, by=None)

    assert saved.get_absolute_url() == "/glossary/#myelin-sheath"


def test_two_terms_that_would_share_a_place_get_one_each():
    places = [term(name).slug for name in ("T2 lesion", "T2-lesion", "T2, lesion")]

    assert places == ["t2-lesion", "t2-lesion-2", "t2-lesion-3"]


def test_one_name_has_one_meaning_in_a_language():
    term("Myelin")

    with pytest.raises(ValidationError, match="has this term already"):
        term("myelin")
    assert term("myelin", language="es").pk


def test_terms_are_told_as_values_in_one_query(django_assert_num_queries):
    term("fatigue", other_spellings=["tiredness"], misspellings=["fatige"])
    term("old words", in_use=False)
    term("mielina", language="es")

    with django_assert_num_queries(1):
        [fact] = glossary.facts(language="en-US")

    assert (fact.name, fact.address) == ("fatigue", "/glossary/#fatigue")
    assert fact.written == ("fatigue", "tiredness", "fatige")


def test_the_page_goes_from_a_to_z_with_other_languages_last(client):
    for name in ("relapse", "Axon", "ácido", "9-hole peg test"):
        term(name)
    term("mielina", language="es")
    term("hidden words", in_use=False)

    page = BeautifulSoup(client.get("/glossary/").content, "lxml").main

    assert [h.text for h in page.select("h2")] == ["0–9", "A", "R", "Terms in Spanish"]
    assert [h.text for h in page.select("h3")] == [
        "9-hole peg test", "ácido", "Axon", "relapse", "mielina",
    ]  # fmt: skip
    assert page.select_one("#mielina")["lang"] == "es"
    for link in page.select(".letters a"):
        assert page.select(link["href"])


def test_an_empty_glossary_says_so(client):
    assert "The glossary has no terms yet" in client.get("/glossary/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_few_queries(count, client, django_assert_num_queries):
    for number in range(count):
        term(f"term {number}")

    # The terms and the menus; the site's settings, where there are any.
    with django_assert_num_queries(3 if apps.is_installed("articles") else 2):
        client.get("/glossary/")


FORM = {
    "name": "fatigue",
    "plain_words": "A lack of energy.",
    "other_spellings": "tiredness\r\n\r\n  lack of   energy \r\ntiredness",
    "misspellings": "",
    "language": "en",
    "explained_on_pages": "on",
    "in_use": "on",
}


def test_spellings_are_written_one_a_line(desk):
    response = desk.post("/admin/accessibility/term/add/", FORM, follow=True)

    assert response.status_code == 200
    assert Term.objects.get().other_spellings == ["tiredness", "lack of energy"]


def test_a_spelling_leads_to_one_meaning(desk):
    term("sleepiness", other_spellings=["Tiredness"])

    response = desk.post("/admin/accessibility/term/add/", FORM)

    shown = BeautifulSoup(response.content, "lxml")
    assert "“Tiredness” is already used for “sleepiness”." in shown.select_one(".errorlist").text
    assert "lack of   energy" in shown.select_one("#id_other_spellings").text
    assert Term.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("other_spellings", "x" * 101, "is too long. Use at most 100 characters a line."),
        ("name", "", "This field is required."),
        ("plain_words", "x" * 401, "at most 400 characters"),
    ],
)
def test_bad_input_is_answered_in_a_sentence_and_kept(desk, field, value, sentence):
    response = desk.post("/admin/accessibility/term/add/", FORM | {field: value})

    shown = BeautifulSoup(response.content, "lxml")
    assert sentence in shown.select_one(".errorlist").text
    assert shown.select_one("#id_misspellings") is not None
    assert not Term.objects.exists()


def test_a_term_is_never_deleted(desk):
    saved = term()

    assert desk.post(f"/admin/accessibility/term/{saved.pk}/delete/").status_code == 403
    assert Term.objects.count() == 1
