"""Long lists are split by letters; short ones are read whole."""

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import ListEntry
from articles.models.initials import label_of, part_of, prefix_of
from articles.public import lists
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists_of_two(monkeypatch):
    monkeypatch.setattr(lists, "LONGEST_LIST", 2)


def make_pages(*titles):
    for number, title in enumerate(titles):
        factories.live_article(title=title, slug=f"page-{number}")


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Fatigue", "fatigue"),
        ("ébano Ñandú", "ebano nandu"),
        ("MS at work: 10 facts", "ms at work facts"),
        ("¿Qué es?", " que es "),
        ("10 facts", " facts"),
        ("多発性硬化症", " "),
    ],
)
def test_a_page_is_filed_under_the_plain_letters_of_its_title(title, key):
    factories.live_article(title=title)

    assert ListEntry.objects.get(subject="section").filed_under == key


@pytest.mark.parametrize(
    ("prefix", "part", "label"),
    [
        ("f", "f", "F"),
        ("fa", "fa", "Fa…"),
        (" ", "0-9", "0–9 and others"),
        ("ms ", "ms-", "Ms…"),
        ("ms a", "ms-a", "Ms a…"),
    ],
)
def test_first_letters_stand_in_addresses_and_come_back_from_them(prefix, part, label):
    assert (part_of(prefix), prefix_of(part), label_of(prefix)) == (part, prefix, label)


@pytest.mark.parametrize("part", ["", "-", "é", "F", "f_a", "0", "abcdefghi"])
def test_what_no_part_of_a_list_is_called_is_none(part):
    assert prefix_of(part) is None


def test_lists_follow_whatever_becomes_of_a_publication():
    rosa, link = factories.person(slug="rosa"), factories.link()
    publication = factories.live_article(byline=[rosa.pk], resources=[(link.pk, "")])
    section = publication.section

    listed = {("section", section.pk), ("person", rosa.pk), ("link", link.pk)}
    assert set(live_entries()) == listed
    publishing.withdraw(article=publication.article, by=None, reason="Old")
    assert set(live_entries()) == set()
    factories.publish(publication.article.latest_revision())
    assert set(live_entries()) == listed


def live_entries():
    entries = ListEntry.objects.live(at=timezone.now())
    return entries.values_list("subject", "number")


@pytest.mark.usefixtures("lists_of_two")
def test_a_long_section_leads_to_its_letters_and_they_to_its_pages(client):
    make_pages("Apples", "Avocado", "Walnuts", "10 facts")

    section = client.get("/symptoms/").text
    part = client.get("/site-index/symptoms/a/").text

    assert '<a href="/site-index/symptoms/a/">A</a> (2)' in section
    assert '<a href="/site-index/symptoms/0-9/">0–9 and others</a> (1)' in section
    assert "Walnuts" not in section
    assert "Apples" in part and "Avocado" in part and "Walnuts" not in part
    assert client.get("/site-index/symptoms/z/").status_code == 404
    assert '<a href="/symptoms/">Symptoms</a>' in client.get("/site-index/").text


@pytest.mark.usefixtures("lists_of_two")
def test_a_letter_with_too_many_pages_leads_to_longer_beginnings(client):
    make_pages("Fatigue", "Falls", "Feet", "Fa", "Walnuts")

    letter = client.get("/site-index/symptoms/f/").text
    longer = client.get("/site-index/symptoms/fa/").text

    assert '<a href="/site-index/symptoms/fa/">Fa…</a> (more than 2)' in letter
    assert '<a href="/site-index/symptoms/fe/">Fe…</a> (1)' in letter
    assert "Fatigue" not in letter
    assert ">Fa</a>" in longer  # as short as the beginning itself
    assert '<a href="/site-index/symptoms/fat/">Fat…</a> (1)' in longer
    assert "Fatigue" in client.get("/site-index/symptoms/fat/").text
    assert client.get("/site-index/symptoms/fee/").status_code == 404
    assert client.get("/site-index/symptoms/wa/").status_code == 404


@pytest.mark.usefixtures("lists_of_two")
def test_somebody_with_many_pages_has_them_under_letters(client):
    rosa = factories.person("Rosa Example", slug="rosa")
    for title in ("Apples", "Avocado", "Walnuts"):
        factories.live_article(title=title, byline=[rosa.pk])

    assert '<a href="/people/rosa/a/">A</a> (2)' in client.get("/people/rosa/").text
    part = client.get("/people/rosa/a/").text
    assert "Apples" in part and "Walnuts" not in part
    assert '<a href="/people/rosa/">Rosa Example</a>' in part
    assert client.get("/people/rosa/z/").status_code == 404


@pytest.mark.usefixtures("lists_of_two")
def test_links_of_many_publishers_are_under_their_letters(client):
    for publisher in ("Academy", "Association", "Walk Club"):
        link = factories.link(publisher=publisher, title=f"By the {publisher}")
        factories.live_article(resources=[(link.pk, "")])
    factories.link(publisher="Zebra", title="Used by nobody")

    whole, part = client.get("/resources/").text, client.get("/resources/a/").text

    assert '<a href="/resources/a/">A</a> (2)' in whole and "By the Academy" not in whole
    assert "By the Academy" in part and "By the Walk Club" not in part
    assert client.get("/resources/z/").status_code == 404


def test_a_short_list_has_no_letters(client):
    make_pages("Apples", "Bread")

    assert client.get("/site-index/symptoms/a/").status_code == 404
    assert lists.section(factories.section(), at=timezone.now())["letters"] == []


@pytest.mark.usefixtures("lists_of_two")
def test_many_people_are_listed_by_their_letters(client):
    for name in ("Ana Example", "Ben Example", "Carla Example"):
        factories.person(name)

    assert '<a href="/site-index/people/b/">B</a> (1)' in client.get("/site-index/").text
    assert "Ben Example" in client.get("/site-index/people/b/").text


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_reads_of_its_pages_only_what_it_shows(count, django_assert_num_queries):
    section = factories.section()
    for number in range(count):
        factories.live_article(section=section, slug=f"page-{number}")

    with django_assert_num_queries(2) as asked:  # its pages, and which of them come first
        shown = lists.section(section, at=timezone.now())

    assert len(shown["pages"]) == count
    assert "byline" not in asked[0]["sql"] and "resources" not in asked[0]["sql"]
