import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from accessibility.menus import acts
from accessibility.menus.live import live_menus
from articles import publishing
from articles.models import Event, SiteSettings
from tests import factories
from tests.accessibility.menus.menu_factories import item, live_menu

pytestmark = pytest.mark.django_db

LIFELINE = {
    "crisis_label": "Lifeline: call 1-800-273-8255",
    "crisis_number": "1-800-273-8255",
    "crisis_press": "",
    "crisis_address": "tel:18002738255",
}


def save(**fields):
    settings = SiteSettings.current()
    for name, value in fields.items():
        setattr(settings, name, value)
    return publishing.save_settings(settings=settings, by=None)


def test_a_new_site_has_the_crisis_line_that_its_machine_names():
    settings = SiteSettings.current()

    assert settings.crisis_line == {
        "label": "Veterans Crisis Line: dial 988, then press 1",
        "address": "tel:988",
    }
    assert (settings.crisis_number, settings.crisis_press) == ("988", "1")
    assert settings.patient_portal["address"] == "https://www.myhealth.va.gov/"


def test_a_line_of_which_readers_see_no_number_has_none(settings):
    settings.CRISIS_LINE = {"label": "Crisis line", "address": "tel:988"}

    assert factories.site_settings().crisis_number == ""


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"crisis_number": "1-800-273-8255"}, ["crisis_address", "crisis_label"]),
        ({"crisis_press": "2"}, ["crisis_label"]),
        ({"crisis_press": ""}, ["crisis_label"]),
        ({"crisis_address": "tel:911"}, ["crisis_address"]),
        ({"crisis_address": "javascript:alert(1)"}, ["crisis_address"]),
        ({"portal_address": "www.myhealth.va.gov"}, ["portal_address"]),
        ({"crisis_label": ""}, ["crisis_label"]),
    ],
)
def test_a_line_that_contradicts_itself_is_refused_at_the_field(fields, where):
    factories.site_settings()

    with pytest.raises(ValidationError) as refused:
        save(**fields)

    assert sorted(refused.value.message_dict) == where
    assert SiteSettings.current().crisis_number == "988"


def test_the_event_of_a_save_says_what_was_and_what_is():
    factories.site_settings()

    save(**LIFELINE)

    changed = Event.objects.filter(verb=Event.Verb.SETTINGS_SAVED).first().data["changed"]
    assert changed["crisis_number"] == ["988", "1-800-273-8255"]
    assert changed.keys() == LIFELINE.keys()


def test_quick_links_follow_the_settings_and_unfinished_work_stays_unpublished():
    factories.site_settings()
    version = live_menu(item("Help"), slug="quick-links")
    acts.save_menu(
        slug="quick-links",
        items=[{"label": "Crisis: 988", "address": "tel:988"}, item("Not published")],
    )

    save(**LIFELINE)

    live = live_menus()["quick-links"].items
    assert [(one.label, one.address) for one in live] == [
        ("Lifeline: call 1-800-273-8255", "tel:18002738255"),
        ("Help", "/keyboard-help/"),
    ]
    assert [node["label"] for node in acts.working_tree(version.menu)] == [
        "Lifeline: call 1-800-273-8255",
        "Not published",
    ]
    assert version.menu.versions.first().note == "Followed the site settings"


def test_quick_links_to_the_portal_keep_the_words_that_editors_gave_them():
    factories.site_settings()
    portal = SiteSettings.current().portal_address
    live_menu({"label": "My records", "address": portal}, slug="quick-links")

    save(portal_label="MyChart", portal_address="https://mychart.example.org/")

    last = live_menus()["quick-links"].items[-1]
    assert (last.label, last.address) == ("My records", "https://mychart.example.org/")


def test_a_save_that_leaves_the_lines_alone_makes_no_version_of_a_menu():
    factories.site_settings()
    menu = live_menu(item("Help"), slug="quick-links").menu

    save(about="New words.")

    assert menu.versions.count() == 1


def test_every_page_shows_the_lines_of_the_settings(client):
    factories.site_settings(**LIFELINE)
    page = factories.live_article()

    for path in ("/", page.path, "/nothing/"):
        html = client.get(path).text
        urgent = BeautifulSoup(html, "lxml").select("a.urgent")
        assert {link["href"] for link in urgent} == {"tel:18002738255"}
        assert "988" not in html
