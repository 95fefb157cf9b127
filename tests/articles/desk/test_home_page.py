"""Publishers arrange the home page: the order of sections, their first pages, words, features."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from articles import publishing
from articles.models import Event, Section, SiteSettings
from articles.publishing.errors import HomePageChanged
from articles.publishing.library.home_page import HomePage
from tests import factories
from tests.articles.desk.test_old_facts import desk_of
from tests.desk_forms import as_sent

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/home-page/"


@pytest.fixture
def pages():
    """Four pages of one section, by title, and one of another."""
    factories.site_settings()
    about, care = factories.section("about-ms"), factories.section("find-care")
    titles = ("Alpha", "Beta", "Gamma", "What is MS?")
    made = [factories.live_article(title=title, section=about).article for title in titles]
    made.append(factories.live_article(title="Clinics", section=care).article)
    return {page.title: page for page in made}


@pytest.fixture
def desk():
    return desk_of("Publisher")


def path(page):
    return page.publications.get().path


def sent(desk, **changed):
    return as_sent(desk.get(ADDRESS), form="#content form", **changed)


def named_first(section, *pages):
    prefix = f"first-{section.pk}"
    rows = {f"{prefix}-TOTAL_FORMS": len(pages), f"{prefix}-INITIAL_FORMS": 0}
    for index, page in enumerate(pages):
        rows |= {f"{prefix}-{index}-page": path(page), f"{prefix}-{index}-ORDER": index + 1}
    return rows


def titles_on(client, address, selector):
    page = BeautifulSoup(client.get(address).content, "lxml")
    return [link.text.strip() for link in page.select(selector)]


def card(client, name):
    page = BeautifulSoup(client.get("/").content, "lxml")
    (found,) = (li for li in page.select(".section-cards > li") if li.h2.text.strip() == name)
    return [link.text for link in found.select(".link-list a")]


def test_a_section_lists_the_chosen_pages_first_and_so_does_its_card(pages, desk, client):
    about = pages["Alpha"].section
    chosen = named_first(about, pages["What is MS?"], pages["Gamma"])

    desk.post(ADDRESS, sent(desk, **chosen))

    assert card(client, about.name) == ["What is MS?", "Gamma", "Alpha"]
    listed = titles_on(client, about.get_absolute_url(), "main .entries a, main li a")
    assert [title for title in listed if title in pages] == [
        *("What is MS?", "Gamma", "Alpha", "Beta"),
    ]


def test_sections_come_in_the_order_of_their_numbers(pages, desk, client):
    about, care = pages["Alpha"].section, pages["Clinics"].section

    desk.post(ADDRESS, sent(desk, **{f"order-{care.pk}": 1, f"order-{about.pk}": 2}))

    assert titles_on(client, "/", ".section-cards h2") == [care.name, about.name]
    assert list(Section.objects.in_order()) == [care, about]


def test_words_and_features_are_saved_and_a_save_without_a_change_is_none(pages, desk, client):
    typed = {
        "home_title": "Living well with MS",
        "featured-TOTAL_FORMS": 1,
        "featured-INITIAL_FORMS": 0,
        "featured-0-page": path(pages["Beta"]),
        "featured-0-ORDER": 1,
    }

    desk.post(ADDRESS, sent(desk, **typed))
    again = desk.post(ADDRESS, sent(desk), follow=True)

    assert titles_on(client, "/", "h1") == ["Living well with MS"]
    assert HomePage.now().featured == [pages["Beta"].pk]
    assert Event.objects.filter(verb=Event.Verb.HOME_SAVED).count() == 1
    assert "Nothing was changed." in again.text


def test_a_page_of_another_section_is_refused_and_what_was_typed_stays(pages, desk):
    about = pages["Alpha"].section

    answer = desk.post(ADDRESS, sent(desk, **named_first(about, pages["Clinics"])))

    assert f"“Clinics” is not in {about}." in answer.text
    assert path(pages["Clinics"]) in answer.text
    assert HomePage.now().first[str(about.pk)] == []


def test_a_page_that_moved_to_another_section_is_not_among_its_first(pages, client):
    about, care = pages["Alpha"].section, pages["Clinics"].section
    home = HomePage.now()
    home.first[str(about.pk)] = [pages["Gamma"].pk]
    publishing.save_home_page(home=home, by=None)

    publishing.move(article=pages["Gamma"], section=care, slug="gamma", by=None)

    assert card(client, about.name) == ["Alpha", "Beta", "What is MS?"]
    assert card(client, care.name) == ["Clinics", "Gamma"]


def test_a_preview_shows_what_was_typed_and_saves_nothing(pages, desk, client):
    about = pages["Alpha"].section
    typed = {"home_title": "Only tried", **named_first(about, pages["What is MS?"])}

    shown = desk.post(reverse("admin:home-page-preview"), sent(desk, **typed))

    page = BeautifulSoup(shown.content, "lxml")
    assert page.h1.text == "Only tried"
    assert page.select(".section-cards .link-list a")[0].text == "What is MS?"
    assert shown["X-Robots-Tag"] == "noindex, nofollow"
    assert not Event.objects.filter(verb=Event.Verb.HOME_SAVED).exists()
    assert card(client, about.name)[0] == "Alpha"


def test_a_preview_of_what_cannot_be_saved_says_so(pages, desk):
    answer = desk.post(reverse("admin:home-page-preview"), sent(desk, home_title=""))

    assert "There is no preview" in answer.text


def test_a_change_can_be_undone_and_the_undoing_as_well(pages, desk):
    desk.post(ADDRESS, sent(desk, home_title="Changed"))
    first = Event.objects.get(verb=Event.Verb.HOME_SAVED)
    assert reverse("admin:home-page-undo", args=[first.pk]) in desk.get(ADDRESS).text

    desk.post(reverse("admin:home-page-undo", args=[first.pk]))
    assert SiteSettings.current().home_title == "Living with MS"

    second = Event.objects.filter(verb=Event.Verb.HOME_SAVED).latest("pk")
    desk.post(reverse("admin:home-page-undo", args=[second.pk]))
    assert SiteSettings.current().home_title == "Changed"


def test_whoever_comes_second_is_told_and_overwrites_only_knowingly(pages, desk):
    mine = sent(desk, home_title="Mine")
    desk.post(ADDRESS, sent(desk, home_title="Theirs"))

    refused = desk.post(ADDRESS, mine)

    assert "Someone else changed the home page" in refused.text
    assert SiteSettings.current().home_title == "Theirs"
    desk.post(ADDRESS, as_sent(refused, form="#content form"))
    assert SiteSettings.current().home_title == "Mine"


def test_the_act_refuses_what_was_begun_with_another_home_page(pages):
    home = HomePage.now()
    seen, home.title = home.fingerprint, "New"
    publishing.save_home_page(home=home, by=None)

    with pytest.raises(HomePageChanged):
        publishing.save_home_page(home=home, by=None, seen=seen)


def test_a_page_that_is_not_live_any_more_may_stay_first(pages, desk):
    about = pages["Alpha"].section
    desk.post(ADDRESS, sent(desk, **named_first(about, pages["Gamma"])))
    publishing.withdraw(article=pages["Gamma"], by=None, reason="Out of date")

    answer = desk.post(ADDRESS, sent(desk, home_title="New"), follow=True)

    assert "Home page saved." in answer.text
    assert HomePage.now().first[str(about.pk)] == [pages["Gamma"].pk]


@pytest.mark.parametrize("role", ["Author", "Reviewer", "Administrator", "Auditor"])
def test_others_neither_see_nor_change_it(role, pages):
    home, desk = HomePage.now(), desk_of(role)

    answers = [
        desk.get(ADDRESS),
        desk.post(ADDRESS, {"home_title": "Theirs"}),
        desk.post(reverse("admin:home-page-preview")),
        desk.post(reverse("admin:home-page-undo", args=[1])),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert HomePage.now() == home


def test_a_post_that_says_nothing_changes_nothing(pages, desk):
    home = HomePage.now()

    answers = [desk.post(ADDRESS, {"x": 1}), desk.post(reverse("admin:home-page-preview"))]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert HomePage.now() == home
