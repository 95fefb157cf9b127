import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from articles import publishing
from articles.public import sitemaps
from tests import factories

pytestmark = pytest.mark.django_db

ARTICLE_QUERIES = 1  # the page with the menus and the site's settings
SECTION_QUERIES = 5  # the section, its pages, which come first, the menus, the site's settings


def many(count, **fields):
    return [factories.live_article(**fields) for _ in range(count)]


@pytest.mark.parametrize("count", [1, 30])
def test_an_article_page_takes_one_query(count, client, django_assert_num_queries):
    link, rosa = factories.link(), factories.person()
    pages = many(count, byline=[rosa.pk], resources=[(link.pk, "")], body="## A\n\n## B\n\n## C")

    with django_assert_num_queries(ARTICLE_QUERIES):
        response = client.get(pages[0].path)

    assert response.context["page"]["title"] == "Living with fatigue"


@pytest.mark.parametrize("count", [1, 30])
def test_a_section_page_takes_five_queries(count, client, django_assert_num_queries):
    many(count)

    with django_assert_num_queries(SECTION_QUERIES):
        response = client.get("/symptoms/")

    assert len(response.context["pages"]) == count


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("name", "queries"), [("home", 9), ("resources", 5), ("site-index", 7), ("search", 5)]
)
def test_lists_take_as_many_queries_for_one_page_as_for_thirty(
    name, queries, count, client, django_assert_num_queries
):
    link = factories.link()
    many(count, resources=[(link.pk, "")])
    many(1, resources=[(factories.link().pk, "")])

    with django_assert_num_queries(queries):
        response = client.get(reverse(f"articles:{name}"), {"q": "fatigue"})

    assert "Living with fatigue" in response.content.decode()


@pytest.mark.parametrize("address", ["/symptoms/", "/site-index/", "/people/rosa/", "/"])
def test_pages_of_one_title_stand_in_the_order_of_their_addresses(address, client):
    rosa = factories.person(slug="rosa")
    for slug in ("b", "c", "a"):
        factories.live_article(slug=slug, byline=[rosa.pk])

    page = client.get(address).content.decode()

    listed = re.findall(r'href="(/symptoms/[abc]/)"', page)
    assert listed[:3] == ["/symptoms/a/", "/symptoms/b/", "/symptoms/c/"]


def test_an_address_without_its_last_stroke_leads_to_the_page(client):
    factories.live_article(slug="fatigue")

    response = client.get("/symptoms/fatigue", follow=True)

    assert response.redirect_chain == [("/symptoms/fatigue/", 301)]
    assert response.status_code == 200


def test_a_moved_page_leads_on_for_good(client):
    article = factories.live_article(slug="fatigue").article
    publishing.move(article=article, section=article.section, slug="tiredness", by=None)

    response = client.get("/symptoms/fatigue/")

    assert (response.status_code, response.headers["Location"]) == (301, "/symptoms/tiredness/")


def test_a_withdrawn_page_tells_why_and_is_not_indexed(client):
    article = factories.live_article(slug="fatigue").article
    publishing.withdraw(article=article, reason="The advice has changed.", by=None)

    response = client.get("/symptoms/fatigue/")

    page = response.content.decode()
    assert response.status_code == 200
    assert "The advice has changed." in page
    assert "noindex" in page
    assert "Rest before you are tired" not in page


@pytest.mark.parametrize("gone", [False, True])
def test_what_was_withdrawn_names_the_page_to_read_instead(gone, client):
    article = factories.live_article(slug="fatigue").article
    other = factories.live_article(slug="tiredness", title="Tiredness").article
    publishing.withdraw(article=article, reason="Old.", by=None, gone=gone, instead=other)
    publishing.move(article=other, section=other.section, slug="energy", by=None)

    response = client.get("/symptoms/fatigue/")

    assertContains(
        response,
        '<a href="/symptoms/energy/">Tiredness</a>',
        html=True,
        status_code=410 if gone else 200,
    )


