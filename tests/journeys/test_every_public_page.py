"""Every type of public page: what axe, the Nu checker, narrow screens and drafts say of it."""

import pytest

from articles import publishing
from articles.models import SITEMAP_RANGE, Article
from tests import factories
from tests.journeys import whole_site

pytestmark = pytest.mark.django_db(transaction=True)

MODES = {
    "wide and light": {"viewport": {"width": 1280, "height": 900}},
    "wide and dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow and light": {"viewport": {"width": 320, "height": 640}},
    "narrow and dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
}


@pytest.fixture
def addresses(media_root):
    return whole_site.build()


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_on_any_page(mode, addresses, open_page, axe):
    page = open_page(**MODES[mode])
    found = {}

    for name, address in addresses.items():
        page.goto(address)
        found[name] = axe(page)

    assert {name: violations for name, violations in found.items() if violations} == {}


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_while_a_menu_is_open(mode, addresses, open_page, axe):
    page = open_page(**MODES[mode])
    page.goto(addresses["page"])

    if page.get_by_role("button", name="Menu", exact=True).is_visible():
        page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="Treatments").click()

    assert page.get_by_role("link", name="A short page").first.is_visible()
    assert axe(page) == []


def test_the_nu_checker_finds_nothing_on_any_page(addresses, client, nu):
    documents = {name: client.get(address).content.decode() for name, address in addresses.items()}

    assert nu(documents) == []


def test_no_page_scrolls_sideways_at_320_pixels(addresses, narrow_page):
    wide = {}

    for name, address in addresses.items():
        narrow_page.goto(address)
        width = narrow_page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[name] = width

    assert wide == {}


def test_no_page_scrolls_sideways_with_text_at_200_percent(addresses, open_page):
    page = open_page(viewport={"width": 640, "height": 900})
    wide = {}

    for name, address in addresses.items():
        page.goto(address)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 640:
            wide[name] = width

    assert wide == {}


def test_every_page_has_one_heading_a_language_and_a_title_of_its_own(addresses, page):
    titles = {}

    for name, address in addresses.items():
        page.goto(address)
        assert page.locator("h1").count() == 1, name
        assert page.locator("main h1").count() == 1, name
        assert page.locator("html[lang]").count() == 1, name
        titles[name] = page.title()

    assert len(set(titles.values())) == len(titles)


def test_readers_are_given_no_cookie_and_may_cache_nothing_unasked(addresses, client):
    for name, address in addresses.items():
        response = client.get(address)

        assert not response.cookies, name
        assert "no-cache" in response.headers["Cache-Control"], name
        if response.status_code == 200 and "no-store" not in response.headers["Cache-Control"]:
            assert response.headers["ETag"].startswith('"'), name


def test_a_draft_leaks_nowhere(addresses, client):
    canary = "canary7391"
    known = factories.person("Somebody known")
    factories.draft(
        title=canary,
        slug=canary,
        summary=canary,
        body=f"{canary} [link {canary}](https://example.org/{canary})",
        byline=[known.pk],
    )
    edited = Article.objects.get(slug="stem-cells")
    edited.title = edited.short_title = edited.summary = edited.body = canary
    publishing.save_draft(article=edited, by=None)
    everywhere = [
        *addresses.values(),
        f"/sitemap-pages-{edited.pk // SITEMAP_RANGE}.xml",
        "/symptoms/",
    ]
    everywhere += [known.get_absolute_url()]

    leaks = [
        address for address in everywhere if canary in client.get(address).content.decode().lower()
    ]

    assert leaks == []
    assert client.get(f"/search/?q={canary}").context["count"] == 0
    assert client.get(f"/symptoms/{canary}/").status_code == 404
