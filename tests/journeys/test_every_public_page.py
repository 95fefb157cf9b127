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


# What is wider than the window, as it is, with WCAG 1.4.12's spacing of text, and with the parts of
# the page that only a screen reader reads. Empty while the page cannot be scrolled sideways.
WIDER_THAN_THE_WINDOW = """() => {
    const root = document.documentElement, spaced = new CSSStyleSheet();
    spaced.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
    const found = [];
    for (const sheets of [[], [spaced]]) {
        document.adoptedStyleSheets = sheets;
        root.scrollLeft = 1000;
        if (root.scrollWidth <= root.clientWidth && root.scrollLeft === 0) continue;
        const wide = [...document.querySelectorAll("body *")].filter((element) =>
            element.getBoundingClientRect().right + root.scrollLeft > root.clientWidth + 0.5
            && (getComputedStyle(element).position === "absolute"
                || !element.closest(".table-scroll, pre")));
        found.push(`${root.scrollWidth} px: `
            + wide.slice(-3).map((element) => element.outerHTML.slice(0, 160)).join(" | "));
        root.scrollLeft = 0;
    }
    document.adoptedStyleSheets = [];
    return found;
}"""


def test_no_page_scrolls_sideways_at_320_pixels(addresses, narrow_page):
    wide = {}

    for name, address in addresses.items():
        narrow_page.goto(address)
        if found := narrow_page.evaluate(WIDER_THAN_THE_WINDOW):
            wide[name] = found

    assert wide == {}


def test_no_page_scrolls_sideways_with_text_at_200_percent(addresses, open_page):
    page = open_page(viewport={"width": 640, "height": 900})
    wide = {}

    for name, address in addresses.items():
        page.goto(address)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        if found := page.evaluate(WIDER_THAN_THE_WINDOW):
            wide[name] = found

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
    known = factories.person("Someone known")
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