def test_a_page_to_read_instead_that_is_withdrawn_itself_is_not_named(client):
    article = factories.live_article(slug="fatigue").article
    other = factories.live_article(slug="tiredness", title="Tiredness").article
    publishing.withdraw(article=article, reason="Old.", by=None, instead=other)
    publishing.withdraw(article=other, reason="Old too.", by=None)

    response = client.get("/symptoms/fatigue/")

    assertNotContains(response, "Tiredness")


def test_a_page_that_is_gone_says_so(client):
    article = factories.live_article(slug="fatigue").article
    publishing.withdraw(article=article, reason="A mistake.", by=None, gone=True)

    assert client.get("/symptoms/fatigue/").status_code == 410


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/",
        "/nowhere/at/all/",
        "/symptoms/%00/",
        "/symptoms/../etc/passwd",
    ],
)
def test_what_was_never_there_is_not_found_and_carries_the_crisis_line(address, client, settings):
    factories.section()

    response = client.get(address, follow=True)

    assert response.status_code == 404
    assert settings.CRISIS_LINE["label"] in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("address", ["/", "/symptoms/", "/search/", "/site-index/", "/x/y/"])
def test_public_pages_are_only_read(method, address, client):
    assert getattr(client, method)(address).status_code == 405


def test_search_results_come_in_pages(client):
    many(12)

    first = client.get("/search/?q=fatigue")
    second = client.get("/search/?q=fatigue&page=2")
    beyond = client.get("/search/?q=fatigue&page=99")

    assert [len(r.context["results"]) for r in (first, second, beyond)] == [10, 2, 2]


def test_the_sitemap_lists_live_pages_only(client):
    factories.live_article(slug="live")
    factories.draft(slug="draft")

    index = client.get("/sitemap.xml").text
    parts = re.findall(r"<loc>http://testserver(.*?)</loc>", index)
    sitemap = "".join(client.get(part).text for part in parts)

    assert "/symptoms/live/" in sitemap
    assert "/keyboard-help/" in sitemap
    assert "/symptoms/draft/" not in sitemap


@pytest.mark.parametrize("count", [1, 30])
def test_a_range_of_the_sitemap_says_when_each_page_was_changed(
    count, client, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(sitemaps, "SITEMAP_RANGE", 10**9)  # whatever keys the pages have
    for number in range(count):
        page = factories.live_article(slug=f"page-{number:02}")

    with django_assert_num_queries(1):
        answer = client.get("/sitemap-pages-0.xml")

    [name, *urls] = ElementTree.fromstring(answer.content).iter()
    place = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert name.tag == f"{place}urlset" and answer.headers["X-Robots-Tag"].startswith("noindex")
    assert [each.text for each in urls if each.tag != f"{place}url"][-2:] == [
        f"http://testserver{page.path}",
        page.updated_on.isoformat(),
    ]
    assert len(urls) == 3 * count


def test_robots_are_shown_the_sitemap_and_kept_from_the_desk(client):
    robots = client.get("/robots.txt").content.decode()

    assert "Disallow: /search/?\n" in robots  # the results, not the page
    assert "Disallow: /admin/" in robots
    assert "/sitemap.xml" in robots


def test_by_line_shows_credentials_and_affiliation(client):
    rosa = factories.person("Rosa Example", credentials="MD, MSPH", affiliation="Sample Center")
    publication = factories.live_article(byline=[rosa.pk])

    page = client.get(publication.path).content.decode()

    assert "Rosa Example" in page
    assert "MD, MSPH" in page
    assert "Sample Center" in page


def test_an_unchanged_page_is_not_sent_again(client):
    publication = factories.live_article()
    etag = client.get(publication.path).headers["ETag"]

    assert client.get(publication.path, headers={"if-none-match": etag}).status_code == 304


def test_a_page_found_by_its_title_alone_shows_its_summary(client):
    factories.live_article(title="Fatigue", summary="Why MS tires you.", body="Rest early.")

    (result,) = client.get("/search/?q=fatigue").context["results"]

    assert result["excerpt_parts"] == [("Why MS tires you.", False)]


def test_a_search_that_finds_nothing_offers_the_word_that_was_meant(client):
    factories.live_article(title="Fatigue")

    answer = client.get("/search/?q=fatige").content.decode()

    assert 'Did you mean <a href="?q=fatigue">fatigue</a>?' in answer
